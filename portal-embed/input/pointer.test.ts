import { beforeEach, describe, expect, test } from 'vitest';
import { InputSender } from './input-sender.ts';
import { Pointer } from './pointer.ts';

let told: string[];
let frames: (() => void)[];
let pointer: Pointer;

beforeEach(() => {
  told = [];
  frames = [];
  const sender = new InputSender((input) => {
    if (input.pointer) told.push(`${input.pointer.x},${input.pointer.y} ${input.pointer.buttons}`);
    if (input.wheel) told.push(`wheel ${input.wheel.deltaX} ${input.wheel.deltaY}`);
  });
  pointer = new Pointer(sender, (task) => frames.push(task));
});

const at = (x: number, y: number) => ({ display: 1, x, y });
function nextFrame(): void {
  const due = frames;
  frames = [];
  for (const task of due) task();
}

describe('pointer', () => {
  test('INP-4: of many moves the first goes at once, the last with the next picture', () => {
    for (let x = 0; x < 50; x++) pointer.point(at(x, 0), 0);
    expect(told).toEqual(['0,0 0']);
    nextFrame();
    expect(told).toEqual(['0,0 0', '49,0 0']);
    nextFrame();
    expect(frames).toEqual([]);
    expect(told).toHaveLength(2);
  });

  test('INP-5: a click is never delayed, and stale moves never follow it', () => {
    pointer.point(at(1, 1), 0);
    pointer.point(at(2, 2), 0);
    pointer.point(at(3, 3), 1);
    pointer.point(at(3, 3), 0);
    expect(told).toEqual(['1,1 0', '3,3 1', '3,3 0']);
    nextFrame();
    expect(told).toHaveLength(3);
  });

  test('INP-5: turning adds up, keeps its parts, and comes before a click that followed it', () => {
    pointer.turn(at(5, 5), 0, 60.6);
    pointer.turn(at(5, 5), 0, 30.6);
    pointer.turn(at(5, 5), -10, 0);
    expect(told).toEqual(['wheel 0 60']);
    pointer.point(at(5, 5), 1);
    expect(told).toEqual(['wheel 0 60', 'wheel -10 31', '5,5 1']);
  });

  test('INP-3: after a release nothing old is sent', () => {
    pointer.point(at(1, 1), 1);
    pointer.point(at(2, 2), 1);
    pointer.point(at(3, 3), 1);
    pointer.reset();
    nextFrame();
    expect(told).toEqual(['1,1 1', '2,2 1']);
  });
});
