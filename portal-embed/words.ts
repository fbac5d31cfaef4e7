/**
 * Every word the widget shows, in English. A host translates by giving the element's `words` property some or all of
 * them; nothing else in the widget speaks.
 */
import type { CommandName, CommandProblem } from './session/commands.ts';
import type { EndedReason } from './session/reasons.ts';
import type { RoomAccount } from './session/room.ts';

const endings: Record<EndedReason, string> = {
  operator: 'You ended the session.',
  'call-started': 'A call started in the room, so the session ended.',
  'call-state-unknown': 'The room stopped reporting whether it is in a call, so the session ended.',
  'ring-lost': 'The red ring could no longer be shown in the room, so the session ended.',
  withdrawn: 'Your access to this room was withdrawn.',
  'lease-lapsed': 'The service that watches over sessions could not be reached, so the session ended.',
  'resume-expired': 'The connection was lost for too long.',
  'time-limit': 'The session reached its time limit.',
  'idle-limit': 'The session ended because nothing happened in it for a while.',
  administrator: 'An administrator ended the session.',
  ejected: 'Somebody in the room ended the session.',
  'never-started': 'The session was never opened.',
  'capture-failed': 'The room could not capture its displays any more.',
  'protocol-violation': 'The connection broke the rules of the protocol and was closed.',
  refused: 'The session could not be resumed.',
  'agent-stopped': 'Ringside was stopped on the room’s device, so the session ended.',
  replaced: 'The session was opened in another window.',
  unknown: 'The session ended.',
};

/** By `code`: of the relay's answer or of the API's problem document. */
const refusals: Readonly<Record<string, string>> = {
  refused: 'The session was refused. Start it again from the list of rooms.',
  'not-connected': 'The room is not connected at the moment.',
  'device-not-connected': 'The room is not connected at the moment.',
  'in-call': 'The room is in a call. It cannot be accessed until the call is over.',
  'call-state-unknown': 'The room does not report whether it is in a call, so it cannot be accessed.',
  ejected: 'Somebody in the room ended the access a moment ago. Nobody can start a session for a minute.',
  'room-declined': 'Somebody in the room refused the session. Nobody can start one for a minute.',
  'room-silent': 'Nobody in the room allowed the session. Ask somebody there to press Allow, and try again.',
  'room-not-asked':
    'The room has to be told or asked first, and its console could not do that now: it cannot show it, or somebody else is asking.',
  'ring-unavailable': 'The room cannot show the red ring on all its displays, so it cannot be accessed.',
  'lease-stale': 'The service that watches over sessions cannot be reached at the moment.',
  'too-many-viewers': 'As many people as allowed are already viewing this room.',
  'reason-required': 'This organisation wants a reason or a ticket reference for each session.',
  'step-up-required': 'This organisation wants a fresh sign-in before each session.',
  'tenant-suspended': 'Your organisation may not use Ringside at the moment.',
  draining: 'The relay is being restarted. Try again in a moment.',
  'agent-refused': 'The room refused the session.',
  version: 'This page is too old or too new for the relay. Reload it and try again.',
  timeout: 'The room did not answer in time.',
  'device-not-found': 'This room does not exist, or you have no access to it.',
  'device-not-monitored': 'This room is not monitored at the moment, so it cannot be accessed.',
  'origin-not-allowed': 'This portal is not allowed to open sessions.',
  'tenant-not-opted-in': 'Remote access is switched off for this organisation.',
  'operator-disabled': 'You may not use remote access any more.',
  'foreign-origin': 'Sessions start only from the portal’s own page.',
  'session-ended': 'The session is over. Start a new one.',
  'session-not-found': 'This session does not exist, or is not yours.',
  'ticket-outstanding': 'The session is already being opened elsewhere.',
  forbidden: 'You do not have the permission to open this session.',
  'not-signed-in': 'You are signed out. Sign in again.',
  'too-many-requests': 'Too many attempts. Try again in a minute.',
  'store-unavailable': 'The session cannot be logged at the moment, so it does not start.',
  fault: 'Something went wrong in the service. Try again.',
  'connection-lost': 'The connection was lost before the session was open. Try again.',
  unavailable: 'The service is not available at the moment. Try again in a moment.',
  unreachable: 'The service could not be reached. Check your connection and try again.',
  'no-answer': 'The service did not answer in time. Try again.',
  'bad-answer': 'The portal gave an answer that the viewer does not understand.',
  'not-configured': 'The portal has not said how to start a session.',
};

