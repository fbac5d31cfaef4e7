import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { CallState } from './call-state-source.ts';
import { createCallStates } from './call-states.ts';
import { callStateLimits as limits } from './limits.ts';

function setUp(...sources: string[]) {
  const clock = createFakeClock();
  const changes: CallState[] = [];
  const states = createCallStates(clock, (state) => changes.push(state));
  for (const source of sources) states.require(source);
  return { clock, changes, states };
}

describe('call states', () => {
  it('CALL-4: without a source it is unknown, always', () => {
    expect(setUp().states).toMatchObject({ state: 'unknown', decidedBy: 'none' });
  });

  const table: [CallState, CallState, CallState, string][] = [
    ['idle', 'idle', 'idle', 'room'],
    ['idle', 'in-call', 'in-call', 'system'],
    ['in-call', 'idle', 'in-call', 'room'],
    ['in-call', 'unknown', 'in-call', 'room'],
    ['unknown', 'in-call', 'in-call', 'system'],
    ['idle', 'unknown', 'unknown', 'system'],
    ['unknown', 'idle', 'unknown', 'room'],
  ];
  it.each(table)('CALL-4: room says %s, system says %s: %s, decided by %s', (room, system, state, decidedBy) => {
    const { states } = setUp('room', 'system');
    states.reported('room', room);
    states.reported('system', system);
    expect(states).toMatchObject({ state, decidedBy });
  });

  it('CALL-4: a required source that never spoke makes it unknown', () => {
    const { states } = setUp('room', 'system');
    states.reported('room', 'idle');
    expect(states.state).toBe('unknown');
  });

  it('CALL-3: silence is unknown within 2 s; repeated reports keep it', async () => {
    const { clock, changes, states } = setUp('room');
    states.reported('room', 'idle');
    for (let second = 0; second < 5; second++) {
      await clock.advance(1_000);
      states.reported('room', 'idle');
    }
    expect(changes).toEqual(['unknown', 'idle']);
    await clock.advance(limits.silenceMs);
    expect(limits.silenceMs).toBeLessThan(2_000);
    expect(changes).toEqual(['unknown', 'idle', 'unknown']);
  });

  it('CALL-3: one source that talks does not hide another that is silent', async () => {
    const { clock, states } = setUp('room', 'system');
    states.reported('room', 'idle');
    states.reported('system', 'idle');
    expect(states.state).toBe('idle');
    await clock.advance(1_000);
    states.reported('room', 'idle');
    await clock.advance(1_000);
    expect(states).toMatchObject({ state: 'unknown', decidedBy: 'system' });
    states.close();
    expect(clock.timers).toBe(0);
  });

  it('a report before anybody requires its source is not lost', () => {
    const { states } = setUp();
    states.reported('room', 'idle');
    expect(states.state).toBe('unknown');
    states.require('room');
    expect(states.state).toBe('idle');
  });

  it('CALL-4: a source that is not required counts while it says that there is a call, and its silence does not', async () => {
    const { clock, states } = setUp('room');
    const keep = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        states.reported('room', 'idle');
        await clock.advance(1_000);
      }
    };
    states.reported('system', 'idle');
    await keep(5);
    expect(states).toMatchObject({ state: 'idle', decidedBy: 'room' });
    states.reported('system', 'in-call');
    expect(states).toMatchObject({ state: 'in-call', decidedBy: 'system' });
    states.reported('system', 'idle');
    states.reported('system', 'unknown');
    await keep(2);
    expect(states.state).toBe('idle');
  });

  it('CALL-3: a source that falls silent in a call is not taken to have left it, required or not', async () => {
    const { clock, states } = setUp('room');
    states.reported('system', 'in-call');
    for (let second = 0; second < 60; second++) {
      states.reported('room', 'idle');
      await clock.advance(1_000);
    }
    expect(states).toMatchObject({ state: 'unknown', decidedBy: 'system' });
    states.reported('system', 'idle');
    expect(states.state).toBe('idle');
  });

  it('CALL-4: a call is over for a source that saw it end, though it never sees all; required, it is not idle', () => {
    const { states } = setUp('room');
    states.reported('room', 'idle');
    states.reported('system', 'in-call', 'in-call');
    states.reported('system', 'unknown', 'unknown');
    expect(states.state).toBe('unknown');
    states.reported('system', 'unknown', 'idle');
    expect(states).toMatchObject({ state: 'idle', decidedBy: 'room' });
    expect(states.heard('system')).toBe('unknown');
    states.require('system');
    expect(states.state).toBe('unknown');
  });

  it('CALL-4: without a required source it is unknown, whatever others say', () => {
    const { states } = setUp();
    states.reported('system', 'idle');
    expect(states).toMatchObject({ state: 'unknown', decidedBy: 'none' });
    states.reported('system', 'in-call');
    expect(states.state).toBe('in-call');
  });

  it('names another source when the one that decided has left the call', () => {
    const { changes, states } = setUp('room', 'system');
    states.reported('room', 'in-call');
    states.reported('system', 'in-call');
    expect(states.decidedBy).toBe('room');
    states.reported('room', 'idle');
    expect(states.decidedBy).toBe('system');
    states.reported('room', 'in-call');
    expect(states.decidedBy).toBe('system');
    expect(changes.at(-1)).toBe('in-call');
  });

  it('CALL-4, CALL-6: a call is believed at once where nothing was known, however much news there was', async () => {
    const { changes, clock, states } = setUp('room', 'system');
    for (let time = 0; time < 200; time++) {
      states.reported('room', 'unknown');
      states.reported('system', time % 2 === 0 ? 'idle' : 'unknown');
      await clock.advance(25);
      states.reported('room', 'in-call');
      expect(states.state).toBe('in-call');
      await clock.advance(25);
    }
    const seconds = 10;
    expect(changes.length).toBeLessThanOrEqual(2 * (limits.calmBurst + seconds * limits.calmPerSecond));
  });

  it('CALL-2: a source that flaps is believed at once when it closes, and causes few news', async () => {
    const { clock, changes, states } = setUp('room');
    for (let time = 0; time < 200; time++) {
      states.reported('room', 'idle');
      await clock.advance(25);
      states.reported('room', 'in-call');
      expect(states.state).not.toBe('idle');
      await clock.advance(25);
    }
    const seconds = 10;
    expect(changes.length).toBeLessThanOrEqual(2 * (limits.calmBurst + seconds * limits.calmPerSecond));
    states.reported('room', 'idle');
    await clock.advance(1_000);
    expect(states.state).toBe('idle');
    states.close();
    expect(clock.timers).toBe(0);
  });
});
