import { expect, test } from 'vitest';
import { watchSpace } from './watch-space.ts';

/** A window that can be moved to a screen of another density. */
class FakeWindow {
  devicePixelRatio = 1;
  readonly queries: (EventTarget & { readonly media: string })[] = [];
  observers = 0;
  readonly ResizeObserver = class {
    readonly #window: FakeWindow = fake;
    observe = (): number => ++this.#window.observers;
    disconnect = (): number => --this.#window.observers;
  };

  matchMedia(media: string): EventTarget {
    const query = Object.assign(new EventTarget(), { media });
    this.queries.push(query);
    return query;
  }

  moveTo(devicePixelRatio: number): void {
    this.devicePixelRatio = devicePixelRatio;
    this.queries.at(-1)?.dispatchEvent(new Event('change'));
  }
}
const fake = new FakeWindow();

test('VID-1: each move to a screen of another density is told, until nobody listens', () => {
  let told = 0;
  const element = { ownerDocument: { defaultView: fake } };
  const stop = watchSpace(element as never, () => told++);
  fake.moveTo(2);
  fake.moveTo(1.25);
  expect(told).toBe(2);
  expect(fake.queries.map(({ media }) => media)).toEqual([
    '(resolution: 1dppx)',
    '(resolution: 2dppx)',
    '(resolution: 1.25dppx)',
  ]);
  expect(fake.observers).toBe(1);
  stop();
  fake.moveTo(1);
  expect([told, fake.observers]).toEqual([2, 0]);
});
