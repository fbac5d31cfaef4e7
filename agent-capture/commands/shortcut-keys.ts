/** The shortcuts of the closed list as keys: pressed in this order, let go in the reverse one. */
import { Shortcut } from '@ringside/protocol';

/** `code` and `key` as KeyboardEvent has them. */
export interface ShortcutKey {
  readonly code: string;
  readonly key: string;
}

const control: ShortcutKey = { code: 'ControlLeft', key: 'Control' };
const alt: ShortcutKey = { code: 'AltLeft', key: 'Alt' };
const shift: ShortcutKey = { code: 'ShiftLeft', key: 'Shift' };
const meta: ShortcutKey = { code: 'MetaLeft', key: 'Meta' };
const escapeKey: ShortcutKey = { code: 'Escape', key: 'Escape' };

const keys: ReadonlyMap<Shortcut, readonly ShortcutKey[]> = new Map([
  [Shortcut.SHORTCUT_CTRL_ALT_DEL, [control, alt, { code: 'Delete', key: 'Delete' }]],
  [Shortcut.SHORTCUT_CTRL_SHIFT_ESC, [control, shift, escapeKey]],
  [Shortcut.SHORTCUT_ALT_TAB, [alt, { code: 'Tab', key: 'Tab' }]],
  [Shortcut.SHORTCUT_ALT_F4, [alt, { code: 'F4', key: 'F4' }]],
  [Shortcut.SHORTCUT_WIN, [meta]],
  [Shortcut.SHORTCUT_WIN_L, [meta, { code: 'KeyL', key: 'l' }]],
  [Shortcut.SHORTCUT_ESC, [escapeKey]],
  [Shortcut.SHORTCUT_F11, [{ code: 'F11', key: 'F11' }]],
]);

/** Undefined for one that is not in the list. */
export const shortcutKeys = (shortcut: Shortcut): readonly ShortcutKey[] | undefined => keys.get(shortcut);
