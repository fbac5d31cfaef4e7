/**
 * What sessions owe the device's own account (SES-10), as a pure state machine: the user at each session's start against
 * the one there is, and whether another one must be signed out once the last session has ended. It looks at levels, so
 * no order of events can slip past it.
 */
import type { CallState } from '../call-state/call-state-source.ts';
import type { AccountSight } from './account-source.ts';
import { accountLimits } from './limits.ts';

export type AccountStanding = 'unknown' | 'same' | 'changed' | 'signed-out';

type User = AccountSight['user'];

export interface AccountDuty {
  /** Different users at starts of sessions, since nobody had access. With two, any user is another than one of them. */
  readonly starts: readonly User[];
  /** Sessions there are whose start has been seen. */
  readonly sessions: readonly string[];
  /** The session that ended last: what is done at the end is told as its. */
  readonly last: string;
  /** The first look after the last session; undefined while there is one. */
  readonly endedMs: number | undefined;
  readonly seen: AccountSight | undefined;
}

/** Who uses the room now. */
export interface AccountUse {
  /** Open or waiting to be resumed. */
  readonly sessions: readonly string[];
  /** Somebody waits to be let in. */
  readonly asked: boolean;
  readonly call: CallState;
}

export const nothingSeen: AccountDuty = { starts: [], sessions: [], last: '', endedMs: undefined, seen: undefined };

/**
 * After a look. Where nobody is signed in at the end, somebody may be about to be: signing in takes a while, in which an
 * operator can leave. Who is there when it is over was let in by the session.
 * @param seen undefined when it could not be told
 */
export function looked(
  before: AccountDuty,
  use: Pick<AccountUse, 'sessions'>,
  seen: AccountSight | undefined,
  atMs: number,
): AccountDuty {
  const staying = before.sessions.filter((session) => use.sessions.includes(session));
  // A session's start is the first look in it.
  if (seen === undefined) return { ...before, sessions: staying, seen };
  const begun = use.sessions.some((session) => !staying.includes(session));
  const starts = begun ? [...new Set([...before.starts, seen.user])].slice(0, 2) : before.starts;
  const { sessions } = use;
  const endedMs = sessions.length > 0 ? undefined : (before.endedMs ?? atMs);
  const next = { starts, sessions: [...sessions], last: sessions.at(-1) ?? before.last, endedMs, seen };
  if (endedMs === undefined || standing(next) === 'changed') return next;
  const mayComeIn = starts.length > 0 && seen.user === undefined && atMs - endedMs < accountLimits.signInMs;
  return mayComeIn ? next : { ...nothingSeen, seen };
}

export function standing({ starts, seen }: AccountDuty): AccountStanding {
  if (seen === undefined || starts.length === 0) return 'unknown';
  if (starts.every((user) => user === seen.user)) return 'same';
  return seen.user === undefined ? 'signed-out' : 'changed';
}

/** Whether there is anything to look for. */
export function isWatching({ starts }: AccountDuty, { sessions }: Pick<AccountUse, 'sessions'>): boolean {
  return sessions.length > 0 || starts.length > 0;
}

/** Whether another user must be signed out now: nobody has access or asks for it, and no call is disturbed. */
export function isDue(duty: AccountDuty, { sessions, asked, call }: AccountUse): boolean {
  return sessions.length === 0 && !asked && call === 'idle' && standing(duty) === 'changed';
}

/** It was done, or there was nothing that could be. */
export function settled({ seen }: AccountDuty): AccountDuty {
  return { ...nothingSeen, seen };
}
