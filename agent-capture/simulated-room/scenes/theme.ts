/** Colours, type and the few shapes that all scenes share. */
import type { Rect } from '../../display/display-source.ts';
import type { Drawing } from '../canvas.ts';

export const colours = {
  ink: '#0d1526',
  panel: '#17223a',
  panelRaised: '#1f2d4a',
  line: '#2b3b5c',
  text: '#f3f6fc',
  quiet: '#9fb0cf',
  faint: '#6b7d9f',
  accent: '#5b8cff',
  accentDeep: '#3c6be0',
  go: '#27a770',
  goDeep: '#1d8458',
  stop: '#d9604c',
  stopDeep: '#b34837',
  warm: '#f2b65a',
} as const;

export type Weight = 400 | 500 | 600 | 700;

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Longer text is squeezed out with an ellipsis. */
  readonly maxWidth?: number;
}

/** @param y the baseline */
export function text(drawing: Drawing, content: string, x: number, y: number, style: TextStyle): void {
  drawing.font = `${style.weight ?? 400} ${style.size}px Inter, "Inter Extended"`;
  drawing.fillStyle = style.colour ?? colours.text;
  drawing.textAlign = style.align ?? 'left';
  drawing.textBaseline = 'alphabetic';
  drawing.fillText(style.maxWidth === undefined ? content : fitted(drawing, content, style.maxWidth), x, y);
}

function fitted(drawing: Drawing, content: string, maxWidth: number): string {
  if (drawing.measureText(content).width <= maxWidth) return content;
  const characters = [...content];
  while (characters.length > 0 && drawing.measureText(`${characters.join('')}…`).width > maxWidth) characters.pop();
  return `${characters.join('').trimEnd()}…`;
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

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

export function clockTime(ms: number): string {
  return clockFormat.format(ms);
}

export function dayName(ms: number): string {
  return dayFormat.format(ms);
}

/** "2:07" */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
