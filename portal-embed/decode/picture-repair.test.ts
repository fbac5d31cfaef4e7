import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { PictureRepair } from './picture-repair.ts';

let clock: FakeClock;
let log: string[];
let repair: PictureRepair;

beforeEach(() => {
  clock = new FakeClock();
  log = [];
  repair = new PictureRepair(clock, { refresh: () => log.push('refresh'), gaveUp: () => log.push('gave up') });
});

describe('picture repair', () => {
  test('VID-3: the first damage asks at once, more of it soon after, once', () => {
    for (let count = 0; count < 10; count++) repair.damaged();
    expect(log).toEqual(['refresh']);
    clock.advance(viewerLimits.refreshEveryMs);
    expect(log).toEqual(['refresh', 'refresh']);
    clock.advance(60_000);
    expect(log).toHaveLength(2);
  });

  test('VID-3: a picture that never heals is given up on, once', () => {
    for (let second = 0; second < 30; second++) {
      repair.damaged();
      clock.advance(viewerLimits.refreshEveryMs);
    }
    expect(log).toEqual([...Array(viewerLimits.refreshAttempts).fill('refresh'), 'gave up']);
  });

  test('VID-3: a fault long after is a new matter, and so is another layout', () => {
    for (let hour = 0; hour < 20; hour++) {
      repair.damaged();
      clock.advance(3_600_000);
    }
    expect(log).toEqual(Array(20).fill('refresh'));
    for (let time = 0; time < 20; time++) {
      repair.damaged();
      repair.reset();
    }
    expect(log).toHaveLength(40);
    expect(clock.pending).toBe(0);
  });
});
