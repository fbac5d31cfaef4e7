/** Runs the restart schedule against the clock: looks at the room when something happens, and when time is due. */
import type { Clock } from '../clock.ts';
import type { OwedRestart } from './owed-restart-file.ts';
import {
  leftMs,
  look,
  nextLookMs,
  nothingOwed,
  type RestartSchedule,
  type RoomUse,
  settled,
  switched,
} from './restart-schedule.ts';

export interface RestartAfterSession {
  /** The switch. */
  readonly on: boolean;
  /** Whole seconds until the device restarts, while the console counts. */
  readonly countdown: number | undefined;
  look(): void;
  set(on: boolean): void;
  /** The device restarts for another reason. */
  settle(): void;
  close(): void;
}

export interface RestartAfterSessionParts {
  readonly clock: Clock;
  readonly use: () => RoomUse;
  /** What is kept for the next run. */
  readonly kept: OwedRestart;
  /** Switch or countdown are not what they were. */
  readonly changed: () => void;
  /** The countdown is over: called once. */
  readonly restart: () => void;
}

export function createRestartAfterSession({
  clock,
  use,
  kept,
  changed,
  restart,
}: RestartAfterSessionParts): RestartAfterSession {
  let schedule: RestartSchedule = { ...nothingOwed, owed: kept.left };
  let noted = kept.left;
  let cancelLook = (): void => undefined;
  let closed = false;

  const countdown = (): number | undefined => {
    const ms = leftMs(schedule, clock.monotonicMs());
    return ms === undefined ? undefined : Math.ceil(ms / 1_000);
  };
  let told: { on: boolean; countdown: number | undefined } = { on: false, countdown: undefined };

  function become(next: RestartSchedule): void {
    if (closed) return;
    schedule = next;
    const nowMs = clock.monotonicMs();
    const over = leftMs(schedule, nowMs) === 0;
    if (over) schedule = settled(schedule);
    // Before the device restarts: it must not come up and restart again.
    note(schedule.owed || schedule.on);
    cancelLook();
    const dueMs = nextLookMs(schedule, nowMs);
    if (dueMs !== undefined) cancelLook = clock.after(Math.max(0, Math.ceil(dueMs - nowMs)), lookNow);
    const now = { on: schedule.on, countdown: countdown() };
    const isNew = now.on !== told.on || now.countdown !== told.countdown;
    told = now;
    if (isNew) changed();
    if (over) restart();
  }

  function note(owed: boolean): void {
    if (owed === noted) return;
    noted = owed;
    kept.note(owed);
  }

  function lookNow(): void {
    become(look(schedule, use(), clock.monotonicMs()));
  }

  return {
    get on() {
      return schedule.on;
    },
    get countdown() {
      return countdown();
    },
    look: lookNow,
    set: (on) => become(switched(schedule, on)),
    settle: () => become(settled(schedule)),
    close() {
      closed = true;
      cancelLook();
    },
  };
}
