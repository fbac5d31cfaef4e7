/** Bytes that processes have sent over their TCP connections, as the kernel counts them (ss, of iproute2). */
import { execFileSync } from 'node:child_process';
import { findProgram } from './child.ts';

/**
 * Bytes sent so far over the living connections of these processes, retransmissions and headers left out.
 * The difference of two calls is what was sent between them, as long as no connection closed meanwhile.
 */
export function sentBytes(pids: readonly number[]): number {
  const ss = findProgram('ss', 'iproute2');
  const text = execFileSync(ss, ['-tinpHO', 'state', 'established'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const wanted = new Set(pids);
  let sum = 0;
  for (const line of text.split('\n')) {
    const owner = /pid=(\d+)/.exec(line);
    if (owner === null || !wanted.has(Number(owner[1]))) continue;
    sum += Number(/bytes_sent:(\d+)/.exec(line)?.[1] ?? 0);
  }
  return sum;
}
