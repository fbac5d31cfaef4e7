import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { Alarm } from './alarm.ts';

function alarmed() {
  const clock = createFakeClock(0);
  const rung: number[] = [];
  const alarm = new Alarm(
    clock,
    () => clock.monotonicMs() * 1_000,
    () => rung.push(clock.monotonicMs()),
  );
  return { clock, rung, alarm };
}

test('an earlier time takes the place of a later one, and a later one is covered by an earlier', async () => {
  const { clock, rung, alarm } = alarmed();
  alarm.within(100);
  alarm.within(19.5);
  alarm.within(60);
  expect(clock.timers).toBe(1);
  await clock.advance(200);
  expect(rung).toEqual([20]);
  alarm.within(50);
  await clock.advance(50);
  expect(rung).toEqual([20, 250]);
});

test('a cancelled one does not go off, and may be set anew', async () => {
  const { clock, rung, alarm } = alarmed();
  alarm.within(10);
  alarm.cancel();
  await clock.advance(100);
  alarm.within(30);
  await clock.advance(100);
  expect(rung).toEqual([130]);
});
