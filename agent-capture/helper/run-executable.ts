/** Runs one configured executable: no shell, nothing from the request, nothing of the helper's own environment. */
import { spawn } from 'node:child_process';
import type { CommandLine } from './executables.ts';
import { helperLimits } from './limits.ts';

const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };

/** Resolves to whether it has ended well, or still runs after helperLimits.runMs. */
export function runExecutable({ file, name, args }: CommandLine): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { argv0: name, cwd: '/', env: environment, shell: false, stdio: 'ignore' });
    const timer = setTimeout(() => resolve(true), helperLimits.runMs);
    const done = (well: boolean): void => {
      clearTimeout(timer);
      resolve(well);
    };
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}
