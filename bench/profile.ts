/**
 * `npm run profile -- relay|agent [--folder FOLDER]`: the real process under a representative load, three times: once
 * for V8's CPU profile, once for Clinic's doctor, once for its flame graph.
 */
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BenchError, sentenceOf } from './bench-error.ts';
import { openRingsidePath } from './glass/ringside-path.ts';
import { openStack } from './glass/stack.ts';
import { limits } from './limits.ts';
import { lightLoad } from './memory/light-load.ts';
import { startNode } from './process/child.ts';
import { installClinic, type Profiler, profilers } from './profile/tools.ts';
import { Load } from './relay/load-process.ts';
import { type Launch, startRelay } from './relay/servers.ts';

function under(profiler: Profiler, clinic: string, folder: string): Launch {
  return (name, file, args, env) => {
    if (profiler === 'cpu-profile') {
      return startNode(name, file, args, { env, execArgv: ['--cpu-prof', `--cpu-prof-dir=${folder}`] });
    }
    const collector = fileURLToPath(new URL('profile/collector.ts', import.meta.url));
    return startNode(`${profiler} of ${name}`, collector, [clinic, profiler, folder, file, ...args], {
      env,
      stopMs: limits.reportMs,
    });
  };
}

/** Large and small frames through as many pairs as the bench has. */
async function loadRelay(launch: Launch): Promise<void> {
  const load = await Load.start();
  const relay = await startRelay(await load.call('services'), launch);
  try {
    const target = 'relay';
    await load.call('openPairs', { target, kind: 'relay', port: relay.port, count: limits.pairs });
    for (let round = 0; round < limits.profileRounds; round++) {
      for (const size of ['large', 'small'] as const) {
        await load.call('throughput', { target, size, pid: relay.child.pid });
      }
    }
  } finally {
    await relay.stop();
    await load.stop();
  }
}

/** A session with small changes, pictures, keys and a little video. */
async function loadAgent(launch: Launch): Promise<void> {
  const stack = await openStack('ringside', () => openRingsidePath({ launchAgent: launch }));
  try {
    await lightLoad(stack, performance.now() + limits.profileMs);
  } finally {
    await stack.close();
  }
}

const subjects: Readonly<Record<string, (launch: Launch) => Promise<void>>> = { relay: loadRelay, agent: loadAgent };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { folder: { type: 'string' } } });
  const [subject = ''] = positionals;
  const load = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined;
  if (load === undefined) throw new BenchError('usage', `Say what to profile: ${Object.keys(subjects).join(' or ')}.`);
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), `ringside-profile-${subject}-`)));
  for (const profiler of profilers) {
    console.error(`${subject} under ${profiler}`);
    // V8's own profile needs none of it.
    const clinic = profiler === 'cpu-profile' ? '' : await installClinic((line) => console.error(line));
    await load(under(profiler, clinic, folder));
  }
  console.log(`Profiles of ${subject} are in ${folder}:`);
  for (const name of (await readdir(folder)).sort()) console.log(`  ${name}`);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
