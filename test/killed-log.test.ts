import { describe, expect, it } from 'vitest';
import { killRuns } from '../bench/log/kill-runs.ts';

describe('the log of a process that is killed', () => {
  it('AUD-5: 200 times kill -9 under load: no acknowledged record is lost or doubled', {
    timeout: 900_000,
  }, async () => {
    const { acknowledged, lost, doubled } = await killRuns(200, Math.random);
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
    // Each run was killed at work, not before.
    expect(acknowledged).toBeGreaterThan(200);
  });
});
