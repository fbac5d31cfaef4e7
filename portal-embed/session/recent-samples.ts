/** Numbers of the last seconds, in a ring of fixed size: their mean, and what a share of them stays below. */

export class RecentSamples {
  readonly #values: Float64Array;
  readonly #timesMs: Float64Array;
  readonly #windowMs: number;
  /** How many were ever added. */
  #added = 0;

  /** @param most are kept; with more in the window it is shorter */
  constructor(most: number, windowMs: number) {
    this.#values = new Float64Array(most);
    this.#timesMs = new Float64Array(most);
    this.#windowMs = windowMs;
  }

  add(value: number, nowMs: number): void {
    const at = this.#added++ % this.#values.length;
    this.#values[at] = value;
    this.#timesMs[at] = nowMs;
  }

  clear(): void {
    this.#added = 0;
  }

  /** Those of the window, from low to high. */
  sorted(nowMs: number): Float64Array {
    const kept = Math.min(this.#added, this.#values.length);
    return this.#values
      .subarray(0, kept)
      .filter((_, at) => nowMs - (this.#timesMs[at] ?? 0) <= this.#windowMs)
      .sort();
  }

  /** 0 when there are none. */
  mean(nowMs: number): number {
    let [sum, count] = [0, 0];
    for (let at = Math.min(this.#added, this.#values.length) - 1; at >= 0; at--) {
      if (nowMs - (this.#timesMs[at] ?? 0) > this.#windowMs) continue;
      sum += this.#values[at] ?? 0;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  }
}

/** The lowest of sorted values that this share of them does not exceed. */
export function percentile(sorted: Float64Array, share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
