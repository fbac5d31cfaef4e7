/** The API's shapes. Bodies refuse unknown fields. */
import { agentVersionPattern, limits } from '@ringside/protocol';
import { type TObject, type TProperties, Type } from 'typebox';
import { tenantPermissions } from '../access/permissions.ts';
import { capabilitiesSchema, displaySchema } from '../devices/device-records.ts';
import { incidentKinds } from '../incidents/incidents.ts';
import { servicesLimits } from '../limits.ts';
import { linePattern, nameForm } from '../names.ts';
import { recoveryCommands } from '../recoveries/recoveries.ts';

export const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

export const id = () => Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export const time = () => Type.String({ format: 'date-time' });
const secretText = () => Type.String({ minLength: 1, maxLength: 200 });
const coordinate = () => Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** What people write, in one line. */
export const line = (maxLength: number, description?: string) =>
  Type.String({
    maxLength,
    pattern: linePattern,
    ...(description === undefined ? {} : { description }),
  });
/** Names that people read. */
export const name = () => Type.String(nameForm);
/** What people write in a sentence or two. */
const reason = () => line(limits.reasonUnits, 'Why, as people in the room will read it');
const permission = () => Type.Union([Type.Literal('view'), Type.Literal('modify')]);

const publicKeySchema = Type.Object(
  {
    kty: Type.Literal('EC'),
    crv: Type.Literal('P-256'),
    x: coordinate(),
    y: coordinate(),
    // What browsers export besides.
    ext: Type.Optional(Type.Boolean()),
    key_ops: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 8 })),
  },
  { additionalProperties: false, description: 'A P-256 public key as a JWK' },
);

const problemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    endReason: Type.Optional(Type.String({ description: 'Why the session ended that was to be resumed' })),
  },
  { description: 'An RFC 9457 problem document' },
);

/** The answers that any route may give besides its own. */
export const problems = { '4xx': problemSchema, '5xx': problemSchema };

export const noContent = Type.Null({ description: 'Done' });

export const signInBody = strict({ secret: secretText() });

export const meSchema = Type.Object({
  operator: Type.Object({ id: Type.String(), name: Type.String() }),
  tenant: Type.Object({ id: Type.String(), name: Type.String() }),
  administrator: Type.Boolean({ description: 'Whether remote access can be switched on and off' }),
  permissions: Type.Array(Type.Enum([...tenantPermissions]), {
    description: 'What the operator may do for the whole organisation',
  }),
});

const callState = Type.Union([Type.Literal('idle'), Type.Literal('in-call'), Type.Literal('unknown')]);

const deviceStateSchema = Type.Union([
  Type.Literal('pending'),
  Type.Literal('monitored'),
  Type.Literal('suspended'),
  Type.Literal('unenrolled'),
]);

export const deviceSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  platform: Type.String(),
  state: deviceStateSchema,
  connected: Type.Boolean(),
  callState,
  callStateSource: Type.String(),
  ring: Type.Union([Type.Literal('down'), Type.Literal('verified'), Type.Literal('lost')]),
  displays: Type.Array(displaySchema),
  relayUrl: Type.Union([Type.String(), Type.Null()]),
  /** What the operator may do. */
  permissions: Type.Array(permission()),
  /** Whether the operator may ask who can reach the device. */
  accessReadable: Type.Boolean(),
  /** Why a session cannot start now, as a code; null when it can. */
  refusal: Type.Union([Type.String(), Type.Null()]),
  /** What is wrong with the device at the moment, oldest first. */
  incidents: Type.Array(
    Type.Object({
      kind: Type.Enum([...incidentKinds]),
      detail: Type.String({ description: 'What it is about, as the device names it' }),
      openedAt: time(),
    }),
  ),
  /** Whether a session needs a reason or a ticket reference. */
  reasonRequired: Type.Boolean(),
  /** What the device's platform lacks, in plain words. */
  missing: Type.Array(Type.String()),
  capabilities: Type.Union([capabilitiesSchema, Type.Null()]),
});

export const sessionRequestBody = strict({
  deviceId: id(),
  permission: permission(),
  reason: Type.Optional(reason()),
  publicKey: publicKeySchema,
  origin: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#]+$',
      maxLength: limits.nameUnits,
      description: 'With API keys only: the origin of the page that will show the session',
    }),
  ),
  authenticatedAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'With API keys only: when the operator last proved who they are to the portal',
    }),
  ),
});

export const resumeBody = strict({ publicKey: publicKeySchema });

export const ticketSchema = Type.Object({
  sessionId: Type.String(),
  ticket: Type.String(),
  relayUrl: Type.String(),
  permission: permission(),
  expiresAt: time(),
});

