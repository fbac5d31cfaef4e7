import { expect, test } from 'vitest';
import { FlightWindow } from './flight-window.ts';

const limits = { windowStartBytes: 1_000_000, windowLeastBytes: 10_000, windowMostBytes: 4_000_000 };

test('VID-3: a queue on the way shrinks the window to what passes without it, and never below the least', () => {
  const window = new FlightWindow(limits);
  window.measured(20, 5_000, 0);
  expect(window.bytes).toBe(1_000_000);
  // 1 MB in flight took 8 s: 125 KB a second; 170 ms of it are allowed.
  window.measured(8_000, 1_000_000, 8_000);
  expect(window.bytes).toBe(21_250);
  for (let round = 0; round < 10; round++) window.measured(5_000, 21_250, 9_000 + round);
  expect(window.bytes).toBe(10_000);
});

test('a window that is used and meets no queue grows to the most; one that is not used stays', () => {
  const window = new FlightWindow(limits);
  window.measured(20, 400_000, 0);
  expect(window.bytes).toBe(1_000_000);
  for (let round = 1; round < 5; round++) window.measured(25, 3_000_000, round);
  expect(window.bytes).toBe(4_000_000);
});

test('between a short and a long queue it stays', () => {
  const window = new FlightWindow(limits);
  window.measured(20, 900_000, 0);
  const { bytes } = window;
  window.measured(120, 900_000, 1);
  expect(window.bytes).toBe(bytes);
});

test('the least delay is forgotten in time: a route that is slower from now on is no queue', () => {
  const window = new FlightWindow(limits);
  window.measured(10, 5_000, 0);
  window.measured(300, 900_000, 11_000);
  expect(window.bytes).toBe(2_000_000);
});
