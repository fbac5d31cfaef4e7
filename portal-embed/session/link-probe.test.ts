import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { LinkProbe } from './link-probe.ts';

let clock: FakeClock;
let sent: number[];
let silent: number;
let heardAtMs: number;
let probe: LinkProbe;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  silent = 0;
  heardAtMs = clock.now();
  probe = new LinkProbe(clock, {
    sendProbe: (sentUs) => sent.push(sentUs),
    heardAtMs: () => heardAtMs,
    silent: () => silent++,
  });
  probe.start();
});

describe('probes', () => {
  test('VID-8: the quickest probe sets the agent’s clock, the latest one the round trip', () => {
    const agentAheadMs = 5_000;
    for (const roundTripMs of [40, 10, 100]) {
      const sentMs = clock.now();
      clock.sleep(roundTripMs);
      // The quick one was delayed evenly, the others on the way back only.
      const there = roundTripMs === 10 ? 5 : 5;
      probe.replied(sentMs * 1_000, (sentMs + there + agentAheadMs) * 1_000);
    }
    expect(probe.roundTripMs).toBe(100);
    const capturedUs = (clock.now() + agentAheadMs - 33) * 1_000;
    expect(probe.ageMs(capturedUs)).toBeCloseTo(33);
  });

  test('VID-8: the way back is timed by itself, against the quickest', () => {
    const answer = (thereMs: number, backMs: number): void => {
      const sentMs = clock.now();
      clock.sleep(thereMs + backMs);
      probe.replied(sentMs * 1_000, (sentMs + thereMs + 9_000) * 1_000);
    };
    expect(probe.delayMs).toBe(0);
    answer(5, 5);
    // A slow way there, as of an agent that is busy, is not the line's fault.
    for (let count = 0; count < viewerLimits.delaySamples; count++) answer(80, 5);
    expect(probe.delayMs).toBeCloseTo(0);
    for (let count = 0; count < viewerLimits.delaySamples; count++) answer(5, 65);
    expect(probe.delayMs).toBeCloseTo(60);
  });

  test('VID-8: a line that does not answer takes as long as it is waited for', () => {
    clock.sleep(20);
    probe.replied((clock.now() - 20) * 1_000, 0);
    clock.advance(5_000);
    // The probe of the first second after the one that was answered is out still.
    expect(probe.roundTripMs).toBe(4_020);
    probe.replied(sent.at(-2) ?? 0, 0);
    expect(probe.roundTripMs).toBe(1_020);
    probe.replied(sent.at(-1) ?? 0, 0);
    expect(probe.roundTripMs).toBe(20);
    // A page that slept with a probe on its way does not know how long its answer took.
    clock.advance(viewerLimits.probeMs);
    clock.sleep(10 * viewerLimits.probeMs);
    expect(probe.roundTripMs).toBe(20);
    clock.advance(0);
    expect(probe.roundTripMs).toBe(20);
  });

  test('VID-8: a line that never answered says so after a second', () => {
    clock.advance(viewerLimits.probeMs - 1);
    expect(probe.roundTripMs).toBeUndefined();
    clock.advance(1_001);
    expect(probe.roundTripMs).toBe(2_000);
  });

  test('VID-8: before any answer nothing is claimed', () => {
    expect(probe.roundTripMs).toBeUndefined();
    expect(probe.ageMs(1)).toBeUndefined();
  });

  test('an answer that echoes the future is ignored', () => {
    probe.replied((clock.now() + 1) * 1_000, 0);
    expect(probe.roundTripMs).toBeUndefined();
  });

  test('SES-5: a silent link is found, and not before its time', () => {
    clock.advance(viewerLimits.silenceMs);
    expect(silent).toBe(0);
    clock.advance(viewerLimits.probeMs);
    expect(silent).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test('SES-5: a link that carries anything is alive', () => {
    for (let second = 0; second < 60; second++) {
      heardAtMs = clock.now();
      clock.advance(viewerLimits.probeMs);
    }
    expect(silent).toBe(0);
    expect(sent).toHaveLength(61);
  });

  test('SES-5: a page that slept listens once more before it judges', () => {
    clock.sleep(10 * viewerLimits.silenceMs);
    clock.advance(0);
    expect(silent).toBe(0);
    heardAtMs = clock.now();
    clock.advance(viewerLimits.probeMs);
    expect(silent).toBe(0);
  });
});
