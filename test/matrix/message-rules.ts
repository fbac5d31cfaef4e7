/**
 * What a viewer may send, written from the rules (INP-1, SES-6, CMD-3, CMD-4, ACC-8) and not from the code: like the
 * model of who may, it imports nothing.
 */

/** A viewer in its session, and the room it looks at. */
export interface Seat {
  readonly permission: 'view' | 'modify';
  /** Who holds control: this viewer, another, or nobody. */
  readonly control: 'own' | 'another' | 'nobody';
  /** The tenant withholds the restarts. */
  readonly restartsWithheld: boolean;
  /** The tenant lets those who may only look press shortcuts. */
  readonly viewShortcuts: boolean;
  /** The device can do what it may be told. */
  readonly able: boolean;
}

/** Every seat there can be: who may only look never holds control. */
export const everySeat: readonly Seat[] = (['view', 'modify'] as const).flatMap((permission) =>
  (['own', 'another', 'nobody'] as const).flatMap((control) =>
    [false, true].flatMap((restartsWithheld) =>
      [false, true].flatMap((viewShortcuts) =>
        [false, true].flatMap((able): Seat[] =>
          permission === 'view' && control === 'own'
            ? []
            : [{ permission, control, restartsWithheld, viewShortcuts, able }],
        ),
      ),
    ),
  ),
);

/** CMD-4: the commands of a session, by the names of the wire. Restarting the room application is none of them. */
const restarts = ['RESTART_DEVICE', 'RESTART_AFTER_SESSION'];
const pressed = ['SHORTCUT'];
const woken = ['WAKE_DISPLAY'];

/** CMD-3: why the grant does not cover a command; undefined: it does. */
function commandRefusal({ permission, restartsWithheld, viewShortcuts, able }: Seat, command: string) {
  if (restarts.includes(command)) {
    if (restartsWithheld) return 'WITHHELD';
  } else if (pressed.includes(command)) {
    if (permission === 'view' && !viewShortcuts) return 'FORBIDDEN';
  } else if (woken.includes(command)) {
    if (permission === 'view') return 'FORBIDDEN';
  } else {
    return 'UNKNOWN';
  }
  return able ? undefined : 'UNAVAILABLE';
}

/**
 * What the relay does with a message of an open session.
 * @param message as `subscribe`, `input key`, `command SHORTCUT`, `control REQUEST`
 */
export function relayAnswer(seat: Seat, message: string): string {
  const [kind, detail = ''] = message.split(' ');
  switch (kind) {
    case 'subscribe':
    case 'painted':
    case 'refresh':
    case 'probe':
      return 'taken';
    case 'end':
      return 'ends: OPERATOR';
    case 'authenticate':
      return 'ends: PROTOCOL_VIOLATION';
    case 'input':
      if (seat.permission !== 'modify') return 'ends: PROTOCOL_VIOLATION';
      return seat.control === 'own' ? 'reaches the device' : 'dropped';
    case 'command': {
      const refusal = commandRefusal(seat, detail);
      if (refusal !== undefined) return refusal;
      // Shortcuts are input: who may only look presses them while nobody has control.
      const mayPress = seat.control === (seat.permission === 'modify' ? 'own' : 'nobody');
      return pressed.includes(detail) && !mayPress ? 'NO_CONTROL' : 'reaches the device';
    }
    case 'control':
      return controlAnswer(seat, detail);
    default:
      return 'unknown to the rules';
  }
}

/** SES-2: until the room has answered there is nothing to do but wait: whoever does more is turned out. */
export const answerWhileRoomIsAsked = 'turned out';

/** SES-6: free control goes to who asks and may use it; held, one waits. The holder gives it up, and to who waits. */
function controlAnswer({ permission, control }: Seat, action: string): string {
  if (action === 'REQUEST' && permission === 'modify' && control === 'nobody') return 'holds control';
  if (action === 'REQUEST' && permission === 'modify' && control === 'another') return 'waits for control';
  if (action === 'RELEASE' && control === 'own') return 'control is free';
  // Nobody waits for it here, and nobody has lent it.
  return 'nothing changes';
}

/** What the agent does with it by itself, whatever the relay let through: of control it knows nothing. */
export function agentAnswer(seat: Seat, message: string): string {
  const [kind, detail = ''] = message.split(' ');
  if (kind === 'input') return seat.permission === 'modify' ? 'passed' : 'not-permitted';
  // Keys are there wherever input is: no device is unable to press them.
  const able = seat.able || pressed.includes(detail);
  return commandRefusal({ ...seat, able }, detail) ?? 'done';
}
