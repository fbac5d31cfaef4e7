// `npm run check`: everything that holds without running the product. One line a step, the output of those that fail.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

interface Step {
  readonly name: string;
  /** A script for Node, relative to the root, and its arguments. */
  readonly command: readonly string[];
}

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  readonly durationMs: number;
}

const root = join(import.meta.dirname, '..');
/** Each tool uses several threads by itself. */
const atOnce = 2;

const tsc = 'node_modules/typescript/bin/tsc';

const steps: readonly Step[] = [
  { name: 'types', command: [tsc, '-p', '.'] },
  { name: 'types of portal-embed', command: [tsc, '-p', 'portal-embed'] },
  { name: 'types of room-application', command: [tsc, '-p', 'room-application'] },
  { name: 'types of test', command: [tsc, '-p', 'test'] },
  {
    name: 'format and lint',
    command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  },
  { name: 'import direction', command: ['scripts/import-direction.ts'] },
  { name: 'unused code', command: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'generated code', command: ['scripts/generate.ts', '--check'] },
];

function run({ command }: Step): Promise<Outcome> {
  const startMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const finish = (passed: boolean): void => resolve({ passed, output, durationMs: performance.now() - startMs });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.on('error', (error) => {
    output += error.message;
    finish(false);
  });
  child.on('close', (code) => finish(code === 0));
  return promise;
}

/** Takes steps off the list until it is empty; several of these run side by side. */
async function work(waiting: Step[], failed: Step[]): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const { passed, output, durationMs } = await run(step);
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${step.name} (${(durationMs / 1_000).toFixed(1)} s)`);
    if (passed) continue;
    failed.push(step);
    console.log(output.trimEnd());
  }
}

const waiting = [...steps];
const failed: Step[] = [];
await Promise.all(Array.from({ length: atOnce }, () => work(waiting, failed)));
process.exitCode = failed.length > 0 ? 1 : 0;
