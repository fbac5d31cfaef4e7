/** A port that nobody holds right now, for peers that cannot be told to take any. */
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new BenchError('not-ready', 'No free port on loopback.'));
      });
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Waits until something listens. */
export async function portOpen(port: number, name: string): Promise<void> {
  const end = performance.now() + limits.startMs;
  while (!(await answers(port))) {
    if (performance.now() > end) throw new BenchError('not-ready', `${name} does not listen on port ${port}.`);
    await wait(limits.pollMs);
  }
}
