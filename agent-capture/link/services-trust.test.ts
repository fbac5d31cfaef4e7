import { limits, type SignedStatement } from '@ringside/protocol';
import { describe, expect, it, vi } from 'vitest';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createTestServices, testHome } from '../testing/test-services.ts';
import { createServicesTrust } from './services-trust.ts';

/** The real time of these tests; the machine's own clock is 25 hours off (it must not matter). */
const realMs = Date.now();

async function setUp({ keySetSequence = 0, anchored = true } = {}) {
  const services = await createTestServices();
  const clock = createFakeClock();
  const startMs = clock.monotonicMs();
  const noted: number[] = [];
  let nonces = 0;
  const trust = createServicesTrust({
    anchor: services.identity,
    clock,
    nonce: () => new Uint8Array(32).fill(++nonces),
    keySetSequence,
    noteKeySet: (sequence) => noted.push(sequence),
  });
  const nowMs = (): number => realMs + clock.monotonicMs() - startMs;
  if (anchored) {
    await trust.acceptKeySet(await services.keySet());
    await trust.acceptTime(await services.time(trust.time.request(), nowMs()));
  }
  return { services, clock, trust, noted, nowMs };
}

function broken(statement: SignedStatement): SignedStatement {
  const signature = Uint8Array.from(statement.signature);
  signature[5] = (signature[5] ?? 0) ^ 1;
  return { ...statement, signature };
}

describe('services trust: keys', () => {
  it('TOK-6: takes a key set that its pinned root signed, and notes it', async () => {
    const { services, trust, noted } = await setUp({ anchored: false });
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 7 }))).toBe(true);
    expect(noted).toEqual([7]);
  });

  it('TOK-6: refuses one of another root, a broken one, one of another issuer, and an older one', async () => {
    const { services, trust } = await setUp({ keySetSequence: 5, anchored: false });
    const stranger = await createTestServices();
    expect(await trust.acceptKeySet(await stranger.keySet({ sequence: 9 }))).toBe(false);
    expect(await trust.acceptKeySet(broken(await services.keySet({ sequence: 9 })))).toBe(false);
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 9, issuer: 'https://else.example' }))).toBe(
      false,
    );
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 4 }))).toBe(false);
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 5 }))).toBe(true);
  });

  it('TOK-6: keys rotate under it: the new one is believed once it is published, the old one until it is taken out', async () => {
    const { services, trust, nowMs } = await setUp();
    const oldTicket = await services.ticket({ issuedAtMs: nowMs() });
    const old = services.key;
    const next = await services.addKey('key-2');
    services.signWith('key-2');
    expect(await trust.acceptHeartbeat(await services.heartbeat(1, nowMs()))).toEqual({ refused: 'signature' });
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 2, keys: [old, next] }))).toBe(true);
    expect(await trust.acceptHeartbeat(await services.heartbeat(2, nowMs()))).toHaveProperty('untilMs');
    expect(await trust.redeem(await services.ticket({ issuedAtMs: nowMs() }), testHome)).toHaveProperty('session');
    expect(await trust.redeem(oldTicket, testHome)).toHaveProperty('session');
    services.signWith(old.kid);
    const late = await services.ticket({ issuedAtMs: nowMs() });
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 3, keys: [next] }))).toBe(true);
    expect(await trust.redeem(late, testHome)).toHaveProperty('refused');
    // What was in force before is not brought back by whoever kept it.
    expect(await trust.acceptKeySet(await services.keySet({ sequence: 2, keys: [old, next] }))).toBe(false);
  });

  it('TOK-6: a heartbeat is no key set and no time, though the same key signed it', async () => {
    const { services, trust, nowMs } = await setUp();
    expect(await trust.acceptKeySet(await services.heartbeat(1, nowMs()))).toBe(false);
    trust.time.request();
    expect(await trust.acceptTime(await services.heartbeat(1, nowMs()))).toBe(false);
  });
});

