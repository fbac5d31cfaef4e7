import { describe, expect, it } from 'vitest';
import { monotonicMs, monotonicMsOf } from './monotonic.ts';

describe("an X server's time stamps", () => {
  it.each([0, 1, 250, 60_000])('%i ms ago, also where the stamp has fewer bits than the clock', (agoMs) => {
    const nowMs = Math.floor(monotonicMs());
    expect(Math.abs(monotonicMsOf((nowMs - agoMs) >>> 0) - (nowMs - agoMs))).toBeLessThanOrEqual(1);
  });

  it('a stamp that is a little ahead of the clock lies ahead', () => {
    const nowMs = Math.floor(monotonicMs());
    expect(Math.abs(monotonicMsOf((nowMs + 3) >>> 0) - (nowMs + 3))).toBeLessThanOrEqual(1);
  });
});
