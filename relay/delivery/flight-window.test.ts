import { describe, expect, test } from 'vitest';
import { FlightWindow } from './flight-window.ts';
import { deliveryLimits } from './limits.ts';

const limits = { windowStartBytes: 64_000, windowLeastBytes: 16_000, windowMostBytes: 4_000_000 };

/** So many bytes leave on an empty line and are painted a while later. */
function round(window: FlightWindow, bytes: number, fromMs: number, tookMs: number, full = true): void {
  window.begun(fromMs);
  window.filled(bytes);
  window.timed(0, fromMs);
  if (full) window.held(fromMs);
  window.painted(bytes, fromMs + tookMs);
  window.measured(fromMs + tookMs);
}

describe('VID-3: the window to one viewer', () => {
  test('opens within two round trips on a fast line', () => {
    const window = new FlightWindow(limits);
    round(window, 64_000, 1_000, 20);
    expect(window.bytes).toBeGreaterThan(200_000);
    round(window, window.bytes, 1_020, 20);
    expect(window.bytes).toBeGreaterThan(700_000);
  });

  test('shrinks at the first measurement on a slow one, and never below the least', () => {
    const window = new FlightWindow(limits);
    round(window, 5_000, 1_000, 60, false);
    round(window, 64_000, 1_100, 550);
    expect(window.bytes).toBeLessThan(20_000);
    for (let count = 0; count < 10; count++) round(window, 8_000, 2_000 + count * 6_000, 6_000);
    expect(window.bytes).toBe(limits.windowLeastBytes);
  });

  test('never grows above the most', () => {
    const window = new FlightWindow(limits);
    for (let count = 0; count < 20; count++) round(window, window.bytes, 1_000 + count * 20, 20);
    expect(window.bytes).toBe(limits.windowMostBytes);
  });

  test('what is small because the room gave little says nothing of the line', () => {
    const window = new FlightWindow(limits);
    for (let count = 0; count < 5; count++) round(window, window.bytes, 1_000 + count * 20, 20);
    const { bytes } = window;
    for (let count = 0; count < 500; count++) round(window, 300, 2_000 + count * 25, 20, false);
    expect(window.bytes).toBe(bytes);
    expect(window.kilobitsPerSecond(30_000)).toBe(0);
  });

  test('after a stall it starts small, and is open again within a second', () => {
    const window = new FlightWindow(limits);
    for (let count = 0; count < 5; count++) round(window, window.bytes, 1_000 + count * 20, 20);
    const open = window.bytes;
    round(window, window.bytes, 2_000, 10_000);
    expect(window.bytes).toBeLessThan(open / 20);
    for (let count = 0; count < 10; count++) round(window, window.bytes, 12_000 + count * 20, 20);
    expect(window.bytes).toBeGreaterThanOrEqual(open);
  });

  test('a line that has become slower is found by its first late frame, and not when its old rate has lapsed', () => {
    const window = new FlightWindow(limits);
    for (let count = 0; count < 5; count++) round(window, window.bytes, 1_000 + count * 20, 20);
    const open = window.bytes;
    round(window, open, 1_100, deliveryLimits.rateLifeMs / 2);
    expect(window.bytes).toBeLessThan(open / 4);
  });

  test('the least delay is forgotten in time: a route that is longer from now on is no queue', () => {
    const window = new FlightWindow(limits);
    for (let count = 0; count < 5; count++) round(window, 200_000, 1_000 + count * 20, 20);
    for (let count = 0; count < 40; count++) round(window, window.bytes, 2_000 + count * 320, 320);
    // 300 ms more there and back: the window holds what passes meanwhile.
    expect(window.bytes).toBeGreaterThan(1_000_000);
  });

  test('what was not used of it for a while is taken back, and what is used stays', () => {
    const window = new FlightWindow(limits);
    let nowMs = 1_000;
    for (; nowMs < 1_200; nowMs += 20) round(window, window.bytes, nowMs, 20);
    const open = window.bytes;
    for (; nowMs < 60_000; nowMs += 1_000) round(window, open / 2, nowMs, 20);
    expect(window.bytes).toBeGreaterThanOrEqual(open);
    for (; nowMs < 90_000; nowMs += 1_000) round(window, 300, nowMs, 20, false);
    expect(window.bytes).toBe(limits.windowStartBytes);
  });

  test('says what the line gives while it limits; what nobody tries may have become more, slowly and in the end all', () => {
    const window = new FlightWindow(limits);
    round(window, 62_500, 1_000, 500);
    expect(window.kilobitsPerSecond(1_900)).toBe(1_000);
    expect(window.limits(1_900)).toBe(true);
    expect(window.limits(2_100)).toBe(false);
    expect(window.kilobitsPerSecond(3_000)).toBeLessThan(1_300);
    expect(window.kilobitsPerSecond(6_000)).toBe(2_000);
    expect(window.kilobitsPerSecond(60_000)).toBe(0);
  });
});
