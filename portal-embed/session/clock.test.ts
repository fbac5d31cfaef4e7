import { describe, expect, test } from 'vitest';
import { type TimerWindow, WindowClock } from './clock.ts';

/** A window whose timers fire when told. */
function fakeWindow() {
  const timers = new Map<number, { readonly task: () => void; readonly ms: number }>();
  let last = 0;
  const setTimeout = ((task: () => void, ms = 0) => timers.set(++last, { task, ms }) && last) as Window['setTimeout'];
  const window: TimerWindow = { setTimeout, clearTimeout: (id) => timers.delete(id ?? 0) };
  const fire = (): void => {
    const due = [...timers.values()];
    timers.clear();
    for (const { task } of due) task();
  };
  return { window, fire, waits: () => [...timers.values()].map(({ ms }) => ms) };
}

describe('clock', () => {
  test('what waits goes along to another window, for the rest of its time, and happens once', () => {
    let nowMs = 1_000;
    const [page, other] = [fakeWindow(), fakeWindow()];
    const clock = new WindowClock(page.window, () => nowMs);
    const told: string[] = [];
    clock.after(100, () => told.push('a'));
    const cancel = clock.after(200, () => told.push('b'));
    clock.after(10, () => told.push('late'));
    nowMs += 30;
    clock.runIn(other.window);
    expect(page.waits()).toEqual([]);
    expect(other.waits()).toEqual([70, 170, 0]);
    cancel();
    clock.runIn(other.window);
    other.fire();
    other.fire();
    expect(told).toEqual(['a', 'late']);
    clock.runIn(page.window);
    expect([page.waits(), other.waits()]).toEqual([[], []]);
    clock.after(5, () => told.push('c'));
    expect(page.waits()).toEqual([5]);
  });
});
