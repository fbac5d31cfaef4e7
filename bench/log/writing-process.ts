/**
 * A process that writes to a log as fast as it can and tells its parent of each record that is on disk, until it is
 * killed: `writing-process.ts FOLDER WRITERS`. With "on request" behind, it writes between the messages `write` and `rest`.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { openWrittenLog, writeRecord } from './written-log.ts';

const [folder = '', writers = '1', onRequest] = process.argv.slice(2);
const log = await openWrittenLog(folder);
let resting = onRequest !== undefined;
process.on('message', (message) => {
  if (message === 'write' && resting) start();
  resting = message === 'rest';
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function write(): Promise<void> {
  while (!resting) {
    const written = await writeRecord(log);
    if (onRequest === undefined) process.send?.({ written });
    await turn();
  }
}

function start(): void {
  resting = false;
  for (let writer = 0; writer < Number(writers); writer++) void write();
}

if (!resting) start();
