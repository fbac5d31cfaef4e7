/** Combinations of keys that browsers and systems keep for themselves: a closed list, pressed by the room itself. */
import { Shortcut } from '@ringside/protocol';

export interface ShortcutChoice {
  /** As keyboards have it printed, in no language. */
  readonly name: string;
  readonly shortcut: Shortcut;
}

export const shortcuts: readonly ShortcutChoice[] = [
  { name: 'Ctrl+Alt+Del', shortcut: Shortcut.SHORTCUT_CTRL_ALT_DEL },
  { name: 'Ctrl+Shift+Esc', shortcut: Shortcut.SHORTCUT_CTRL_SHIFT_ESC },
  { name: 'Alt+Tab', shortcut: Shortcut.SHORTCUT_ALT_TAB },
  { name: 'Alt+F4', shortcut: Shortcut.SHORTCUT_ALT_F4 },
  { name: 'Win', shortcut: Shortcut.SHORTCUT_WIN },
  { name: 'Win+L', shortcut: Shortcut.SHORTCUT_WIN_L },
  { name: 'Esc', shortcut: Shortcut.SHORTCUT_ESC },
  { name: 'F11', shortcut: Shortcut.SHORTCUT_F11 },
];
