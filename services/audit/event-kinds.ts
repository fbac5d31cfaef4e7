/**
 * The closed schema of the log (AUD-3): every kind of record there is, with the fields of its detail. What is not in
 * this table cannot be recorded, so no frame, keystroke, secret or text of a peer gets in. Details are codes,
 * identifiers, names of our own and numbers; what tells of a person stands apart, under `personal`, and can be erased.
 */
import { limits } from '@ringside/protocol';
import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { servicesLimits } from '../limits.ts';

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

/** Identifiers, codes, routes, origins: printable ASCII. */
const code = () => Type.String({ maxLength: servicesLimits.logCodeUnits, pattern: '^[\\x20-\\x7e]*$' });
const codeOrNull = () => Type.Union([code(), Type.Null()]);
const count = () => Type.Integer({ minimum: 0 });
const countOrNull = () => Type.Union([count(), Type.Null()]);
const time = () => Type.Integer({ minimum: 0 });
const timeOrNull = () => Type.Union([time(), Type.Null()]);
/** What people write: shown as text, never interpreted. */
const text = (maxLength: number) => Type.String({ maxLength });
const permission = () => Type.Union([Type.Literal('view'), Type.Literal('modify')]);

const nothing = strict({});
const apiKey = { apiKey: code() };
const enrolmentKey = { enrolmentKey: code() };
const incident = strict({ incident: code(), incidentKind: code() });
const request = strict({ permission: permission(), origin: code(), node: code() });
/** Why somebody wants access, or a ticket reference (SES-8). */
const reason = strict({ reason: text(limits.reasonUnits) });

const nameText = () => text(limits.nameUnits);
/** Null: it was not there before, or is not there any more. */
const changed = <T extends TSchema>(what: T) => ({
  before: Type.Union([what, Type.Null()]),
  after: Type.Union([what, Type.Null()]),
});
const codes = () => Type.Array(code());
const disabled = strict({ disabled: Type.Boolean() });
const settings = Type.Record(code(), Type.Union([Type.Integer(), Type.Boolean(), code()]));
const role = strict({ name: nameText(), permissions: codes() });
const assigned = strict({
  roleId: code(),
  everyone: Type.Boolean(),
  userGroupIds: codes(),
  everyDevice: Type.Boolean(),
  deviceIds: codes(),
  deviceGroupIds: codes(),
  siteIds: codes(),
  startsMs: Type.Union([Type.Integer(), Type.Null()]),
  endsMs: Type.Union([Type.Integer(), Type.Null()]),
});

interface Kind {
  readonly detail: TObject;
  /** Of the operator whom the record is about. */
  readonly personal?: TObject;
}