describe('services trust: time', () => {
  it('is what services say over the agent’s own nonce, carried on by the monotonic clock', async () => {
    const { clock, trust, nowMs } = await setUp();
    await clock.advance(agentLimits.timeAnchorMs - 1);
    expect(trust.time.nowMs()).toBe(nowMs());
  });

  it('SES-4, threat 25: clocks run apart, so an old anchor tells nothing, and is to be renewed before', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    expect(trust.time.dueInMs()).toBe(agentLimits.timeRenewMs);
    await clock.advance(agentLimits.timeRenewMs);
    expect(trust.time.dueInMs()).toBe(0);
    await clock.advance(agentLimits.timeAnchorMs - agentLimits.timeRenewMs - 1);
    expect(await trust.acceptHeartbeat(await services.heartbeat(1, nowMs()))).toHaveProperty('untilMs');
    await clock.advance(1);
    expect(await trust.acceptHeartbeat(await services.heartbeat(2, nowMs()))).toEqual({ refused: 'no time anchor' });
    expect(await trust.redeem(await services.ticket({ issuedAtMs: nowMs() }), testHome)).toEqual({
      refused: 'no time anchor',
    });
    await trust.acceptTime(await services.time(trust.time.request(), nowMs()));
    expect(await trust.acceptHeartbeat(await services.heartbeat(3, nowMs()))).toHaveProperty('untilMs');
  });

  it('an answer to another nonce, a second answer, and a late answer do not count', async () => {
    const { services, clock, trust, nowMs } = await setUp({ anchored: false });
    await trust.acceptKeySet(await services.keySet());
    const older = trust.time.request();
    const nonce = trust.time.request();
    expect(await trust.acceptTime(await services.time(older, nowMs()))).toBe(false);
    expect(trust.time.nowMs()).toBeUndefined();
    expect(await trust.acceptTime(await services.time(nonce, nowMs()))).toBe(true);
    expect(await trust.acceptTime(await services.time(nonce, nowMs() - 60_000))).toBe(false);
    const third = trust.time.request();
    await clock.advance(agentLimits.timeReplyMs + 1);
    expect(await trust.acceptTime(await services.time(third, nowMs() - 60_000))).toBe(false);
  });

  it('SES-4: an answer that a relay holds back makes the time later, never earlier', async () => {
    const { services, clock, trust, nowMs } = await setUp({ anchored: false });
    await trust.acceptKeySet(await services.keySet());
    const signedMs = nowMs();
    const answer = await services.time(trust.time.request(), signedMs);
    await clock.advance(2_000);
    await trust.acceptTime(answer);
    expect(trust.time.nowMs()).toBeGreaterThanOrEqual(signedMs + 2_000);
  });

  it('threat 6: of a flood of answers few signatures are checked', async () => {
    const { services, trust, nowMs } = await setUp();
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const forged = broken(await services.time(trust.time.request(), nowMs()));
    const results = await Promise.all(Array.from({ length: 1_000 }, () => trust.acceptTime(forged)));
    expect(results).not.toContain(true);
    expect(verify.mock.calls.length).toBeLessThanOrEqual(agentLimits.timeAnswers);
    verify.mockRestore();
    expect(await trust.acceptTime(await services.time(trust.time.request(), nowMs()))).toBe(true);
  });

  it('is gone with the link', async () => {
    const { trust } = await setUp();
    trust.time.forget();
    expect(trust.time.nowMs()).toBeUndefined();
  });
});

