import { expect, test } from 'vitest';
import { parseSummary } from './k6-summary.ts';

/** As k6 1.8.1 wrote it: a threshold's value says whether it was crossed. */
const summary = {
  metrics: {
    failures: { count: 3, rate: 0.1, thresholds: { 'count==0': true } },
    frame_latency: { avg: 12, med: 3, 'p(99)': 90, thresholds: { 'med<100': false } },
    retries: { count: 7, rate: 0.2 },
  },
};

test('OPS-7: crossed thresholds are told from those that held', () => {
  const { thresholds, crossed } = parseSummary(summary);
  expect(thresholds).toEqual(['failures: count==0', 'frame_latency: med<100']);
  expect(crossed).toEqual(['failures: count==0']);
});

test('what was not measured is no number, not nothing', () => {
  const { figure } = parseSummary(summary);
  expect(figure('frame_latency', 'p(99)')).toBe(90);
  expect(figure('frame_latency', 'p(95)')).toBeNaN();
  expect(figure('input_latency', 'med')).toBeNaN();
});
