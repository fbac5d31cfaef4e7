/**
 * "Restart after session" (CMD-2) as a pure state machine: one switch, on again at each session's start; when the last
 * session ends with it on, a restart is owed. It comes after a quiet minute and a countdown, and waits for calls. Like
 * the guard it looks at levels, so no order of events can slip past it.
 */
import type { CallState } from '../call-state/call-state-source.ts';
import { commandLimits } from './limits.ts';

export interface RestartSchedule {
  readonly on: boolean;
  /** The sessions at the last look. */
  readonly sessions: readonly string[];
  /** The last session has ended with the switch on. */
  readonly owed: boolean;
  /** Since when a restart is owed and nothing stands in its way. */
  readonly quietSinceMs: number | undefined;
  /** Since when the console counts down. */
  readonly countingSinceMs: number | undefined;
}

/** Who uses the room now. */
export interface RoomUse {
  /** Open or waiting to be resumed. */
  readonly sessions: readonly { readonly session: string; readonly restartsWithheld: boolean }[];
  /** Somebody waits to be let in. */
  readonly asked: boolean;
  readonly call: CallState;
  /** The device can restart. */
  readonly possible: boolean;
}

export const nothingOwed: RestartSchedule = {
  on: false,
  sessions: [],
  owed: false,
  quietSinceMs: undefined,
  countingSinceMs: undefined,
};

/** The schedule after a look at the room at this moment. */
export function look(before: RestartSchedule, use: RoomUse, atMs: number): RestartSchedule {
  const sessions = use.sessions.map(({ session }) => session);
  const begun = sessions.some((session) => !before.sessions.includes(session));
  const withheld = !use.possible || use.sessions.some(({ restartsWithheld }) => restartsWithheld);
  const on = !withheld && (before.on || begun);
  const ended = before.sessions.length > 0 && sessions.length === 0;
  const owed = use.possible && sessions.length === 0 && (ended ? before.on : before.owed);
  const quiet = owed && !use.asked && use.call === 'idle';
  const quietSinceMs = quiet ? (before.quietSinceMs ?? atMs) : undefined;
  const counts = quietSinceMs !== undefined && atMs - quietSinceMs >= commandLimits.restartQuietMs;
  // However late this look is: nobody is cut off without the whole countdown.
  const countingSinceMs = counts ? (before.countingSinceMs ?? atMs) : undefined;
  return { on: sessions.length > 0 && on, sessions, owed, quietSinceMs, countingSinceMs };
}

/** The switch of the sessions there are. */
export function switched(schedule: RestartSchedule, on: boolean): RestartSchedule {
  return schedule.sessions.length === 0 ? schedule : { ...schedule, on };
}

/** The device restarts, or was restarted: nothing is owed any more. */
export function settled(schedule: RestartSchedule): RestartSchedule {
  return { ...schedule, owed: false, quietSinceMs: undefined, countingSinceMs: undefined };
}

/** What is left of the countdown, 0 when it is over; undefined while nobody counts. */
export function leftMs({ countingSinceMs }: RestartSchedule, atMs: number): number | undefined {
  if (countingSinceMs === undefined) return undefined;
  return Math.max(0, countingSinceMs + commandLimits.restartCountdownMs - atMs);
}

/** When to look again although nothing happens; undefined when time changes nothing. */
export function nextLookMs({ quietSinceMs, countingSinceMs }: RestartSchedule, atMs: number): number | undefined {
  if (quietSinceMs === undefined) return undefined;
  if (countingSinceMs === undefined) return quietSinceMs + commandLimits.restartQuietMs;
  const steps = Math.floor((atMs - countingSinceMs) / commandLimits.countdownStepMs) + 1;
  return countingSinceMs + steps * commandLimits.countdownStepMs;
}