describe('services trust: lease', () => {
  it('SES-4: a heartbeat gives a lease of 5 s from when services spoke', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const spokenMs = nowMs();
    const heartbeat = await services.heartbeat(1, spokenMs, ['s9']);
    await clock.advance(2_000);
    expect(await trust.acceptHeartbeat(heartbeat)).toEqual({
      untilMs: clock.monotonicMs() + limits.leaseMs - 2_000,
      endedSessions: ['s9'],
    });
  });

  it('SES-4: one that was held back, repeated, replayed, broken or from the future gives none', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const first = await services.heartbeat(10, nowMs());
    const held = await services.heartbeat(11, nowMs());
    expect(await trust.acceptHeartbeat(first)).toHaveProperty('untilMs');
    expect(await trust.acceptHeartbeat(first)).toEqual({ refused: 'repeated' });
    expect(await trust.acceptHeartbeat(await services.heartbeat(9, nowMs()))).toEqual({ refused: 'repeated' });
    await clock.advance(limits.leaseMs + 1);
    expect(await trust.acceptHeartbeat(held)).toEqual({ refused: 'time' });
    expect(await trust.acceptHeartbeat(broken(await services.heartbeat(12, nowMs())))).toEqual({
      refused: 'signature',
    });
    const future = await services.heartbeat(12, nowMs() + limits.clockSkewMs + 1_000);
    expect(await trust.acceptHeartbeat(future)).toEqual({ refused: 'time' });
    // A clock of services a little ahead does not make a longer lease.
    const ahead = await services.heartbeat(12, nowMs() + 10_000);
    expect(await trust.acceptHeartbeat(ahead)).toMatchObject({ untilMs: clock.monotonicMs() + limits.leaseMs });
  });

  it('none without a time anchor', async () => {
    const { services, trust } = await setUp({ anchored: false });
    await trust.acceptKeySet(await services.keySet());
    expect(await trust.acceptHeartbeat(await services.heartbeat(1, realMs))).toEqual({ refused: 'no time anchor' });
  });
});

describe('services trust: tickets', () => {
  it('TOK-1: redeems a ticket for this device and home, once', async () => {
    const { services, trust, nowMs } = await setUp();
    const ticket = await services.ticket({ issuedAtMs: nowMs(), session: 's1', permission: 'view' });
    expect(await trust.redeem(ticket, testHome)).toEqual({
      session: 's1',
      permission: 'view',
      operatorName: 'Olga Operator',
      reason: '',
      cardOff: false,
      roomConsent: 'none',
      restartsWithheld: false,
      viewShortcuts: false,
      endsMs: expect.any(Number),
      idleMs: 600_000,
    });
    expect(await trust.redeem(ticket, testHome)).toEqual({ refused: 'used' });
  });

  it('SES-7: the end that a ticket sets stands on the monotonic clock; one that has passed is refused', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const issuedAtMs = nowMs();
    const endsAtMs = Math.floor(issuedAtMs / 1_000) * 1_000 + 90_000;
    const grant = await trust.redeem(await services.ticket({ issuedAtMs, endsAtMs }), testHome);
    const leftMs = 'endsMs' in grant ? grant.endsMs - clock.monotonicMs() : Number.NaN;
    expect(leftMs).toBeCloseTo(endsAtMs - nowMs(), 3);
    const over = Math.floor(issuedAtMs / 1_000) * 1_000;
    expect(await trust.redeem(await services.ticket({ issuedAtMs, endsAtMs: over }), testHome)).toEqual({
      refused: 'over',
    });
  });

  it('TOK-5: of 1,000 redemptions at once exactly one wins', async () => {
    const { services, trust, nowMs } = await setUp();
    const ticket = await services.ticket({ issuedAtMs: nowMs() });
    const results = await Promise.all(Array.from({ length: 1_000 }, () => trust.redeem(ticket, testHome)));
    expect(results.filter((result) => !('refused' in result))).toHaveLength(1);
  });

  it('TOK-1, SES-9: refuses other devices, tenants, nodes and instances', async () => {
    const { services, trust, nowMs } = await setUp();
    const issuedAtMs = nowMs();
    const others = [{ device: 'other' }, { tenant: 'other' }, { node: 'other' }, { instance: 'other' }];
    for (const other of others) {
      const ticket = await services.ticket({ issuedAtMs, ...other });
      expect(await trust.redeem(ticket, testHome)).toHaveProperty('refused');
    }
    const stranger = await createTestServices();
    expect(await trust.redeem(await stranger.ticket({ issuedAtMs }), testHome)).toHaveProperty('refused');
  });

  it('TOK-1: an expired ticket is refused by the anchored time, and without an anchor all are', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const ticket = await services.ticket({ issuedAtMs: nowMs() });
    await clock.advance(limits.ticketMs + limits.clockSkewMs + 1_000);
    expect(await trust.redeem(ticket, testHome)).toHaveProperty('refused');
    const fresh = await services.ticket({ issuedAtMs: nowMs() });
    trust.time.forget();
    expect(await trust.redeem(fresh, testHome)).toEqual({ refused: 'no time anchor' });
  });

  it('TOK-1: used tickets are remembered as long as they could be valid, and no longer', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const ticket = await services.ticket({ issuedAtMs: nowMs() });
    await trust.redeem(ticket, testHome);
    await clock.advance(limits.ticketMs + limits.clockSkewMs - 1_000);
    expect(await trust.redeem(ticket, testHome)).toEqual({ refused: 'used' });
  });
});

