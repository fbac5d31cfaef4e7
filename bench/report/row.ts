/** One figure of the bench, beside its peer and its goal, in the form that the result file keeps. */
import { goals } from '../goals.ts';
import { median, percentile, type Spread, spread } from './statistics.ts';

export interface Row {
  /** The goal this row belongs to, with what tells its figures apart: "P1.p50", "L1", … */
  readonly id: string;
  readonly what: string;
  readonly value: number | null;
  readonly unit: string;
  /** What stands beside it, with the peer's version where it has one. */
  readonly beside: string;
  readonly peerValue: number | null;
  /** value / peerValue. */
  readonly ratio: number | null;
  /** In words: what must hold now, and what the finished product must reach. */
  readonly goal: string;
  /** null: a figure without a goal. */
  readonly pass: boolean | null;
  /** The lowest and highest single run behind value and peerValue. */
  readonly spread?: Spread;
  readonly peerSpread?: Spread;
  /** Why a row could not be measured, or what to know about it. */
  readonly note?: string;
}

/** What was measured on one side. */
export interface Measured {
  readonly value: number;
  readonly spread: Spread;
}

/** The median of runs that each gave one value. */
export function medianOf(runs: readonly number[]): Measured {
  return { value: median(runs), spread: spread(runs) };
}

/** A percentile of all samples of all rounds together; the spread is that of the rounds. */
export function percentileOf(rounds: readonly (readonly number[])[], share: number): Measured {
  return { value: percentile(rounds.flat(), share), spread: spread(rounds.map((round) => percentile(round, share))) };
}

export interface Title {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly beside: string;
}

const digits = (value: number): number => Number(value.toPrecision(4));
const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : digits(value);
const rounded = ({ low, high }: Spread): Spread => ({ low: digits(low), high: digits(high) });

/** Judges what was measured by the goal of its id. */
export function rowOf(title: Title, own: Measured, peer?: Measured, note?: string): Row {
  const { id, what, unit, beside } = title;
  const goal = goals[id];
  const ratio = peer === undefined ? undefined : own.value / peer.value;
  return {
    id,
    what,
    value: finite(own.value),
    unit,
    beside,
    peerValue: finite(peer?.value),
    ratio: finite(ratio),
    goal: goal?.words ?? '',
    pass:
      goal === undefined
        ? null
        : isMeasured(own, peer) && goal.reached({ value: own.value, ratio: ratio ?? Number.NaN }),
    ...(Number.isFinite(own.value) ? { spread: rounded(own.spread) } : {}),
    ...(peer !== undefined && Number.isFinite(peer.value) ? { peerSpread: rounded(peer.spread) } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The most of no samples is -Infinity, what each of none took is Infinity: neither was measured. */
function isMeasured(own: Measured, peer: Measured | undefined): boolean {
  return Number.isFinite(own.value) && (peer === undefined || Number.isFinite(peer.value));
}

/** A row that could not be measured, or not beside all its peers: it fails, with the sentence that says why. */
export function failedRow(title: Title, note: string, own?: Measured): Row {
  const { id, what, unit, beside } = title;
  const goal = goals[id]?.words ?? '';
  const value = finite(own?.value);
  return { id, what, value, unit, beside, peerValue: null, ratio: null, goal, pass: false, note };
}
