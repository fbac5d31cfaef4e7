/** What the card says: who has access, to do what, for how long and why, in words. */
import type { GrantPermission } from '@ringside/protocol';
import { cardLimits } from './limits.ts';

export interface CardPerson {
  readonly session: string;
  readonly name: string;
  readonly permission: GrantPermission;
  /** Empty when none was given. */
  readonly reason: string;
  /** Its viewer has lost the connection, and may come back. */
  readonly away: boolean;
}

export interface CardText {
  readonly title: string;
  readonly people: readonly { readonly name: string; readonly what: string; readonly why: string }[];
  /** Those for whom there is no room; empty when there is room for all. */
  readonly others: string;
  /** Empty when there is nothing to press. */
  readonly eject: string;
  /** To somebody who asks for access: empty when nobody does, or what is said is only a notice. */
  readonly allow: string;
  readonly refuse: string;
  readonly keys: string;
}

/** Somebody who asks for access, of whom the room is told, or whom it may let in. */
export interface CardQuestion extends Omit<CardPerson, 'away'> {
  /** Nothing happens unless somebody allows it. */
  readonly prompt: boolean;
}

/** That the device is about to restart. */
export interface CardNotice {
  readonly restartsInSeconds: number;
}

/** All words of the card, in one place. */
const words = {
  title: 'Remote access',
  titlePrompt: 'Allow remote access?',
  titleNotice: 'Remote access is about to begin',
  wantsModify: 'Asks to see and control this room',
  wantsView: 'Asks to see the displays of this room',
  getsModify: 'Will see and control this room in a moment',
  getsView: 'Will see the displays of this room in a moment',
  allow: 'Allow',
  refuse: 'Refuse',
  modify: 'Sees and controls this room',
  view: 'Sees the displays of this room',
  away: 'Connection lost, may come back',
  nobody: 'An operator without a name',
  noReason: 'No reason given',
  reason: (why: string) => `Reason: ${why}`,
  others: (count: number) => (count === 1 ? 'and one more person' : `and ${count} more people`),
  ejectOne: 'End access',
  ejectAll: 'End for everyone',
  keys: 'or Ctrl + Alt + End',
  justNow: 'Just now',
  lasting: (how: string) => `For ${how}`,
  restart: 'This device',
  restartsIn: (seconds: number) => `Restarts in ${seconds === 1 ? '1 second' : `${seconds} seconds`}`,
  restartWhy: 'Remote access has ended, and the room starts afresh.',
  restartHow: 'A call puts it off, new access cancels it.',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
};

const minuteMs = 60_000;
const hourMinutes = 60;

/** In whole minutes: what the card says changes once a minute. */
export function howLong(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  if (minutes === 0) return words.justNow;
  const hours = Math.floor(minutes / hourMinutes);
  const rest = minutes % hourMinutes;
  const said = [hours === 0 ? '' : words.hours(hours), rest === 0 ? '' : words.minutes(rest)];
  return words.lasting(said.filter((part) => part !== '').join(' '));
}

/** @param question comes first; whoever is in stays in sight, and can be put out */
export function cardText(
  people: readonly CardPerson[],
  elapsedMs: (session: string) => number,
  question?: CardQuestion,
): CardText {
  const shown = people.slice(0, question === undefined ? cardLimits.people : cardLimits.people - 1);
  const others = people.length - shown.length;
  const inside = shown.map(({ session, name, permission, reason, away }) => ({
    name: nameText(name),
    what: away ? words.away : words[permission],
    why: `${howLong(elapsedMs(session))} · ${whyText(reason)}`,
  }));
  const eject = people.length > 1 || question !== undefined ? words.ejectAll : words.ejectOne;
  return {
    title: question === undefined ? words.title : question.prompt ? words.titlePrompt : words.titleNotice,
    people: question === undefined ? inside : [questionText(question), ...inside],
    others: others === 0 ? '' : words.others(others),
    eject: people.length === 0 ? '' : eject,
    allow: question?.prompt === true ? words.allow : '',
    refuse: question === undefined ? '' : words.refuse,
    keys: words.keys,
  };
}

function questionText({ name, permission, reason, prompt }: CardQuestion): CardText['people'][number] {
  const asks = permission === 'modify' ? words.wantsModify : words.wantsView;
  const gets = permission === 'modify' ? words.getsModify : words.getsView;
  return { name: nameText(name), what: prompt ? asks : gets, why: whyText(reason) };
}

function nameText(name: string): string {
  return readable(name, cardLimits.nameCharacters) || words.nobody;
}

function whyText(reason: string): string {
  const why = readable(reason, cardLimits.reasonCharacters);
  return why === '' ? words.noReason : words.reason(isolated(why));
}

/** What the card says while nobody has access and the device is about to restart: nothing to press. */
export function noticeText({ restartsInSeconds }: CardNotice): CardText {
  const said = { name: words.restartsIn(restartsInSeconds), what: words.restartWhy, why: words.restartHow };
  return { title: words.restart, people: [said], others: '', eject: '', allow: '', refuse: '', keys: '' };
}

/** Controls, and what turns or hides text: with it a name could pose as another, as the card's own words, or as none. */
const treacherous = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
/** Joiners and selectors belong to a picture that several characters make, and to nothing else. */
const insidePicture =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)(?:\ufe0f|\u200d(?=\p{Extended_Pictographic}))/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One line of text that says what it seems to say, cut after so many characters. */
export function readable(text: string, most: number): string {
  const plain = withoutTreacherous(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
  if (!visible.test(plain)) return '';
  let kept = '';
  let count = 0;
  for (const { segment } of characters.segment(plain)) {
    if (++count > most) return `${kept.trimEnd()}…`;
    // A letter under a tower of accents counts as the letter.
    kept += [...segment].slice(0, cardLimits.marks).join('');
  }
  return kept;
}

function withoutTreacherous(text: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(insidePicture)) {
    kept += text.slice(from, index).replace(treacherous, ' ') + mark;
    from = index + mark.length;
  }
  return kept + text.slice(from).replace(treacherous, ' ');
}

/** Text of either direction in a sentence of ours: its direction ends with it. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
