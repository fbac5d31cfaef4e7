import { EndReason, limits, RefusalReason } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { initialGuard, isOpen, nextDeadline, openGrant, step } from './guard.ts';
import type { Grant, GuardEffect, GuardState, Happening } from './guard-state.ts';

/** A guard whose clock is a variable. */
class Guarded {
  state: GuardState = initialGuard;
  atMs = 1_000;

  happen(...happenings: Happening[]): readonly GuardEffect[] {
    const all: GuardEffect[] = [];
    for (const happening of happenings) {
      const [state, effects] = step(this.state, { ...happening, atMs: this.atMs });
      this.state = state;
      all.push(...effects);
    }
    return all;
  }

  /** A room in which a session could open. */
  fit(): this {
    this.happen(
      { event: 'layout', displays: [1, 2] },
      { event: 'call', call: 'idle' },
      { event: 'link', link: 'up' },
      { event: 'lease', untilMs: this.atMs + 3_600_000 },
    );
    return this;
  }

  request(viewer: number, grant: Partial<Grant> = {}): readonly GuardEffect[] {
    return this.happen({ event: 'request', viewer, grant: grantOf({ session: `s${viewer}`, ...grant }) });
  }

  verifyRing(): readonly GuardEffect[] {
    return this.happen({ event: 'ring-verified', raise: this.state.raises });
  }

  /** Opens one session for each viewer. */
  open(...viewers: number[]): this {
    for (const viewer of viewers) this.request(viewer);
    this.verifyRing();
    expect(this.state.phase).toBe('open');
    return this;
  }
}

function grantOf(change: Partial<Grant> = {}): Grant {
  // As good as none, unless a test sets them: a session ends for one reason.
  const limits = { endsMs: 1e9, idleMs: 1e9 };
  return {
    session: 's1',
    permission: 'modify',
    operatorName: 'Olga',
    reason: '',
    cardOff: false,
    roomConsent: 'none',
    restartsWithheld: false,
    viewShortcuts: false,
    ...limits,
    ...change,
  };
}

const names = (effects: readonly GuardEffect[]) => effects.map(({ effect }) => effect);

