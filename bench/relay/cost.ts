/** P5: what forwarding costs, in CPU seconds of the forwarding process alone, all paths alternating. */
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { type Server, startForwarder, startRelay } from './servers.ts';
import { type Step, uwebsocketsName, wsName } from './step.ts';

type Name = 'relay' | 'uws' | 'ws';

export async function costRows({ load, log }: Step): Promise<Row[]> {
  const servers = new Map<Name, Server>();
  try {
    servers.set('relay', await startRelay(await load.call('services')));
    servers.set('uws', await startForwarder('uwebsockets'));
    servers.set('ws', await startForwarder('ws'));
    for (const [target, { port }] of servers) {
      const kind = target === 'relay' ? 'relay' : 'forwarder';
      await load.call('openPairs', { target, kind, port, count: limits.pairs });
    }
    const perGigabyte: Record<Name, number[]> = { relay: [], uws: [], ws: [] };
    const perMessage: Record<Name, number[]> = { relay: [], uws: [], ws: [] };
    for (let round = 1; round <= limits.throughputRounds; round++) {
      for (const size of ['large', 'small'] as const) {
        for (const [target, { child }] of servers) {
          const { cpuSeconds, bytes, messages, seconds } = await load.call('throughput', {
            target,
            size,
            pid: child.pid,
          });
          if (size === 'large') perGigabyte[target].push(cpuSeconds / (bytes / 1e9));
          else perMessage[target].push((cpuSeconds * 1e6) / messages);
          const share = Math.round((100 * cpuSeconds) / seconds);
          log(`${size} frames, ${target}: ${Math.round(bytes / seconds / 1e6)} MB/s, ${share} % of a core`);
        }
      }
    }
    return [
      ...rows('P5.bytes', 'CPU per GB, 16 KB frames', 's', perGigabyte),
      ...rows('P5.messages', 'CPU per message, 200 B frames', 'µs', perMessage),
    ];
  } finally {
    for (const server of servers.values()) await server.stop();
  }
}

function rows(id: string, what: string, unit: string, runs: Readonly<Record<Name, readonly number[]>>): Row[] {
  const own = medianOf(runs.relay);
  return [
    rowOf({ id: `${id}.uws`, what, unit, beside: uwebsocketsName }, own, medianOf(runs.uws)),
    rowOf({ id: `${id}.ws`, what, unit, beside: wsName }, own, medianOf(runs.ws)),
  ];
}