export const eventKinds = {
  'tenant.created': { detail: nothing },
  /** By whose acknowledgement of which text; null where the embedded default did it for its own tenant. */
  'tenant.opted-in': { detail: strict({ textVersion: codeOrNull() }), personal: strict({ email: text(254) }) },
  'tenant.opted-out': { detail: nothing },
  'tenant.suspended': { detail: nothing },
  'tenant.restored': { detail: nothing },
  /** How many devices may be monitored, and which agents may connect; null is any. */
  'tenant.entitlement-changed': { detail: strict({ before: countOrNull(), after: countOrNull() }) },
  'tenant.minimum-agent-changed': { detail: strict({ before: codeOrNull(), after: codeOrNull() }) },
  'tenant.settings-changed': { detail: strict({ before: settings, after: settings }) },
  'tenant.room-card-on': { detail: nothing },
  'tenant.room-card-off': { detail: nothing },
  'tenant.restarts-on': { detail: nothing },
  'tenant.restarts-off': { detail: nothing },
  'tenant.view-shortcuts-on': { detail: nothing },
  'tenant.view-shortcuts-off': { detail: nothing },
  'operator.created': { detail: nothing, personal: strict({ name: text(limits.nameUnits) }) },
  'operator.signed-in': { detail: nothing },
  'operator.signed-out': { detail: nothing },
  /** By a link or at the identity provider; of whom, only where that is known. */
  'operator.sign-in-refused': {
    detail: strict({ by: Type.Union([Type.Literal('link'), Type.Literal('issuer')]), reason: code() }),
  },
  'operator.changed': {
    detail: strict({ before: disabled, after: disabled }),
    personal: strict({ before: text(limits.nameUnits), after: text(limits.nameUnits) }),
  },
  /** Whether the issuer says that this user administers the tenant. */
  'operator.administrator': { detail: strict({ before: Type.Boolean(), after: Type.Boolean() }) },
  'role.created': { detail: strict({ role: code(), ...changed(role) }) },
  'role.changed': { detail: strict({ role: code(), ...changed(role) }) },
  'role.deleted': { detail: strict({ role: code(), ...changed(role) }) },
  'assignment.created': { detail: strict({ assignment: code(), ...changed(assigned) }) },
  'assignment.changed': { detail: strict({ assignment: code(), ...changed(assigned) }) },
  'assignment.withdrawn': { detail: strict({ assignment: code(), ...changed(assigned) }) },
  /** One record for each user whom an assignment names, so that they can be found and erased. */
  'assignment.user-added': { detail: strict({ assignment: code() }) },
  'assignment.user-removed': { detail: strict({ assignment: code() }) },
  'group.created': { detail: strict({ group: code(), of: code(), ...changed(nameText()) }) },
  'group.renamed': { detail: strict({ group: code(), of: code(), ...changed(nameText()) }) },
  /** Which group of the issuer's it stands for. */
  'group.claim-changed': { detail: strict({ group: code(), ...changed(nameText()) }) },
  'group.deleted': { detail: strict({ group: code(), of: code(), ...changed(nameText()) }) },
  /** The member is the record's operator or device. */
  'group.member-added': { detail: strict({ group: code(), of: code() }) },
  'group.member-removed': { detail: strict({ group: code(), of: code() }) },
  'api-key.created': {
    detail: strict({ ...apiKey, name: nameText(), scope: code(), origins: codes(), expiresMs: time() }),
  },
  'api-key.revoked': { detail: strict(apiKey) },
  /** One that is for rebinding names its device beside. */
  'enrolment-key.created': { detail: strict({ ...enrolmentKey, maxUses: count(), expiresMs: time() }) },
  'enrolment-key.revoked': { detail: strict(enrolmentKey) },
  'device.enrolled': { detail: strict({ ...enrolmentKey, state: code() }) },
  'device.state-changed': { detail: strict({ before: code(), after: code() }) },
  /** Another machine, or the same with a new disk, has taken the record over: the old key pair is void. */
  'device.rebound': { detail: strict({ ...enrolmentKey, state: code() }) },
  /** What was collected about it is gone; the log about it stays. */
  'device.data-deleted': { detail: nothing },
  'signing-key.rotated': {
    detail: strict({ key: code(), before: code(), signsFromMs: time(), compromised: Type.Boolean() }),
  },
  'signing-key.retired': { detail: strict({ key: code() }) },
  'log-key.rotated': { detail: strict({ key: code(), before: code() }) },
  'incident.opened': { detail: incident },
  'incident.closed': { detail: incident },
  'access.refused': { detail: strict({ reason: code(), route: code() }) },
  'session.requested': { detail: request, personal: reason },
  'session.resume-requested': { detail: request },
  /** The permission is null when there was no such session to resume. */
  'session.refused': {
    detail: strict({
      permission: Type.Union([permission(), Type.Null()]),
      reason: code(),
      by: Type.Union([Type.Literal('services'), Type.Literal('relay')]),
    }),
    personal: reason,
  },
  /** Of shortcuts only that one was pressed: keys are no business of the log. */
  'session.command': { detail: strict({ command: code(), result: code() }) },
  /** Against the user of the session's start; nobody is named. At its end with what the device did about another user. */
  'session.account': {
    detail: strict({
      account: code(),
      locked: Type.Boolean(),
      atEnd: Type.Boolean(),
      action: codeOrNull(),
    }),
  },
  'device.recovery-requested': { detail: strict({ recovery: code(), command: code() }) },
  'device.recovery-done': { detail: strict({ recovery: code(), result: code() }) },
  'session.started': { detail: nothing },
  'session.resumed': { detail: nothing },
  /** Reconstructed: the relay that could have told is gone, and services conclude it from that. */
  'session.suspended': {
    detail: strict({
      because: Type.Union([Type.Literal('viewer-lost'), Type.Literal('node-replaced')]),
      reconstructed: Type.Boolean(),
    }),
  },
  'session.ended': {
    detail: strict({
      reason: code(),
      permission: permission(),
      requestedMs: time(),
      startedMs: timeOrNull(),
      durationMs: count(),
      reconstructed: Type.Boolean(),
    }),
  },
  /** Reading the log, with what was asked for: of an operator only that one was named, since details cannot be erased. */
  'log.read': {
    detail: strict({
      form: Type.Union([Type.Literal('page'), Type.Literal('csv'), Type.Literal('ndjson')]),
      fromMs: timeOrNull(),
      toMs: timeOrNull(),
      kind: codeOrNull(),
      device: codeOrNull(),
      session: codeOrNull(),
      byOperator: Type.Boolean(),
    }),
  },
  'report.read': { detail: strict({ report: code(), fromMs: timeOrNull(), toMs: timeOrNull() }) },
  'log.retention-changed': { detail: strict({ beforeDays: count(), afterDays: count() }) },
  /** What was kept long enough is gone: records up to this number. */
  'log.pruned': { detail: strict({ through: count() }) },
  /** What is personal in records of this age is gone, while they stay. */
  'log.aged-persons-erased': { detail: strict({ rows: count() }) },
  /** Of one person, whom this record does not name: there would be nothing erased. */
  'log.person-erased': { detail: strict({ rows: count() }) },
  'log.verification-failed': { detail: strict({ sequence: count(), problem: code() }) },
  /** After it had failed, since then; because it is right again, or since the records that were not have reached their age. */
  'log.verification-passed': {
    detail: strict({
      failedMs: time(),
      sequence: count(),
      problem: code(),
      because: Type.Union([Type.Literal('right-again'), Type.Literal('record-aged')]),
    }),
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type EventKind = keyof typeof eventKinds;

type Personal<K extends EventKind> = (typeof eventKinds)[K] extends { readonly personal: infer P extends TObject }
  ? { readonly personal?: Static<P> }
  : { readonly personal?: never };

type ContentOf<K extends EventKind> = K extends EventKind
  ? { readonly kind: K; readonly detail: Static<(typeof eventKinds)[K]['detail']> } & Personal<K>
  : never;

/** What happened. */
export type EventContent = ContentOf<EventKind>;

interface Check {
  detail(value: unknown): boolean;
  personal(value: unknown): boolean;
}

const checks: ReadonlyMap<string, Check> = new Map(
  Object.entries(eventKinds).map(([kind, schema]: [string, Kind]) => {
    const detail = Compile(schema.detail);
    const personal = schema.personal === undefined ? undefined : Compile(schema.personal);
    return [
      kind,
      { detail: (value) => detail.Check(value), personal: (value) => personal?.Check(value) ?? false },
    ] satisfies [string, Check];
  }),
);

/** @throws TypeError for a kind that is not in the table, and for fields that are not the kind's own */
export function requireClosed({ kind, detail, personal }: EventContent): void {
  const check = checks.get(kind);
  if (check === undefined) throw new TypeError(`the log has no records of the kind ${kind}`);
  if (!check.detail(detail)) throw new TypeError(`the detail of ${kind} is not of its form`);
  if (personal !== undefined && !check.personal(personal)) {
    throw new TypeError(`what is personal in ${kind} is not of its form`);
  }
}