describe('services trust: recoveries', () => {
  it('CALL-6: believes one that services signed for this device just now, once', async () => {
    const { services, trust, nowMs } = await setUp();
    const recovery = await services.recovery({ id: 'r1', timeMs: nowMs() });
    expect(await trust.acceptRecovery(recovery)).toMatchObject({ id: 'r1' });
    expect(await trust.acceptRecovery(recovery)).toEqual({ refused: 'used' });
  });

  it('CALL-6: refuses a broken one, another device’s, an old one, one of the future, and any other statement', async () => {
    const { services, trust, nowMs } = await setUp();
    const refusedFor = async (statement: SignedStatement) => trust.acceptRecovery(statement);
    expect(await refusedFor(broken(await services.recovery({ timeMs: nowMs() })))).toEqual({ refused: 'signature' });
    expect(await refusedFor(await services.heartbeat(1, nowMs()))).toEqual({ refused: 'signature' });
    const other = await services.recovery({ timeMs: nowMs(), device: 'another' });
    expect(await refusedFor(other)).toEqual({ refused: 'another device' });
    const old = await services.recovery({ timeMs: nowMs() - limits.recoveryMs - 1 });
    expect(await refusedFor(old)).toEqual({ refused: 'time' });
    const future = await services.recovery({ timeMs: nowMs() + limits.clockSkewMs + 1 });
    expect(await refusedFor(future)).toEqual({ refused: 'time' });
  });

  it('CALL-6, threat 6: one from before the agent’s start is not believed: the device may be back while it is fresh', async () => {
    const { services, clock, trust, nowMs } = await setUp();
    const recovery = await services.recovery({ id: 'r1', timeMs: nowMs() });
    expect(await trust.acceptRecovery(recovery)).toMatchObject({ id: 'r1' });
    await clock.advance(10_000);
    let nonces = 100;
    const again = createServicesTrust({
      anchor: services.identity,
      clock,
      nonce: () => new Uint8Array(32).fill(++nonces),
      keySetSequence: 0,
      noteKeySet: () => undefined,
    });
    await clock.advance(5_000);
    await again.acceptKeySet(await services.keySet());
    await again.acceptTime(await services.time(again.time.request(), nowMs()));
    expect(await again.acceptRecovery(recovery)).toEqual({ refused: 'an earlier run' });
    expect(await again.acceptRecovery(await services.recovery({ id: 'r2', timeMs: nowMs() }))).toMatchObject({
      id: 'r2',
    });
  });

  it('CALL-6: without a time anchor none is believed', async () => {
    const { services, trust, nowMs } = await setUp({ anchored: false });
    await trust.acceptKeySet(await services.keySet());
    expect(await trust.acceptRecovery(await services.recovery({ timeMs: nowMs() }))).toEqual({
      refused: 'no time anchor',
    });
  });
});
