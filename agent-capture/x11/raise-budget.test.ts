import { expect, it } from 'vitest';
import { RaiseBudget } from './raise-budget.ts';

it('allows so many raises a second, and makes up for a refused one when the second is over', () => {
  let raised = 0;
  let seconds: (() => void)[] = [];
  const clock = {
    after(_: number, run: () => void) {
      seconds.push(run);
      return () => {
        seconds = seconds.filter((one) => one !== run);
      };
    },
  };
  const budget = new RaiseBudget(2, clock, () => raised++);
  expect([budget.take(), budget.take(), budget.take(), budget.take()]).toEqual([true, true, false, false]);
  expect([seconds.length, raised]).toEqual([1, 0]);
  seconds.shift()?.();
  expect(raised).toBe(1);
  expect(budget.take()).toBe(true);
  seconds.shift()?.();
  expect(raised).toBe(1);
  budget.take();
  budget.close();
  expect(seconds).toEqual([]);
});
