/** The control interface's language: one command a line, one line of answer. Pure; the socket is control-socket.ts. */
import type { RoomControls } from './room-controls.ts';

const help =
  'call start | call end | call silence | call speak | ring lose [display] | ring restore | card press | ' +
  'card allow | card refuse | account change <name> | account lock | account unlock | account sign-out | ' +
  'link drop | display add | display remove <name> | display sleep [name] | display wake [name] | status | help';

/** Commands that may name a display, or a user. */
const named: ReadonlySet<string> = new Set([
  'ring lose',
  'display remove',
  'display sleep',
  'display wake',
  'account change',
]);

/** @returns "ok", "ok: …" or "error: …" */
export function runCommand(line: string, controls: RoomControls): string {
  const [noun, verb, name, ...rest] = line.trim().split(/\s+/);
  const command = `${noun ?? ''} ${verb ?? ''}`.trim();
  if (rest.length > 0 || (name !== undefined && !named.has(command))) {
    return `error: too many words; ${help}`;
  }
  switch (command) {
    case 'call start':
      controls.startCall();
      return 'ok';
    case 'call end':
      controls.endCall();
      return 'ok';
    case 'call silence':
      controls.silence();
      return 'ok';
    case 'call speak':
      controls.speak();
      return 'ok';
    case 'ring lose':
      return controls.loseRing(name) ? 'ok' : `error: there is no display ${name}`;
    case 'ring restore':
      controls.restoreRing();
      return 'ok';
    case 'card press':
      return controls.pressCard() ? 'ok' : 'error: there is no card';
    case 'card allow':
      return controls.touchCard('allow') ? 'ok' : 'error: nobody is asked';
    case 'card refuse':
      return controls.touchCard('refuse') ? 'ok' : 'error: nobody is asked';
    case 'account change':
      if (name === undefined) return 'error: name a user';
      controls.account.signIn(name);
      return 'ok';
    case 'account lock':
      return controls.account.setLocked(true) ? 'ok' : 'error: nobody is signed in';
    case 'account unlock':
      return controls.account.setLocked(false) ? 'ok' : 'error: nobody is signed in';
    case 'account sign-out':
      controls.account.signOut();
      return 'ok';
    case 'link drop':
      controls.disconnect();
      return 'ok';
    case 'display add':
      return controls.addDisplay() ? 'ok' : 'error: there are as many front displays as there can be';
    case 'display remove':
      return name !== undefined && controls.removeDisplay(name) ? 'ok' : 'error: name a front display';
    case 'display sleep':
      return controls.sleep(name) ? 'ok' : `error: there is no display ${name}`;
    case 'display wake':
      return controls.wake(name) ? 'ok' : `error: there is no display ${name}`;
    case 'status':
      return `ok: ${JSON.stringify(status(controls))}`;
    case 'help':
      return `ok: ${help}`;
    default:
      return `error: unknown command; ${help}`;
  }
}

/** What was typed stays out: it belongs to the room. */
function status({ room, displays, ringUp, cardUp, held, account }: RoomControls): object {
  return {
    call: room.call === undefined ? 'idle' : 'in-call',
    ring: ringUp ? 'up' : 'down',
    card: cardUp ? 'up' : 'down',
    held,
    account: account.sight.user ?? 'nobody',
    locked: account.sight.locked,
    displays: displays.map(({ name }) => name),
  };
}
