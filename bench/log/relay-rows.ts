/** A7: the latency of the relay's frames while the log of a process beside it writes at full speed, and while it rests. */
import { fileURLToPath } from 'node:url';
import { limits } from '../limits.ts';
import { nextMessage, startNode } from '../process/child.ts';
import { fieldAt } from '../process/message-field.ts';
import { Load } from '../relay/load-process.ts';
import { startRelay } from '../relay/servers.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import type { LogStep } from './log-step.ts';

export async function relayRows({ folder, log }: LogStep): Promise<Row[]> {
  const load = await Load.start();
  const relay = await startRelay(await load.call('services'));
  const program = fileURLToPath(new URL('writing-process.ts', import.meta.url));
  const writer = startNode('the log', program, [folder, String(limits.logWriters), 'on request']);
  try {
    await nextMessage(writer, (message) => (fieldAt(message, 'ready') === true ? true : undefined), limits.startMs);
    await load.call('openWatched', { target: 'log', port: relay.port, frozen: false });
    const rounds: Record<'write' | 'rest', number[][]> = { write: [], rest: [] };
    for (let round = 1; round <= limits.watchedRounds; round++) {
      for (const doing of ['rest', 'write'] as const) {
        writer.process.send(doing);
        const perSecond = limits.watchedFramesPerSecond;
        const { latencies } = await load.call('frameLatency', { target: 'log', perSecond, ms: limits.watchedMs });
        rounds[doing].push(latencies);
      }
      log(`round ${round}`);
    }
    return ([0.5, 0.99] as const).map((share) => {
      const name = share === 0.5 ? 'p50' : 'p99';
      const what = `the relay's frames while the log writes at full speed, ${name}`;
      const title = { id: `A7.${name}`, what, unit: 'ms', beside: 'the same, with a log that rests' };
      return rowOf(title, percentileOf(rounds.write, share), percentileOf(rounds.rest, share));
    });
  } finally {
    await writer.stop();
    await relay.stop();
    await load.stop();
  }
}
