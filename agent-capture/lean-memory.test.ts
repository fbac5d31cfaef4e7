import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentLimits } from './limits.ts';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringside-memory-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** In a process of its own, since memory is a process's: `lean` is what it does about it, `say` answers. */
async function inProcess(body: string): Promise<unknown> {
  const source = `
    import { readFileSync } from 'node:fs';
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepMemoryLean } from ${JSON.stringify(new URL('lean-memory.ts', import.meta.url).href)};
    const timers = [];
    const lean = () => keepMemoryLean({ after: (ms, run) => { timers.push({ ms, run }); return () => undefined; } });
    const say = (answer) => console.log(JSON.stringify(answer));
    const residentBytes = () => Number(/VmRSS:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
    ${body}`;
  const file = join(folder, 'measured.mjs');
  await writeFile(file, source);
  const { stdout } = await run(process.execPath, ['--expose-gc', file]);
  return JSON.parse(stdout);
}

const youngBytes = (before: string) =>
  inProcess(`
    ${before}
    const kept = [];
    for (let round = 0; round < 5e6; round++) kept[round % 20_000] = { round, of: [round] };
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    say(young.space_size);
    process.exit(0);`);

const mebibytes = 1024 * 1024;

test('the young generation stays as small as it begins, which V8 by itself does not', async () => {
  expect(await youngBytes('')).toBeGreaterThan(8 * mebibytes);
  expect(await youngBytes('lean();')).toBeLessThanOrEqual(2 * mebibytes);
});

test('and when the thread that encodes has begun', async () => {
  const encoders = JSON.stringify(new URL('encode/h264-encoder.ts', import.meta.url).href);
  const begun = `
    lean();
    const { openH264Encoders } = await import(${encoders});
    const encoders = await openH264Encoders({ after: () => () => undefined });
    if (encoders === undefined) throw new Error('There is no thread that encodes.');`;
  // What the package takes to load is more than the smallest.
  expect(await youngBytes(begun)).toBeLessThanOrEqual(4 * mebibytes);
});

test.runIf(process.platform === 'linux')('what the C library keeps is given back, time and again', async () => {
  const answer = await inProcess(`
    lean();
    const waits = [];
    const given = [];
    for (let round = 0; round < 2; round++) {
      // The last one stays and holds the pool's end, as in a process that works.
      let taken = Array.from({ length: 1_000 }, () => Buffer.allocUnsafeSlow(100_000).fill(1));
      globalThis['held' + round] = taken.at(-1);
      taken = undefined;
      gc();
      gc();
      const before = residentBytes();
      const { ms, run } = timers.shift();
      waits.push(ms);
      run();
      const deadline = performance.now() + 20_000;
      while (residentBytes() > before - 50e6 && performance.now() < deadline) await new Promise((next) => setTimeout(next, 5));
      given.push(before - residentBytes() > 50e6);
    }
    say({ waits, given });`);
  expect(answer).toEqual({ waits: [agentLimits.trimMs, agentLimits.trimMs], given: [true, true] });
});
