/** Finds where a viewer shows the device's screen, and insists that it is shown 1:1. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Awaited, isNear, type PixelWatcher } from './pixel-watcher.ts';
import type { Point, XClient } from './x-client.ts';

/** What to add to a point of the device's screen to find it on the viewer's. */
export type Offset = Point;

export function shifted(points: readonly Awaited[], offset: Offset): Awaited[] {
  return points.map(({ x, y, colour }) => ({ x: x + offset.x, y: y + offset.y, colour }));
}

/**
 * Looks for the marks on the viewer's screen until all are found.
 * @param marks left top corners of squares of 64 px in colours of their own
 */
export async function findOffset(watcher: PixelWatcher, marks: readonly Awaited[], stack: string): Promise<Offset> {
  const end = performance.now() + limits.startMs;
  for (;;) {
    const offsets = await lookFor(watcher.client, marks);
    const [first] = offsets;
    if (first !== undefined && offsets.length === marks.length) {
      if (offsets.every(({ x, y }) => x === first.x && y === first.y)) return first;
      throw new BenchError('not-ready', `${stack} does not show the device's screen 1:1.`);
    }
    if (performance.now() > end) throw new BenchError('not-ready', `${stack} never showed the device's screen.`);
    await wait(limits.pollMs);
  }
}

async function lookFor(client: XClient, marks: readonly Awaited[]): Promise<Offset[]> {
  const { width, height } = client;
  const pixels = await client.grab({ x: 0, y: 0, width, height });
  const offsets: Offset[] = [];
  for (const { x, y, colour } of marks) {
    const index = firstSquare(pixels, width, height, colour);
    if (index !== undefined) offsets.push({ x: (index % width) - x, y: Math.floor(index / width) - y });
  }
  return offsets;
}

/** The first pixel that has the colour and whose square's other corner has it too. */
function firstSquare(pixels: Buffer, width: number, height: number, colour: number): number | undefined {
  const edge = 60;
  for (let y = 0; y < height - edge; y++) {
    for (let x = 0; x < width - edge; x++) {
      const index = y * width + x;
      const far = index + edge * width + edge;
      if (isNear(pixels, index * 4, colour) && isNear(pixels, far * 4, colour)) return index;
    }
  }
  return undefined;
}
