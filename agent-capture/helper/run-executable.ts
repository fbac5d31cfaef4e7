/** Runs one configured executable: no shell, nothing from the request, nothing of the helper's own environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandLine } from './executables.ts';
import { helperLimits } from './limits.ts';

const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };

/** Resolves to whether it has ended well, or still runs after helperLimits.runMs. */
export function runExecutable(line: CommandLine): Promise<boolean> {
  return new Promise((resolve) => {
    const child = start(line);
    if (child === undefined) return resolve(false);
    const timer = setTimeout(() => resolve(true), helperLimits.runMs);
    const done = (well: boolean): void => {
      clearTimeout(timer);
      resolve(well);
    };
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}

/** Some faults are events, others are thrown: no memory, an argument that there cannot be. */
function start({ file, name, args }: CommandLine): ChildProcess | undefined {
  try {
    return spawn(file, args, { argv0: name, cwd: '/', env: environment, shell: false, stdio: 'ignore' });
  } catch {
    return undefined;
  }
}
