/** The log: pages, exports, how it is kept, and what it forgets of a person. Reading it is in it. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStale, refuse } from '../../access/access-change.ts';
import { actorOf, type Principal } from '../../access/principal.ts';
import { lastCheckpoint } from '../../audit/checkpointing.ts';
import { erasePerson } from '../../audit/erasure.ts';
import { eventKinds } from '../../audit/event-kinds.ts';
import { publicKeyText } from '../../audit/log-key.ts';
import { logLines } from '../../audit/log-lines.ts';
import type { LogFilter } from '../../audit/log-query.ts';
import { noteReading, type Reader, readCsv, readPage } from '../../audit/log-reading.ts';
import { retentionOf, setRetention } from '../../audit/retention.ts';
import { failureOf, type LogFailure } from '../../audit/self-check.ts';
import { servicesLimits } from '../../limits.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, tagged } from '../changes.ts';
import {
  csvFile,
  erasureBody,
  erasureSchema,
  logCsvQuery,
  logPageSchema,
  logQuery,
  logStatusSchema,
  ndjsonFile,
  retentionBody,
  retentionSchema,
} from '../log-schemas.ts';
import { ProblemError } from '../problem.ts';
import { isoTime, isoTimeOrNull, problems } from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';

export function logRoutes(server: TypedServer, api: Api): void {
  const tags = ['log'];
  const reads = { access: { administer: 'log.read' } } as const;
  const manages = { access: { administer: 'log.manage' } } as const;
  /** A whole log is gigabytes: nobody needs it often. */
  const exports = { ...reads, rateLimit: perMinute(servicesLimits.exportsPerMinute) };

  server.get(
    '/v1/log',
    { config: reads, schema: { tags, querystring: logQuery, response: { 200: logPageSchema, ...problems } } },
    async (request) => {
      const { cursor, limit = servicesLimits.logPageRows, ...asked } = request.query;
      const [timeMs = 0, sequence = 0] = cursor?.split('.').map(Number) ?? [];
      const after = cursor === undefined ? undefined : { timeMs, sequence };
      const { entries, next } = await readPage(api, readerOf(request), filterOf(asked), { after, limit });
      return {
        entries: entries.map(({ timeMs, recordedMs, ...entry }) => ({
          ...entry,
          time: isoTime(timeMs),
          recorded: isoTime(recordedMs),
        })),
        next: next === undefined ? null : `${next.timeMs}.${next.sequence}`,
      };
    },
  );

  server.get(
    '/v1/log.csv',
    { config: exports, schema: { tags, querystring: logCsvQuery, response: { 200: csvFile, ...problems } } },
    async (request, reply) => {
      const lines = readCsv(api, readerOf(request), filterOf(request.query));
      return sendFile(reply, 'text/csv; charset=utf-8', 'log.csv', lines);
    },
  );

  server.get(
    '/v1/log.ndjson',
    { config: exports, schema: { tags, response: { 200: ndjsonFile, ...problems } } },
    async (request, reply) => {
      const reader = readerOf(request);
      await api.db.transaction().execute((tx) => noteReading(tx, api.sources, reader, 'ndjson'));
      const { db, sources } = api;
      const ports = {
        db,
        sources,
        get signer() {
          return api.logSigner;
        },
      };
      const lines = withEnds(logLines(ports, reader.tenantId));
      return sendFile(reply, 'application/x-ndjson', 'log.ndjson', lines);
    },
  );

  server.get(
    '/v1/log/status',
    { config: reads, schema: { tags, response: { 200: logStatusSchema, ...problems } } },
    async (request) => {
      const { tenantId } = callerOf(request).principal;
      const heads = api.db.selectFrom('event_heads').where('tenant_id', '=', tenantId).selectAll();
      const head = await heads.executeTakeFirstOrThrow();
      const { sequence, retention_days, verified_ms } = head;
      const failure = failureOf(head);
      const checkpoint = await lastCheckpoint(api.db, tenantId);
      return {
        records: sequence,
        retentionDays: retention_days,
        personalDays: servicesLimits.retentionDays,
        publicKey: publicKeyText(api.logSigner),
        keyId: api.logSigner.keyId,
        checkpointAt: isoTimeOrNull(checkpoint?.time_ms ?? null),
        verifiedAt: isoTimeOrNull(verified_ms),
        intact: failure !== undefined ? false : verified_ms === null ? null : true,
        failure: failure === undefined ? null : described(failure),
        kinds: Object.keys(eventKinds),
      };
    },
  );

  server.get(
    '/v1/log/retention',
    { config: reads, schema: { tags, response: { 200: retentionSchema, ...problems } } },
    async (request, reply) => tagged(reply, { days: await retentionOf(api.db, readerOf(request).tenantId) }),
  );

  server.put(
    '/v1/log/retention',
    { config: manages, schema: { tags, body: retentionBody, response: { 200: retentionSchema, ...problems } } },
    async (request, reply) => {
      const { days } = request.body;
      const needed = { action: 'administer', permission: 'log.manage' } as const;
      const retention = await applyChange(api, request, needed, async (change) => {
        const { tx, sources, actor, facts } = change;
        const tenantId = facts.tenant.id;
        if (isStale(change, { days: await retentionOf(tx, tenantId) })) return refuse('changed-meanwhile');
        await setRetention(tx, sources, { tenantId, days, actor });
        return { days };
      });
      return tagged(reply, retention);
    },
  );

  server.post(
    '/v1/log/erasures',
    { config: manages, schema: { tags, body: erasureBody, response: { 200: erasureSchema, ...problems } } },
    async (request) => {
      const { tenantId, actor } = readerOf(request);
      const personId = request.body.operatorId;
      if (actsFor(callerOf(request).principal).includes(personId))
        throw new ProblemError('forbidden', { detail: ownLog });
      const erasure = { tenantId, personId, actor };
      const needed = { action: 'administer', permission: 'log.manage' } as const;
      const erased = await erasePerson(api.db, api.sources, erasure, (work) =>
        applyChange(api, request, needed, ({ tx }) => work(tx)),
      );
      return { erased };
    },
  );
}

