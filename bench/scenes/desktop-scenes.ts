/** What people do on a desktop: nothing, typing, scrolling a long page, switching windows. */

import type { Ground } from '../x-server/room-screen.ts';
import type { Area } from '../x-server/x-client.ts';
import type { Desktop } from './desktop.ts';
import { type Glyphs, glyphHeight, glyphWidth } from './glyphs.ts';
import type { Scene } from './scene.ts';
import { createTextPage } from './text-page.ts';

const paper = 0xfa_fa_f7;
const ink = 0x20_22_26;
/** Six pages of the window, so that it never comes to an end. */
const pageHeight = 6_000;
const scrollPixels = 20;
/** Two seconds of scrolling, one of reading. */
const scrollSteps = 60;
const readSteps = 30;

export function stillScene(desktop: Desktop): Scene {
  return {
    name: 'still console',
    stepMs: 1_000,
    begin() {
      desktop.drawBackdrop();
      for (const window of desktop.others) desktop.raise(window);
      desktop.raise(desktop.editor);
    },
    step() {},
  };
}

/** Ten characters a second into the upper half of a page, with a caret that goes before them. */
export function typingScene({ client, window, context }: Ground, desktop: Desktop): Scene {
  const { editor, characters } = desktop;
  const { inside } = editor;
  return {
    name: 'typing',
    stepMs: 100,
    begin() {
      desktop.drawBackdrop();
      desktop.raise(editor);
      client.fill(window, context, inside, paper);
    },
    step(index) {
      const place = characters[index];
      const next = characters[index + 1];
      if (place === undefined || next === undefined) return;
      const cell = { ...place, width: glyphWidth, height: glyphHeight };
      const from = { x: place.x - editor.area.x, y: place.y - editor.area.y };
      client.copyArea(editor.pixmap, window, context, from, cell);
      client.fill(window, context, { x: next.x, y: next.y, width: 2, height: glyphHeight }, ink);
    },
  };
}

/** Thirty steps a second of 20 pixels: what is on the screen moves up, and a strip of new text is drawn below. */
export function scrollingScene({ client, window, context }: Ground, desktop: Desktop, glyphs: Glyphs): Scene {
  const { editor } = desktop;
  const { x, y, width, height } = editor.inside;
  const page = createTextPage(glyphs, width, pageHeight, 14).sheet;
  const pixmap = client.createPicture(window, context, page.width, page.height, page.bgrx);
  let top = 0;
  return {
    name: 'scrolling a page',
    stepMs: 1_000 / 30,
    begin() {
      top = 0;
      desktop.drawBackdrop();
      desktop.raise(editor);
      client.copyArea(pixmap, window, context, { x: 0, y: 0 }, editor.inside);
    },
    step(index) {
      if (index % (scrollSteps + readSteps) >= scrollSteps || top + scrollPixels + height > pageHeight) return;
      top += scrollPixels;
      const moved: Area = { x, y, width, height: height - scrollPixels };
      client.copyArea(window, window, context, { x, y: y + scrollPixels }, moved);
      const strip: Area = { x, y: y + height - scrollPixels, width, height: scrollPixels };
      client.copyArea(pixmap, window, context, { x: 0, y: top + height - scrollPixels }, strip);
    },
  };
}

/** Another of three windows comes to the front, three times in two seconds. */
export function windowSwitchScene(desktop: Desktop): Scene {
  const windows = [...desktop.others, desktop.editor];
  return {
    name: 'switching windows',
    stepMs: 667,
    begin() {
      desktop.drawBackdrop();
      for (const window of windows) desktop.raise(window);
    },
    step(index) {
      const window = windows[index % windows.length];
      if (window !== undefined) desktop.raise(window);
    },
  };
}
