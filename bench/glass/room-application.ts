/**
 * A room application that reports on the agent's socket, as often as the agent wants to hear, that there is no call,
 * until the bench says otherwise. A process of its own, since the bench draws and computes for longer than the agent
 * accepts silence. Started with the agent's data folder as its argument; comes back when the agent does.
 */
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { textAt } from '../process/message-field.ts';

let state = 'idle';
let socket: Socket | undefined;

function report(): void {
  socket?.write(`${JSON.stringify({ state })}\n`);
}

async function introduce(agentFolder: string): Promise<void> {
  const agent = await connected(join(agentFolder, 'call-state.sock'));
  agent.on('error', () => undefined);
  agent.on('close', () => {
    socket = undefined;
    void introduce(agentFolder);
  });
  agent.resume();
  // The agent makes the token before it listens.
  const token = (await readFile(join(agentFolder, 'call-state.token'), 'utf8')).trim();
  // It may have ended meanwhile.
  if (agent.destroyed) return;
  agent.write(`${JSON.stringify({ token })}\n`);
  socket = agent;
  report();
}

async function connected(path: string): Promise<Socket> {
  const end = performance.now() + limits.startMs;
  for (;;) {
    const agent = connect(path);
    const open = await new Promise<boolean>((resolve) => {
      agent.once('connect', () => resolve(true));
      agent.once('error', () => resolve(false));
    });
    if (open) return agent;
    if (performance.now() > end) throw new BenchError('not-ready', 'The agent takes no call state reports.');
    await wait(limits.pollMs);
  }
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const wanted = textAt(message, 'state');
  if (wanted === undefined) return;
  state = wanted;
  // CLOCK_MONOTONIC, which all processes here share; before the agent can have heard.
  const reportedNs = process.hrtime.bigint();
  report();
  process.send?.({ reported: { state, ns: reportedNs } });
});
await introduce(process.argv[2] ?? '');
setInterval(report, limits.callReportMs);
process.send?.({ ready: {} });