describe('guard: opening', () => {
  it('RING-2: a request raises the ring; only its verification opens, and tells last', () => {
    const guard = new Guarded().fit();
    expect(guard.request(1)).toEqual([{ effect: 'raise-ring', raise: 1 }]);
    expect(guard.state.phase).toBe('raising');
    expect(isOpen(guard.state, guard.atMs)).toBe(false);
    expect(names(guard.verifyRing())).toEqual(['open', 'opened']);
    expect(isOpen(guard.state, guard.atMs)).toBe(true);
  });

  it('RING-2: the answer to an older raise does not count', () => {
    const guard = new Guarded().fit();
    guard.request(1);
    guard.happen({ event: 'layout', displays: [1, 2, 3] });
    expect(guard.happen({ event: 'ring-verified', raise: 1 })).toEqual([]);
    expect(guard.state.phase).toBe('raising');
    guard.happen({ event: 'ring-verified', raise: 2 });
    expect(guard.state.phase).toBe('open');
  });

  const obstacles: [string, Happening[], RefusalReason][] = [
    ['CALL-1: in a call', [{ event: 'call', call: 'in-call' }], RefusalReason.REFUSAL_REASON_IN_CALL],
    [
      'CALL-3: call state unknown',
      [{ event: 'call', call: 'unknown' }],
      RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN,
    ],
    ['RING-2: no displays', [{ event: 'layout', displays: [] }], RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE],
    [
      'SES-3: a session that was withdrawn',
      [{ event: 'withdrawn', sessions: ['s1'] }],
      RefusalReason.REFUSAL_REASON_REFUSED,
    ],
    ['a stopped agent', [{ event: 'stop' }], RefusalReason.REFUSAL_REASON_AGENT_REFUSED],
  ];
  it.each(obstacles)('SES-1: refuses with one reason: %s', (_, happenings, reason) => {
    const guard = new Guarded().fit();
    guard.happen(...happenings);
    expect(guard.request(1)).toEqual([{ effect: 'refused', viewer: 1, reason }]);
  });

  it('SES-4: refuses when the lease is over', () => {
    const guard = new Guarded().fit();
    guard.atMs += 3_600_000;
    expect(guard.request(1)).toEqual([
      { effect: 'refused', viewer: 1, reason: RefusalReason.REFUSAL_REASON_LEASE_STALE },
    ]);
  });

  it('SES-1: says "in a call" before "no lease": the order of the rule', () => {
    const guard = new Guarded().fit();
    guard.happen({ event: 'call', call: 'in-call' });
    guard.atMs += 3_600_000;
    expect(guard.request(1)).toMatchObject([{ reason: RefusalReason.REFUSAL_REASON_IN_CALL }]);
  });

  it('RING-2: a ring that does not come in time refuses those who wait', () => {
    const guard = new Guarded().fit();
    guard.request(1);
    expect(nextDeadline(guard.state)).toBe(guard.atMs + agentLimits.ringRaiseMs);
    guard.atMs += agentLimits.ringRaiseMs;
    expect(guard.happen({ event: 'tick' })).toEqual([
      { effect: 'lower-ring' },
      { effect: 'refused', viewer: 1, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE },
    ]);
    expect(guard.state.room.ringLostUntilMs).toBe(guard.atMs + agentLimits.ringLostMs);
  });

  it('RING-2: a lost ring is said for a while, then the next session may try again', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'ring-lost' });
    const untilMs = guard.atMs + agentLimits.ringLostMs;
    expect(nextDeadline(guard.state)).toBe(untilMs);
    guard.atMs = untilMs;
    expect(guard.happen({ event: 'tick' })).toEqual([]);
    expect(guard.state.room.ringLostUntilMs).toBe(0);
    expect(nextDeadline(guard.state)).toBeUndefined();
    guard.open(2);
  });

  it('RING-2: displays that change all the while do not keep a ring from being lost', () => {
    const guard = new Guarded().fit().open(1);
    let effects: readonly GuardEffect[] = [];
    let changes = 0;
    for (; guard.state.phase === 'open' && changes < 100; changes++) {
      guard.atMs += 100;
      effects = guard.happen({ event: 'layout', displays: [1, 2] });
      guard.verifyRing();
    }
    expect(changes).toBeLessThan(2 * agentLimits.layoutChanges);
    expect(effects).toEqual([
      { effect: 'shut' },
      { effect: 'lower-ring' },
      { effect: 'ended', session: 's1', reason: EndReason.END_REASON_RING_LOST, by: 'agent' },
    ]);
  });

  it('VID-2: a dock that makes a dozen changes, and a monitor that flaps twice a second after it, end nothing', () => {
    const guard = new Guarded().fit().open(1);
    for (let change = 0; change < 300; change++) {
      if (change > 12) guard.atMs += 500;
      guard.happen({ event: 'layout', displays: [1, 2] });
      guard.verifyRing();
    }
    expect(guard.state.phase).toBe('open');
  });

  it('VID-2: displays that changed while nobody had access count for nothing', () => {
    const guard = new Guarded().fit();
    for (let change = 0; change < 100; change++) guard.happen({ event: 'layout', displays: [1, 2] });
    guard.open(1).happen({ event: 'layout', displays: [1] });
    expect(guard.state.phase).toBe('raising');
  });

  it('RING-2: a ring that nobody sees is lost, however often it is asked for anew', () => {
    const guard = new Guarded().fit().open(1);
    const changedMs = guard.atMs;
    while (guard.state.phase !== 'closed' && guard.atMs < changedMs + 60_000) {
      guard.happen({ event: 'layout', displays: [1, 2] });
      guard.atMs = Math.min(guard.atMs + 1_000, nextDeadline(guard.state) ?? 0);
      guard.happen({ event: 'tick' });
    }
    expect(guard.atMs - changedMs).toBe(agentLimits.ringUnseenMs);
    expect(guard.state.room.ringLostUntilMs).toBeGreaterThan(0);
  });

  it('bounds the seats, the held sessions included', () => {
    const guard = new Guarded().fit();
    guard.open(...Array.from({ length: agentLimits.seats }, (_, index) => index + 1));
    guard.happen({ event: 'suspend', viewer: 1 });
    expect(guard.request(99)).toEqual([
      { effect: 'refused', viewer: 99, reason: RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS },
    ]);
    // The one who comes back has his place.
    expect(names(guard.request(100, { session: 's1' }))).toEqual(['opened']);
  });

  it('a viewer number that is taken, or anybody without a link, is refused', () => {
    const guard = new Guarded().fit().open(1);
    expect(guard.request(1, { session: 'other' })).toMatchObject([{ effect: 'refused', viewer: 1 }]);
    expect(guard.state.phase).toBe('open');
    guard.happen({ event: 'link', link: 'down' });
    expect(guard.request(2)).toMatchObject([{ effect: 'refused', viewer: 2 }]);
  });
});

