/** Whether a viewer shows every pixel of the device's screen as it is. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import type { Offset } from './calibration.ts';
import type { Area, XClient } from './x-client.ts';

export interface Exactness {
  /** Pixels that differ; 0 when it became exact in time. */
  readonly wrong: number;
  /** When it was first found exact, or given up. */
  readonly afterMs: number;
}

/** Waits until no pixel differs. The screen must rest. @param pollMs between two looks at both screens */
export async function exactWithin(
  device: XClient,
  viewer: XClient,
  offset: Offset,
  withinMs: number,
  pollMs: number,
): Promise<Exactness> {
  const startedMs = performance.now();
  for (;;) {
    const wrong = await wrongPixels(device, viewer, offset);
    const afterMs = performance.now() - startedMs;
    if (wrong === 0 || afterMs > withinMs) return { wrong, afterMs };
    await wait(pollMs);
  }
}

async function wrongPixels(device: XClient, viewer: XClient, offset: Offset): Promise<number> {
  // The ring is the device's own and no part of the picture.
  const margin = limits.ringMarginPixels;
  const area: Area = {
    x: margin,
    y: margin,
    width: device.width - 2 * margin,
    height: device.height - 2 * margin,
  };
  const true_ = await device.grab(area);
  const shown = await viewer.grab({ ...area, x: area.x + offset.x, y: area.y + offset.y });
  let wrong = 0;
  for (let at = 0; at < true_.length; at += 4) {
    // The fourth byte means nothing.
    if (true_[at] !== shown[at] || true_[at + 1] !== shown[at + 1] || true_[at + 2] !== shown[at + 2]) wrong++;
  }
  return wrong;
}
