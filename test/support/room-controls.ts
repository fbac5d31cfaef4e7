/** The simulated room's control interface, as a portal's developer uses it. */
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Runs one command. @returns the answer; rejects when it is not "ok" */
export async function controlRoom(agentFolder: string, command: string): Promise<string> {
  const socket = connect(join(agentFolder, 'simulated-room.sock'));
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.write(`${command}\n`);
  const [answer] = (await createInterface({ input: socket })[Symbol.asyncIterator]().next()).value.split('\n');
  socket.destroy();
  if (!answer.startsWith('ok')) throw new Error(`The simulated room answered "${answer}" to "${command}".`);
  return answer;
}