describe('guard: closing', () => {
  const causes: [string, Happening, EndReason][] = [
    ['CALL-2: a call', { event: 'call', call: 'in-call' }, EndReason.END_REASON_CALL_STARTED],
    ['CALL-3: a silent detector', { event: 'call', call: 'unknown' }, EndReason.END_REASON_CALL_STATE_UNKNOWN],
    ['RING-2: a lost ring', { event: 'ring-lost' }, EndReason.END_REASON_RING_LOST],
    ['RING-2: no display left', { event: 'layout', displays: [] }, EndReason.END_REASON_RING_LOST],
    ['SES-3: somebody in the room', { event: 'eject' }, EndReason.END_REASON_EJECTED],
    ['a broken capture', { event: 'capture-failed' }, EndReason.END_REASON_CAPTURE_FAILED],
    ['SES-3: a withdrawal', { event: 'withdrawn', sessions: ['s1'] }, EndReason.END_REASON_WITHDRAWN],
    ['a flood', { event: 'violation', viewer: 1 }, EndReason.END_REASON_PROTOCOL_VIOLATION],
    ['a stop', { event: 'stop' }, EndReason.END_REASON_AGENT_STOPPED],
  ];
  it.each(causes)('%s shuts first, then takes the ring down, then tells', (_, cause, reason) => {
    const guard = new Guarded().fit().open(1);
    expect(guard.happen(cause)).toEqual([
      { effect: 'shut' },
      { effect: 'lower-ring' },
      { effect: 'ended', session: 's1', reason, by: 'agent' },
    ]);
    expect(isOpen(guard.state, guard.atMs)).toBe(false);
  });

  it('SES-4: closes when the lease is over, even before its tick', () => {
    const guard = new Guarded().fit();
    guard.happen({ event: 'lease', untilMs: guard.atMs });
    guard.open(1);
    const untilMs = guard.state.room.leaseUntilMs;
    expect(isOpen(guard.state, untilMs - 1)).toBe(true);
    expect(isOpen(guard.state, untilMs)).toBe(false);
    expect(openGrant(guard.state, 1, untilMs)).toBeUndefined();
    expect(nextDeadline(guard.state)).toBe(untilMs);
    guard.atMs = untilMs;
    // A new heartbeat a moment too late does not bring the session back.
    expect(guard.happen({ event: 'lease', untilMs: untilMs + 5_000 })).toMatchObject([
      { effect: 'shut' },
      { effect: 'lower-ring' },
      { effect: 'ended', reason: EndReason.END_REASON_LEASE_LAPSED },
    ]);
  });

  const limited: [string, Partial<Grant>, EndReason][] = [
    ['its time limit', { endsMs: 1_000 + 5_000 }, EndReason.END_REASON_TIME_LIMIT],
    ['its idle limit', { idleMs: 5_000 }, EndReason.END_REASON_IDLE_LIMIT],
  ];
  it.each(limited)('SES-3, SES-7: %s closes, even before its tick, and for this session alone', (_, limit, reason) => {
    const guard = new Guarded().fit().open(1);
    guard.request(2, limit);
    const untilMs = guard.atMs + 5_000;
    expect(nextDeadline(guard.state)).toBe(untilMs);
    expect(openGrant(guard.state, 2, untilMs - 1)).toBeDefined();
    expect(openGrant(guard.state, 2, untilMs)).toBeUndefined();
    expect(openGrant(guard.state, 1, untilMs)).toBeDefined();
    guard.atMs = untilMs;
    expect(guard.happen({ event: 'tick' })).toEqual([
      { effect: 'release-input' },
      { effect: 'ended', session: 's2', reason, by: 'agent' },
    ]);
  });

  it.each(limited)('SES-3, SES-7: %s of the last session shuts the gate, even before its tick', (_, limit, reason) => {
    const guard = new Guarded().fit();
    guard.request(1, limit);
    guard.verifyRing();
    const untilMs = guard.atMs + 5_000;
    expect([isOpen(guard.state, untilMs - 1), isOpen(guard.state, untilMs)]).toEqual([true, false]);
    guard.atMs = untilMs;
    expect(guard.happen({ event: 'active', viewer: 1 })).toEqual([
      { effect: 'shut' },
      { effect: 'lower-ring' },
      { effect: 'ended', session: 's1', reason, by: 'agent' },
    ]);
  });

  it('SES-7: what its operator does puts the idle limit off, never the time limit', () => {
    const guard = new Guarded().fit();
    guard.request(1, { idleMs: 5_000, endsMs: guard.atMs + 12_000 });
    guard.verifyRing();
    for (const waitMs of [4_999, 4_999, 2_001]) {
      expect(nextDeadline(guard.state)).toBeGreaterThan(guard.atMs);
      guard.atMs += waitMs;
      guard.happen({ event: 'active', viewer: 1 });
    }
    expect(guard.state.phase).toBe('open');
    guard.atMs += 1;
    expect(guard.happen({ event: 'tick' })).toMatchObject([{}, {}, { reason: EndReason.END_REASON_TIME_LIMIT }]);
  });

  it('SES-7: a widget that comes back by itself, or another operator who is there, puts no idle limit off', () => {
    const guard = new Guarded().fit().open(9);
    guard.request(1, { idleMs: 25_000 });
    guard.atMs += 10_000;
    guard.happen({ event: 'suspend', viewer: 1 });
    guard.atMs += 10_000;
    guard.happen({ event: 'active', viewer: 9 });
    guard.request(2, { session: 's1', idleMs: 25_000 });
    guard.atMs += 1_000;
    guard.happen({ event: 'link', link: 'down' }, { event: 'link', link: 'up' });
    guard.request(3, { session: 's1', idleMs: 25_000 });
    guard.request(4, { session: 's1', idleMs: 25_000 });
    guard.atMs += 3_999;
    expect(guard.happen({ event: 'tick' })).toEqual([]);
    guard.atMs += 1;
    expect(guard.happen({ event: 'tick' })).toMatchObject([
      {},
      { session: 's1', reason: EndReason.END_REASON_IDLE_LIMIT },
    ]);
  });

  it('SES-3: the limits end a session whose viewer is away too', () => {
    const guard = new Guarded().fit();
    guard.request(1, { endsMs: guard.atMs + 10_000 });
    guard.verifyRing();
    guard.happen({ event: 'suspend', viewer: 1 });
    expect(nextDeadline(guard.state)).toBe(guard.atMs + 10_000);
    guard.atMs += 10_000;
    expect(guard.happen({ event: 'tick' })).toMatchObject([
      {},
      { reason: EndReason.END_REASON_TIME_LIMIT, by: 'agent' },
    ]);
  });

  it('SES-3: the room ejects those who wait for the ring, and those who are away', () => {
    const guard = new Guarded().fit();
    guard.request(1);
    expect(guard.happen({ event: 'eject' })).toEqual([
      { effect: 'lower-ring' },
      { effect: 'refused', viewer: 1, reason: RefusalReason.REFUSAL_REASON_EJECTED },
    ]);
    guard.atMs += agentLimits.ejectedMs;
    guard.fit().open(2).happen({ event: 'link', link: 'down' });
    expect(guard.happen({ event: 'eject' })).toMatchObject([
      { effect: 'lower-ring' },
      { session: 's2', reason: EndReason.END_REASON_EJECTED, by: 'agent' },
    ]);
    guard.happen({ event: 'link', link: 'up' });
    expect(guard.request(2)).toMatchObject([{ effect: 'refused' }]);
  });

  it('RING-4: whom the room put out does not come straight back, nor does anybody else; the end of that has its tick', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'eject' });
    expect(nextDeadline(guard.state)).toBe(guard.atMs + agentLimits.ejectedMs);
    const refused = { effect: 'refused', reason: RefusalReason.REFUSAL_REASON_EJECTED };
    expect(guard.request(2, { session: 's2' })).toMatchObject([refused]);
    guard.atMs += agentLimits.ejectedMs - 1;
    guard.fit();
    expect(guard.request(3, { session: 's3' })).toMatchObject([refused]);
    guard.atMs += 1;
    guard.fit().open(4);
    expect(guard.state.phase).toBe('open');
  });

  it('SES-1: a grant that is over already is refused', () => {
    const guard = new Guarded().fit();
    expect(guard.request(1, { endsMs: guard.atMs })).toEqual([
      { effect: 'refused', viewer: 1, reason: RefusalReason.REFUSAL_REASON_REFUSED },
    ]);
  });

  it('SES-3: a session that has ended does not open again', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'close', viewer: 1, reason: EndReason.END_REASON_OPERATOR });
    expect(guard.request(2, { session: 's1' })).toMatchObject([{ effect: 'refused' }]);
    guard.atMs += agentLimits.endedMemoryMs;
    guard.happen({ event: 'lease', untilMs: guard.atMs + 5_000 });
    expect(names(guard.request(3, { session: 's1' }))).toEqual(['raise-ring']);
  });

  it('SES-3: one that ended here and is withdrawn later does not open until the withdrawal is as old', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'close', viewer: 1, reason: EndReason.END_REASON_OPERATOR });
    guard.atMs += agentLimits.endedMemoryMs - 1;
    guard.happen({ event: 'withdrawn', sessions: ['s1'] });
    guard.atMs += agentLimits.endedMemoryMs - 1;
    guard.happen({ event: 'lease', untilMs: guard.atMs + 5_000 });
    expect(guard.request(2, { session: 's1' })).toMatchObject([{ effect: 'refused' }]);
    guard.atMs += 1;
    guard.happen({ event: 'tick' });
    expect(names(guard.request(3, { session: 's1' }))).toEqual(['raise-ring']);
  });

  it('SES-3: when many have ended the longest known is forgotten, not one that was withdrawn again', () => {
    const guard = new Guarded().fit();
    guard.happen({ event: 'withdrawn', sessions: ['first', 'second'] });
    guard.happen({ event: 'withdrawn', sessions: ['first'] });
    const more = Array.from({ length: agentLimits.endedMemory - 1 }, (_, index) => `more-${index}`);
    guard.happen({ event: 'withdrawn', sessions: more });
    expect(guard.request(1, { session: 'first' })).toMatchObject([{ effect: 'refused' }]);
    expect(names(guard.request(2, { session: 'second' }))).toEqual(['raise-ring']);
  });

  it('what the relay ended needs no telling', () => {
    const guard = new Guarded().fit().open(1);
    const reason = EndReason.END_REASON_OPERATOR;
    expect(guard.happen({ event: 'close', viewer: 1, reason })).toEqual([
      { effect: 'shut' },
      { effect: 'lower-ring' },
      { effect: 'ended', session: 's1', reason, by: 'relay' },
    ]);
  });

  it('INP-3: what a viewer holds down is released when it leaves, though others stay', () => {
    const guard = new Guarded().fit().open(1, 2);
    expect(names(guard.happen({ event: 'suspend', viewer: 1 }))).toEqual(['release-input']);
    guard.request(3, { session: 's1' });
    expect(names(guard.happen({ event: 'close', viewer: 3, reason: EndReason.END_REASON_OPERATOR }))).toEqual([
      'release-input',
      'ended',
    ]);
    expect(guard.state.phase).toBe('open');
  });

  it('RING-2: doubt about the ring shuts at once, and its sight opens again without telling', () => {
    const guard = new Guarded().fit().open(1);
    expect(names(guard.happen({ event: 'ring-doubtful' }))).toEqual(['shut', 'raise-ring']);
    expect(names(guard.verifyRing())).toEqual(['open']);
    guard.happen({ event: 'ring-doubtful' });
    guard.atMs += agentLimits.ringRaiseMs;
    expect(guard.happen({ event: 'tick' })).toMatchObject([
      { effect: 'lower-ring' },
      { effect: 'ended', reason: EndReason.END_REASON_RING_LOST },
    ]);
  });

  it('VID-2, RING-2: a new display shuts until its ring is verified too', () => {
    const guard = new Guarded().fit().open(1);
    expect(names(guard.happen({ event: 'layout', displays: [1, 2, 3] }))).toEqual(['shut', 'raise-ring']);
    expect(names(guard.verifyRing())).toEqual(['open']);
  });
});

