/** Prometheus metrics, health and readiness on the control listener: numbers only, nothing personal. */
import type { RequestListener } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Db } from '../store/schema.ts';

/** Answers /metrics, /healthz and /readyz. */
export function monitoringRoutes(
  db: Db,
  nodes: { viewerUrls(): readonly string[] },
  notReady: () => Promise<string | undefined>,
): RequestListener {
  const registry = createRegistry(db, nodes);
  return (request, response) => {
    const answer = (status: number, body: string, type = 'text/plain') =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    const path = request.method === 'GET' ? request.url?.split('?', 1)[0] : undefined;
    if (path === '/healthz') answer(200, 'ok\n');
    else if (path === '/readyz') {
      void notReady().then((why) => (why === undefined ? answer(200, 'ready\n') : answer(503, `${why}\n`)));
    } else if (path === '/metrics') {
      registry.metrics().then(
        (text) => answer(200, text, registry.contentType),
        () => answer(503, 'the database cannot be read\n'),
      );
    } else answer(404, 'not found\n');
  };
}

function createRegistry(db: Db, nodes: { viewerUrls(): readonly string[] }): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'ringside_services_' });
  const registers = [registry];
  new Gauge({
    name: 'ringside_services_nodes',
    help: 'Relay nodes in touch',
    registers,
    collect() {
      this.set(nodes.viewerUrls().length);
    },
  });
  new Gauge({
    name: 'ringside_services_sessions',
    help: 'Live sessions by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      for (const { state, count } of await countBy(db, 'sessions')) if (state !== 'ended') this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'ringside_services_devices',
    help: 'Devices by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      for (const { state, count } of await countBy(db, 'devices')) this.set({ state }, count);
    },
  });
  return registry;
}

async function countBy(db: Db, table: 'sessions' | 'devices'): Promise<{ state: string; count: number }[]> {
  const rows = await db
    .selectFrom(table)
    .select((expression) => ['state', expression.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}
