/** What the API says of itself, and what that promises of every route. */

import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, startRig } from '../testing/rig.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: Schema[];
  readonly items?: Schema;
}
interface Described {
  readonly schema: Schema;
  readonly example?: unknown;
}
interface Parameter extends Described {
  readonly name: string;
  readonly in: string;
}
interface Operation {
  readonly parameters?: Parameter[];
  readonly requestBody?: { readonly content: Record<string, Described> };
  readonly responses: Record<string, { readonly content?: Record<string, Described> }>;
}

let rig: Rig;
let operations: [name: string, operation: Operation][];
beforeAll(async () => {
  rig = await startRig();
  const { body } = await rig.request('GET', '/v1/openapi.json');
  const paths: Record<string, Record<string, Operation>> = body.paths;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => rig.stop());

const header = ({ parameters = [] }: Operation, name: string) =>
  parameters.some((parameter) => parameter.in === 'header' && parameter.name === name);

const bodyOf = ({ requestBody }: Operation) => requestBody?.content['application/json'];
const answersOf = ({ responses }: Operation) =>
  Object.values(responses).flatMap(({ content }) => Object.entries(content ?? {}));

/** Objects of a body, at any depth, that take fields that they do not name. */
function loose(schema: Schema): Schema[] {
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  const own = schema.type === 'object' && schema.additionalProperties !== false ? [schema] : [];
  return [...own, ...inside.flatMap(loose)];
}

describe('EMB-3: the description of the API', () => {
  it('has an example of everything, and each is of the form that it is an example of', () => {
    expect(operations.length).toBeGreaterThan(40);
    let examples = 0;
    for (const [name, operation] of operations) {
      const body = bodyOf(operation);
      const described = [
        ...(operation.parameters ?? []),
        ...(body === undefined ? [] : [body]),
        ...answersOf(operation).flatMap(([type, answer]) => (type === 'application/json' ? [answer] : [])),
      ];
      for (const { schema, example } of described) {
        examples++;
        expect([name, example, Value.Check(schema, example)]).toEqual([name, example, true]);
      }
    }
    expect(examples).toBeGreaterThan(100);
  });

  it('has no body that takes a field which it does not name', () => {
    for (const [name, operation] of operations) {
      const body = bodyOf(operation);
      if (body !== undefined) expect([name, loose(body.schema)]).toEqual([name, []]);
    }
  });

  it('lets every creation be asked for again, and nothing be replaced unseen', () => {
    const creations = operations.filter(
      ([name, { responses }]) => name.startsWith('POST') && '201' in responses && !/device-|enrolments/.test(name),
    );
    expect(creations.length).toBeGreaterThan(7);
    for (const [name, operation] of creations)
      expect([name, header(operation, 'idempotency-key')]).toEqual([name, true]);
    const replacements = operations.filter(([name]) => name.startsWith('PUT') && !name.includes('/members/'));
    expect(replacements.length).toBeGreaterThan(6);
    for (const [name, operation] of replacements) expect([name, header(operation, 'if-match')]).toEqual([name, true]);
  });

  it('has lists by pages only', () => {
    let lists = 0;
    for (const [name, { parameters = [], responses }] of operations) {
      const schema = responses['200']?.content?.['application/json']?.schema;
      // A list of ours: one array at the top, of things that may become many.
      const fields = Object.entries(schema?.properties ?? {}).filter(([, { type }]) => type === 'array');
      // Who can reach a device is one answer, of those who can (ACC-6).
      const isList =
        name.startsWith('GET') && !name.endsWith('/access') && fields.some(([field]) => lasting.has(field));
      if (!isList) continue;
      lists++;
      expect([name, Object.keys(schema?.properties ?? {})]).toEqual([name, expect.arrayContaining(['next'])]);
      expect([name, parameters.map((each) => each.name)]).toEqual([name, expect.arrayContaining(['cursor', 'limit'])]);
    }
    expect(lists).toBeGreaterThan(11);
  });
});

const lasting = new Set([
  'devices',
  'sessions',
  'roles',
  'assignments',
  'users',
  'groups',
  'members',
  'enrolmentKeys',
  'entries',
  'apiKeys',
]);

describe('EMB-3: what no route describes', () => {
  it('is refused on every route: parameters of a query, and bodies', async () => {
    const cookie = await rig.signIn();
    for (const [name, { parameters = [], requestBody }] of operations) {
      const [method = '', template = ''] = name.split(' ');
      if (!template.startsWith('/v1/') || template.includes('{') || template.startsWith('/v1/sign-')) continue;
      const needed = parameters.filter((each) => each.in === 'query' && each.name !== 'cursor');
      const query = new URLSearchParams(needed.map(({ name, example }): [string, string] => [name, String(example)]));
      query.set('undescribed', '1');
      const body = requestBody === undefined ? undefined : {};
      const asked = await rig.request(method, `${template}?${query}`, { cookie, body, headers: { 'if-match': '*' } });
      expect([name, asked.status, asked.body.code]).toEqual([name, 400, 'invalid-request']);
    }
    const withBody = await rig.request('POST', '/v1/sign-out', { cookie, body: { everywhere: true } });
    expect([withBody.status, withBody.body.code]).toEqual([400, 'invalid-request']);
    expect((await rig.request('POST', '/v1/sign-out', { cookie, body: {} })).status).toBe(204);
  });
});
