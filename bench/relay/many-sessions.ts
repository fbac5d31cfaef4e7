/** L1: one core with many devices connected and many sessions at work: the latency of their frames. */
import { limits } from '../limits.ts';
import { cpuSeconds } from '../process/proc-stat.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import { startRelay } from './servers.ts';
import type { Step } from './step.ts';

export async function manySessionsRows({ load, log }: Step): Promise<Row[]> {
  const relay = await startRelay(await load.call('services'));
  try {
    const { port, child } = relay;
    const { manyDevices, manySessions, manyFramesPerSecond, manyMs } = limits;
    await load.call('connectIdle', { kind: 'relay', port, count: manyDevices - manySessions });
    await load.call('openPairs', { target: 'many', kind: 'relay', port, count: manySessions });
    log(`${manyDevices} devices are connected, ${manySessions} of them in session`);
    const before = cpuSeconds(child.pid);
    const perSecond = manyFramesPerSecond;
    const { latencies, skipped } = await load.call('frameLatency', { target: 'many', perSecond, ms: manyMs });
    const share = Math.round((100_000 * (cpuSeconds(child.pid) - before)) / manyMs);
    const sent = (manySessions * manyFramesPerSecond * manyMs) / 1_000;
    const note =
      `The generator's own time on both ends is included. ${latencies.length} of ${sent} frames, ${skipped} without ` +
      `credit; the relay took ${share} % of a core.`;
    const what = `${manyDevices} devices, ${manySessions} sessions at ${perSecond} frames/s of 20 KB: latency`;
    const title = (id: string, name: string): Parameters<typeof rowOf>[0] => ({
      id,
      what: `${what} ${name}`,
      unit: 'ms',
      beside: '',
    });
    return [
      rowOf(title('L1', 'p99'), percentileOf([latencies], 0.99), undefined, note),
      rowOf(title('L1.p50', 'p50'), percentileOf([latencies], 0.5)),
    ];
  } finally {
    await relay.stop();
  }
}
