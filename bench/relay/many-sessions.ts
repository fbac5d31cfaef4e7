/**
 * L1 and L3: one core with many devices connected and many sessions at work: the latency of their frames, and which of
 * relay and load generator has no more time to give.
 */
import { limits } from '../limits.ts';
import { cpuSeconds } from '../process/proc-stat.ts';
import { type Measured, percentileOf, type Row, rowOf, type Title } from '../report/row.ts';
import type { Load } from './load-process.ts';
import { type LoopDelay, loopDelay } from './relay-metrics.ts';
import { startForwarder, startRelay } from './servers.ts';
import { type Step, uwebsocketsName } from './step.ts';

interface Crowd {
  readonly devices: number;
  readonly sessions: number;
  readonly ms: number;
}

const many: Crowd = { devices: limits.manyDevices, sessions: limits.manySessions, ms: limits.manyMs };
const most: Crowd = { devices: limits.mostDevices, sessions: limits.mostSessions, ms: limits.mostMs };
const perSecond = limits.manyFramesPerSecond;

export async function manySessionsRows(step: Step): Promise<Row[]> {
  const measured = await throughRelay(step, many);
  return [
    rowOf(title('L1', many, 'p99'), at(measured, 0.99), undefined, note(measured, many)),
    rowOf(title('L1.p50', many, 'p50'), at(measured, 0.5)),
  ];
}

/** The same through a bare forwarder shows what of it is the generator's. */
export async function mostSessionsRows(step: Step): Promise<Row[]> {
  const own = await throughRelay(step, most);
  const bare = await throughForwarder(step, most);
  const beside = `the sessions alone through a ${uwebsocketsName}`;
  const words = `${note(own, most)} With the forwarder, which took ${percent(bare.server)}: generator ${percent(bare.load)}.`;
  return [
    rowOf(title('L3', most, 'p99', beside), at(own, 0.99), at(bare, 0.99), words),
    rowOf(title('L3.p50', most, 'p50', beside), at(own, 0.5), at(bare, 0.5)),
  ];
}

interface Run {
  readonly latencies: readonly number[];
  readonly skipped: number;
  /** Of one core. */
  readonly server: number;
  readonly load: number;
  readonly loop?: LoopDelay;
}

async function throughRelay({ load, log }: Step, crowd: Crowd): Promise<Run> {
  const relay = await startRelay(await load.call('services'));
  try {
    const { port, child, adminUrl } = relay;
    const { devices, sessions } = crowd;
    await load.call('connectIdle', { kind: 'relay', port, count: devices - sessions });
    await load.call('openPairs', { target: 'many', kind: 'relay', port, count: sessions });
    log(`${devices} devices are connected, ${sessions} of them in session`);
    await loopDelay(adminUrl);
    const run = await timed(load, child.pid, crowd);
    return { ...run, loop: await loopDelay(adminUrl) };
  } finally {
    await load.call('closeIdle');
    await load.call('closePairs', { target: 'many' });
    await relay.stop();
  }
}

async function throughForwarder({ load, log }: Step, crowd: Crowd): Promise<Run> {
  const forwarder = await startForwarder('uwebsockets');
  try {
    const { sessions: count } = crowd;
    await load.call('openPairs', { target: 'many', kind: 'forwarder', port: forwarder.port, count });
    log(`${count} pairs on a forwarder`);
    return await timed(load, forwarder.child.pid, crowd);
  } finally {
    await load.call('closePairs', { target: 'many' });
    await forwarder.stop();
  }
}

async function timed(load: Load, server: number, { ms }: Crowd): Promise<Run> {
  const spent = (): number[] => [server, load.pid].map(cpuSeconds);
  const before = spent();
  const { latencies, skipped } = await load.call('frameLatency', { target: 'many', perSecond, ms });
  const [serverShare = 0, loadShare = 0] = spent().map((now, index) => ((now - (before[index] ?? 0)) * 1_000) / ms);
  return { latencies, skipped, server: serverShare, load: loadShare };
}

function title(id: string, { devices, sessions }: Crowd, name: string, beside = ''): Title {
  const what = `${devices} devices, ${sessions} sessions at ${perSecond} frames/s of 20 KB: latency ${name}`;
  return { id, what, unit: 'ms', beside };
}

function at({ latencies }: Run, share: number): Measured {
  return percentileOf([latencies], share);
}

function note({ latencies, skipped, server, load, loop }: Run, { sessions, ms }: Crowd): string {
  const sent = (sessions * perSecond * ms) / 1_000;
  const late = loop === undefined ? '' : `, its event loop late by ${loop.p99Ms.toFixed(1)} ms (p99)`;
  return (
    `The generator's own time on both ends is included. ${latencies.length} of ${sent} frames, ${skipped} without ` +
    `credit; the relay took ${percent(server)} of a core${late}, the generator ${percent(load)}.`
  );
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
