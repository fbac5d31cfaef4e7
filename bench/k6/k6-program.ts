/** k6, built from source by Go into a cache of the user's when it is not there: one version, written down here. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { cacheFolder } from '../process/cache-folder.ts';
import { findProgram } from '../process/child.ts';
import { runToEnd } from '../process/run-to-end.ts';

export const k6Version = 'v1.8.1';
const module = 'go.k6.io/k6';

/** @returns where it is. @throws BenchError that says what is missing */
export async function k6Program(log: (line: string) => void): Promise<string> {
  const folder = cacheFolder(`k6-${k6Version}`);
  const program = join(folder, 'k6');
  if (existsSync(program)) return program;
  const go = findProgram('go', 'golang-go');
  await mkdir(folder, { recursive: true });
  log(`building k6 ${k6Version}: some minutes, once`);
  const { code, output } = await runToEnd('go install of k6', go, ['install', `${module}@${k6Version}`], {
    env: { GOBIN: folder, GOFLAGS: '-trimpath' },
    withinMs: limits.k6BuildMs,
  });
  if (code !== 0 || !existsSync(program)) {
    throw new BenchError('missing-peer', `k6 ${k6Version} could not be built: ${output.trim().split('\n').at(-1)}`);
  }
  return program;
}
