import { describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { CallState } from './call-state-source.ts';
import { createCallStates } from './call-states.ts';

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
    expect(changes).toEqual(['idle']);
    await clock.advance(agentLimits.callSilenceMs);
    expect(agentLimits.callSilenceMs).toBeLessThan(2_000);
    expect(changes).toEqual(['idle', 'unknown']);
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
    states.require('room');
    expect(states.state).toBe('idle');
  });
});