export const sessionSchema = Type.Object({
  id: Type.String(),
  operatorId: Type.Union([Type.String(), Type.Null()], {
    description: 'Null once what is said of the person was erased',
  }),
  operatorName: Type.Union([Type.String(), Type.Null()]),
  deviceId: Type.String(),
  deviceName: Type.String(),
  permission: permission(),
  reason: Type.String(),
  state: Type.Union([
    Type.Literal('requested'),
    Type.Literal('started'),
    Type.Literal('suspended'),
    Type.Literal('ended'),
  ]),
  requestedAt: time(),
  startedAt: Type.Union([time(), Type.Null()]),
  endedAt: Type.Union([time(), Type.Null()]),
  durationSeconds: Type.Union([Type.Number(), Type.Null()]),
  endReason: Type.Union([Type.String(), Type.Null()]),
});

export const enrolmentKeyBody = strict({
  maxUses: Type.Integer({ minimum: 1, maximum: servicesLimits.enrolmentKeyUses }),
  expiresInSeconds: Type.Integer({ minimum: 1, maximum: servicesLimits.enrolmentKeySeconds }),
  name: Type.Optional(name()),
  approval: Type.Optional(
    Type.Union([Type.Literal('automatic'), Type.Literal('required')], {
      description: 'Whether devices that use the key stay pending until somebody approves them',
    }),
  ),
});

export const enrolmentKeySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  approval: Type.Union([Type.Literal('automatic'), Type.Literal('required')]),
  maxUses: Type.Integer(),
  uses: Type.Integer(),
  createdAt: time(),
  expiresAt: time(),
  revokedAt: Type.Union([time(), Type.Null()]),
});

export const newEnrolmentKeySchema = Type.Object({ ...enrolmentKeySchema.properties, enrolmentKey: Type.String() });

export const stateBody = strict({
  state: Type.Union([Type.Literal('monitored'), Type.Literal('suspended'), Type.Literal('unenrolled')]),
});

const agentVersionOrNull = (description: string) =>
  Type.Union([Type.String({ pattern: agentVersionPattern }), Type.Null()], { description });

export const deviceRulesBody = strict({
  minimumAgentVersion: agentVersionOrNull('The oldest agent that may connect, such as 1.4.0; null: any'),
});

export const deviceRulesSchema = Type.Object({
  minimumAgentVersion: agentVersionOrNull('The oldest agent that may connect; null: any'),
  entitledDevices: Type.Union([Type.Integer(), Type.Null()], {
    description: 'How many devices may be monitored; null: any number',
  }),
  monitoredDevices: Type.Integer(),
});

export const rebindingBody = strict({
  expiresInSeconds: Type.Integer({ minimum: 1, maximum: servicesLimits.rebindingKeySeconds }),
});

export const recoveryBody = strict({ command: Type.Enum([...recoveryCommands]) });

export const recoverySchema = Type.Object({
  result: Type.String({
    description: '"done", or why the device did not: "in-use", "not-now", "unavailable", "failed"',
  }),
});

export const challengeSchema = Type.Object({ nonce: Type.String() });

const nonceText = () => Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** 64 bytes, base64url. */
const proofText = () => Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' });

export const enrolmentBody = strict({
  enrolmentKey: secretText(),
  nonce: nonceText(),
  publicKey: publicKeySchema,
  proof: proofText(),
  name: name(),
  platform: name(),
});

const signingKeySchema = Type.Object({
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String(),
  kid: Type.String(),
});

export const enrolmentSchema = Type.Object({
  deviceId: Type.String(),
  tenantId: Type.String(),
  credential: Type.String(),
  relayUrl: Type.String(),
  issuer: Type.String(),
  rootKey: signingKeySchema,
});

export const renewalBody = strict({ deviceId: id(), nonce: nonceText(), proof: proofText() });

export const unenrolmentBody = strict({
  deviceId: id(),
  nonce: nonceText(),
  proof: proofText(),
  deleteData: Type.Boolean({ description: 'Whether what was collected about the device goes too' }),
});

export const renewalSchema = Type.Object({ credential: Type.String(), relayUrl: Type.String() });

export const jwksSchema = Type.Object({
  keys: Type.Array(
    Type.Object({
      ...signingKeySchema.properties,
      use: Type.Literal('sig'),
      alg: Type.Literal('EdDSA'),
    }),
  ),
});

export const idParams = strict({ id: id() });

export const isoTime = (timeMs: number): string => new Date(timeMs).toISOString();
export const isoTimeOrNull = (timeMs: number | null): string | null => (timeMs === null ? null : isoTime(timeMs));
