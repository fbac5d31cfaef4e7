/** Combinations of keys that browsers and systems keep for themselves: sent to the room from a menu. */

/** `code` and `key` as KeyboardEvent has them. */
export interface ShortcutKey {
  readonly code: string;
  readonly key: string;
}

export interface Shortcut {
  /** As keyboards have it printed, in no language. */
  readonly name: string;
  /** Pressed in this order, let go in the reverse one. */
  readonly keys: readonly ShortcutKey[];
}

const control: ShortcutKey = { code: 'ControlLeft', key: 'Control' };
const alt: ShortcutKey = { code: 'AltLeft', key: 'Alt' };
const shift: ShortcutKey = { code: 'ShiftLeft', key: 'Shift' };
const meta: ShortcutKey = { code: 'MetaLeft', key: 'Meta' };
const escapeKey: ShortcutKey = { code: 'Escape', key: 'Escape' };

/** A closed list: nobody sends others this way. */
export const shortcuts: readonly Shortcut[] = [
  { name: 'Ctrl+Alt+Del', keys: [control, alt, { code: 'Delete', key: 'Delete' }] },
  { name: 'Ctrl+Shift+Esc', keys: [control, shift, escapeKey] },
  { name: 'Alt+Tab', keys: [alt, { code: 'Tab', key: 'Tab' }] },
  { name: 'Alt+F4', keys: [alt, { code: 'F4', key: 'F4' }] },
  { name: 'Win', keys: [meta] },
  { name: 'Win+L', keys: [meta, { code: 'KeyL', key: 'l' }] },
  { name: 'Esc', keys: [escapeKey] },
  { name: 'F11', keys: [{ code: 'F11', key: 'F11' }] },
];
