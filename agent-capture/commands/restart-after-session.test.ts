import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { commandLimits } from './limits.ts';
import { createRestartAfterSession } from './restart-after-session.ts';
import type { RoomUse } from './restart-schedule.ts';

function setUp(left = false) {
  const clock = createFakeClock();
  let room: RoomUse = { sessions: [], asked: false, call: 'idle', possible: true };
  const heard: (number | undefined)[] = [];
  let restarts = 0;
  const notes: boolean[] = [];
  const restart = createRestartAfterSession({
    clock,
    use: () => room,
    kept: { left, note: (owed) => void notes.push(owed) },
    changed: () => heard.push(restart.countdown),
    restart: () => {
      restarts += 1;
    },
  });
  const be = (change: Partial<RoomUse>): void => {
    room = { ...room, ...change };
    restart.look();
  };
  if (!left) be({ sessions: [{ session: 'a', restartsWithheld: false }] });
  return { clock, restart, be, heard, notes, restarts: () => restarts };
}

describe('the clock of restart after session', () => {
  it('CMD-2: counts every second, then restarts once', async () => {
    const { clock, be, heard, restarts } = setUp();
    be({ sessions: [] });
    heard.length = 0;
    await clock.advance(commandLimits.restartQuietMs);
    await clock.advance(commandLimits.restartCountdownMs - 1);
    expect(restarts()).toBe(0);
    expect(heard).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
    await clock.advance(1);
    expect(restarts()).toBe(1);
    expect(heard.at(-1)).toBeUndefined();
    await clock.advance(1_000_000);
    expect(restarts()).toBe(1);
    expect(clock.timers).toBe(0);
  });

  it('CMD-2: a call in the middle of the countdown takes it off the console', async () => {
    const { clock, be, restart, restarts } = setUp();
    be({ sessions: [] });
    await clock.advance(commandLimits.restartQuietMs + 5_000);
    expect(restart.countdown).toBe(25);
    be({ call: 'in-call' });
    expect(restart.countdown).toBeUndefined();
    await clock.advance(1_000_000);
    expect(restarts()).toBe(0);
  });

  it('CMD-2: what a run that ended owed, the next one does: after the quiet minute and the whole countdown', async () => {
    const { clock, be, notes, restarts } = setUp(true);
    be({});
    await clock.advance(commandLimits.restartQuietMs + commandLimits.restartCountdownMs - 1);
    expect([restarts(), notes]).toEqual([0, []]);
    await clock.advance(1);
    expect([restarts(), notes]).toEqual([1, [false]]);
  });

  it('CMD-2: a session that comes back to the next run has the switch, and decides', async () => {
    const { clock, be, restart, notes, restarts } = setUp(true);
    be({ sessions: [{ session: 'a', restartsWithheld: false }] });
    expect(restart.on).toBe(true);
    restart.set(false);
    be({ sessions: [] });
    await clock.advance(1_000_000);
    expect([restarts(), notes]).toEqual([0, [false]]);
  });

  it('CMD-2: it is kept from when a session begins, and forgotten before the device restarts', async () => {
    const { clock, be, notes } = setUp();
    expect(notes).toEqual([true]);
    be({ sessions: [] });
    await clock.advance(commandLimits.restartQuietMs);
    expect(notes).toEqual([true]);
    await clock.advance(commandLimits.restartCountdownMs);
    expect(notes).toEqual([true, false]);
  });

  it('is over with the agent', async () => {
    const { clock, be, restart, restarts } = setUp();
    be({ sessions: [] });
    restart.close();
    await clock.advance(1_000_000);
    expect(restarts()).toBe(0);
  });
});
