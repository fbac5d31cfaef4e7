import { expect, test } from 'vitest';
import { CpuBudget } from './cpu-budget.ts';

function budgetOf(cores: number) {
  const at = { nowMs: 0, usedMs: 100 };
  return {
    at,
    budget: new CpuBudget(
      cores,
      () => at.usedMs,
      () => at.nowMs,
    ),
  };
}

test('a second may be used up at once, and is paid back at the rate that is allowed', () => {
  const { at, budget } = budgetOf(0.5);
  at.usedMs += 500;
  expect(budget.waitMs()).toBe(0);
  at.usedMs += 50;
  expect(budget.waitMs()).toBe(100);
  at.nowMs += 60;
  expect(budget.waitMs()).toBeCloseTo(40);
  at.nowMs += 40;
  expect(budget.waitMs()).toBe(0);
});

test('over seconds no more than the budget is used by one who waits', () => {
  const { at, budget } = budgetOf(0.5);
  let waitedMs = 0;
  while (at.nowMs < 20_000) {
    const waitMs = budget.waitMs();
    if (waitMs === 0) at.usedMs += 40;
    at.nowMs += Math.max(waitMs, 10);
    waitedMs += waitMs;
  }
  expect(at.usedMs).toBeLessThan(20_000 * 0.5 + 700);
  expect(waitedMs).toBeGreaterThan(5_000);
});

test('neither is more than a second saved up by doing nothing, nor the future spent without end', () => {
  const { at, budget } = budgetOf(0.5);
  at.nowMs += 60_000;
  budget.waitMs();
  at.usedMs += 600;
  expect(budget.waitMs()).toBe(200);
  at.usedMs += 60_000;
  expect(budget.waitMs()).toBe(1_000);
});