describe('guard: suspending and resuming', () => {
  it('SES-3, RING-3: the last viewer away: nothing passes, the ring stays for the window', () => {
    const guard = new Guarded().fit().open(1);
    expect(names(guard.happen({ event: 'suspend', viewer: 1 }))).toEqual(['shut']);
    expect(guard.state.phase).toBe('holding');
    guard.atMs += limits.resumeMs - 1;
    expect(guard.happen({ event: 'tick' })).toEqual([]);
    guard.atMs += 1;
    expect(guard.happen({ event: 'tick' })).toEqual([
      { effect: 'lower-ring' },
      { effect: 'ended', session: 's1', reason: EndReason.END_REASON_RESUME_EXPIRED, by: 'agent' },
    ]);
  });

  it('SES-5: a lost link suspends; a new ticket on a new link resumes the session', () => {
    const guard = new Guarded().fit().open(1);
    expect(names(guard.happen({ event: 'link', link: 'down' }))).toEqual(['shut']);
    guard.atMs += 20_000;
    expect(guard.happen({ event: 'link', link: 'up' })).toEqual([]);
    expect(names(guard.request(1, { session: 's1' }))).toEqual(['open', 'opened']);
  });

  it('SES-3: resuming needs every condition anew', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'link', link: 'down' });
    expect(guard.happen({ event: 'call', call: 'in-call' })).toMatchObject([
      { effect: 'lower-ring' },
      { effect: 'ended', reason: EndReason.END_REASON_CALL_STARTED, by: 'agent' },
    ]);
    guard.happen({ event: 'link', link: 'up' }, { event: 'call', call: 'idle' });
    expect(guard.request(1, { session: 's1' })).toMatchObject([{ effect: 'refused' }]);
  });

  it('SES-3: the window is over when it is over, whoever asks before its tick', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'suspend', viewer: 1 });
    guard.atMs += limits.resumeMs;
    const effects = guard.request(2, { session: 's1' });
    expect(effects).toMatchObject([{ effect: 'lower-ring' }, { effect: 'ended' }, { effect: 'refused', viewer: 2 }]);
  });

  it('a newer viewer of the same session takes its place without a gap', () => {
    const guard = new Guarded().fit().open(1);
    expect(names(guard.request(2, { session: 's1' }))).toEqual(['release-input', 'opened']);
    expect(openGrant(guard.state, 1, guard.atMs)).toBeUndefined();
    expect(openGrant(guard.state, 2, guard.atMs)).toBeDefined();
  });

  it('a resuming viewer whose ring does not come is refused, and its session ends once', () => {
    const guard = new Guarded().fit().open(1);
    guard.happen({ event: 'suspend', viewer: 1 }, { event: 'layout', displays: [1] });
    guard.request(2, { session: 's1' });
    guard.atMs += agentLimits.ringRaiseMs;
    expect(guard.happen({ event: 'tick' })).toEqual([
      { effect: 'lower-ring' },
      { effect: 'refused', viewer: 2, reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE },
      { effect: 'ended', session: 's1', reason: EndReason.END_REASON_RING_LOST, by: 'agent' },
    ]);
  });

  it('one who only asked is forgotten when it or the link goes', () => {
    const guard = new Guarded().fit();
    guard.request(1);
    expect(guard.happen({ event: 'suspend', viewer: 1 })).toEqual([{ effect: 'lower-ring' }]);
    guard.request(2);
    expect(guard.happen({ event: 'link', link: 'down' })).toEqual([{ effect: 'lower-ring' }]);
    expect(guard.state.phase).toBe('closed');
  });
});

