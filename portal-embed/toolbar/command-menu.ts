/** The menus of commands: keys that the room presses, and what is done to its device; each with its reason where not. */
import type { TemplateResult } from 'lit';
import { icons } from '../icons.ts';
import { type ShortcutChoice, shortcuts } from '../input/shortcuts.ts';
import type { CommandName } from '../session/commands.ts';
import type { Room } from '../session/room.ts';
import type { Words } from '../words.ts';
import { itemTemplate, menuTemplate } from './menu.ts';

export type MenuName = 'shortcuts' | 'commands';

export interface CommandView {
  readonly words: Words;
  readonly room: Room;
  readonly mayControl: boolean;
  readonly live: boolean;
  readonly openMenu: MenuName | undefined;
}

export interface CommandActions {
  openMenu(menu: MenuName | undefined): void;
  pressShortcut(shortcut: ShortcutChoice): void;
  askRestart(): void;
  switchRestartAfterSession(on: boolean): void;
  wakeDisplays(): void;
  openHelp(): void;
}

/** Why the shortcuts cannot be used now, or undefined. Who may only look, and may use them, must wait for nobody's control. */
export function shortcutsReason({ words, room, mayControl }: CommandView): string | undefined {
  const offered = offerReason('shortcut', room, words);
  if (offered !== undefined) return offered;
  if (mayControl) return room.control === 'you' ? undefined : words.shortcutsNeedControl;
  return room.control === 'nobody' ? undefined : words.shortcutsNeedNobody;
}

/** What the operator's own system would keep, behind a button; where it is closed it says why. */
export function shortcutsTemplate(view: CommandView, actions: CommandActions): TemplateResult {
  const { words, live, openMenu } = view;
  const reason = shortcutsReason(view);
  const enabled = live && reason === undefined;
  const title = reason === undefined ? words.shortcuts : `${words.shortcuts}: ${reason}`;
  return menuTemplate(
    { label: words.shortcuts, title, icon: icons.keyboard, enabled, open: enabled && openMenu === 'shortcuts' },
    () =>
      shortcuts.map((shortcut) =>
        itemTemplate({ label: shortcut.name, reason: undefined, act: () => actions.pressShortcut(shortcut) }),
      ),
    (open) => actions.openMenu(open ? 'shortcuts' : undefined),
  );
}

export function commandsTemplate(
  { words, room, live, openMenu }: CommandView,
  actions: CommandActions,
): TemplateResult {
  const sleeps = room.layout.displays.some(({ asleep }) => asleep);
  const items = [
    {
      label: words.restartDevice,
      reason: offerReason('restart-device', room, words),
      act: () => actions.askRestart(),
    },
    {
      label: words.restartAfterSession,
      reason: offerReason('restart-after-session', room, words),
      on: room.restartAfterSession,
      act: () => actions.switchRestartAfterSession(!room.restartAfterSession),
    },
    {
      label: words.wakeDisplays,
      reason: offerReason('wake-display', room, words) ?? (sleeps ? undefined : words.nothingAsleep),
      act: () => actions.wakeDisplays(),
    },
    { label: words.help, reason: undefined, act: () => actions.openHelp() },
  ];
  return menuTemplate(
    {
      label: words.commands,
      title: words.commands,
      icon: icons.commands,
      enabled: live,
      open: live && openMenu === 'commands',
    },
    () => items.map(itemTemplate),
    (open) => actions.openMenu(open ? 'commands' : undefined),
  );
}

function offerReason(command: CommandName, { offers }: Room, words: Words): string | undefined {
  const { problem, reason } = offers[command];
  if (problem === undefined) return undefined;
  return (problem === 'unavailable' && reason) || words.commandProblem(problem);
}
