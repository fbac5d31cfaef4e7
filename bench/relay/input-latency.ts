/** P6: what is added to a 200 B input message's way, beyond the same message sent straight from end to end. */
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { failedRow, type Measured, type Row, rowOf } from '../report/row.ts';
import { percentile, spread } from '../report/statistics.ts';
import { type Server, startForwarder, startHaproxy, startRelay, startWebsockify } from './servers.ts';
import { haproxyName, type Step, uwebsocketsName, websockifyName } from './step.ts';

const paths = ['direct', 'relay', 'uws', 'haproxy', 'websockify'] as const;
type PathName = (typeof paths)[number];

const peerNames = { uws: uwebsocketsName, haproxy: `${haproxyName}, TCP`, websockify: websockifyName } as const;

export async function inputLatencyRows({ load, log }: Step): Promise<Row[]> {
  const servers: Server[] = [];
  const failures = new Map<PathName, string>();
  const proxied = async (path: 'haproxy' | 'websockify', start: (target: number) => Promise<Server>): Promise<void> => {
    try {
      const { port: target } = await load.call('tcpEnd', { path });
      const server = await start(target);
      servers.push(server);
      await load.call('openTcpPath', { path, port: server.port, websocket: path === 'websockify' });
    } catch (error) {
      failures.set(path, sentenceOf(error));
    }
  };
  try {
    const relay = await startRelay(await load.call('services'));
    servers.push(relay);
    await load.call('openRelayPath', { path: 'relay', port: relay.port });
    const { port } = await load.call('tcpEnd', { path: 'direct' });
    await load.call('openTcpPath', { path: 'direct', port, websocket: false });
    const forwarder = await startForwarder('uwebsockets');
    servers.push(forwarder);
    await load.call('openForwardedPath', { path: 'uws', port: forwarder.port });
    await proxied('haproxy', startHaproxy);
    await proxied('websockify', startWebsockify);
    const rounds: Record<PathName, number[][]> = { direct: [], relay: [], uws: [], haproxy: [], websockify: [] };
    // A pointer in use has sent as many within half a minute: what is measured is code that runs, not code that starts.
    for (const path of paths) {
      if (!failures.has(path)) await load.call('inputLatency', { path, count: limits.warmInputs });
    }
    for (let round = 1; round <= limits.inputRounds; round++) {
      for (const path of paths) {
        if (failures.has(path)) continue;
        rounds[path].push(await load.call('inputLatency', { path, count: limits.inputsPerRound }));
      }
      log(`input, round ${round}`);
    }
    const directMs = percentile(rounds.direct.flat(), 0.5);
    const added = (path: PathName, share: number): Measured => {
      const least = (samples: readonly number[]): number => (percentile(samples, share) - directMs) * 1_000;
      return { value: least(rounds[path].flat()), spread: spread(rounds[path].map(least)) };
    };
    const note = `Straight from end to end: ${Math.round(directMs * 1_000)} µs (p50), which is taken off every figure.`;
    return (['uws', 'haproxy', 'websockify'] as const).flatMap((path) =>
      ([0.5, 0.99] as const).map((share) => {
        const name = share === 0.5 ? 'p50' : 'p99';
        const title = {
          id: `P6.${path}.${name}`,
          what: `latency added to 200 B of input, ${name}`,
          unit: 'µs',
          beside: peerNames[path],
        };
        const failure = failures.get(path);
        if (failure !== undefined) return failedRow(title, failure, added('relay', share));
        return rowOf(title, added('relay', share), added(path, share), note);
      }),
    );
  } finally {
    for (const server of servers) await server.stop();
  }
}
