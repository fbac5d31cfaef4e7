/** Whether a viewer shows every pixel of the device's screen as it is. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import type { Offset } from './calibration.ts';
import type { Area, XClient } from './x-client.ts';

export interface Exactness {
  /** Pixels that differ; 0 when it became exact in time. */
  readonly wrong: number;
  /** The smallest rectangle of the device's screen that holds them. */
  readonly where: Area | undefined;
  /** When it was first found exact, or given up. */
  readonly afterMs: number;
}

/** What is compared, and how patiently. */
export interface Comparison {
  readonly device: XClient;
  readonly viewer: XClient;
  readonly offset: Offset;
  /** A display on the device's screen; the whole screen when it is not said. */
  readonly display?: Area;
  readonly withinMs: number;
  /** Between two looks at both screens. */
  readonly pollMs: number;
}

/** Waits until no pixel differs. The screen must rest. */
export async function exactWithin(comparison: Comparison): Promise<Exactness> {
  const startedMs = performance.now();
  for (;;) {
    const differences = await compare(comparison);
    const afterMs = performance.now() - startedMs;
    if (differences.wrong === 0 || afterMs > comparison.withinMs) return { ...differences, afterMs };
    await wait(comparison.pollMs);
  }
}

async function compare({ device, viewer, offset, display }: Comparison): Promise<Omit<Exactness, 'afterMs'>> {
  const { x, y, width, height } = display ?? { x: 0, y: 0, width: device.width, height: device.height };
  // The ring is the device's own and no part of the picture.
  const margin = limits.ringMarginPixels;
  const area: Area = { x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin };
  const drawn = await device.grab(area);
  const shown = await viewer.grab({ ...area, x: area.x + offset.x, y: area.y + offset.y });
  let wrong = 0;
  let [left, top, right, bottom] = [area.width, area.height, -1, -1];
  for (let at = 0; at < drawn.length; at += 4) {
    // The fourth byte means nothing.
    if (drawn[at] === shown[at] && drawn[at + 1] === shown[at + 1] && drawn[at + 2] === shown[at + 2]) continue;
    wrong++;
    const column = (at / 4) % area.width;
    const row = Math.floor(at / 4 / area.width);
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  }
  if (wrong === 0) return { wrong, where: undefined };
  return { wrong, where: { x: area.x + left, y: area.y + top, width: right - left + 1, height: bottom - top + 1 } };
}
