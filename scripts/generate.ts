// Generates the static protobuf code in protocol/generated from protocol/schema. `--check` fails when it is stale.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const root = join(import.meta.dirname, '..');
const generated = join(root, 'protocol/generated');

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

const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'ringside-generate-'));
let stale = false;
for (const target of targets) {
  for (const name of generate(target, folder)) {
    const fresh = readFileSync(join(folder, name), 'utf8');
    if (fresh === readOrEmpty(join(generated, name))) continue;
    stale = true;
    if (!check) writeFileSync(join(generated, name), fresh);
  }
}
rmSync(folder, { recursive: true });
if (check && stale) {
  console.error('protocol/generated is stale: run `npm run generate`');
  process.exitCode = 1;
}
