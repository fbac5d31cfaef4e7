/** What the session costs and how fresh its picture is, gathered per frame without allocation, read once a second. */

export interface Figures {
  readonly roundTripMs: number | undefined;
  /** Age of the picture when it was painted: the mean of the last interval. */
  readonly ageMs: number | undefined;
  readonly changesPerSecond: number;
  readonly bytesPerSecond: number;
}

export type Quality = 'good' | 'fair' | 'poor';

export class FigureCounter {
  #changes = 0;
  #bytes = 0;
  #ages = 0;
  #ageSumMs = 0;
  #sinceMs: number;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  painted(bytes: number, ageMs: number | undefined): void {
    this.#changes++;
    this.#bytes += bytes;
    if (ageMs === undefined) return;
    this.#ages++;
    this.#ageSumMs += ageMs;
  }

  /** Ends the interval. */
  read(nowMs: number, roundTripMs: number | undefined): Figures {
    const seconds = Math.max(0.001, (nowMs - this.#sinceMs) / 1_000);
    const figures = {
      roundTripMs,
      ageMs: this.#ages === 0 ? undefined : this.#ageSumMs / this.#ages,
      changesPerSecond: this.#changes / seconds,
      bytesPerSecond: this.#bytes / seconds,
    };
    this.#changes = 0;
    this.#bytes = 0;
    this.#ages = 0;
    this.#ageSumMs = 0;
    this.#sinceMs = nowMs;
    return figures;
  }
}

/** Under 80 ms a pointer feels attached, over 250 ms one waits for it. */
export function qualityOf({ roundTripMs, ageMs }: Figures): Quality {
  const worst = Math.max(roundTripMs ?? 0, ageMs ?? 0);
  if (worst <= 80) return 'good';
  return worst <= 250 ? 'fair' : 'poor';
}
