/** P8: a fast viewer's frames while another viewer of the same device has stopped reading, beside the same alone. */
import { limits } from '../limits.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import { startRelay } from './servers.ts';
import type { Step } from './step.ts';

export async function isolationRows({ load, log }: Step): Promise<Row[]> {
  const relay = await startRelay(await load.call('services'));
  try {
    await load.call('openWatched', { target: 'alone', port: relay.port, frozen: false });
    await load.call('openWatched', { target: 'beside', port: relay.port, frozen: true });
    const rounds: Record<'alone' | 'beside', number[][]> = { alone: [], beside: [] };
    const shown: string[] = [];
    for (let round = 1; round <= limits.watchedRounds; round++) {
      for (const target of ['alone', 'beside'] as const) {
        const perSecond = limits.watchedFramesPerSecond;
        const { latencies, skipped } = await load.call('frameLatency', { target, perSecond, ms: limits.watchedMs });
        rounds[target].push(latencies);
        shown.push(`${target} ${latencies.length} frames, ${skipped} without credit`);
      }
      log(`frozen viewer, round ${round}`);
    }
    const note = `${shown.join('; ')}.`;
    return ([0.5, 0.99] as const).map((share) => {
      const name = share === 0.5 ? 'p50' : 'p99';
      const what = `a fast viewer's frames beside a frozen viewer, ${name}`;
      const title = { id: `P8.${name}`, what, unit: 'ms', beside: 'the same, alone' };
      return rowOf(title, percentileOf(rounds.beside, share), percentileOf(rounds.alone, share), note);
    });
  } finally {
    await relay.stop();
  }
}
