/** Draws the card: a dark panel edged in the red of the ring, people and reasons on the left, one large button right. */
import type { Rect } from '../display/display-source.ts';
import type { CreateSurface, Drawing } from '../drawing/canvas.ts';
import { colours } from '../drawing/colours.ts';
import { roundedRect, type TextStyle, text, textWidth } from '../drawing/shapes.ts';
import { ringColour } from '../ring/ring-frame.ts';
import type { CardControl, CardPicture } from './card-face.ts';
import { type CardSpace, cardScale } from './card-place.ts';
import type { CardText } from './card-words.ts';
import { cardLimits } from './limits.ts';

export interface CardDrawing {
  readonly picture: CardPicture;
  readonly controls: readonly CardControl[];
}

export interface CardRequest {
  readonly text: CardText;
  readonly space: CardSpace;
  /** The control that is being pressed. */
  readonly pressed: CardControl['does'] | undefined;
}

const { width } = cardLimits;
const red = `rgb(${ringColour.red} ${ringColour.green} ${ringColour.blue})`;
const edge = 2;
const margin = 20;
const button = { width: 158, height: 48, radius: 10, gap: 10 };
/** What stands above and below several of them: the title, and the keys. */
const buttonsMargin = { above: 26, below: 32 };
const buttonLeft = width - margin - button.width;
/** Where words end, with some air before the button. */
const words = { x: margin, width: buttonLeft - 18 - margin };
const nameStyle: TextStyle = { size: 19, weight: 600 };
const whatStyle: TextStyle = { size: 14, weight: 500, colour: '#cdd8ee' };
const whyStyle: TextStyle = { size: 14, colour: colours.quiet };

/** From top to bottom on the left; what is drawn is laid out first, since its height is not known before. */
interface Row {
  readonly height: number;
  draw(drawing: Drawing, y: number): void;
}

/** @returns undefined where the display has no room for a card that can be read */
export function drawCard(createSurface: CreateSurface, request: CardRequest): CardDrawing | undefined {
  const { text: content, space, pressed } = request;
  const rows = rowsOf(createSurface(1, 1).drawing, content);
  const buttons = buttonsOf(content);
  const height = rows.reduce((sum, row) => sum + row.height, 0) + padding(rows, buttons.length);
  const scale = cardScale(space, height);
  if (scale === undefined) return undefined;
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const { drawing, read } = createSurface(size.width, size.height);
  drawing.scale(size.width / width, size.height / height);
  drawPanel(drawing, height);
  let y = 0;
  for (const row of rows) {
    drawing.save();
    drawing.beginPath();
    // Marks piled above or below a letter stay within its own line, and everything left of the button.
    drawing.rect(0, y, buttonLeft, row.height);
    drawing.clip();
    row.draw(drawing, y);
    drawing.restore();
    y += row.height;
  }
  const controls = buttons.map(({ does, label }, index) => {
    const top = Math.round((height - stackHeight(buttons.length)) / 2) + 2;
    const { width: wide, height: high } = button;
    const rect = { x: buttonLeft, y: top + index * (high + button.gap), width: wide, height: high };
    drawControl(drawing, rect, label, pressed === does);
    if (index === buttons.length - 1) drawKeys(drawing, rect, content.keys);
    return { does, rect: scaled(rect, scale) };
  });
  return { picture: { ...size, bgrx: toBgrx(read({ x: 0, y: 0, ...size })) }, controls };
}

interface Button {
  readonly does: CardControl['does'];
  readonly label: string;
}

/** From top to bottom. */
function buttonsOf({ allow, refuse, eject }: CardText): readonly Button[] {
  const all: readonly Button[] = [
    { does: 'allow', label: allow },
    { does: 'refuse', label: refuse },
    { does: 'eject', label: eject },
  ];
  return all.filter(({ label }) => label !== '');
}

function stackHeight(buttons: number): number {
  return buttons * button.height + Math.max(0, buttons - 1) * button.gap;
}

/** What the words leave too low for the buttons. */
function padding(rows: readonly Row[], buttons: number): number {
  if (buttons < 2) return 0;
  const { above, below } = buttonsMargin;
  return Math.max(0, stackHeight(buttons) + above + below - rows.reduce((sum, row) => sum + row.height, 0));
}

