/** How much the matrix tries, and from which seed, so that what it finds can be found again. */
const long = process.env.RINGSIDE_LONG === '1';

export const matrixLimits = {
  seed: 20_261_129,
  /** Worlds, in each of which every kind of question is asked once; `npm test -- --long` asks five times as many. */
  decisions: long ? 1_000_000 : 200_000,
  /** Worlds on a real database, everybody asked about every device: some 20 ms apiece. */
  stored: long ? 1_000 : 30,
  /** Worlds in each of which somebody tries to give something. */
  giving: long ? 3_000 : 100,
  /** Worlds in each of which somebody tries to give what they have, or one thing more. */
  nearGifts: long ? 6_000 : 400,
  /** Stories of a tenant's devices, each of some twenty happenings: some 100 ms apiece. */
  stories: long ? 2_000 : 100,
  /** Pairs of versions of agents. */
  versions: long ? 200_000 : 20_000,
  /** The long one takes some minutes; either takes several times as long beside other tests on a machine of two cores. */
  timeoutMs: long ? 1_800_000 : 300_000,
} as const;
