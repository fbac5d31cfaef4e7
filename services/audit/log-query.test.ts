import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { type Actor, appendEvent, type EventEntry } from './event-log.ts';
import { type LogFilter, queryLog } from './log-query.ts';

const [devices, people, sessions] = ['device', 'person', 'session'].map((name) => [1, 2, 3].map((n) => `${name}-${n}`));
const kinds = ['access.refused', 'session.started'] as const;
const records = 240;

let log: SampleLog;
const written: (Required<Pick<EventEntry, 'kind' | 'timeMs'>> & {
  readonly sequence: number;
  readonly deviceId: string | undefined;
  readonly sessionId: string | undefined;
  readonly persons: readonly string[];
})[] = [];

beforeAll(async () => {
  log = await openSampleLog();
  const first = await log.db.selectFrom('event_heads').select('sequence').executeTakeFirstOrThrow();
  const pick = <T>(values: readonly T[] = [], at: number): T | undefined => values[at % values.length];
  await log.db.transaction().execute(async (tx) => {
    for (let n = 0; n < records; n++) {
      const kind = kinds[n % 2] ?? expect.fail();
      const deviceId = pick([...(devices ?? []), undefined], n >> 1);
      const sessionId = pick([...(sessions ?? []), undefined], n * 7);
      const [acting, about] = [pick(people, n * 5), pick([...(people ?? []), undefined], n >> 3)];
      const actor: Actor = acting !== undefined && n % 5 > 0 ? { kind: 'operator', id: acting } : { kind: 'services' };
      // Several at one time, and not in the order of their numbers.
      const timeMs = log.sources.nowMs() - ((n * 37) % 50) * 1_000;
      const rest = { tenantId: log.tenantId, actor, timeMs, deviceId, sessionId, operatorId: about };
      const detail = kind === 'access.refused' ? { reason: 'forbidden', route: 'GET /v1/log' } : {};
      await appendEvent(tx, log.sources, { kind, detail, ...rest } as EventEntry);
      const persons = [actor.kind === 'operator' ? actor.id : undefined, about].flatMap((person) => person ?? []);
      written.push({ kind, timeMs, sequence: first.sequence + n + 1, deviceId, sessionId, persons });
    }
  });
  // The same numbers and times in another tenant's log, in which nothing is about our devices and sessions.
  for (const row of await log.db.selectFrom('events').selectAll().execute())
    await log.db
      .insertInto('events')
      .values({ ...row, tenant_id: 'another', device_id: null, session_id: null })
      .execute();
  for (const row of await log.db.selectFrom('event_persons').selectAll().execute())
    await log.db
      .insertInto('event_persons')
      .values({ ...row, tenant_id: 'another', person_id: row.sequence % 2 > 0 ? 'stranger' : row.person_id })
      .execute();
});
afterAll(() => log.close());

const oneOf = (values: readonly string[] = []) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters: fc.Arbitrary<LogFilter & { fromAgoS: number | undefined; forS: number | undefined }> = fc.record({
  kind: oneOf(kinds),
  deviceId: oneOf(devices),
  operatorId: oneOf([...(people ?? []), 'stranger']),
  sessionId: oneOf(sessions),
  fromAgoS: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  forS: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
});

test('AUD-6: every filter with every other finds each of its records once, newest first, page by page', async () => {
  const nowMs = log.sources.nowMs();
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async ({ fromAgoS, forS, ...asked }, limit) => {
      const fromMs = fromAgoS === undefined ? undefined : nowMs - fromAgoS * 1_000;
      const toMs = forS === undefined ? undefined : (fromMs ?? nowMs - 60_000) + forS * 1_000;
      const { kind, deviceId, operatorId, sessionId } = asked;
      const expected = written
        .filter((one) => kind === undefined || one.kind === kind)
        .filter((one) => deviceId === undefined || one.deviceId === deviceId)
        .filter((one) => operatorId === undefined || one.persons.includes(operatorId))
        .filter((one) => sessionId === undefined || one.sessionId === sessionId)
        .filter(({ timeMs }) => timeMs >= (fromMs ?? 0) && timeMs < (toMs ?? Number.POSITIVE_INFINITY))
        .toSorted((one, other) => other.timeMs - one.timeMs || other.sequence - one.sequence);
      const found: number[] = [];
      let page = await queryLog(log.db, log.tenantId, { ...asked, fromMs, toMs }, { limit });
      for (;;) {
        found.push(...page.rows.map(({ sequence }) => sequence));
        if (page.next === undefined) break;
        page = await queryLog(log.db, log.tenantId, { ...asked, fromMs, toMs }, { limit, after: page.next });
      }
      const ours = found.filter((sequence) => sequence > (written[0]?.sequence ?? 0) - 1);
      expect(ours).toEqual(expected.map(({ sequence }) => sequence));
      const ofAnotherTenant = await queryLog(log.db, 'another', { ...asked, fromMs, toMs }, { limit });
      const isOurs = deviceId !== undefined || sessionId !== undefined;
      expect(ofAnotherTenant.rows.filter(({ tenant_id }) => isOurs || tenant_id !== 'another')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
