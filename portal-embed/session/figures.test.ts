import { expect, test } from 'vitest';
import { FigureCounter, qualityOf } from './figures.ts';

test('VID-8: rates and ages are those of the interval, then begin anew', () => {
  const counter = new FigureCounter(0);
  counter.painted(1_000, 20);
  counter.painted(3_000, 40);
  counter.painted(0, undefined);
  const first = counter.read(2_000, 12);
  expect(first).toEqual({ roundTripMs: 12, ageMs: 30, changesPerSecond: 1.5, bytesPerSecond: 2_000 });
  expect(counter.read(3_000, undefined)).toMatchObject({ ageMs: undefined, changesPerSecond: 0, bytesPerSecond: 0 });
});

test('VID-8: quality is that of the worse figure', () => {
  const figures = { changesPerSecond: 0, bytesPerSecond: 0 };
  expect(qualityOf({ ...figures, roundTripMs: 10, ageMs: 30 })).toBe('good');
  expect(qualityOf({ ...figures, roundTripMs: 10, ageMs: 200 })).toBe('fair');
  expect(qualityOf({ ...figures, roundTripMs: 300, ageMs: undefined })).toBe('poor');
});