const commandProblems: Readonly<Record<CommandProblem, string>> = {
  forbidden: 'Your access to this room does not cover that.',
  withheld: 'Your organisation does not allow that.',
  unavailable: 'The room’s device cannot do that.',
  'no-control': 'Take control first.',
  'too-often': 'Too many commands at once. Wait a moment.',
  failed: 'The room’s device tried, and could not.',
  'no-answer': 'The room’s device did not answer.',
  unknown: 'The room does not know this command.',
};

const commandsDone: Readonly<Record<CommandName, string>> = {
  'restart-device': 'The device restarts.',
  'restart-after-session': '',
  shortcut: '',
  'wake-display': 'The display was told to wake.',
};

const accountStandings: Readonly<Record<RoomAccount['standing'], string>> = {
  unknown: '',
  same: '',
  changed: 'Another user is signed in on the device now.',
  'signed-out': 'Nobody is signed in on the device any more.',
};

const accountEnds: Readonly<Record<RoomAccount['atEnd'], string>> = {
  'sign-out': 'When the last session ends, the device signs that user out, and what is not saved is lost.',
  lock: 'When the last session ends, the device locks its screen.',
  restart: 'When the last session ends, the device restarts, and what is not saved is lost.',
  nothing: 'The device cannot sign that user out: do it before you end the session.',
};

