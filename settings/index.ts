/**
 * Reads one process's section of the configuration file (JSON, named by RINGSIDE_CONFIG) and its RINGSIDE_* variables,
 * and checks both against a schema. Every mistake is one sentence that names the setting and what to do.
 */
import { readFileSync } from 'node:fs';
import type { Static, TObject } from 'typebox';
import { Value } from 'typebox/value';
import { SettingsError } from './settings-error.ts';
import { variableName } from './variable-name.ts';

export { prepareDataFolder } from './data-folder.ts';
export { listenFailure } from './listen-failure.ts';
export { isLoopback } from './loopback.ts';
export { SettingsError } from './settings-error.ts';
export { readTlsPair } from './tls-pair.ts';

/** Of one file for all processes; each reads its own. */
const sections: readonly string[] = ['services', 'relay', 'agent', 'helper'];

export interface SettingsSource {
  /** The process's section: "relay", "services", "agent", … */
  readonly section: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * @param schema an object schema without nested objects; defaults are filled in, unknown settings are refused
 * @throws SettingsError one sentence for the operator
 */
export function loadSettings<S extends TObject>(schema: S, { section, env }: SettingsSource): Static<S> {
  const file = env.RINGSIDE_CONFIG || undefined;
  const values: Record<string, unknown> = { ...(file === undefined ? {} : readSection(file, section)) };
  const names = Object.keys(schema.properties);
  for (const name of names) {
    const value = env[variableName(section, name)];
    if (value !== undefined && value !== '') values[name] = value;
  }
  const unknown = Object.keys(env).find(
    (variable) =>
      variable.startsWith(variableName(section, '')) && !names.some((name) => variableName(section, name) === variable),
  );
  if (unknown !== undefined) throw new SettingsError(`There is no setting for ${unknown}: correct or remove it.`);
  for (const name of Object.keys(values)) {
    if (!names.includes(name))
      throw new SettingsError(`There is no setting "${section}.${name}": remove it from ${file}.`);
  }
  const converted: unknown = Value.Convert(schema, Value.Default(schema, values));
  if (Value.Check(schema, converted)) return converted;
  const [problem] = Value.Errors(schema, converted);
  throw new SettingsError(sentence(section, problem, schema));
}

function readSection(file: string, section: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // Node repeats the path behind a comma.
    const said = (cause instanceof Error ? cause.message : String(cause)).replace(/, \w+ '.*'$/, '');
    // Of broken JSON only the place: the text around it may be a secret.
    const why = cause instanceof SyntaxError ? `it is not JSON${/ at position \d+/.exec(said)?.[0] ?? ''}` : said;
    throw new SettingsError(`The configuration file ${file} (RINGSIDE_CONFIG) cannot be read: ${why}.`, { cause });
  }
  const stranger = Object.keys(Object(parsed)).find((name) => !sections.includes(name));
  if (stranger !== undefined) {
    throw new SettingsError(`There is no section "${stranger}" in settings: ${file} has ${sections.join(', ')}.`);
  }
  const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, section) : undefined;
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SettingsError(`"${section}" in ${file} must be an object of settings.`);
  }
  return value;
}

function sentence(
  section: string,
  problem: { instancePath: string; message: string; params?: object } | undefined,
  schema: TObject,
): string {
  if (problem === undefined) return `The settings of ${section} are not valid.`;
  const params = problem.params ?? {};
  const missing: unknown = Reflect.get(params, 'requiredProperties');
  const name = Array.isArray(missing) ? String(missing[0]) : problem.instancePath.slice(1);
  const how = Array.isArray(missing) ? 'is missing' : (expected(schema.properties[name]) ?? problem.message);
  return `The setting "${section}.${name}" ${how}: set it in the configuration file or as ${variableName(section, name)}.`;
}

/** What a setting must be, where that is a closed list or said by its schema's description. */
function expected(schema: object | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const [choices, unions, description]: unknown[] = ['enum', 'anyOf', 'description'].map((key) =>
    Reflect.get(schema, key),
  );
  if (typeof description === 'string') return `must be ${description}`;
  if (Array.isArray(choices)) return `must be one of ${choices.join(', ')}`;
  if (!Array.isArray(unions)) return undefined;
  const constants: unknown[] = unions.map((union: object) => Reflect.get(union, 'const'));
  return constants.includes(undefined) ? undefined : `must be one of ${constants.join(', ')}`;
}
