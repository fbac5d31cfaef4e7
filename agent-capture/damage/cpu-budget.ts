/**
 * What the agent may take of the processor, averaged over a second: a bucket of processor time that fills at the allowed
 * rate and is emptied by what the process has used, all of its threads. The room's own application comes first.
 */
export class CpuBudget {
  readonly #cores: number;
  readonly #usedMs: () => number;
  readonly #nowMs: () => number;
  #lastMs: number;
  #lastUsedMs: number;
  #leftMs: number;

  /** @param cores how many cores' worth of time, may be a part of one @param usedMs what the process has used so far */
  constructor(cores: number, usedMs: () => number, nowMs: () => number) {
    this.#cores = cores;
    this.#usedMs = usedMs;
    this.#nowMs = nowMs;
    this.#lastMs = nowMs();
    this.#lastUsedMs = usedMs();
    this.#leftMs = this.#mostMs;
  }

  /** In how long what is not urgent may be done; 0 when it may now. */
  waitMs(): number {
    const nowMs = this.#nowMs();
    const usedMs = this.#usedMs();
    const filled = this.#leftMs + (nowMs - this.#lastMs) * this.#cores - (usedMs - this.#lastUsedMs);
    this.#leftMs = Math.max(-this.#mostMs, Math.min(this.#mostMs, filled));
    this.#lastMs = nowMs;
    this.#lastUsedMs = usedMs;
    return this.#leftMs >= 0 ? 0 : -this.#leftMs / this.#cores;
  }

  /** A second's worth: as much may be saved up, and as much overdrawn by what cannot wait. */
  get #mostMs(): number {
    return this.#cores * 1_000;
  }
}
