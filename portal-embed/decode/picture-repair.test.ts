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
  repair = new PictureRepair(clock, {
    refresh: () => log.push('refresh'),
    gaveUp: () => log.push('gave up'),
    recovered: () => log.push('recovered'),
  });
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

  test('VID-3: faults that were all repaired do not add up', () => {
    for (let fault = 0; fault < 30; fault++) {
      repair.damaged();
      clock.advance(viewerLimits.refreshEveryMs);
      repair.healed(clock.now());
    }
    expect(log).toEqual(Array(30).fill('refresh'));
  });

  test.each([
    ['was on its way before the picture was asked for', 1, 0],
    ['comes while the next request is waited for', 2, 1],
  ])('VID-3: what %s heals nothing', (_, faults, laterMs) => {
    for (let second = 0; second < 30; second++) {
      for (let fault = 0; fault < faults; fault++) repair.damaged();
      repair.healed(clock.now() + laterMs);
      clock.advance(viewerLimits.refreshEveryMs);
    }
    expect(log).toEqual([...Array(viewerLimits.refreshAttempts).fill('refresh'), 'gave up']);
  });

  /** Until it is given up. */
  function giveUp(): void {
    for (let second = 0; second <= viewerLimits.refreshAttempts; second++) {
      repair.damaged();
      clock.advance(viewerLimits.refreshEveryMs);
    }
    expect(log.splice(0).at(-1)).toBe('gave up');
  }

  test('VID-3: a picture that was given up is asked for now and then, and counts as any other once it is there', () => {
    giveUp();
    for (let minute = 0; minute < 3; minute++) {
      clock.advance(viewerLimits.refreshSeldomMs);
      repair.damaged();
    }
    expect(log).toEqual(Array(3).fill('refresh'));
    // The next request comes first: until then it is as wrong as it was.
    repair.healed(clock.now());
    clock.advance(viewerLimits.refreshSeldomMs);
    clock.advance(1);
    repair.healed(clock.now());
    expect(log.slice(3)).toEqual(['refresh', 'recovered']);
    giveUp();
    repair.reset();
    repair.reset();
    expect(log).toEqual(['recovered']);
    expect(clock.pending).toBe(0);
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
