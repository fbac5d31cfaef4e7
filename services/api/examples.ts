/** Examples in the API's description: one for each body, answer and parameter, put together from its schema. */

interface Schema {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
}

const uuid = '0190c0de-0000-7000-8000-000000000001';
const coordinate = 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU';

/** By the name of the field: what a reader of the description would expect there. */
const examples: Readonly<Record<string, unknown>> = {
  name: 'Boardroom',
  operatorName: 'Olga',
  actorName: 'Olga',
  deviceName: 'Boardroom',
  description: 'May look at rooms',
  reason: 'Ticket 4711: the console does not wake up',
  email: 'olga@example.org',
  origin: 'https://portal.example',
  relayUrl: 'wss://relay.example/viewer',
  platform: 'linux-x11',
  minimumAgentVersion: '1.4.0',
  entitledDevices: 50,
  monitoredDevices: 12,
  startsAt: '2026-03-01T08:00:00Z',
  endsAt: '2026-03-31T18:00:00Z',
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-01T00:00:00Z',
  x: coordinate,
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  nonce: coordinate,
  proof: 'A'.repeat(86),
  type: 'urn:ringside:problem:in-call',
  title: 'In a call',
  detail: 'The room is in a call.',
  code: 'in-call',
  endReason: 'operator',
  callStateSource: 'room-application',
  kind: 'session.ended',
  cursor: uuid,
  next: uuid,
  enrolmentKey: 'rs_enrol_…',
  secret: 'rs_signin_…',
  ticket: 'eyJ…',
  credential: 'eyJ…',
  status: 409,
  durationSeconds: 90,
};

/** @param name the field's, where it has one @returns a value of that form */
function exampleOf(schema: Schema, name = ''): unknown {
  if (schema.examples !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) {
    const told = schema.anyOf.find(({ type }) => type !== 'null') ?? {};
    return exampleOf(told, name);
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([each, property]) => [each, exampleOf(property, each)]),
      );
    case 'array':
      return [exampleOf(schema.items ?? {}, name.replace(/s$/, ''))];
    case 'string':
      return textOf(schema, name);
    case 'integer':
    case 'number':
      return numberOf(schema, name);
    case 'boolean':
      return schema.default ?? true;
    default:
      return null;
  }
}

function textOf({ format, pattern }: Schema, name: string): string {
  const known = Object.hasOwn(examples, name) ? examples[name] : undefined;
  const fits = (text: unknown): text is string =>
    typeof text === 'string' && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  if (fits(known)) return known;
  if (format === 'date-time') return '2026-03-01T09:30:00.000Z';
  if (pattern === undefined) return /id$/i.test(name) || name === '' ? uuid : name;
  return [uuid, `1772357400000.${uuid}`, '1772357400000.42'].find(fits) ?? name;
}

function numberOf(schema: Schema, name: string): unknown {
  return schema.default ?? examples[name] ?? schema.minimum ?? 1;
}

interface Described {
  schema?: Schema;
  example?: unknown;
}

interface Operation {
  readonly parameters?: readonly (Described & { readonly name: string })[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Described>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, Described>> }>>;
}

/** Adds an example wherever a schema stands. @param document as the framework made it, changed in place */
export function addExamples<T extends { readonly paths?: object }>(document: T): T {
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = { ...document.paths };
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.schema !== undefined) parameter.example = exampleOf(parameter.schema, parameter.name);
    }
    for (const { content } of [operation.requestBody ?? {}, ...Object.values(operation.responses ?? {})]) {
      for (const media of Object.values(content ?? {})) {
        if (media.schema !== undefined) media.example = exampleOf(media.schema);
      }
    }
  }
  return document;
}
