/** Random numbers from a seed (xorshift32), so that a failing input can be made again. */
export interface RandomSource {
  /** A whole number from 0 up to, but not including, the bound. */
  below(bound: number): number;
}

export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0 || 1;
  return {
    below(bound) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % bound;
    },
  };
}