function rowsOf(drawing: Drawing, content: CardText): readonly Row[] {
  const rows: Row[] = [titleRow(content.title)];
  for (const [index, { name, what, why }] of content.people.entries()) {
    if (index > 0) rows.push(gap(12));
    rows.push(lines([name], 25, 19, nameStyle), lines(wrapped(drawing, what, whatStyle), 19, 14, whatStyle));
    rows.push(lines(wrapped(drawing, why, whyStyle), 19, 14, whyStyle));
  }
  if (content.others !== '') rows.push(gap(8), lines([content.others], 19, 14, whatStyle));
  return [...rows, gap(14)];
}

function drawPanel(drawing: Drawing, height: number): void {
  drawing.fillStyle = red;
  drawing.fillRect(0, 0, width, height);
  drawing.fillStyle = colours.ink;
  drawing.fillRect(edge, edge, width - 2 * edge, height - 2 * edge);
  // Six dots, as on everything that can be dragged.
  drawing.fillStyle = colours.faint;
  for (const right of [0, 7, 14]) {
    for (const down of [0, 7]) {
      drawing.beginPath();
      drawing.arc(width - margin - right, 15 + down, 1.8, 0, 2 * Math.PI);
      drawing.fill();
    }
  }
}

function drawControl(drawing: Drawing, rect: Rect, what: string, pressed: boolean): void {
  roundedRect(drawing, rect, button.radius, pressed ? colours.quiet : colours.text);
  const middle = rect.x + rect.width / 2;
  const label: TextStyle = { size: 15.5, weight: 600, colour: colours.ink, align: 'center', maxWidth: rect.width - 12 };
  text(drawing, what, middle, rect.y + 30, label);
}

/** The keys that do what the last button does. */
function drawKeys(drawing: Drawing, { x, y, width: wide, height: high }: Rect, keys: string): void {
  text(drawing, keys, x + wide / 2, y + high + 17, { size: 11.5, colour: colours.quiet, align: 'center' });
}

function titleRow(title: string): Row {
  return {
    height: 36,
    draw(drawing, y) {
      drawing.fillStyle = red;
      drawing.beginPath();
      drawing.arc(margin + 4.5, y + 21, 4.5, 0, 2 * Math.PI);
      drawing.fill();
      text(drawing, title, margin + 17, y + 25.5, { size: 13, weight: 600, colour: colours.quiet });
    },
  };
}

function lines(contents: readonly string[], height: number, baseline: number, style: TextStyle): Row {
  return {
    height: height * contents.length,
    draw(drawing, y) {
      for (const [index, content] of contents.entries()) {
        text(drawing, content, words.x, y + index * height + baseline, { ...style, maxWidth: words.width });
      }
    },
  };
}

function gap(height: number): Row {
  return { height, draw: () => undefined };
}

const wordSegments = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Lines that fit; the last one takes what is left, and is cut when it is drawn. */
function wrapped(drawing: Drawing, content: string, style: TextStyle): readonly string[] {
  const done: string[] = [];
  let current = '';
  for (const { segment } of wordSegments.segment(content)) {
    const fits = textWidth(drawing, (current + segment).trimEnd(), style) <= words.width;
    if (fits || current === '' || done.length === cardLimits.lines - 1) current += segment;
    else {
      done.push(current.trimEnd());
      current = segment.trimStart();
    }
  }
  return [...done, current];
}

function scaled(rect: Rect, scale: number): Rect {
  const [x, y] = [Math.floor(rect.x * scale), Math.floor(rect.y * scale)];
  return { x, y, width: Math.ceil(rect.width * scale), height: Math.ceil(rect.height * scale) };
}

function toBgrx(rgba: Uint8ClampedArray): Buffer {
  const bgrx = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.length);
  for (let at = 0; at < bgrx.length; at += 4) {
    const redByte = bgrx[at] ?? 0;
    bgrx[at] = bgrx[at + 2] ?? 0;
    bgrx[at + 2] = redByte;
  }
  return bgrx;
}
