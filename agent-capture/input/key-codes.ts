/**
 * KeyboardEvent.code as X keycodes of a Linux keyboard (the kernel's key numbers plus 8). Used only for shortcuts whose
 * character the device's layout does not have: Ctrl with a Cyrillic letter.
 */

const rows: readonly (readonly [firstKeycode: number, codes: string])[] = [
  [9, 'Escape Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal Backspace Tab'],
  [24, 'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter ControlLeft'],
  [38, 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote ShiftLeft Backslash'],
  [52, 'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight NumpadMultiply AltLeft Space CapsLock'],
  [79, 'Numpad7 Numpad8 Numpad9 NumpadSubtract Numpad4 Numpad5 Numpad6 NumpadAdd Numpad1 Numpad2 Numpad3 Numpad0'],
  [94, 'IntlBackslash'],
  [97, 'IntlRo'],
  [132, 'IntlYen'],
];

const keycodes = new Map(
  rows.flatMap(([first, codes]) => codes.split(' ').map((code, index): [string, number] => [code, first + index])),
);

export function keycodeOf(code: string): number | undefined {
  return keycodes.get(code);
}
