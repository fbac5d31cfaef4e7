/** The shapes of the log's routes. */
import { type TObject, type TProperties, Type } from 'typebox';
import { eventKinds } from '../audit/event-kinds.ts';
import { servicesLimits } from '../limits.ts';

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const id = () => Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** RFC 3339, as every answer has it; offsets are allowed. */
const time = (description: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$',
    description,
    examples: ['2026-01-31T00:00:00Z'],
  });
const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);
const instant = () => Type.String({ format: 'date-time' });
const limit = () => Type.Integer({ minimum: 1, maximum: servicesLimits.pageRows, default: servicesLimits.logPageRows });
const cursor = (pattern: string) => Type.String({ pattern, description: 'What the page before gave as next' });

const filters = {
  from: Type.Optional(time('Records of this time and later')),
  to: Type.Optional(time('Records before this time')),
  kind: Type.Optional(Type.Union(Object.keys(eventKinds).map((kind) => Type.Literal(kind)))),
  operator: Type.Optional(Type.String({ ...id(), description: 'Who acted, or whom it is about' })),
  device: Type.Optional(id()),
  session: Type.Optional(id()),
};

export const logQuery = strict({
  ...filters,
  cursor: Type.Optional(cursor('^\\d{1,16}\\.\\d{1,16}$')),
  limit: Type.Optional(limit()),
});

export const logCsvQuery = strict(filters);

const logEntrySchema = Type.Object({
  sequence: Type.Integer({ description: 'Its number in the log, without gaps' }),
  time: instant(),
  recorded: instant(),
  kind: Type.String(),
  actorKind: Type.String(),
  actorId: nullable(Type.String({ description: 'Of the operator, API key, device or relay that acted' })),
  actorOperatorId: nullable(Type.String({ description: 'The person who acted, with an API key too' })),
  actorName: nullable(Type.String({ description: 'Of that person, or of the device that acted' })),
  operatorId: nullable(Type.String({ description: 'Whom it is about; who acted, where that is the same person' })),
  operatorName: nullable(Type.String()),
  deviceId: nullable(Type.String()),
  deviceName: nullable(Type.String()),
  sessionId: nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  personal: Type.Record(Type.String(), Type.Unknown()),
});

export const logPageSchema = Type.Object({
  entries: Type.Array(logEntrySchema),
  next: nullable(Type.String()),
});

const failure = Type.Object({
  since: instant(),
  sequence: Type.Integer({ description: 'The first record that cannot be trusted' }),
  problem: Type.String({ description: 'Why, as a code of verify-log’s', examples: ['altered'] }),
});

export const logStatusSchema = Type.Object({
  records: Type.Integer({ description: 'How many there ever were' }),
  retentionDays: Type.Integer(),
  personalDays: Type.Integer({ description: 'After how many days what is personal is gone' }),
  publicKey: Type.String({ description: 'What verify-log checks an export with' }),
  keyId: Type.String(),
  checkpointAt: nullable(instant()),
  verifiedAt: Type.Union([instant(), Type.Null()], { description: 'When all of it was last found to be intact' }),
  /** Null before the first look. */
  intact: Type.Union([Type.Boolean(), Type.Null()]),
  failure: Type.Union([failure, Type.Null()], { description: 'While it is not intact' }),
  kinds: Type.Array(Type.String(), { description: 'Of records: what `kind` filters by' }),
});

export const retentionBody = strict({
  days: Type.Integer({ minimum: servicesLimits.retentionDays, maximum: servicesLimits.retentionDaysMost }),
});

export const retentionSchema = Type.Object({ days: Type.Integer() });

export const erasureBody = strict({ operatorId: id() });
export const erasureSchema = Type.Object({ erased: Type.Integer({ description: 'Entries of the log' }) });

const period = { from: time('Sessions asked for at this time and later'), to: time('and before this one') };

export const sessionReportQuery = strict({
  ...period,
  cursor: Type.Optional(cursor('^\\d{1,16}\\.[0-9a-f-]{36}$')),
  limit: Type.Optional(limit()),
});
export const sessionCsvQuery = strict(period);

export const sessionReportSchema = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Type.String(),
      operatorId: nullable(Type.String({ description: 'Null once what is said of the person was erased' })),
      operatorName: nullable(Type.String()),
      deviceId: Type.String(),
      deviceName: Type.String(),
      permission: Type.String(),
      reason: Type.String(),
      requestedAt: instant(),
      startedAt: nullable(instant()),
      endedAt: nullable(instant()),
      durationSeconds: Type.Union([Type.Number(), Type.Null()]),
      endReason: nullable(Type.String()),
    }),
  ),
  next: nullable(Type.String()),
});

export const remoteAccessReportSchema = Type.Object({
  users: Type.Array(
    Type.Object({
      operatorId: Type.String(),
      operatorName: Type.String(),
      permission: Type.Union([Type.Literal('view'), Type.Literal('modify')]),
      deviceId: Type.String(),
      deviceName: Type.String(),
    }),
  ),
  next: nullable(Type.String()),
});

const file = (type: string, description: string) => ({ description, content: { [type]: { schema: Type.String() } } });

export const csvFile = file('text/csv', 'RFC 4180, UTF-8; cells that a spreadsheet would take for formulas are text');
export const ndjsonFile = file('application/x-ndjson', 'The whole log, for verify-log');
