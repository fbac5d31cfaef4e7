/**
 * The room's call state out of all its sources (CALL-4): any source in a call means in a call; else any required source
 * silent or unsure means unknown; else idle. Without a source it is unknown, always.
 */
import type { Clock } from '../clock.ts';
import { agentLimits } from '../limits.ts';
import type { CallState } from './call-state-source.ts';

export interface CallStates {
  readonly state: CallState;
  /** The source that decides now, for the room's status. */
  readonly decidedBy: string;
  /** From now on this source is heard, and must be. */
  require(source: string): void;
  reported(source: string, state: CallState): void;
  close(): void;
}

interface Report {
  state: CallState;
  cancelSilence: () => void;
}

export function createCallStates(clock: Clock, changed: (state: CallState) => void): CallStates {
  const sources = new Map<string, Report>();
  let state: CallState = 'unknown';
  let decidedBy = 'none';
  let closed = false;

  function add(source: string): Report {
    const report: Report = { state: 'unknown', cancelSilence: () => undefined };
    sources.set(source, report);
    return report;
  }

  function decide(): void {
    let next: CallState = sources.size === 0 ? 'unknown' : 'idle';
    let by = sources.keys().next().value ?? 'none';
    for (const [source, report] of sources) {
      if (report.state === 'idle') continue;
      next = report.state;
      by = source;
      if (next === 'in-call') break;
    }
    decidedBy = by;
    if (next === state) return;
    state = next;
    changed(state);
  }

  return {
    get state() {
      return state;
    },
    get decidedBy() {
      return decidedBy;
    },
    require(source) {
      if (!sources.has(source)) add(source);
      decide();
    },
    reported(source, said) {
      if (closed) return;
      // One that reports counts from then on, required or not: more sources only close more.
      const report = sources.get(source) ?? add(source);
      report.cancelSilence();
      report.state = said;
      report.cancelSilence = clock.after(agentLimits.callSilenceMs, () => {
        report.state = 'unknown';
        decide();
      });
      decide();
    },
    close() {
      closed = true;
      for (const report of sources.values()) report.cancelSilence();
    },
  };
}
