// Generates protocol/generated from protocol/schema, and client/generated from the API's own description. `--check` fails when one is stale.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { type ApiDescription, clientCode } from './client-code.ts';

const root = join(import.meta.dirname, '..');

interface Target {
  readonly schema: string;
  readonly unions: readonly string[];
}

/** One module a link, so that the browser bundle does not carry the control link. */
const targets: readonly Target[] = [
  {
    schema: 'wire',
    unions: ['ViewerToRelay', 'RelayToViewer', 'AgentToRelay', 'RelayToAgent', 'Heartbeat', 'TimeAnchor', 'Recovery'],
  },
  { schema: 'control', unions: ['RelayToServices', 'ServicesToRelay'] },
];

function generate(target: Target, folder: string): readonly string[] {
  const filter = join(folder, `${target.schema}.filter.json`);
  writeFileSync(filter, JSON.stringify({ messageNames: target.unions.map((name) => `ringside.v1.${name}`) }));
  const out = join(folder, `${target.schema}.js`);
  const omit = ['verify', 'convert', 'create', 'delimited', 'typeurl', 'service'].map((it) => `--no-${it}`);
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/protobufjs-cli/bin/pbjs'),
      ...['-t', 'static-module', '-w', 'esm', '--force-number', ...omit],
      ...['--dependency', 'protobufjs/minimal.js', '-r', `ringside-${target.schema}`, '--filter', filter],
      ...['-p', join(root, 'protocol/schema'), '-o', out, '-d', `${target.schema}.proto`],
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  // The generator needs its own comments to write the types; the code reads better without them.
  writeFileSync(out, transformSync(readFileSync(out, 'utf8'), { legalComments: 'none' }).code);
  return [`${target.schema}.js`, `${target.schema}.d.ts`];
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Services as they run, on a folder of their own and free ports, describe themselves. */
async function describeApi(folder: string): Promise<ApiDescription> {
  const env = {
    ...process.env,
    RINGSIDE_CONFIG: undefined,
    RINGSIDE_SERVICES_DATA_FOLDER: join(folder, 'services'),
    RINGSIDE_SERVICES_CONTROL_SECRET: 'x'.repeat(32),
  };
  const services = fork(join(root, 'services/main.ts'), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(services, 'exit');
  try {
    const [message] = await Promise.race([
      once(services, 'message'),
      ended.then(() => Promise.reject(new Error('services did not start'))),
    ]);
    const answer = await fetch(`${message.ready.url}/v1/openapi.json`);
    const description: unknown = await answer.json();
    return description as ApiDescription;
  } finally {
    services.kill();
    await ended;
  }
}

const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'ringside-generate-'));
const stale = new Set<string>();

function keep(place: string, name: string, fresh: string): void {
  const path = join(root, place, name);
  if (fresh === readOrEmpty(path)) return;
  stale.add(place);
  if (!check) writeFileSync(path, fresh);
}

try {
  for (const target of targets) {
    for (const name of generate(target, folder)) {
      keep('protocol/generated', name, readFileSync(join(folder, name), 'utf8'));
    }
  }
  keep('client/generated', 'operations.ts', clientCode(await describeApi(folder)));
} finally {
  rmSync(folder, { recursive: true });
}
if (check && stale.size > 0) {
  console.error(`${[...stale].join(' and ')} is stale: run \`npm run generate\``);
  process.exitCode = 1;
}