describe('guard: the consent of the room', () => {
  const refusal = (reason: RefusalReason, viewer = 1) => ({ effect: 'refused', viewer, reason });

  it('SES-2: nothing is raised for who waits; only after the room has allowed it, as for everybody', () => {
    const guard = new Guarded().fit();
    expect(names(guard.request(1, { roomConsent: 'prompt' }))).toEqual(['ask-room']);
    expect(guard.state.phase).toBe('closed');
    // Before it is on the console, nobody can have read it.
    expect(guard.happen({ event: 'allowed', session: 's1' })).toEqual([]);
    guard.happen({ event: 'room-told', session: 's1' });
    expect(guard.happen({ event: 'allowed', session: 's2' })).toEqual([]);
    expect(names(guard.happen({ event: 'allowed', session: 's1' }))).toEqual(['raise-ring']);
    expect(names(guard.verifyRing())).toEqual(['open', 'opened']);
  });

  it('SES-2: a prompt that nobody answers refuses, a notice that nobody refuses lets in, each in its time', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'prompt' });
    guard.request(2, { roomConsent: 'notice' });
    guard.happen({ event: 'room-told', session: 's1' }, { event: 'room-told', session: 's2' });
    expect(nextDeadline(guard.state)).toBe(guard.atMs + limits.roomNoticeMs);
    guard.atMs += limits.roomNoticeMs - 1;
    expect(guard.happen({ event: 'tick' })).toEqual([]);
    guard.atMs += 1;
    expect(names(guard.happen({ event: 'tick' }))).toEqual(['raise-ring']);
    guard.verifyRing();
    guard.atMs += limits.roomAnswerMs - limits.roomNoticeMs;
    // However late somebody presses.
    expect(guard.happen({ event: 'allowed', session: 's1' })).toEqual([
      refusal(RefusalReason.REFUSAL_REASON_ROOM_SILENT),
    ]);
    expect(openGrant(guard.state, 2, guard.atMs)).toBeDefined();
  });

  it('SES-2: what the console cannot show is refused, at once or when it is not there in time', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'notice' });
    const notAsked = refusal(RefusalReason.REFUSAL_REASON_ROOM_NOT_ASKED);
    expect(guard.happen({ event: 'room-untold' })).toEqual([notAsked]);
    guard.request(2, { roomConsent: 'notice' });
    guard.atMs += limits.roomShowMs;
    expect(guard.happen({ event: 'tick' })).toEqual([{ ...notAsked, viewer: 2 }]);
  });

  it('SES-2: whoever refuses keeps everybody out who asks, for a minute, and nobody who is in', () => {
    const guard = new Guarded().fit().open(9);
    guard.request(1, { roomConsent: 'prompt' });
    guard.request(2, { roomConsent: 'notice' });
    guard.happen({ event: 'room-told', session: 's1' });
    const declined = RefusalReason.REFUSAL_REASON_ROOM_DECLINED;
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual([refusal(declined), refusal(declined, 2)]);
    expect(guard.request(3)).toEqual([refusal(RefusalReason.REFUSAL_REASON_EJECTED, 3)]);
    expect(openGrant(guard.state, 9, guard.atMs)).toBeDefined();
    guard.atMs += agentLimits.ejectedMs;
    expect(names(guard.request(4))).toEqual(['opened']);
  });

  it('SES-2, SES-5: a no to somebody else keeps nobody from coming back who was in, by viewer or by link', () => {
    const guard = new Guarded().fit().open(9);
    guard.request(1, { roomConsent: 'prompt' });
    guard.happen({ event: 'room-told', session: 's1' });
    guard.happen({ event: 'declined', session: 's1' });
    guard.happen({ event: 'suspend', viewer: 9 });
    expect(names(guard.request(10, { session: 's9' }))).toEqual(['open', 'opened']);
    guard.happen({ event: 'link', link: 'down' });
    guard.happen({ event: 'link', link: 'up' });
    expect(guard.request(1, { session: 's8' })).toEqual([refusal(RefusalReason.REFUSAL_REASON_EJECTED)]);
    expect(names(guard.request(2, { session: 's9' }))).toEqual(['open', 'opened']);
    guard.happen({ event: 'eject' });
    expect(guard.request(3, { session: 's9' })).toEqual([refusal(RefusalReason.REFUSAL_REASON_REFUSED, 3)]);
  });

  it('SES-2: a no counts until somebody is let in, though the notice has been up for long enough and its tick is late', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'notice' });
    guard.happen({ event: 'room-told', session: 's1' });
    guard.atMs += limits.roomNoticeMs;
    const declined = [refusal(RefusalReason.REFUSAL_REASON_ROOM_DECLINED)];
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual(declined);
    expect(names(guard.happen({ event: 'tick' }))).toEqual([]);
  });

  it.each([
    ['the notice was up', 'notice', { event: 'tick' }],
    ['somebody else allowed it', 'prompt', { event: 'allowed', session: 's1' }],
  ] as const)('SES-2: a no counts while the ring is still rising, after %s', (_, roomConsent, admitted) => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent });
    guard.happen({ event: 'room-told', session: 's1' });
    if (admitted.event === 'tick') guard.atMs += limits.roomNoticeMs;
    expect(names(guard.happen(admitted))).toEqual(['raise-ring']);
    const declined = refusal(RefusalReason.REFUSAL_REASON_ROOM_DECLINED);
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual([{ effect: 'lower-ring' }, declined]);
    expect(guard.request(2)).toEqual([refusal(RefusalReason.REFUSAL_REASON_EJECTED, 2)]);
  });

  it('SES-2: a no that comes as the time for an answer is over keeps everybody out for a while, too', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'prompt' });
    guard.happen({ event: 'room-told', session: 's1' });
    guard.atMs += limits.roomAnswerMs;
    const silent = refusal(RefusalReason.REFUSAL_REASON_ROOM_SILENT);
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual([silent]);
    expect(guard.request(2)).toEqual([refusal(RefusalReason.REFUSAL_REASON_EJECTED, 2)]);
  });

  it('SES-2: a no to a session that has been open changes nothing', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'notice' });
    guard.happen({ event: 'room-told', session: 's1' });
    guard.atMs += limits.roomNoticeMs;
    guard.happen({ event: 'tick' });
    guard.verifyRing();
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual([]);
    guard.happen({ event: 'suspend', viewer: 1 });
    expect(guard.happen({ event: 'declined', session: 's1' })).toEqual([]);
    expect(names(guard.request(2, { session: 's1', roomConsent: 'notice' }))).toEqual(['open', 'opened']);
    expect(names(guard.request(3))).toEqual(['opened']);
  });

  it('SES-2, SES-5: who was let in comes back without the room being asked again', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'prompt' });
    guard.happen({ event: 'room-told', session: 's1' }, { event: 'allowed', session: 's1' });
    guard.verifyRing();
    guard.happen({ event: 'suspend', viewer: 1 });
    expect(names(guard.request(2, { session: 's1', roomConsent: 'prompt' }))).toEqual(['open', 'opened']);
  });

  it('SES-2: a session asked for anew while the room is asked is asked for anew there too', () => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'prompt' });
    guard.happen({ event: 'room-told', session: 's1' });
    const again = guard.request(2, { session: 's1', roomConsent: 'prompt' });
    expect(again).toEqual([refusal(RefusalReason.REFUSAL_REASON_REFUSED), { effect: 'ask-room', viewer: 2 }]);
    expect(guard.happen({ event: 'allowed', session: 's1' })).toEqual([]);
  });

  it.each([
    ['a call', { event: 'call', call: 'in-call' }, RefusalReason.REFUSAL_REASON_IN_CALL],
    ['an eject', { event: 'eject' }, RefusalReason.REFUSAL_REASON_EJECTED],
    ['a withdrawal', { event: 'withdrawn', sessions: ['s1'] }, RefusalReason.REFUSAL_REASON_REFUSED],
    ['no displays', { event: 'layout', displays: [] }, RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE],
    ['a stop', { event: 'stop' }, RefusalReason.REFUSAL_REASON_AGENT_REFUSED],
  ] as const)('SES-2, SES-3: %s refuses who waits', (_, happening, reason) => {
    const guard = new Guarded().fit();
    guard.request(1, { roomConsent: 'prompt' });
    guard.happen({ event: 'room-told', session: 's1' });
    expect(guard.happen(happening)).toEqual([refusal(reason)]);
    expect(guard.happen({ event: 'allowed', session: 's1' })).toEqual([]);
  });

  it('SES-2: who leaves, or loses the link, does not wait any more', () => {
    for (const happening of [
      { event: 'suspend', viewer: 1 },
      { event: 'close', viewer: 1, reason: EndReason.END_REASON_OPERATOR },
      { event: 'link', link: 'up' },
    ] as const) {
      const guard = new Guarded().fit();
      guard.request(1, { roomConsent: 'prompt' });
      guard.happen({ event: 'room-told', session: 's1' }, happening);
      expect(guard.happen({ event: 'allowed', session: 's1' })).toEqual([]);
      expect(nextDeadline(guard.state)).toBeUndefined();
    }
  });
});
