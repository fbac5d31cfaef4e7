/** Prometheus metrics, health and readiness on the control listener: numbers only, nothing personal. */
import type { RequestListener } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { servicesLimits } from '../limits.ts';
import type { Db } from '../store/schema.ts';

export interface Metrics {
  countRefusal(code: string): void;
  /** The log's checkpoints could not be written outside the database. */
  countSinkFailure(): void;
  /** Answers /metrics, /healthz and /readyz. */
  readonly handler: RequestListener;
}

export function createMetrics(
  db: Db,
  nodes: { viewerUrls(): readonly string[] },
  notReady: () => Promise<string | undefined>,
): Metrics {
  const registry = new Registry();
  registerGauges(registry, db, nodes);
  const refusals = new Counter({
    name: 'ringside_services_refusals_total',
    help: 'Answers that refused somebody who is not signed in, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  const sinkFailures = new Counter({
    name: 'ringside_services_log_checkpoint_failures_total',
    help: 'Checkpoints of the log that could not be written outside the database, and wait',
    registers: [registry],
  });
  return {
    countRefusal: (code) => refusals.inc({ code }),
    countSinkFailure: () => sinkFailures.inc(),
    handler: (request, response) => {
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
    },
  };
}

function registerGauges(registry: Registry, db: Db, nodes: { viewerUrls(): readonly string[] }): void {
  const eventLoopMonitoringPrecision = servicesLimits.eventLoopSampleMs;
  collectDefaultMetrics({ register: registry, prefix: 'ringside_services_', eventLoopMonitoringPrecision });
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
    name: 'ringside_services_log_failed',
    help: 'Logs that do not verify: anything but 0 is an alarm',
    registers,
    async collect() {
      this.set(await countFailedLogs(db));
    },
  });
  for (const table of ['sessions', 'devices'] as const) {
    new Gauge({
      name: `ringside_services_${table}`,
      help: table === 'sessions' ? 'Live sessions by state' : 'Devices by state',
      labelNames: ['state'],
      registers,
      async collect() {
        this.reset();
        for (const { state, count } of await countBy(db, table)) this.set({ state }, count);
      },
    });
  }
}

/** By the last look at each, which a restart does not forget. */
async function countFailedLogs(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('event_heads')
    .where('failed_ms', 'is not', null)
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function countBy(db: Db, table: 'sessions' | 'devices'): Promise<{ state: string; count: number }[]> {
  const rows = await db
    .selectFrom(table)
    .select((expression) => ['state', expression.fn.countAll<number>().as('count')])
    // Ended sessions only ever grow in number: they are the log's business.
    .where('state', '!=', 'ended')
    .groupBy('state')
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}
