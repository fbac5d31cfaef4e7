import { beforeEach, describe, expect, test } from 'vitest';
import { Wheel, type WheelTurn } from './wheel.ts';

let wheel: Wheel;
let nowMs: number;

beforeEach(() => {
  wheel = new Wheel();
  nowMs = 1_000;
});

/** Steps in a row, each so long after the one before. @returns units of the wire, downwards */
function turned(steps: readonly number[], restMs = 0, more: Partial<WheelTurn> = {}): number[] {
  return steps.map((deltaY) => {
    nowMs += restMs;
    return Math.round(wheel.units({ deltaX: 0, deltaY, deltaMode: 0, timeStamp: nowMs, ...more }).y * 10) / 10;
  });
}

describe('wheel', () => {
  test('INP-2: a notch is 120, whatever the browser counts in', () => {
    expect(turned([-3], 0, { deltaMode: 1 })).toEqual([-120]);
    expect(turned([1], 0, { deltaMode: 2 })).toEqual([120]);
    // Chromium on Linux, on Windows, and with a mouse on macOS, where a slow notch is 4 pixels.
    expect(turned([120], 200, { wheelDeltaY: -120 })).toEqual([120]);
    expect(turned([-100], 200, { wheelDeltaY: 120 })).toEqual([-120]);
    expect(turned([4.000244140625], 200, { wheelDeltaY: -120 })).toEqual([120]);
    expect(turned([16], 20, { wheelDeltaY: -480 })).toEqual([480]);
  });

  test.each([
    ['1.5', 80],
    ['0.5', 240],
    ['3', 40],
    ['1.1', 109.09],
  ])('INP-2: on a page zoomed by %s a notch is a notch', (_, pixels) => {
    for (const told of [1, 1.2]) {
      expect(turned([pixels], 200, { wheelDeltaY: -told * pixels })).toEqual([120]);
      expect(turned([-pixels], 200, { wheelDeltaY: told * pixels })).toEqual([-120]);
    }
    // Turned fast, the browser makes one step of two.
    expect(turned([pixels, 2 * pixels, pixels], 10)).toEqual([120, 240, 120]);
    expect(turned([2 * pixels], 200)).toEqual([240]);
  });

  test('INP-2: a touchpad and a fine wheel turn in parts of a notch, both ways at once', () => {
    expect(turned([1, 5, 25, 90, 40, 3], 16)).toEqual([1.2, 6, 30, 108, 48, 3.6]);
    // macOS tells three times the pixels of a touchpad, which are no notches.
    expect(turned([2], 200)).toEqual([2.4]);
    expect(turned([40], 16, { wheelDeltaY: -120 })).toEqual([48]);
    nowMs += 200;
    const { x, y } = wheel.units({ deltaX: -10, deltaY: 5, deltaMode: 0, timeStamp: nowMs });
    expect([x, y]).toEqual([-12, 6]);
  });

  test('INP-1: what is no number turns nothing', () => {
    for (const delta of [Number.NaN, Number.POSITIVE_INFINITY]) expect(turned([delta, 0], 200)).toEqual([0, 0]);
    expect(turned([12], 200)).toEqual([14.4]);
  });
});