const ownLog =
  'What the log says of you only somebody else can erase: make another user a manager for it, if you are the only one who may.';

/** Whose hand it is: an API key is its maker's too. Nobody hides what they did by themselves. */
const actsFor = (principal: Principal): readonly (string | null)[] =>
  principal.via === 'api-key' ? [principal.operatorId, principal.createdBy] : [principal.operatorId];

const described = ({ sinceMs, ...failure }: LogFailure) => ({ ...failure, since: isoTime(sinceMs) });

export function readerOf(request: FastifyRequest): Reader {
  const { principal } = callerOf(request);
  return { tenantId: principal.tenantId, operatorId: principal.operatorId, actor: actorOf(principal) };
}

interface AskedFor {
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly operator?: string;
  readonly device?: string;
  readonly session?: string;
}

function filterOf({ from, to, kind, operator, device, session }: AskedFor): LogFilter {
  return {
    fromMs: from === undefined ? undefined : instantOf('from', from),
    toMs: to === undefined ? undefined : instantOf('to', to),
    kind,
    operatorId: operator,
    deviceId: device,
    sessionId: session,
  };
}

/** Of the right form, and in the calendar; whatever is before 1970 is before every record. */
export function instantOf(name: string, text: string): number {
  const timeMs = Date.parse(text);
  if (Number.isFinite(timeMs)) return Math.max(0, timeMs);
  throw new ProblemError('invalid-request', { detail: `${name} is no time that there is.` });
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/**
 * Sends what a generator makes, as fast as it is taken. The first piece is made before the answer begins, so that what
 * fails at once is a problem document; what fails later breaks the connection, and nobody takes it for the whole.
 */
export async function sendFile(
  reply: FastifyReply,
  type: string,
  name: string,
  pieces: AsyncGenerator<string>,
): Promise<FastifyReply> {
  const first = await pieces.next();
  const all = async function* () {
    if (first.done !== true) yield first.value;
    yield* pieces;
  };
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(all(), { objectMode: false, highWaterMark: servicesLimits.exportBufferBytes }));
}
