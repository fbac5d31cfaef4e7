import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('the display in focus is served first, the others in the order of asking', async () => {
  const slots = new Slots(1);
  await slots.take();
  const served: string[] = [];
  const ask = (name: string, comesFirst: boolean) => slots.take(comesFirst).then(() => served.push(name));
  void ask('a', false);
  void ask('b', false);
  void ask('focused', true);
  void ask('c', false);
  for (let turn = 0; turn < 4; turn++) {
    slots.release();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(served).toEqual(['focused', 'a', 'b', 'c']);
});
