/**
 * Watches points of an X screen and tells when all of them have the awaited colours: woken by DAMAGE, answered by
 * GetImage. It sees what a person would, and runs no code of the page it watches.
 */

import { limits } from '../limits.ts';
import { type Colour, connectX, type Point, type XClient, type XEvent } from './x-client.ts';

export interface Awaited extends Point {
  readonly colour: Colour;
}

interface Wait {
  readonly pending: Set<Awaited>;
  readonly resolve: (atMs: number | undefined) => void;
  readonly timer: NodeJS.Timeout;
}

export class PixelWatcher {
  readonly client: XClient;
  private wait: Wait | undefined;

  private constructor(client: XClient) {
    this.client = client;
    client.onEvent((event) => this.drawn(event));
  }

  static async open(display: string): Promise<PixelWatcher> {
    const client = await connectX(display);
    const watcher = new PixelWatcher(client);
    await client.watchDamage();
    return watcher;
  }

  /**
   * Resolves to performance.now() of the moment at which the last point was seen in its colour, or to undefined when
   * that did not happen in time. One wait at a time.
   */
  allSeen(points: readonly Awaited[], withinMs: number = limits.sampleMs): Promise<number | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.finish(undefined), withinMs);
      this.wait = { pending: new Set(points), resolve, timer };
    });
  }

  /** Whether the points have their colours now. */
  async seenNow(points: readonly Awaited[]): Promise<boolean> {
    const matches = await Promise.all(points.map((point) => this.matches(point)));
    return matches.every(Boolean);
  }

  close(): void {
    this.finish(undefined);
    this.client.close();
  }

  private drawn(event: XEvent): void {
    const { wait } = this;
    const { area } = event;
    if (wait === undefined || event.name !== 'DamageNotify' || area === undefined) return;
    for (const point of wait.pending) {
      const inside = point.x >= area.x && point.x < area.x + area.w && point.y >= area.y && point.y < area.y + area.h;
      if (inside) void this.check(wait, point);
    }
  }

  private async check(wait: Wait, point: Awaited): Promise<void> {
    if (!(await this.matches(point))) return;
    wait.pending.delete(point);
    if (wait.pending.size === 0 && this.wait === wait) this.finish(performance.now());
  }

  private async matches({ x, y, colour }: Awaited): Promise<boolean> {
    const pixel = await this.client.grab({ x, y, width: 1, height: 1 });
    return isNear(pixel, 0, colour);
  }

  private finish(atMs: number | undefined): void {
    const { wait } = this;
    this.wait = undefined;
    if (wait === undefined) return;
    clearTimeout(wait.timer);
    wait.resolve(atMs);
  }
}

/** Lossy encodings shift a flat colour a little: far less than the bench's colours lie apart. */
export function isNear(bgrx: Buffer, offset: number, colour: Colour): boolean {
  const near = (byte: number | undefined, wanted: number): boolean =>
    Math.abs((byte ?? -1_000) - wanted) <= limits.colourTolerance;
  return (
    near(bgrx[offset], colour & 0xff) &&
    near(bgrx[offset + 1], (colour >> 8) & 0xff) &&
    near(bgrx[offset + 2], (colour >> 16) & 0xff)
  );
}
