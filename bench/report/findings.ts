/** What a bench hands in: rows, and what is better seen than read. */
import type { Row } from './row.ts';
import { percentile } from './statistics.ts';

/** Lines over common scales. */
export interface Chart {
  readonly title: string;
  /** What the scales show, with units. */
  readonly across: string;
  readonly up: string;
  /** The scale across, for values that lie far apart; linear when it is not said. */
  readonly logarithmicAcross?: boolean;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  readonly points: readonly Place[];
}

/** Across, up. */
export type Place = readonly [number, number];

export interface Findings {
  readonly rows: readonly Row[];
  readonly charts?: readonly Chart[];
}

/** Shares from 0 to 100 % in steps of one: enough for a line, and small in the result file. */
const steps = 100;

/** How samples are distributed: across the value, up the share of samples that are at most that, in per cent. */
export function distribution(name: string, samples: readonly number[]): Line {
  const points = Array.from({ length: samples.length === 0 ? 0 : steps + 1 }, (_, step): Place => {
    return [Number(percentile(samples, step / steps).toPrecision(4)), (step * 100) / steps];
  });
  return { name, points };
}
