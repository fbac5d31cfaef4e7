import { expect, test } from 'vitest';
import { medianOf, rowOf } from './row.ts';

const titleOf = (id: string) => ({ id, what: '', unit: '', beside: '' });

test.each([
  ['a most of no samples', 'P7.held', Math.max(), undefined],
  ['a figure that is no number', 'P7.held', Number.NaN, undefined],
  ['a peer that has shown nothing', 'P3.bytes', 10, 1_000 / 0],
  ['a peer without a figure', 'P3.bytes', 10, Number.NaN],
])('%s reaches no goal', (_, id, own, peer) => {
  const row = rowOf(titleOf(id), medianOf([own]), peer === undefined ? undefined : medianOf([peer]));
  expect(row.pass).toBe(false);
});

test('what was measured is judged by its goal', () => {
  expect(rowOf(titleOf('P3.bytes'), medianOf([4]), medianOf([10])).pass).toBe(true);
  expect(rowOf(titleOf('P3.bytes'), medianOf([6]), medianOf([10])).pass).toBe(false);
  expect(rowOf(titleOf('P7.held'), medianOf([8]), medianOf([1])).pass).toBe(true);
});
