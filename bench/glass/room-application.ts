/**
 * A room application that is never in a call: reports so on the agent's socket, as often as the agent wants to hear. A
 * process of its own, since the bench draws and computes for longer than the agent accepts silence.
 * Started with the agent's data folder as its argument.
 */
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

async function reportNoCall(agentFolder: string): Promise<void> {
  const socket = await connected(join(agentFolder, 'call-state.sock'));
  // The agent makes the token before it listens.
  const token = (await readFile(join(agentFolder, 'call-state.token'), 'utf8')).trim();
  // The agent is gone: nothing left to report to.
  socket.on('error', () => process.exit(0));
  socket.on('close', () => process.exit(0));
  socket.resume();
  socket.write(`${JSON.stringify({ token })}\n`);
  const report = (): void => void socket.write(`${JSON.stringify({ state: 'idle' })}\n`);
  report();
  setInterval(report, limits.callReportMs);
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

process.on('disconnect', () => process.exit(0));
await reportNoCall(process.argv[2] ?? '');
process.send?.({ ready: {} });
