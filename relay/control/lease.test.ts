import { encodeHeartbeat, limits, type SignedStatement, signStatement } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { generateSigningKey, type SigningKey, signKeySet } from '../testing/services-keys.ts';
import { Lease } from './lease.ts';
import { ServicesClock } from './services-clock.ts';
import { ServicesTrust } from './services-trust.ts';

let key: SigningKey;
let nowMs: number;
let due: (() => void) | undefined;
let lease: Lease;
let heard: string[];

const clock: Clock = {
  timeMs: () => nowMs,
  monotonicMs: () => nowMs,
  after(delayMs, call) {
    expect(delayMs).toBe(limits.leaseMs);
    due = call;
    return () => {
      due = undefined;
    };
  },
};

function heartbeat(sequence: number, timeMs = nowMs, signer = key): Promise<SignedStatement> {
  const payload = encodeHeartbeat({ sequence, timeMs, endedSessions: ['over'] });
  return signStatement('heartbeat', payload, 'key-1', signer.privateKey);
}

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  due = undefined;
  heard = [];
  key = await generateSigningKey('key-1');
  const trust = new ServicesTrust();
  trust.adopt(await signKeySet(key, 'https://services.test', [key]));
  lease = new Lease(clock, new ServicesClock(clock), trust, {
    renewed: (_statement, ended) => heard.push(`renewed ${ended}`),
    lapsed: () => heard.push('lapsed'),
  });
});

describe('lease', () => {
  test('SES-4: a good heartbeat renews it for as long as a lease lasts, and then it lapses', async () => {
    expect(lease.fresh).toBe(false);
    expect(await lease.renew(await heartbeat(1))).toBe('good');
    expect(lease.fresh).toBe(true);
    const first = due;
    expect(await lease.renew(await heartbeat(2))).toBe('good');
    expect(due).not.toBe(first);
    due?.();
    expect(lease.fresh).toBe(false);
    expect(lease.latest).toBeUndefined();
    expect(heard).toEqual(['renewed over', 'renewed over', 'lapsed']);
  });

  test('a heartbeat counts once, and never after a newer one', async () => {
    const first = await heartbeat(7);
    expect(await lease.renew(first)).toBe('good');
    expect(await lease.renew(first)).toBe('old');
    expect(await lease.renew(await heartbeat(6))).toBe('old');
    const parallel = await heartbeat(8);
    const verdicts = await Promise.all([lease.renew(parallel), lease.renew(parallel)]);
    expect(verdicts.toSorted()).toEqual(['good', 'old']);
  });

  test('a forged heartbeat, and another statement, renew nothing', async () => {
    const stranger = await generateSigningKey('key-1');
    expect(await lease.renew(await heartbeat(1, nowMs, stranger))).toBe('forged');
    const { payload } = await heartbeat(1);
    expect(await lease.renew(await signStatement('time', payload, 'key-1', key.privateKey))).toBe('forged');
    expect(lease.fresh).toBe(false);
  });

  test('threat 25: a heartbeat of another moment renews nothing', async () => {
    expect(await lease.renew(await heartbeat(1, nowMs - limits.leaseMs - 1))).toBe('time');
    expect(await lease.renew(await heartbeat(2, nowMs + limits.clockSkewMs + 1))).toBe('time');
    expect(await lease.renew(await heartbeat(3, nowMs - limits.leaseMs))).toBe('good');
  });

  test('threat 25: one that was signed at a time that our clock has yet to reach renews it, and says that we are behind', async () => {
    expect(await lease.renew(await heartbeat(1, nowMs + limits.heartbeatMs))).toBe('good');
    expect(await lease.renew(await heartbeat(2, nowMs + limits.heartbeatMs + 1))).toBe('behind');
    expect(lease.fresh).toBe(true);
  });
});
