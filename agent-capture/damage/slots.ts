/** A counted set of slots: how many encodings run at once over all displays. The display in focus comes first. */
export class Slots {
  #free: number;
  readonly #waiting: { readonly comesFirst: boolean; readonly go: () => void }[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with a slot taken; each must be released once. Among equals the order of asking decides. */
  async take(comesFirst = false): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((go) => this.#waiting.push({ comesFirst, go }));
  }

  release(): void {
    const first = this.#waiting.findIndex(({ comesFirst }) => comesFirst);
    const [next] = this.#waiting.splice(Math.max(0, first), 1);
    if (next === undefined) this.#free++;
    else next.go();
  }
}
