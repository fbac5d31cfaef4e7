/** How many files, and so sockets, a process may open: a bench with thousands says so before it fails for it. */
import { readFileSync } from 'node:fs';
import { BenchError } from '../bench-error.ts';

/** @throws BenchError when a child of this process may not have so many. Node and Go raise the soft limit themselves. */
export function assertOpenFiles(needed: number): void {
  const [, hard = '0'] = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  if (hard === 'unlimited' || Number(hard) >= needed) return;
  throw new BenchError(
    'not-ready',
    `A process here may open ${hard} files and needs ${needed} sockets: raise the hard limit (ulimit -Hn).`,
  );
}
