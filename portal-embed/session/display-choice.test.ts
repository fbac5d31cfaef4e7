import { describe, expect, test } from 'vitest';
import { layoutOf } from '../testing/room.ts';
import { parseChoice, pressDisplay, shownDisplays, switchLayout, withDisplay } from './display-choice.ts';

const displays = ['console', 'front-1', 'front-2'].map((name, index) => ({
  display: index + 1,
  name,
  width: 10,
  height: 10,
  asleep: false,
}));
const all = parseChoice('all', 'side-by-side');

describe('display choice', () => {
  test('VID-1: all displays are shown unless some are named', () => {
    expect(shownDisplays(all, displays)).toEqual([1, 2, 3]);
    expect(shownDisplays(parseChoice('front-2 console', 'side-by-side'), displays)).toEqual([1, 3]);
    expect(shownDisplays(parseChoice('front-2', 'single'), displays)).toEqual([3]);
  });

  test('VID-2: names that vanish leave something to see', () => {
    expect(shownDisplays(parseChoice('front-9', 'single'), displays)).toEqual([1]);
    expect(shownDisplays(parseChoice('front-2', 'single'), displays.slice(0, 2))).toEqual([1]);
    expect(shownDisplays(all, [])).toEqual([]);
    expect(layoutOf([]).displays).toEqual([]);
  });

  test('VID-1: side by side a press switches one display on or off, and the last one stays', () => {
    let choice = pressDisplay(all, 'front-1', displays);
    expect(shownDisplays(choice, displays)).toEqual([1, 3]);
    choice = pressDisplay(choice, 'console', displays);
    choice = pressDisplay(choice, 'front-2', displays);
    expect(shownDisplays(choice, displays)).toEqual([3]);
    expect(shownDisplays(pressDisplay(choice, 'front-1', displays), displays)).toEqual([2, 3]);
  });

  test('VID-1: what comes back from a window of its own is shown, beside the others or in their place', () => {
    expect(shownDisplays(withDisplay(all, 'front-1'), displays)).toEqual([1, 2, 3]);
    expect(shownDisplays(withDisplay(parseChoice('console', 'side-by-side'), 'front-2'), displays)).toEqual([1, 3]);
    expect(shownDisplays(withDisplay(parseChoice('console', 'single'), 'front-2'), displays)).toEqual([3]);
  });

  test('VID-1: one at a time a press shows that one; switching keeps the first, and back shows all', () => {
    const single = switchLayout(parseChoice('front-1 front-2', 'side-by-side'), displays);
    expect(shownDisplays(single, displays)).toEqual([2]);
    expect(shownDisplays(pressDisplay(single, 'front-2', displays), displays)).toEqual([3]);
    expect(shownDisplays(switchLayout(single, displays), displays)).toEqual([1, 2, 3]);
  });
});
