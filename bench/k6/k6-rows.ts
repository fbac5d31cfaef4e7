/** What a run of k6 showed, as rows: of all being there and at work, and of the storm. */
import { failedRow, type Measured, medianOf, type Row, rowOf, type Title } from '../report/row.ts';
import { k6Version } from './k6-program.ts';
import type { Summary } from './k6-summary.ts';
import { idleDevices, type RoomsRun, type Storm, sessions, type Work } from './rooms-run.ts';

const people = `${idleDevices} idle devices and ${sessions} sessions`;

function title(id: string, what: string, unit: string, tls: boolean): Title {
  return { id, what: `${people}${tls ? ', TLS' : ''}: ${what}`, unit, beside: '' };
}

function titles(tls: boolean) {
  const storm = tls ? 'P12' : 'P12.plain';
  const kind = tls ? '.tls' : '';
  return {
    failures: title(`L2.failures${kind}`, 'failures', '', tls),
    thresholds: title(`L2.thresholds${kind}`, `thresholds of k6 ${k6Version} crossed`, '', tls),
    loop: title(`L2.loop${kind}`, "relay's event loop late, p99", 'ms', tls),
    back: title(storm, 'all back after the relay was killed', 's', tls),
    stormLoop: title(`${storm}.loop`, "relay's event loop late in that storm, p99", 'ms', tls),
  };
}

export function titlesOf(tls: boolean): Title[] {
  return Object.values(titles(tls));
}

export function rowsOf({ work, storm, summary, blamed }: RoomsRun, tls: boolean): Row[] {
  const own = titles(tls);
  const failures = one(summary.figure('failures', 'count'));
  const why = [...blamed].map(([reason, count]) => `${count} x ${reason}`);
  return [
    rowOf(own.failures, failures, undefined, [...why, working(work, summary)].join('; ')),
    rowOf(own.thresholds, one(summary.crossed.length), undefined, thresholds(summary)),
    rowOf(own.loop, one(work.loop.p99Ms), undefined, loops(work)),
    ...('failed' in storm
      ? [failedRow(own.back, storm.failed), failedRow(own.stormLoop, storm.failed)]
      : [
          rowOf(own.back, one(storm.backSeconds), undefined, coming(storm, summary)),
          rowOf(own.stormLoop, one(storm.loop.p99Ms), undefined, `At most ${storm.loop.mostMs.toFixed(0)} ms.`),
        ]),
  ];
}

const one = (value: number): Measured => medianOf([value]);

function working({ relayShare, k6Share, relayBytes, k6Bytes }: Work, summary: Summary): string {
  const latency = (metric: string): string =>
    `p50 ${summary.figure(metric, 'med').toFixed(0)} and p99 ${summary.figure(metric, 'p(99)').toFixed(0)} ms`;
  return (
    `While sessions work the relay takes ${percent(relayShare)} of a core and holds ${mebibytes(relayBytes)}, k6 ` +
    `${percent(k6Share)} and ${mebibytes(k6Bytes)}; frames ${latency('frame_latency')}, input ` +
    `${latency('input_latency')}, k6's own time included.`
  );
}

function loops({ loop, joining }: Work): string {
  const [most, p99, mostJoining] = [loop.mostMs, joining.p99Ms, joining.mostMs].map((ms) => ms.toFixed(0));
  return `At most ${most} ms. While everybody connects: p99 ${p99} ms, at most ${mostJoining} ms.`;
}

function coming({ cpuSeconds }: Storm, summary: Summary): string {
  const waited = (statistic: string): string => (summary.figure('back_after_loss', statistic) / 1_000).toFixed(1);
  return (
    `One device or viewer waits ${waited('med')} s (p50) and at most ${waited('max')} s, its back-off included; ` +
    `${summary.figure('retries', 'count')} attempts failed. The relay takes ${cpuSeconds.toFixed(1)} s of CPU for all, ` +
    'its start included; the rest is k6.'
  );
}

function thresholds({ thresholds: all, crossed }: Summary): string {
  return crossed.length === 0 ? `Passed: ${all.join(', ')}.` : `Crossed: ${crossed.join(', ')}.`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_024 / 1_024)} MiB`;
