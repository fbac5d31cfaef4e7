// `npm test`: makes sure that the system packages are there, then runs every test. Arguments go to vitest, but for
// `--long`: then tests that draw their cases draw as many as was promised for releases.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureSystemPackages, testPackages } from './system-packages.ts';

const problem = ensureSystemPackages(testPackages);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const asked = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [vitest, 'run', ...asked.filter((each) => each !== '--long')], {
  stdio: 'inherit',
  cwd: root,
  env: { ...process.env, ...(asked.includes('--long') ? { RINGSIDE_LONG: '1' } : {}) },
});
process.exit(status ?? 1);
