import { describe, expect, it } from 'vitest';
import type { Monitor } from '../x11/randr-extension.ts';
import { DisplayLayout } from './x11-monitors.ts';

const screen = { width: 4_000, height: 2_000 };

function monitor(name: string, left: number, width: number, height: number, primary = false): Monitor {
  return { name, left, top: 0, width, height, primary, automatic: true, widthMm: 500, heightMm: 300 };
}

function names(monitors: readonly Monitor[], given = {}): string[] {
  const layout = new DisplayLayout(given);
  layout.update(monitors, screen, 16);
  return layout.displays.map(({ name, left }) => `${name}@${left}`);
}

describe('displays of monitors', () => {
  it('VID-1: the primary monitor is the console', () => {
    const monitors = [
      monitor('A', 0, 1_000, 500),
      monitor('B', 1_000, 1_000, 500, true),
      monitor('C', 2_000, 200, 100),
    ];
    expect(names(monitors)).toEqual(['console@1000', 'front-1@0', 'front-2@2000']);
  });

  it('VID-1: without a primary one the smallest monitor is the console', () => {
    expect(names([monitor('A', 0, 1_000, 500), monitor('B', 1_000, 800, 480)])).toEqual(['console@1000', 'front-1@0']);
    expect(names([monitor('A', 0, 1_000, 500)])).toEqual(['console@0']);
  });

  it('VID-1: given names win, and no name is given twice', () => {
    const monitors = [monitor('A', 0, 1_000, 500, true), monitor('B', 1_000, 800, 480), monitor('C', 2_000, 800, 480)];
    expect(names(monitors, { C: 'front-1' })).toEqual(['console@0', 'front-2@1000', 'front-1@2000']);
    expect(names(monitors, { B: 'console' })).toEqual(['console@1000', 'front-1@0', 'front-2@2000']);
  });

  it('leaves out what lies beside the screen, and clips what lies over its edge', () => {
    const layout = new DisplayLayout({});
    layout.update([monitor('A', 3_900, 500, 500), monitor('B', 5_000, 500, 500)], screen, 16);
    expect(layout.displays).toMatchObject([{ left: 3_900, width: 100, height: 500 }]);
  });

  it('RING-1: of more monitors than can carry the ring none is a display', () => {
    const layout = new DisplayLayout({});
    const monitors = ['A', 'B', 'C'].map((name, at) => monitor(name, at * 1_000, 1_000, 500));
    layout.update(monitors, screen, 3);
    expect(layout.displays).toHaveLength(3);
    layout.update(monitors, screen, 2);
    expect(layout.displays).toEqual([]);
  });

  it('VID-2: a display that comes back keeps its id; unchanged ones stay the same object', () => {
    const layout = new DisplayLayout({});
    const [a, b] = [monitor('A', 0, 1_000, 500, true), monitor('B', 1_000, 800, 480)];
    expect(layout.update([a, b], screen, 16)).toBe(true);
    expect(layout.update([a, b], screen, 16)).toBe(false);
    const [first, second] = layout.displays;
    expect(layout.update([a], screen, 16)).toBe(true);
    expect(layout.displays[0]).toBe(first);
    layout.update([a, monitor('N', 2_000, 100, 900), { ...b, widthMm: 1 }], screen, 16);
    expect(layout.displays.find(({ left }) => left === 1_000)?.id).toBe(second?.id);
  });
});
