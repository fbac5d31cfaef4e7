import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { commandLimits } from './limits.ts';
import { createRestartAfterSession } from './restart-after-session.ts';
import type { RoomUse } from './restart-schedule.ts';

function setUp() {
  const clock = createFakeClock();
  let room: RoomUse = { sessions: [], asked: false, call: 'idle', possible: true };
  const heard: (number | undefined)[] = [];
  let restarts = 0;
  const restart = createRestartAfterSession({
    clock,
    use: () => room,
    changed: () => heard.push(restart.countdown),
    restart: () => {
      restarts += 1;
    },
  });
  const be = (change: Partial<RoomUse>): void => {
    room = { ...room, ...change };
    restart.look();
  };
  be({ sessions: [{ session: 'a', restartsWithheld: false }] });
  return { clock, restart, be, heard, restarts: () => restarts };
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

  it('is over with the agent', async () => {
    const { clock, be, restart, restarts } = setUp();
    be({ sessions: [] });
    restart.close();
    await clock.advance(1_000_000);
    expect(restarts()).toBe(0);
  });
});
