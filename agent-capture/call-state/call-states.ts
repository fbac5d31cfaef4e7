/**
 * The room's call state out of all its sources (CALL-4): any source in a call means in a call; else any required source
 * silent or unsure means unknown; else idle. Without a required source it is unknown, always.
 */
import type { Clock } from '../clock.ts';
import { createRateLimit } from '../input/rate-limit.ts';
import type { CallState } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';

export interface CallStates {
  readonly state: CallState;
  /** The source that decides now, for the room's status. */
  readonly decidedBy: string;
  /** What this source says now; `unknown` when it has been silent, or there is none of that name. */
  heard(source: string): CallState;
  /** From now on this source is heard, and must be. */
  require(source: string): void;
  /** @param seen where there is something that this source never can see: the state by all the rest */
  reported(source: string, state: CallState, seen?: CallState): void;
  close(): void;
}

interface Report {
  required: boolean;
  state: CallState;
  /** What it last saw for certain. One that fell silent in a call is not known to have left it. */
  certain: Exclude<CallState, 'unknown'>;
  cancelSilence: () => void;
}

interface Verdict {
  readonly state: CallState;
  readonly decidedBy: string;
}

const worst: Readonly<Record<CallState, number>> = { idle: 0, unknown: 1, 'in-call': 2 };

/** @param changed hears of a new state, and of another source that decides the same */
export function createCallStates(clock: Clock, changed: (state: CallState) => void): CallStates {
  const sources = new Map<string, Report>();
  const calm = createRateLimit(clock, limits.calmPerSecond, limits.calmBurst);
  let verdict: Verdict = { state: 'unknown', decidedBy: 'none' };
  let cancelWait: (() => void) | undefined;
  let closed = false;

  function find(source: string): Report {
    const known = sources.get(source);
    if (known !== undefined) return known;
    const report: Report = { required: false, state: 'unknown', certain: 'idle', cancelSilence: () => undefined };
    sources.set(source, report);
    return report;
  }

  function decide(): void {
    const next = weigh(sources, verdict.decidedBy);
    if (next.state === verdict.state && next.decidedBy === verdict.decidedBy) return;
    // As often as it gets worse it has got better before, and that is what is held back.
    const isWorse = worst[next.state] > worst[verdict.state];
    if (!isWorse && !calm.take()) {
      cancelWait ??= clock.after(1_000 / limits.calmPerSecond, () => {
        cancelWait = undefined;
        decide();
      });
      return;
    }
    verdict = next;
    changed(next.state);
  }

  return {
    get state() {
      return verdict.state;
    },
    get decidedBy() {
      return verdict.decidedBy;
    },
    heard: (source) => sources.get(source)?.state ?? 'unknown',
    require(source) {
      find(source).required = true;
      decide();
    },
    reported(source, said, seen = said) {
      if (closed) return;
      const report = find(source);
      report.cancelSilence();
      report.state = said;
      if (seen !== 'unknown') report.certain = seen;
      report.cancelSilence = clock.after(limits.silenceMs, () => {
        report.state = 'unknown';
        decide();
      });
      decide();
    },
    close() {
      closed = true;
      cancelWait?.();
      for (const report of sources.values()) report.cancelSilence();
    },
  };
}

/** @param decider who has decided so far: it stays named while it still says what counts */
function weigh(sources: ReadonlyMap<string, Report>, decider: string): Verdict {
  const required = [...sources].find(([, report]) => report.required);
  let verdict: Verdict = { state: required === undefined ? 'unknown' : 'idle', decidedBy: required?.[0] ?? 'none' };
  for (const [source, report] of sources) {
    const state = standing(report);
    const worse = worst[state] - worst[verdict.state];
    const stays = worse === 0 && source === decider && state !== 'idle';
    if (worse > 0 || stays) verdict = { state, decidedBy: source };
  }
  return verdict;
}

/** What a source counts for. One that is not required and was idle when it went silent does not count. */
function standing({ required, state, certain }: Report): CallState {
  if (state !== 'unknown') return state;
  return required || certain === 'in-call' ? 'unknown' : 'idle';
}
