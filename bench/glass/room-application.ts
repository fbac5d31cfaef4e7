/** A room application that is never in a call: reports so on the agent's socket, as often as the agent wants to hear. */
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

/** @returns what stops it */
export async function reportNoCall(agentFolder: string): Promise<() => void> {
  const token = (await readFile(join(agentFolder, 'call-state.token'), 'utf8')).trim();
  const socket = await connected(join(agentFolder, 'call-state.sock'));
  socket.on('error', () => {});
  socket.resume();
  socket.write(`${JSON.stringify({ token })}\n`);
  const report = (): void => void socket.write(`${JSON.stringify({ state: 'idle' })}\n`);
  report();
  const timer = setInterval(report, limits.callReportMs);
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}

async function connected(path: string): Promise<Socket> {
  const end = performance.now() + limits.startMs;
  for (;;) {
    const socket = connect(path);
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (open) return socket;
    if (performance.now() > end) throw new BenchError('not-ready', 'The agent takes no call state reports.');
    await wait(limits.pollMs);
  }
}
