// `npm test`: makes sure that the system packages are there, then runs every test. Arguments go to vitest.
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
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(status ?? 1);
