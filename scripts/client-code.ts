/** TypeScript for the API's description: each operation's input and answer as one type, by its method and path. */

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly description?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly description?: string;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly comment?: string | undefined;
}

/** Headers that the client sets from a field of the input. */
const headerFields: Readonly<Record<string, string>> = { 'if-match': 'ifMatch', 'idempotency-key': 'idempotencyKey' };

/** @returns the module `operations.ts`, ending with a line break */
export function clientCode({ paths }: ApiDescription): string {
  const operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    )
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const fields = operations.map(([name, operation]) => ({
    name,
    type: objectType([
      { name: 'input', type: inputType(operation), required: true },
      { name: 'answer', type: answerType(operation), required: true },
    ]),
    required: true,
    comment: operation.summary,
  }));
  return `/** Made from the API's description by \`npm run generate\`. */\nexport interface Operations ${objectType(fields)}\n`;
}

function inputType({ parameters = [], requestBody }: Operation): string {
  const fields: Field[] = [];
  for (const place of ['path', 'query'] as const) {
    const own = parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) continue;
    const required = own.some((parameter) => parameter.required === true);
    fields.push({ name: place, type: objectType(own.map((parameter) => fieldOf(place, parameter))), required });
  }
  const body = requestBody?.content?.['application/json']?.schema;
  if (body !== undefined) fields.push({ name: 'body', type: typeOf(body), required: true });
  for (const { name, description } of parameters.filter((parameter) => parameter.in === 'header')) {
    const field = headerFields[name];
    if (field !== undefined) fields.push({ name: field, type: 'string', required: false, comment: description });
  }
  return objectType(fields);
}

function fieldOf(place: string, { name, schema = {}, required = false, description }: Parameter): Field {
  const comment = schema.description ?? description;
  // A query is put together from what there is.
  const type = place === 'query' && !required ? `${typeOf(schema)} | undefined` : typeOf(schema);
  return { name, type, required, comment };
}

/** What is answered when all goes well. */
function answerType({ responses = {} }: Operation): string {
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const content = response?.content ?? {};
  const json = content['application/json']?.schema;
  if (json !== undefined) return typeOf(json);
  return Object.keys(content).length === 0 ? 'undefined' : 'string';
}

function typeOf(schema: Schema): string {
  const { type } = schema;
  const choices = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  if (choices !== undefined) return union(choices.map(typeOf));
  if (Array.isArray(type)) return union(type.map((each: string) => typeOf({ ...schema, type: each })));
  switch (type) {
    case 'object':
      return schema.properties === undefined ? 'Readonly<Record<string, unknown>>' : objectOf(schema);
    case 'array':
      return `ReadonlyArray<${typeOf(schema.items ?? {})}>`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    default:
      return 'unknown';
  }
}

function objectOf({ properties = {}, required = [] }: Schema): string {
  return objectType(
    Object.entries(properties).map(([name, property]) => ({
      name,
      type: typeOf(property),
      required: required.includes(name),
      comment: property.description,
    })),
  );
}

function objectType(fields: readonly Field[]): string {
  if (fields.length === 0) return 'Record<never, never>';
  const lines = fields.map(({ name, type, required, comment }) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    const told = comment === undefined ? '' : `/** ${comment.replaceAll('*/', '*∕').replace(/\s+/g, ' ')} */\n`;
    return `${told}readonly ${key}${required ? '' : '?'}: ${type};`;
  });
  return `{\n${lines.join('\n').replace(/^/gm, '  ')}\n}`;
}

const literal = (value: unknown): string => JSON.stringify(value);

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'never';
