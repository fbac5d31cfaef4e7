import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { InputSender } from './input-sender.ts';
import { Pointer } from './pointer.ts';
import { Touch } from './touch.ts';

let told: string[];
let clock: FakeClock;
let touch: Touch;

beforeEach(() => {
  told = [];
  clock = new FakeClock();
  const sender = new InputSender(({ pointer, wheel }) => {
    if (pointer) told.push(`${pointer.x},${pointer.y} ${pointer.buttons}`);
    if (wheel) told.push(`wheel ${wheel.deltaX},${wheel.deltaY} at ${wheel.x},${wheel.y}`);
  });
  // Every picture comes at once: what is thinned is the pointer's own test.
  touch = new Touch(new Pointer(sender, (task) => task()), clock);
});

/** The display is shown at half its size. */
const both = (x: number, y: number) =>
  [
    { x, y },
    { display: 1, x: 2 * x, y: 2 * y },
  ] as const;
const down = (finger: number, x: number, y: number): void => touch.down(finger, ...both(x, y));
const move = (finger: number, x: number, y: number): void => touch.move(finger, ...both(x, y));
const up = (finger: number, x: number, y: number): void => touch.up(finger, ...both(x, y));

function tap(x: number, y: number): void {
  down(1, x, y);
  up(1, x, y);
}

describe('touch', () => {
  test('a tap is a click where the finger came down, though it trembled', () => {
    down(1, 10, 10);
    move(1, 14, 12);
    up(1, 15, 13);
    expect(told).toEqual(['20,20 1', '20,20 0']);
    expect(clock.pending).toBe(0);
  });

  test('a finger that moves drags from where it came down, and is a drag however long it takes', () => {
    down(1, 10, 10);
    move(1, 10 + viewerLimits.touchSlopPixels, 10);
    clock.advance(2 * viewerLimits.longPressMs);
    move(1, 50, 20);
    up(1, 51, 21);
    expect(told).toEqual(['20,20 1', '40,20 1', '100,40 1', '102,42 0']);
  });

  test('a finger that rests presses the secondary button until it is lifted', () => {
    down(1, 10, 10);
    clock.advance(viewerLimits.longPressMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    move(1, 30, 30);
    up(1, 30, 30);
    expect(told).toEqual(['20,20 2', '60,60 2', '60,60 0']);
  });

  test('two fingers turn the wheel over the place where the first came down, both ways, and click nothing', () => {
    down(1, 10, 10);
    down(2, 50, 10);
    clock.advance(viewerLimits.longPressMs);
    move(1, 10, -10);
    move(2, 50, -10);
    move(2, 90, -10);
    move(1, 30, -10);
    up(1, 30, -10);
    move(2, 90, 90);
    up(2, 90, 90);
    expect(told).toEqual(['wheel 0,24 at 20,20', 'wheel -24,0 at 20,20']);
    tap(5, 5);
    expect(told.slice(2)).toEqual(['10,10 1', '10,10 0']);
  });

  test('two fingers that part, or turn around one another, turn nothing', () => {
    down(1, 100, 100);
    down(2, 140, 100);
    move(1, 60, 100);
    move(2, 180, 100);
    move(1, 60, 60);
    move(2, 180, 140);
    up(1, 60, 60);
    up(2, 180, 140);
    expect(told).toEqual([]);
  });

  test('a finger beside a drag changes nothing; three fingers do nothing', () => {
    down(1, 10, 10);
    move(1, 30, 10);
    down(2, 80, 80);
    move(2, 90, 90);
    up(2, 90, 90);
    up(1, 40, 10);
    expect(told).toEqual(['20,20 1', '60,20 1', '80,20 0']);
    for (const finger of [1, 2, 3]) down(finger, 10 * finger, 10);
    for (const finger of [1, 2, 3]) move(finger, 10 * finger, 60);
    for (const finger of [1, 2, 3]) up(finger, 10 * finger, 60);
    clock.advance(viewerLimits.longPressMs);
    expect(told).toHaveLength(3);
  });

  test('the second of two taps clicks where the first did; the third, or a late or distant one, where it is', () => {
    tap(10, 10);
    tap(14, 12);
    tap(16, 16);
    clock.advance(viewerLimits.doubleTapMs);
    tap(18, 18);
    tap(18 + viewerLimits.doubleTapPixels, 18);
    const clicks = told.filter((word) => word.endsWith(' 1'));
    expect(clicks).toEqual(['20,20 1', '20,20 1', '32,32 1', '36,36 1', '96,36 1']);
  });

  test('INP-3: what the system takes for itself comes up where it was, and has clicked nothing', () => {
    down(1, 10, 10);
    touch.cancel(1);
    down(1, 10, 10);
    move(1, 40, 10);
    touch.cancel(1);
    clock.advance(viewerLimits.longPressMs);
    up(1, 40, 10);
    expect(told).toEqual(['20,20 1', '80,20 1', '80,20 0']);
  });

  test('INP-3: after a release fingers that are still down mean nothing', () => {
    down(1, 10, 10);
    touch.reset();
    clock.advance(viewerLimits.longPressMs);
    move(1, 40, 40);
    up(1, 40, 40);
    expect(told).toEqual([]);
    expect(clock.pending).toBe(0);
    // One that is never seen to come up is in nobody's way.
    down(2, 10, 10);
    touch.reset();
    move(2, 40, 40);
    tap(5, 5);
    tap(50, 50);
    expect(told).toEqual(['10,10 1', '10,10 0', '100,100 1', '100,100 0']);
  });
});
