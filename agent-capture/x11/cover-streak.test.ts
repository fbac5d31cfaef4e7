import { describe, expect, it } from 'vitest';
import { CoverStreak } from './cover-streak.ts';
import { x11Limits } from './limits.ts';

const { coverCalmMs, coverInsistsMs } = x11Limits;

/** What it says at covers that come at these times. */
function said(timesMs: readonly number[]): boolean[] {
  let nowMs = 0;
  const streak = new CoverStreak({ monotonicMs: () => nowMs });
  return timesMs.map((timeMs) => {
    nowMs = timeMs;
    return streak.covered();
  });
}

describe('covers that come again and again', () => {
  it('RING-2: one upon the other, for so long, are a window that insists', () => {
    const times = Array.from({ length: 8 }, (_, index) => (index * coverInsistsMs) / 4);
    expect(coverInsistsMs / 4).toBeLessThan(coverCalmMs);
    expect(said(times)).toEqual([false, false, false, false, true, true, true, true]);
  });

  it('with calm between them are windows that open', () => {
    expect(said(Array.from({ length: 50 }, (_, index) => index * (coverCalmMs + 1)))).not.toContain(true);
  });

  it('begin anew after calm', () => {
    expect(said([0, 40, 80, 80 + coverCalmMs + 1, 80 + coverCalmMs + 41])).not.toContain(true);
  });
});
