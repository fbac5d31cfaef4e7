/** A room as the relay tells of it: three displays, not in a call, ring shown. */
import {
  CallState,
  CommandKind,
  type DisplayLayout,
  type encodeToViewerMessage,
  Permission,
  RingState,
} from '@ringside/protocol';

type ToViewer = Parameters<typeof encodeToViewerMessage>[0];

export const viewerNumber = 7;

export function layoutOf(sizes: readonly (readonly [string, number, number])[], epoch = 1): DisplayLayout {
  return {
    epoch,
    displays: sizes.map(([name, width, height], index) => ({ display: index + 1, name, width, height, asleep: false })),
  };
}

const roomStatus = {
  callState: CallState.CALL_STATE_IDLE,
  callStateSource: 'room application',
  ring: RingState.RING_STATE_VERIFIED,
  restartAfterSession: true,
  account: 1,
};

/** Every command can be had. */
const offers = [
  { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE },
  { kind: CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION },
  { kind: CommandKind.COMMAND_KIND_SHORTCUT },
  { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY },
];

type Offers = NonNullable<NonNullable<ToViewer['opened']>['commands']>;

export function opened(
  layout: DisplayLayout,
  permission: 'view' | 'modify' = 'modify',
  session = 'session-1',
  holder = viewerNumber,
  commands: Offers = offers,
): ToViewer {
  const granted = permission === 'modify' ? Permission.PERMISSION_MODIFY : Permission.PERMISSION_VIEW;
  return {
    opened: {
      session,
      viewer: viewerNumber,
      permission: granted,
      layout,
      room: roomStatus,
      control: { holder },
      commands,
    },
  };
}
