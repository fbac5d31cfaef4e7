import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FigureCounter, type Figures, type Paint, qualityOf } from './figures.ts';

const link = { roundTripMs: 12, delayMs: 0 };
let counter: FigureCounter;
let captures: number;

beforeEach(() => {
  counter = new FigureCounter(0);
  captures = 0;
});

/** A new capture, painted. */
function paint(nowMs: number, what: Partial<Paint> = {}): void {
  captures++;
  counter.painted({ display: 1, capturedUs: captures, ageMs: 10, waitedMs: 1, transferMs: 0, ...what }, nowMs);
}

const read = (nowMs: number, delayMs = 0): Figures => counter.read(nowMs, { ...link, delayMs }, 2);

describe('figures', () => {
  test('VID-8: rates are those of the interval, then begin anew', () => {
    counter.received(1_000);
    counter.received(3_000);
    paint(500);
    paint(900);
    paint(1_200, { display: 2 });
    expect(read(2_000)).toMatchObject({ roundTripMs: 12, updatesPerSecond: 1.5, bytesPerSecond: 2_000, streams: 2 });
    expect(read(3_000)).toMatchObject({ updatesPerSecond: 0, bytesPerSecond: 0, limitedBy: 'nothing-moving' });
  });

  test('VID-8: an update that is painted in two goes is one', () => {
    paint(500);
    captures--;
    paint(530);
    expect(read(1_000).updatesPerSecond).toBe(1);
  });

  test('VID-8: ages are those of the last seconds, at the middle and near the worst', () => {
    paint(100, { ageMs: 9_000 });
    const start = 1_000 + viewerLimits.figureWindowMs;
    for (let index = 0; index < 100; index++) paint(start + 20 * index, { ageMs: 1 + (index % 10) });
    expect(read(start + 2_000).ageMs).toEqual({ p50: 5, p95: 10 });
    expect(read(start + 3 * viewerLimits.figureWindowMs).ageMs).toBeUndefined();
  });

  test('VID-8: a picture that was outdated while it was seen counts with the age that it reached', () => {
    // A slow line: every 400 ms a picture that took 500 ms. What is seen is between 500 and 900 ms old.
    for (let index = 0; index < 10; index++) paint(400 * index, { ageMs: 500 });
    expect(read(4_000).ageMs).toEqual({ p50: 500, p95: 900 });
  });

  test('VID-8: a picture that stood because nothing changed did not grow old', () => {
    for (let index = 0; index < 10; index++) paint(400 * index, { ageMs: 10 });
    expect(read(4_000).ageMs).toEqual({ p50: 10, p95: 10 });
  });

  test('VID-8: a picture that is sent again is neither new nor old', () => {
    paint(500);
    read(1_000);
    paint(300_000, { capturedUs: 0.5, ageMs: 299_500 });
    expect(read(300_500)).toMatchObject({ ageMs: undefined, limitedBy: 'nothing-moving' });
  });

  test('VID-8: without the agent’s clock no age is claimed', () => {
    paint(1, { ageMs: undefined });
    expect(read(1_000).ageMs).toBeUndefined();
    counter.begin(1_000);
    expect(read(2_000)).toMatchObject({ updatesPerSecond: 0 });
  });

  test.each<[string, Figures['limitedBy'], Partial<Paint>, number]>([
    ['bytes that take long', 'line', { transferMs: 120, waitedMs: 30 }, 0],
    ['answers that are late', 'line', { waitedMs: 5 }, 40],
    ['pictures that wait here', 'decoder', { transferMs: 5, waitedMs: 60 }, 10],
    ['neither', 'agent', { transferMs: 3, waitedMs: 6, ageMs: 500 }, 4],
  ])('VID-8: what sets the pace is found: %s', (_, limit, what, delayMs) => {
    for (let index = 0; index < 30; index++) paint(33 * index, what);
    expect(read(1_000, delayMs).limitedBy).toBe(limit);
  });

  test('VID-8: however much is painted, no more is kept than fits', () => {
    for (let index = 0; index < 10 * viewerLimits.figureSamples; index++) paint(index / 10, { ageMs: index });
    const { ageMs } = read(5_000);
    expect(ageMs?.p50).toBeGreaterThan(9 * viewerLimits.figureSamples);
  });

  test('VID-8: another connection begins anew, its displays’ captures too', () => {
    paint(10, { ageMs: 700 });
    counter.begin(1_000);
    paint(1_500, { ageMs: 2_000 });
    expect(read(2_000)).toMatchObject({ ageMs: { p50: 2_000, p95: 2_000 }, updatesPerSecond: 1 });
  });

  test('VID-8: quality is that of the worse figure', () => {
    const aged = (p50: number): Figures['ageMs'] => ({ p50, p95: 900 });
    expect(qualityOf({ roundTripMs: 10, ageMs: aged(30) })).toBe('good');
    expect(qualityOf({ roundTripMs: 10, ageMs: aged(200) })).toBe('fair');
    expect(qualityOf({ roundTripMs: 300, ageMs: undefined })).toBe('poor');
  });
});
