/** A desktop with three windows, as pixmaps at the X server: what typing, scrolling and switching windows happen on. */
import { createPicture } from '../x-server/picture.ts';
import type { Ground } from '../x-server/room-screen.ts';
import type { Area, Colour } from '../x-server/x-client.ts';
import { type Glyphs, glyphHeight } from './glyphs.ts';
import { createTextPage, type Placed, Sheet } from './text-page.ts';

const backdrop: Colour = 0x2b_45_5e;
const panel: Colour = 0x1c_1f_24;
const barHeight = 30;
const panelHeight = 36;
/** Keeps clear of the ring on the screen's edges. */
const edge = 48;

/** What is inside of a window, and where on the screen. */
export interface DesktopWindow {
  /** Title bar included. */
  readonly area: Area;
  readonly inside: Area;
  readonly pixmap: number;
}

export interface Desktop {
  /** An editor. */
  readonly editor: DesktopWindow;
  /** Where its characters stand on the screen. */
  readonly characters: readonly Placed[];
  /** A document with a picture, and a dialog of flat areas. */
  readonly others: readonly DesktopWindow[];
  /** Everything but the windows. */
  drawBackdrop(): void;
  raise(window: DesktopWindow): void;
}

export async function createDesktop(ground: Ground, glyphs: Glyphs): Promise<Desktop> {
  const { client, window, context } = ground;
  const { width, height } = client;
  const screen = { x: 0, y: 0, width, height };

  const upload = (sheet: Sheet): number => client.createPicture(window, context, sheet.width, sheet.height, sheet.bgrx);
  const framed = (left: number, top: number, title: string, content: Sheet): DesktopWindow => {
    const sheet = new Sheet(content.width, content.height + barHeight, 0x3a_40_48);
    sheet.write(glyphs, 12, (barHeight - glyphHeight) / 2, title, 0xf0_f0_f0);
    sheet.fill(content.width - 28, 9, 14, 12, 0xd8_5a_50);
    sheet.paste(0, barHeight, content.width, content.height, content.bgrx);
    const area = { x: left, y: top, width: sheet.width, height: sheet.height };
    const inside = { x: left, y: top + barHeight, width: content.width, height: content.height };
    return { area, inside, pixmap: upload(sheet) };
  };

  const text = createTextPage(glyphs, Math.round(width * 0.6), Math.round(height * 0.6), 11);
  const editor = framed(edge + 80, edge + 60, 'notes.txt - Editor', text.sheet);
  const document = createTextPage(glyphs, Math.round(width * 0.5), Math.round(height * 0.7), 12).sheet;
  const picture = { width: Math.round(width * 0.22), height: Math.round(height * 0.28) };
  document.paste(60, 120, picture.width, picture.height, createPicture(picture.width, picture.height, 13));
  const dialog = new Sheet(Math.round(width * 0.34), Math.round(height * 0.4), 0xec_ed_ee);
  for (let row = 0; row < 6; row++) {
    dialog.write(glyphs, 40, 40 + row * 56, `Setting number ${row + 1}`, 0x30_34_3a);
    dialog.fill(dialog.width - 200, 38 + row * 56, 150, 26, row % 2 === 0 ? 0xff_ff_ff : 0x3c_8f_d0);
  }
  const others = [
    framed(Math.round(width * 0.4), edge + 120, 'Manual - Reader', document),
    framed(Math.round(width * 0.3), Math.round(height * 0.35), 'Settings', dialog),
  ];
  const { inside } = editor;
  return {
    editor,
    characters: text.characters.map(({ x, y }) => ({ x: inside.x + x, y: inside.y + y })),
    others,
    drawBackdrop() {
      client.fill(window, context, screen, backdrop);
      client.fill(window, context, { ...screen, y: height - panelHeight - edge, height: panelHeight }, panel);
    },
    raise(shown) {
      client.copyPicture(shown.pixmap, window, context, shown.area);
    },
  };
}
