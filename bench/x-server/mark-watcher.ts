/** Reads the numbers of marks off a viewer's screen whenever something was drawn over them. */
import { readArea, readMark } from './number-mark.ts';
import { connectX, type Point, type XClient, type XEvent } from './x-client.ts';

/** What each mark shows; undefined where there is none, or not a whole one. */
export type Numbers = readonly (number | undefined)[];

interface Mark {
  readonly place: Point;
  number: number | undefined;
  reading: boolean;
  /** Drawn over since its pixels were asked for. */
  stale: boolean;
}

export class MarkWatcher {
  private readonly client: XClient;
  private readonly marks: readonly Mark[];
  private readonly seen: (numbers: Numbers, atMs: number) => void;

  private constructor(client: XClient, places: readonly Point[], seen: (numbers: Numbers, atMs: number) => void) {
    this.client = client;
    this.marks = places.map((place) => ({ place, number: undefined, reading: false, stale: false }));
    this.seen = seen;
    client.onEvent((event) => this.drawn(event));
  }

  /**
   * @param places left top corners of the marks on this display
   * @param seen called after each drawing over a mark, repeats included
   */
  static async open(
    display: string,
    places: readonly Point[],
    seen: (numbers: Numbers, atMs: number) => void = () => {},
  ): Promise<MarkWatcher> {
    const watcher = new MarkWatcher(await connectX(display), places, seen);
    await watcher.client.watchDamage();
    for (const mark of watcher.marks) await watcher.read(mark);
    return watcher;
  }

  get numbers(): Numbers {
    return this.marks.map(({ number }) => number);
  }

  close(): void {
    this.client.close();
  }

  private drawn({ name, area }: XEvent): void {
    if (name !== 'DamageNotify' || area === undefined) return;
    for (const mark of this.marks) {
      const { x, y, width, height } = readArea(mark.place);
      if (area.y >= y + height || area.y + area.h <= y || area.x >= x + width || area.x + area.w <= x) continue;
      mark.stale = true;
      // A read that fails is one after close().
      if (!mark.reading) this.read(mark).catch(() => {});
    }
  }

  private async read(mark: Mark): Promise<void> {
    mark.reading = true;
    do {
      mark.stale = false;
      const area = readArea(mark.place);
      mark.number = readMark(await this.client.grab(area), area.width);
      this.seen(this.numbers, performance.now());
    } while (mark.stale);
    mark.reading = false;
  }
}
