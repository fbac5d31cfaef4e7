/** Every word of the page, beside those of the widget. */
import { english, type Words } from '../words.ts';
import type { PastSession, Room } from './room.ts';

/** By what the device did, and by the API's code where it was not asked. */
const recoveryResults: Readonly<Record<string, string>> = {
  done: 'It restarts.',
  'in-use': 'Not restarted: a microphone or camera is in use, or the device cannot tell that none is.',
  'not-now': 'Not restarted: the device knows its call state again.',
  unavailable: 'This device cannot do that.',
  failed: 'The device tried, and could not.',
  'no-answer': 'The device did not answer.',
  'no-incident': 'Not restarted: the call state is known again.',
};

const issuerFailures: Readonly<Record<string, string>> = {
  'issuer-unreachable': 'Your organisation’s sign-in does not answer at the moment. Try again shortly.',
  'sign-in-age-unknown':
    'Your organisation’s sign-in does not say when you proved who you are, so it does not count as fresh. Ask an administrator: the identity provider has to send auth_time.',
  'sign-in-not-fresh':
    'Your organisation’s sign-in let you in without asking who you are, so it does not count as fresh. Sign out there first, and then sign in anew.',
  'issuer-refused': 'Your organisation’s sign-in did not confirm who you are. Try again.',
  'operator-disabled': 'You may not use Ringside any more. Ask an administrator.',
  'tenant-suspended': 'Your organisation may not use Ringside at the moment.',
  'limit-reached': 'There are as many users as this installation may have. Ask an administrator.',
};

export const pageWords = {
  brand: 'Ringside',
  rooms: 'Rooms',
  noRooms: 'No rooms yet',
  noRoomsText: 'Enrol a device, or ask an administrator for access to one.',
  view: 'View',
  control: 'View and control',
  sessionWith: (room: string): string => `Session with ${room}`,
  viewing: 'View only',
  controlling: 'View and control',
  close: 'Close',
  signOut: 'Sign out',
  signedOut: 'Signed out',
  signedOutText: 'Open the sign-in link that Ringside printed when it started. Each link works once.',
  signIn: 'Sign in',
  signInAnew: 'Sign in anew',
  signedOutIssuerText: 'You sign in with your organisation’s account.',
  notSignedIn: 'You are not signed in',
  /** By the code with which the identity provider's way ended. */
  issuerFailure: (code: string): string => issuerFailures[code] ?? issuerFailures['issuer-refused'] ?? '',
  signInFailed: 'This link did not work',
  signInFailedText: 'A sign-in link works once and only for a while. Ask for a new one.',
  signInElsewhereText: 'Open the link exactly as it was printed: Ringside signs in at that address only.',
  loading: 'Loading…',
  unreachable: 'Ringside does not answer',
  unreachableText: 'This page tries again by itself.',
  stale: 'Ringside does not answer at the moment; what you see may be out of date.',
  recent: 'Recent sessions',
  noRecent: 'None yet.',
  room: 'Room',
  permission: 'Access',
  when: 'When',
  duration: 'Length',
  end: 'End',
  running: 'Running',
  notOpened: 'Not opened',
  endedByOperator: 'Ended by the operator',
  viewShort: 'View',
  controlShort: 'Control',
  missing: 'This device lacks:',
  suspended: 'Your organisation is suspended',
  suspendedText: 'Nobody of it may use Ringside at the moment. This page goes on by itself once that is over.',
  unknownTitle: 'Call state unknown for over a minute',
  unknownText: (source: string): string =>
    `${source === '' ? 'A source of call state' : capitalised(sourceWords(source))} does not say whether the room is in a call, so nobody can have access. A restart may help; it happens only if no microphone or camera is in use.`,
  restartRoomApplication: 'Restart room application',
  restartDevice: 'Restart device',
  restartDeviceReally: (room: string): string => `Restart the device of ${room}?`,
  restarting: 'Asking the device…',
  recovered: (result: string): string => recoveryResults[result] ?? recoveryResults.failed ?? '',
  recoveryRefused: (code: string): string => recoveryResults[code] ?? whyNotWords(code),
};

/** The state of a room in a word or two, and how it looks. */
export function roomState(room: Room): { readonly word: string; readonly tone: 'good' | 'busy' | 'off' } {
  if (room.state === 'pending') return { word: 'Not approved yet', tone: 'off' };
  if (room.state !== 'monitored') return { word: 'Suspended', tone: 'off' };
  if (!room.connected) return { word: 'Not connected', tone: 'off' };
  if (room.callState === 'in-call') return { word: 'In a call', tone: 'busy' };
  if (room.callState !== 'idle') return { word: 'Call state unknown', tone: 'busy' };
  if (room.refusal === 'ejected') return { word: 'Ended by the room', tone: 'busy' };
  if (room.ring === 'lost') return { word: 'Ring not shown', tone: 'busy' };
  return room.ring === 'verified' ? { word: 'Being accessed', tone: 'good' } : { word: 'Available', tone: 'good' };
}

/** What is wrong with a room's device, as far as it is not told otherwise already: the call state and the ring are. */
export function incidentWords({ kind, detail }: Room['incidents'][number]): string | undefined {
  if (kind === 'agent-outdated') {
    const version = detail === '' ? '' : ` (version ${detail})`;
    return `Its agent${version} is older than your organisation allows, so it may not connect. Install a newer one.`;
  }
  if (kind === 'identity-doubled') {
    return 'Two machines came with the identity of this one, so both were stopped. Bind the right one to it anew.';
  }
  return undefined;
}

/** What tells the call state, as a sentence goes on with it. A name of a newer agent is told as it is. */
const sources: Readonly<Record<string, string>> = {
  'room-application': 'the room application',
  'azure-call-agent': 'the room application’s Azure call agent',
  'operating-system': 'the device’s record of its microphones and cameras',
};

function sourceWords(source: string): string {
  return (Object.hasOwn(sources, source) ? sources[source] : undefined) ?? source;
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What the room says of itself now: whether it is in a call and by whose word, and its ring. None of a room that is away. */
export function roomFacts({ connected, callState, callStateSource, ring }: Room): readonly string[] {
  if (!connected) return [];
  return [callFact(callState, callStateSource), ringFact(ring)];
}

function callFact(callState: string, by: string): string {
  const source = sourceWords(by);
  if (callState === 'idle') return `Not in a call, says ${source}.`;
  if (callState === 'in-call') return `In a call, says ${source}.`;
  if (by === '' || by === 'none') return 'Nothing on the device tells whether it is in a call.';
  return `No word from ${source} on whether the room is in a call.`;
}

function ringFact(ring: string): string {
  if (ring === 'verified') return 'The red ring is shown: somebody has access.';
  if (ring === 'lost') return 'The red ring was lost a moment ago, so access ended.';
  return 'The red ring is not shown: nobody has access.';
}

export const whyNotWords = (code: string): string => english.refusal(code, '');

export function sessionEnd({ endReason, endedAtMs, startedAtMs }: PastSession, words: Words): string {
  if (endedAtMs === undefined) return startedAtMs === undefined ? pageWords.notOpened : pageWords.running;
  const reason = endReason ?? 'unknown';
  // "You" may be somebody else in the log.
  if (reason === 'operator') return pageWords.endedByOperator;
  return words.knowsEnding(reason) ? words.ending(reason) : reason;
}
