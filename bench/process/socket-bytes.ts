/** Bytes that processes have sent over their TCP connections, as the kernel counts them (ss, of iproute2). */
import { execFileSync } from 'node:child_process';
import { findProgram } from './child.ts';

/** What the kernel says about each living TCP connection of these processes. */
function connectionsOf(pids: readonly number[]): string[] {
  const ss = findProgram('ss', 'iproute2');
  const text = execFileSync(ss, ['-tinpHO', 'state', 'established'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const wanted = new Set(pids);
  return text.split('\n').filter((line) => {
    const owner = /pid=(\d+)/.exec(line);
    return owner !== null && wanted.has(Number(owner[1]));
  });
}

/** Bytes sent so far by each living connection, retransmissions and headers left out; by its two addresses. */
function sentByConnection(pids: readonly number[]): ReadonlyMap<string, number> {
  return new Map(
    connectionsOf(pids).map((line) => [
      line.trim().split(/\s+/).slice(2, 4).join(' '),
      Number(/bytes_sent:(\d+)/.exec(line)?.[1] ?? 0),
    ]),
  );
}

/**
 * Begins to count what these processes send.
 * @returns bytes since then, over the connections that are living when it is called: one that closes takes its own along
 */
export function countSent(pids: readonly number[]): () => number {
  const before = sentByConnection(pids);
  return () => {
    let bytes = 0;
    for (const [connection, sent] of sentByConnection(pids)) bytes += sent - (before.get(connection) ?? 0);
    return bytes;
  };
}

/** Bytes that these processes have given to the kernel and that the other ends have not taken yet. */
export function queuedBytes(pids: readonly number[]): number {
  // Received and not read, then sent and not taken, open each line.
  return connectionsOf(pids).reduce((sum, line) => sum + Number(/^\s*\d+\s+(\d+)/.exec(line)?.[1] ?? 0), 0);
}
