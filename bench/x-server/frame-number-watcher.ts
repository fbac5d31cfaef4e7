/** Reads the frame numbers of the bench's video off a viewer's screen: the moment at which each was first seen. */
import type { Offset } from './calibration.ts';
import { frameNumberCells } from './room-screen.ts';
import { connectX, type XClient, type XEvent } from './x-client.ts';

const first = frameNumberCells[0] ?? { x: 0, y: 0 };
const last = frameNumberCells.at(-1) ?? first;
/** One row of pixels through the middle of all cells. */
const strip = { width: last.x - first.x + 1, height: 1 };

export class FrameNumberWatcher {
  private readonly client: XClient;
  private readonly place: { readonly x: number; readonly y: number };
  private readonly seen: (number: number, atMs: number) => void;

  private constructor(client: XClient, offset: Offset, seen: (number: number, atMs: number) => void) {
    this.client = client;
    this.place = { x: first.x + offset.x, y: first.y + offset.y };
    this.seen = seen;
    client.onEvent((event) => this.drawn(event));
  }

  /** @param seen called with each number that is on the screen after something was drawn there, repeats included */
  static async open(
    display: string,
    offset: Offset,
    seen: (number: number, atMs: number) => void,
  ): Promise<FrameNumberWatcher> {
    const watcher = new FrameNumberWatcher(await connectX(display), offset, seen);
    await watcher.client.watchDamage();
    return watcher;
  }

  close(): void {
    this.client.close();
  }

  private drawn({ name, area }: XEvent): void {
    if (name !== 'DamageNotify' || area === undefined) return;
    const { x, y } = this.place;
    if (area.y > y || area.y + area.h <= y || area.x >= x + strip.width || area.x + area.w <= x) return;
    // A read that fails is one after close().
    this.read().catch(() => {});
  }

  private async read(): Promise<void> {
    const pixels = await this.client.grab({ ...this.place, ...strip });
    let number = 0;
    for (const [bit, cell] of frameNumberCells.entries()) {
      // The green of black or white: 128 lies far from both.
      if ((pixels[(cell.x - first.x) * 4 + 1] ?? 0) > 128) number |= 1 << bit;
    }
    this.seen(number, performance.now());
  }
}
