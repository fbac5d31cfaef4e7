/** How late the relay's event loop was, from its own metrics: since they were asked for last. */
import { BenchError } from '../bench-error.ts';

export interface LoopDelay {
  readonly p99Ms: number;
  readonly mostMs: number;
}

/** Asks, and so begins a new stretch of time. */
export async function loopDelay(adminUrl: string): Promise<LoopDelay> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const read = (quantile: string): number => {
    const line = new RegExp(`^ringside_relay_event_loop_delay_seconds{quantile="${quantile}"} (\\S+)$`, 'm').exec(text);
    if (line === null) throw new BenchError('not-ready', "The relay's metrics do not tell of its event loop.");
    return Number(line[1]) * 1_000;
  };
  return { p99Ms: read('0.99'), mostMs: read('1') };
}
