/** Draws the card: a dark panel under the red of the ring, in words, with one large button. */
import type { Rect } from '../display/display-source.ts';
import type { CreateSurface, Drawing } from '../drawing/canvas.ts';
import { colours } from '../drawing/colours.ts';
import { roundedRect, type TextStyle, text, textWidth } from '../drawing/shapes.ts';
import { ringColour } from '../ring/ring-frame.ts';
import type { CardPicture } from './card-face.ts';
import { type CardSpace, cardScale } from './card-place.ts';
import type { CardText } from './card-words.ts';
import { cardLimits } from './limits.ts';

export interface CardDrawing {
  readonly picture: CardPicture;
  /** The control that ejects, relative to the card. */
  readonly control: Rect;
}

export interface CardRequest {
  readonly text: CardText;
  readonly space: CardSpace;
  /** The control is being pressed. */
  readonly pressed: boolean;
}

const red = `rgb(${ringColour.red} ${ringColour.green} ${ringColour.blue})`;
const margin = 20;
const inner = cardLimits.width - 2 * margin;
const nameStyle: TextStyle = { size: 20, weight: 600 };
const whatStyle: TextStyle = { size: 14, weight: 500, colour: '#cdd8ee' };
const whyStyle: TextStyle = { size: 14, colour: colours.quiet };
const line = 20;
const button = { height: 46, radius: 10 };

/** From top to bottom; what is drawn is laid out first, since its height is not known before. */
interface Row {
  readonly height: number;
  draw(drawing: Drawing, y: number): void;
}

/** @returns undefined where the display has no room for a card that can be read */
export function drawCard(createSurface: CreateSurface, request: CardRequest): CardDrawing | undefined {
  const rows = rowsOf(createSurface(1, 1).drawing, request.text, request.pressed);
  const scale = cardScale(request.space, total(rows));
  if (scale === undefined) return undefined;
  const [width, height] = [Math.round(cardLimits.width * scale), Math.round(total(rows) * scale)];
  const { drawing, read } = createSurface(width, height);
  drawing.scale(width / cardLimits.width, height / total(rows));
  drawing.fillStyle = colours.ink;
  drawing.fillRect(0, 0, cardLimits.width, total(rows));
  drawing.strokeStyle = colours.line;
  drawing.lineWidth = 2;
  drawing.strokeRect(0, 0, cardLimits.width, total(rows));
  let y = 0;
  let control: Rect = { x: 0, y: 0, width: 0, height: 0 };
  for (const row of rows) {
    drawing.save();
    drawing.beginPath();
    // Marks piled above or below a letter stay within its own line.
    drawing.rect(0, y, cardLimits.width, row.height);
    drawing.clip();
    row.draw(drawing, y);
    drawing.restore();
    if ('control' in row) control = { x: margin, y, width: inner, height: row.height };
    y += row.height;
  }
  return {
    picture: { width, height, bgrx: toBgrx(read({ x: 0, y: 0, width, height })) },
    control: scaled(control, scale),
  };
}

function rowsOf(drawing: Drawing, content: CardText, pressed: boolean): readonly Row[] {
  const rows: Row[] = [titleRow(content.title)];
  for (const [index, { name, what, why }] of content.people.entries()) {
    if (index > 0) rows.push(divider());
    rows.push(words([name], 27, 21, nameStyle), words(wrapped(drawing, what, whatStyle), line, 15, whatStyle));
    rows.push(words(wrapped(drawing, why, whyStyle), line, 15, whyStyle));
  }
  if (content.others !== '') rows.push(gap(6), words([content.others], line, 15, whatStyle));
  rows.push(gap(14), buttonRow(content.eject, pressed));
  if (content.keys !== '') rows.push(gap(6), keysRow(content.keys));
  return [...rows, gap(14)];
}

function total(rows: readonly Row[]): number {
  return rows.reduce((sum, { height }) => sum + height, 0);
}

function titleRow(title: string): Row {
  return {
    height: 50,
    draw(drawing, y) {
      drawing.fillStyle = red;
      drawing.fillRect(0, y, cardLimits.width, 4);
      drawing.beginPath();
      drawing.arc(margin + 5, y + 28, 5, 0, 2 * Math.PI);
      drawing.fill();
      text(drawing, title, margin + 19, y + 33, { size: 13.5, weight: 600, colour: colours.quiet });
      // Six dots, as on everything that can be dragged.
      drawing.fillStyle = colours.faint;
      for (const x of [0, 7]) {
        for (const down of [0, 7, 14]) {
          drawing.beginPath();
          drawing.arc(cardLimits.width - margin - 9 + x, y + 21 + down, 1.8, 0, 2 * Math.PI);
          drawing.fill();
        }
      }
    },
  };
}

function words(lines: readonly string[], height: number, baseline: number, style: TextStyle): Row {
  return {
    height: height * lines.length,
    draw(drawing, y) {
      for (const [index, content] of lines.entries()) {
        text(drawing, content, margin, y + index * height + baseline, { ...style, maxWidth: inner });
      }
    },
  };
}

function buttonRow(label: string, pressed: boolean): Row & { readonly control: true } {
  return {
    control: true,
    height: button.height,
    draw(drawing, y) {
      const rect = { x: margin, y, width: inner, height: button.height };
      roundedRect(drawing, rect, button.radius, pressed ? colours.quiet : colours.text);
      const style: TextStyle = {
        size: 16,
        weight: 600,
        colour: colours.ink,
        align: 'center',
        maxWidth: inner - 2 * margin,
      };
      text(drawing, label, cardLimits.width / 2, y + 29, style);
    },
  };
}

function keysRow(keys: string): Row {
  return {
    height: 18,
    draw: (drawing, y) =>
      text(drawing, keys, cardLimits.width / 2, y + 13, { size: 12.5, colour: colours.quiet, align: 'center' }),
  };
}

function divider(): Row {
  return {
    height: 21,
    draw(drawing, y) {
      drawing.fillStyle = colours.line;
      drawing.fillRect(margin, y + 10, inner, 1);
    },
  };
}

function gap(height: number): Row {
  return { height, draw: () => undefined };
}

const wordSegments = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Lines that fit; the last one takes what is left, and is cut when it is drawn. */
function wrapped(drawing: Drawing, content: string, style: TextStyle): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const { segment } of wordSegments.segment(content)) {
    const fits = textWidth(drawing, (current + segment).trimEnd(), style) <= inner;
    if (fits || current === '' || lines.length === cardLimits.lines - 1) current += segment;
    else {
      lines.push(current.trimEnd());
      current = segment.trimStart();
    }
  }
  return [...lines, current];
}

function scaled({ x, y, width, height }: Rect, scale: number): Rect {
  const [left, top] = [Math.floor(x * scale), Math.floor(y * scale)];
  return { x: left, y: top, width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
}

function toBgrx(rgba: Uint8ClampedArray): Buffer {
  const bgrx = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.length);
  for (let at = 0; at < bgrx.length; at += 4) {
    const red = bgrx[at] ?? 0;
    bgrx[at] = bgrx[at + 2] ?? 0;
    bgrx[at + 2] = red;
  }
  return bgrx;
}
