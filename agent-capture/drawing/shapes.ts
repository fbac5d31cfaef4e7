/** Text and the few shapes that everything drawn is made of. */
import type { Rect } from '../display/display-source.ts';
import { type Drawing, fontFamilies } from './canvas.ts';
import { colours } from './colours.ts';

export type Weight = 400 | 500 | 600 | 700;

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Longer text is cut, with an ellipsis. */
  readonly maxWidth?: number;
}

/** @param y the baseline */
export function text(drawing: Drawing, content: string, x: number, y: number, style: TextStyle): void {
  drawing.font = fontOf(style);
  drawing.fillStyle = style.colour ?? colours.text;
  drawing.textAlign = style.align ?? 'left';
  drawing.textBaseline = 'alphabetic';
  drawing.fillText(style.maxWidth === undefined ? content : fitted(drawing, content, style.maxWidth), x, y);
}

export function textWidth(drawing: Drawing, content: string, style: TextStyle): number {
  drawing.font = fontOf(style);
  return drawing.measureText(content).width;
}

function fontOf({ size, weight }: TextStyle): string {
  return `${weight ?? 400} ${size}px ${fontFamilies}`;
}

/** By what people see as one character, so that no accent or emoji falls apart. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function fitted(drawing: Drawing, content: string, maxWidth: number): string {
  if (drawing.measureText(content).width <= maxWidth) return content;
  const kept = Array.from(characters.segment(content), ({ segment }) => segment);
  while (kept.length > 0 && drawing.measureText(`${kept.join('')}…`).width > maxWidth) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}

export function roundedRect(drawing: Drawing, rect: Rect, radius: number, fill: string, border?: string): void {
  drawing.beginPath();
  drawing.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
  drawing.fillStyle = fill;
  drawing.fill();
  if (border === undefined) return;
  drawing.beginPath();
  drawing.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, radius);
  drawing.strokeStyle = border;
  drawing.lineWidth = 1;
  drawing.stroke();
}

export function disc(drawing: Drawing, x: number, y: number, radius: number, fill: string): void {
  drawing.beginPath();
  drawing.arc(x, y, radius, 0, Math.PI * 2);
  drawing.fillStyle = fill;
  drawing.fill();
}
