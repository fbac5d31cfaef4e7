/** AUD-7's reports, as JSON and as files for a spreadsheet. */
import {
  type RemoteAccessRow,
  remoteAccessCsvHeader,
  remoteAccessCsvLine,
  usersWithRemoteAccess,
} from '../../access/remote-access-report.ts';
import { noteReport } from '../../audit/log-reading.ts';
import { type SessionCursor, sessionCsvHeader, sessionCsvLine, sessionsOfPeriod } from '../../audit/reports.ts';
import { servicesLimits } from '../../limits.ts';
import type { Api } from '../api.ts';
import { pageOf, pageQuery } from '../changes.ts';
import {
  csvFile,
  remoteAccessReportSchema,
  sessionCsvQuery,
  sessionReportQuery,
  sessionReportSchema,
} from '../log-schemas.ts';
import { isoTime, isoTimeOrNull, problems } from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';
import { instantOf, readerOf, sendFile } from './log-routes.ts';

export function reportRoutes(server: TypedServer, api: Api): void {
  const tags = ['reports'];
  const config = { access: { administer: 'log.read' } } as const;
  const exports = { ...config, rateLimit: perMinute(servicesLimits.exportsPerMinute) };
  const everything = { fromMs: null, toMs: null };
  const { db, sources } = api;

  server.get(
    '/v1/reports/sessions',
    { config, schema: { tags, querystring: sessionReportQuery, response: { 200: sessionReportSchema, ...problems } } },
    async (request) => {
      const { cursor, limit = servicesLimits.logPageRows } = request.query;
      const period = periodOf(request.query);
      const after = cursor === undefined ? undefined : cursorOf(cursor);
      const reader = readerOf(request);
      const { sessions, next } = await db.transaction().execute(async (tx) => {
        await noteReport(tx, sources, reader, 'sessions', period);
        return sessionsOfPeriod(tx, reader.tenantId, period, { after, limit });
      });
      return {
        sessions: sessions.map(({ requestedMs, startedMs, endedMs, ...session }) => ({
          ...session,
          requestedAt: isoTime(requestedMs),
          startedAt: isoTimeOrNull(startedMs),
          endedAt: isoTimeOrNull(endedMs),
          durationSeconds: startedMs === null || endedMs === null ? null : (endedMs - startedMs) / 1_000,
        })),
        next: next === undefined ? null : `${next.requestedMs}.${next.id}`,
      };
    },
  );

  server.get(
    '/v1/reports/sessions.csv',
    { config: exports, schema: { tags, querystring: sessionCsvQuery, response: { 200: csvFile, ...problems } } },
    async (request, reply) => {
      const period = periodOf(request.query);
      const reader = readerOf(request);
      await db.transaction().execute((tx) => noteReport(tx, sources, reader, 'sessions', period));
      const lines = async function* () {
        yield sessionCsvHeader;
        let after: SessionCursor | undefined;
        do {
          const page = { after, limit: servicesLimits.logRowsAtOnce };
          const { sessions, next } = await sessionsOfPeriod(db, reader.tenantId, period, page);
          for (const session of sessions) yield sessionCsvLine(session);
          after = next;
        } while (after !== undefined);
      };
      return sendFile(reply, 'text/csv; charset=utf-8', 'sessions.csv', lines());
    },
  );

  server.get(
    '/v1/reports/remote-access',
    {
      config,
      schema: { tags, querystring: pageQuery, response: { 200: remoteAccessReportSchema, ...problems } },
    },
    async (request) => {
      const reader = readerOf(request);
      await db.transaction().execute((tx) => noteReport(tx, sources, reader, 'remote-access', everything));
      const { asked, cut } = pageOf(request.query);
      const keyOf = ({ operatorId, deviceId }: RemoteAccessRow) => `${operatorId}.${deviceId}`;
      const from = { by: 'id', fromOperatorId: asked.after.split('.')[0] } as const;
      const rows: RemoteAccessRow[] = [];
      for await (const row of usersWithRemoteAccess(db, reader.tenantId, sources.nowMs(), from)) {
        if (keyOf(row) > asked.after) rows.push(row);
        if (rows.length === asked.rows) break;
      }
      const { shown, next } = cut(rows, keyOf);
      return { users: shown, next };
    },
  );

  server.get(
    '/v1/reports/remote-access.csv',
    { config: exports, schema: { tags, response: { 200: csvFile, ...problems } } },
    async (request, reply) => {
      const reader = readerOf(request);
      await db.transaction().execute((tx) => noteReport(tx, sources, reader, 'remote-access', everything));
      const lines = async function* () {
        yield remoteAccessCsvHeader;
        for await (const user of usersWithRemoteAccess(db, reader.tenantId, sources.nowMs())) {
          yield remoteAccessCsvLine(user);
        }
      };
      return sendFile(reply, 'text/csv; charset=utf-8', 'remote-access.csv', lines());
    },
  );
}

const periodOf = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  fromMs: instantOf('from', from),
  toMs: instantOf('to', to),
});

function cursorOf(text: string): SessionCursor {
  const [requestedMs = '', id = ''] = text.split('.');
  return { requestedMs: Number(requestedMs), id };
}
