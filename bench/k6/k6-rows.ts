/** What a run of k6 showed, as rows: of the run without TLS those of L2, of both the storm. */
import { limits } from '../limits.ts';
import type { LoopDelay } from '../relay/relay-metrics.ts';
import { type Measured, medianOf, type Row, rowOf, type Title } from '../report/row.ts';
import { k6Version } from './k6-program.ts';
import type { Summary } from './k6-summary.ts';

export interface RoomsRun {
  readonly summary: Summary;
  /** What failed, and how often. */
  readonly blamed: ReadonlyMap<string, number>;
  /** The relay's event loop until all sessions are open, while they work, and after the relay's restart. */
  readonly joining: LoopDelay;
  readonly holding: LoopDelay;
  readonly storming: LoopDelay;
  /** Of one core, while sessions work. */
  readonly relayShare: number;
  readonly k6Share: number;
  readonly memoryBytes: { readonly relay: number; readonly k6: number };
  /** From the kill to the last device and session. */
  readonly backSeconds: number;
  readonly stormCpuSeconds: number;
}

const sessions = limits.k6Users * limits.k6SessionsPerUser;
const idle = limits.k6Users * limits.k6IdlePerUser;
const people = `${idle} idle devices and ${sessions} sessions`;

function title(id: string, what: string, unit: string, tls: boolean): Title {
  return { id, what: `${people}${tls ? ', TLS' : ''}: ${what}`, unit, beside: '' };
}

function titles(tls: boolean) {
  const storm = tls ? 'P12' : 'P12.plain';
  return {
    failures: title(tls ? 'L2.failures.tls' : 'L2.failures', 'failures', '', tls),
    thresholds: title(tls ? 'L2.thresholds.tls' : 'L2.thresholds', `thresholds of k6 ${k6Version} crossed`, '', tls),
    loop: title(tls ? 'L2.loop.tls' : 'L2.loop', "relay's event loop late, p99", 'ms', tls),
    back: title(storm, 'all back after the relay was killed', 's', tls),
    stormLoop: title(`${storm}.loop`, "relay's event loop late in that storm, p99", 'ms', tls),
  };
}

export function titlesOf(tls: boolean): Title[] {
  return Object.values(titles(tls));
}

export function rowsOf(run: RoomsRun, tls: boolean): Row[] {
  const { summary, blamed, joining, holding, storming } = run;
  const own = titles(tls);
  const one = (value: number): Measured => medianOf([value]);
  const failures = summary.figure('failures', 'count');
  const why = [...blamed].map(([reason, count]) => `${count} x ${reason}`).join('; ');
  const work =
    `While sessions work the relay takes ${percent(run.relayShare)} of a core and holds ${mebibytes(run.memoryBytes.relay)}, ` +
    `k6 ${percent(run.k6Share)} and ${mebibytes(run.memoryBytes.k6)}; frames ${latency(summary, 'frame_latency')}, input ` +
    `${latency(summary, 'input_latency')}, k6's own time included.`;
  const loop =
    `At most ${holding.mostMs.toFixed(0)} ms. While everybody connects: p99 ${joining.p99Ms.toFixed(0)} ms, at most ` +
    `${joining.mostMs.toFixed(0)} ms.`;
  const retries = summary.figure('retries', 'count');
  const back =
    `One device or viewer waits ${summary.figure('back_after_loss', 'med').toFixed(0)} ms (p50) and at most ` +
    `${summary.figure('back_after_loss', 'max').toFixed(0)} ms, retries with jitter included (${retries} of them failed); ` +
    `the relay takes ${run.stormCpuSeconds.toFixed(1)} s of CPU for all, its start included.`;
  return [
    rowOf(own.failures, one(failures), undefined, why === '' ? work : `${why}. ${work}`),
    rowOf(own.thresholds, one(summary.crossed.length), undefined, thresholds(summary)),
    rowOf(own.loop, one(holding.p99Ms), undefined, loop),
    rowOf(own.back, one(run.backSeconds), undefined, back),
    rowOf(own.stormLoop, one(storming.p99Ms), undefined, `At most ${storming.mostMs.toFixed(0)} ms.`),
  ];
}

function thresholds({ thresholds, crossed }: Summary): string {
  return crossed.length === 0 ? `Passed: ${thresholds.join(', ')}.` : `Crossed: ${crossed.join(', ')}.`;
}

function latency(summary: Summary, metric: string): string {
  return `p50 ${summary.figure(metric, 'med').toFixed(0)} and p99 ${summary.figure(metric, 'p(99)').toFixed(0)} ms`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_024 / 1_024)} MiB`;
