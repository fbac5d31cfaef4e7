/**
 * Checks one input event from the wire and says what it means for the sink. A relay that lets anything through changes
 * nothing: names and text are bounded, coordinates lie on a display that is there, unknown events are nothing.
 */
import { type Input, limits } from '@ringside/protocol';
import type { DisplayInfo } from '../display/display-source.ts';
import type { KeyInput, PointerInput, WheelInput } from './input-sink.ts';

export type CheckedInput =
  | { readonly kind: 'key'; readonly key: KeyInput }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pointer'; readonly pointer: PointerInput }
  | { readonly kind: 'wheel'; readonly wheel: WheelInput }
  | { readonly kind: 'release' }
  | { readonly kind: 'invalid' };

const invalid = { kind: 'invalid' } as const;
const codeName = /^[A-Za-z0-9]{0,32}$/;
/** Control characters are keys, not text; tab and line feed are both. */
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u;
const everyButton = 0b1_1111;

export function checkInput(input: Input, displays: readonly DisplayInfo[]): CheckedInput {
  const { key, pointer, wheel, text, releaseAll } = input;
  if (key !== null) {
    const named = key.key.length > 0 && key.key.length <= limits.keyNameUnits && !unprintable.test(key.key);
    if (!named || !codeName.test(key.code)) return invalid;
    return { kind: 'key', key: { code: key.code, key: key.key, down: key.down, repeat: key.repeat } };
  }
  if (text !== null) {
    const typed = text.text;
    const bounded = typed.length > 0 && typed.length <= limits.textUnits;
    return bounded && !unprintable.test(typed.replace(/[\t\n]/g, '')) ? { kind: 'text', text: typed } : invalid;
  }
  if (pointer !== null) {
    const display = displays.find((one) => one.id === pointer.display);
    if (display === undefined || pointer.buttons > everyButton) return invalid;
    const { x, y } = onDisplay(display, pointer);
    return { kind: 'pointer', pointer: { display: display.id, x, y, buttons: pointer.buttons } };
  }
  if (wheel !== null) {
    const display = displays.find((one) => one.id === wheel.display);
    if (display === undefined) return invalid;
    const { x, y } = onDisplay(display, wheel);
    const deltaX = notches(wheel.deltaX);
    const deltaY = notches(wheel.deltaY);
    return { kind: 'wheel', wheel: { display: display.id, x, y, deltaX, deltaY } };
  }
  return releaseAll === null ? invalid : { kind: 'release' };
}

/** A display that shrank a moment ago still gets pointers for its old size: they end at its edge. */
function onDisplay(display: DisplayInfo, at: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x: Math.min(at.x, display.width - 1), y: Math.min(at.y, display.height - 1) };
}

function notches(delta: number): number {
  return Math.max(-limits.wheelDelta, Math.min(delta, limits.wheelDelta));
}
