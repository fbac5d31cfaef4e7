/** SES-4, threats 6, 7 and 25: a relay that decides what the agent hears, and when. */
import { limits } from '@ringside/protocol';
import { expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createTestServices } from '../testing/test-services.ts';
import { createServicesTrust } from './services-trust.ts';

/** The lease, and one heartbeat more that was signed just before. */
const outlivedMs = limits.leaseMs + limits.heartbeatMs;
const stepMs = 250;
const session = 'withdrawn';

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * @returns how long after its withdrawal the session was closed, in ms; negative when it was before; undefined when it had
 * no lease before
 */
async function run(seed: number, skewMs: number): Promise<number | undefined> {
  const random = randomOf(seed);
  const services = await createTestServices();
  const clock = createFakeClock();
  const startMs = clock.monotonicMs();
  // The device's own clock stands anywhere: only the difference to it is services' time.
  const nowMs = (): number => Date.UTC(2026, 10, 29) + skewMs + clock.monotonicMs() - startMs;
  let nonces = 0;
  const trust = createServicesTrust({
    anchor: services.identity,
    clock,
    nonce: () => new Uint8Array(32).fill(++nonces),
    keySetSequence: 0,
    noteKeySet: () => undefined,
  });
  await trust.acceptKeySet(await services.keySet());
  const withdrawnMs = startMs + 4_000 + random() * 4_000;
  const hides = random() < 0.5;
  const waiting: { readonly atMs: number; readonly deliver: () => Promise<void> }[] = [];
  let leaseMs = Number.NEGATIVE_INFINITY;
  let closedMs: number | undefined;
  let sequence = 0;
  const later = (mostMs: number): number => clock.monotonicMs() + random() * mostMs;

  async function ask(): Promise<void> {
    const nonce = trust.time.request();
    await clock.advance(random() * 500);
    const answer = await services.time(nonce, nowMs());
    waiting.push({ atMs: later(4_000), deliver: async () => void (await trust.acceptTime(answer)) });
  }

  async function beat(): Promise<void> {
    const ended = clock.monotonicMs() >= withdrawnMs ? [session] : [];
    const heartbeat = await services.heartbeat(++sequence, nowMs(), ended);
    if (random() < 0.2 || (hides && ended.length > 0)) return;
    const deliver = async (): Promise<void> => {
      const lease = await trust.acceptHeartbeat(heartbeat);
      if ('refused' in lease) return;
      if (lease.endedSessions.includes(session)) closedMs ??= clock.monotonicMs();
      else leaseMs = lease.untilMs;
    };
    const fate = random();
    if (fate < 0.5) await deliver();
    if (fate > 0.3) waiting.push({ atMs: later(15_000), deliver });
  }

  await ask();
  for (let atMs = 0; closedMs === undefined && atMs < 40_000; atMs += stepMs) {
    if (atMs % limits.heartbeatMs === 0) await beat();
    if (random() < 0.05) await ask();
    for (const each of [...waiting].sort(() => random() - 0.5)) {
      if (each.atMs > clock.monotonicMs()) continue;
      waiting.splice(waiting.indexOf(each), 1);
      await each.deliver();
    }
    await clock.advance(stepMs);
    // What was open by a lease closes when that is over.
    if (leaseMs > Number.NEGATIVE_INFINITY && clock.monotonicMs() >= leaseMs) closedMs ??= clock.monotonicMs();
  }
  if (leaseMs === Number.NEGATIVE_INFINITY) return undefined;
  return (closedMs ?? Number.POSITIVE_INFINITY) - withdrawnMs;
}

it.each([0, 25 * 3_600_000, -25 * 3_600_000])(
  'SES-4, threats 6 and 25: whatever a relay drops, holds back, repeats, swaps and delays, no session outlives its withdrawal by more than its lease (services’ clock is %d ms off)',
  async (skewMs) => {
    const seeds = Array.from({ length: 150 }, (_, index) => 1_000 + index);
    let outlived = 0;
    for (const seed of seeds) {
      const closedMs = await run(seed, skewMs);
      if (closedMs === undefined) continue;
      expect(closedMs, `seed ${seed}`).toBeLessThanOrEqual(outlivedMs + stepMs);
      if (closedMs > 0) outlived++;
    }
    // Many relays do manage to gain time, and none more than that.
    expect(outlived).toBeGreaterThan(seeds.length / 10);
  },
  120_000,
);