export const english = {
  ending: (reason: EndedReason): string => endings[reason],
  knowsEnding: (reason: string): reason is EndedReason => Object.hasOwn(endings, reason),
  /** A code that is not in the table is told in the portal's own words, or at least named. */
  refusal: (code: string, detail: string): string =>
    (Object.hasOwn(refusals, code) ? refusals[code] : detail) || `The session was refused (${code}).`,

  idleTitle: 'Not connected',
  idleText: 'Start a session to see this room’s displays.',
  start: 'Start session',
  startAgain: 'Start again',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  requesting: 'Asking for access…',
  connecting: 'Connecting…',
  opening: 'Waiting for the room…',
  openingText: 'The room puts up its red ring first.',
  promptTitle: 'Waiting for somebody in the room…',
  promptText: 'The room’s console asks whether you may connect. Nothing is shown until somebody there allows it.',
  noticeTitle: 'Telling the room…',
  noticeText: 'The room’s console says that you are about to connect, for some seconds. Anybody there may refuse.',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  reconnectingText: (seconds: number): string =>
    `The connection was lost. Trying again for ${seconds} more ${seconds === 1 ? 'second' : 'seconds'}.`,
  endedTitle: 'Session ended',
  refusedTitle: 'No session',

  toolbar: 'Session',
  displays: 'Displays',
  displayName: (name: string): string => name.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replaceAll('-', ' '),
  displayPicture: (name: string, size: string): string => `Live picture of the display ${name}, ${size} pixels`,
  displayWaiting: 'Waiting for the picture…',
  displayAsleep: 'This display is asleep',
  displayFailed: 'This picture cannot be shown',
  openWindow: (name: string): string => `${name} in a window of its own`,
  windowTitle: (name: string, page: string): string => (page === '' ? name : `${name} – ${page}`),
  inWindow: (name: string): string => `${name}: bring it back from its window`,
  toPage: 'Back to the page',
  windowBlocked: 'The browser blocked the window. Allow pop-ups for this page, then try again.',
  allInWindows: 'All displays are in windows of their own.',
  close: 'Close',
  layoutSingle: 'One display',
  layoutSideBySide: 'Side by side',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  endSession: 'End session',

  viewOnly: 'View only',
  youControl: 'You have control',
  otherControls: (name: string): string => `${name || 'Somebody else'} has control`,
  nobodyControls: 'Nobody has control',
  takeControl: 'Take control',
  askForControl: 'Ask for control',
  releaseControl: 'Release control',
  withdrawRequest: 'Withdraw request',
  grantControl: (name: string): string => `Give control to ${name || 'who asks'}`,
  takeControlBack: 'Take control back',
  asksForControl: (name: string): string => `${name || 'Somebody'} asks for control`,

  shortcuts: 'Keys for the room',
  shortcutsNeedControl: 'take control first',
  shortcutsNeedNobody: 'somebody else has control',

  commands: 'Commands',
  restartDevice: 'Restart device',
  restartAfterSession: 'Restart after session',
  wakeDisplays: 'Wake displays',
  nothingAsleep: 'No display is asleep.',
  help: 'Help',
  commandProblem: (problem: CommandProblem): string => commandProblems[problem],
  commandAnswer: (command: CommandName, problem: CommandProblem | undefined): string =>
    problem === undefined ? commandsDone[command] : commandProblems[problem],
  restartTitle: 'Restart the room’s device?',
  restartText:
    'Everything that runs there ends. The session waits for up to three minutes and goes on by itself when the room is back and not in a call.',
  helpTitle: 'In a session',
  helpTexts: [
    [
      'Keys',
      'While a display has the focus, your keys go to the room. Ctrl, Alt and Shift pressed together and let go lead back to the toolbar; the arrow keys move inside it. Esc leaves full screen.',
    ],
    [
      'What is sent',
      'While you have control: keys, text, pointer and wheel that you use on the displays. Nothing else of your computer is sent, and no sound either way. Type no passwords of privileged accounts.',
    ],
    [
      'Who is told',
      'Every display of the room shows a red frame, and the console says who you are, what you may do and why. Others who watch see your name. The log keeps who was here, when, and which commands were used: no keys, no pictures.',
    ],
    [
      'What ends it',
      'You, with End session or by leaving the page; a call in the room; anybody in the room; time limits; an administrator. Nothing is shown or touched during a call.',
    ],
    [
      'Restart after session',
      'While it is on, the device restarts a minute and a half after the last session has ended, with a countdown on its console, and never during a call. It is on again when a session starts.',
    ],
  ] as readonly (readonly [title: string, text: string])[],

  account: ({ standing, locked }: RoomAccount): string =>
    [accountStandings[standing], locked ? 'The device’s screen is locked.' : ''].join(' ').trim(),
  accountEndTitle: 'Another user is signed in',
  accountEndText: (atEnd: RoomAccount['atEnd']): string =>
    `On the room’s device another user is signed in than when a session began there. ${accountEnds[atEnd]}`,

  company: (names: readonly string[]): string => `Also watching: ${names.join(', ')}`,
  companyCount: (count: number): string => `+${count}`,
  watcher: (name: string, mayControl: boolean): string =>
    `${name || 'an operator without a name'}${mayControl ? '' : ' (view only)'}`,

  callIdle: 'Not in a call',
  callInCall: 'In a call',
  callUnknown: 'Call state unknown',
  ringVerified: 'Ring shown',
  ringDown: 'Ring not shown',
  ringLost: 'Ring lost',

  quality: 'Connection',
  qualityGood: 'good',
  qualityFair: 'fair',
  qualityPoor: 'poor',
  milliseconds: (ms: string): string => `${ms} ms`,
  perSecond: (count: string): string => `${count}/s`,
  qualityDetail: (roundTrip: string, age: string, oldest: string, updates: string, bytes: string): string =>
    `Round trip ${roundTrip}. The picture is ${age} old, sometimes ${oldest}. ${updates} updates and ${bytes} a second.`,
  limitedByLine: 'The line sets the pace.',
  limitedByDecoder: 'This browser sets the pace.',
  limitedByAgent: 'The room sets the pace.',
  nothingMoves: 'Nothing moves.',
  slowLine: 'Slow line',
  slowBrowser: 'Slow browser',
  unknownFigure: '–',

  keyboard: 'Keyboard of the room',
  keyboardWayOut: 'Keys go to the room; Ctrl+Alt+Shift leaves. Type no passwords of privileged accounts.',
};

export type Words = typeof english;
