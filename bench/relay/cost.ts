/** P5: what forwarding costs, in CPU seconds of the forwarding process alone, all paths alternating. */
import { limits } from '../limits.ts';
import { type Measured, medianOf, type Row, rowOf, type Title } from '../report/row.ts';
import type { PairKind } from './pairs.ts';
import { type Server, startForwarder, startRelay } from './servers.ts';
import { type Step, uwebsocketsName, wsName } from './step.ts';

/** A way through a server: our relay, or something that forwards what has an identifier of its own in its path. */
export interface CostPath {
  readonly kind: PairKind;
  start(): Promise<Server>;
}

/** CPU seconds per gigabyte, and microseconds per message, one of each a round. */
export interface Costs {
  readonly perGigabyte: number[];
  readonly perMessage: number[];
}

export async function costRows(step: Step): Promise<Row[]> {
  const costs = await measureCosts(step, limits.throughputRounds, {
    relay: relayPath(step),
    uws: { kind: 'forwarder', start: () => startForwarder('uwebsockets') },
    ws: { kind: 'forwarder', start: () => startForwarder('ws') },
  });
  return [
    costRow(bytesTitle('P5.bytes.uws', uwebsocketsName), costs, 'uws', 'perGigabyte'),
    costRow(bytesTitle('P5.bytes.ws', wsName), costs, 'ws', 'perGigabyte'),
    costRow(messagesTitle('P5.messages.uws', uwebsocketsName), costs, 'uws', 'perMessage'),
    costRow(messagesTitle('P5.messages.ws', wsName), costs, 'ws', 'perMessage'),
  ];
}

export function relayPath({ load }: Step): CostPath {
  return { kind: 'relay', start: async () => startRelay(await load.call('services')) };
}

/** All paths side by side, exercised in turns. */
export async function measureCosts(
  { load, log }: Step,
  rounds: number,
  paths: Readonly<Record<string, CostPath>>,
): Promise<ReadonlyMap<string, Costs>> {
  const servers = new Map<string, Server>();
  const costs = new Map<string, Costs>();
  try {
    for (const [target, { kind, start }] of Object.entries(paths)) {
      const server = await start();
      servers.set(target, server);
      costs.set(target, { perGigabyte: [], perMessage: [] });
      await load.call('openPairs', { target, kind, port: server.port, count: limits.pairs });
    }
    for (let round = 1; round <= rounds; round++) {
      for (const size of ['large', 'small'] as const) {
        for (const [target, { child }] of servers) {
          const measured = await load.call('throughput', { target, size, pid: child.pid });
          const { cpuSeconds, bytes, messages, seconds } = measured;
          if (size === 'large') costs.get(target)?.perGigabyte.push(cpuSeconds / (bytes / 1e9));
          else costs.get(target)?.perMessage.push((cpuSeconds * 1e6) / messages);
          const share = Math.round((100 * cpuSeconds) / seconds);
          log(`${size} frames, ${target}: ${Math.round(bytes / seconds / 1e6)} MB/s, ${share} % of a core`);
        }
      }
    }
    return costs;
  } finally {
    for (const server of servers.values()) await server.stop();
  }
}

/** One row for each peer that these are measured beside. */
export function costRow(title: Title, costs: ReadonlyMap<string, Costs>, peer: string, cost: keyof Costs): Row {
  const of = (name: string): Measured => medianOf(costs.get(name)?.[cost] ?? []);
  return rowOf(title, of('relay'), of(peer));
}

export function bytesTitle(id: string, beside: string): Title {
  return { id, what: 'CPU per GB, 16 KB frames', unit: 's', beside };
}

export function messagesTitle(id: string, beside: string): Title {
  return { id, what: 'CPU per message, 200 B frames', unit: 'µs', beside };
}
