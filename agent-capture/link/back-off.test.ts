import { describe, expect, it } from 'vitest';
import { createBackOff } from './back-off.ts';

describe('back-off', () => {
  it('first retry after 0 to 1 s, then twice that, never above 15 s', () => {
    const backOff = createBackOff(() => 0.999_999);
    const bounds = Array.from({ length: 7 }, () => Math.round(backOff.nextMs()));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    expect(backOff.failures).toBe(7);
    backOff.reset();
    expect(Math.round(backOff.nextMs())).toBe(1_000);
  });

  it('full jitter: anything from nothing to the bound', () => {
    let random = 0;
    const backOff = createBackOff(() => random);
    expect(backOff.nextMs()).toBe(0);
    random = 0.5;
    expect(backOff.nextMs()).toBe(1_000);
    for (let failures = 0; failures < 2_000; failures++) expect(backOff.nextMs()).toBeLessThanOrEqual(15_000);
  });
});
