import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { ToEncodingThread } from './h264-messages.ts';

const size = { width: 64, height: 64 };

/** The thread, and how often it has said what. */
async function start() {
  const worker = new Worker(new URL('./testing/watched-encoding-thread.ts', import.meta.url));
  onTestFinished(async () => void (await worker.terminate()));
  const said: string[] = [];
  worker.on('message', ({ what }: { what: string }) => said.push(what));
  await once(worker, 'message');
  const tell = (message: ToEncodingThread) => worker.postMessage(message);
  const heard = (what: string, times: number) =>
    expect.poll(() => said.filter((one) => one === what)).toHaveLength(times);
  return { said, tell, heard };
}

test('an encoder’s memory is given back once the last stream has ended, though the thread has nothing to do', async () => {
  const { said, tell, heard } = await start();
  for (const stream of [1, 2]) {
    tell({ what: 'open', stream, ...size, framesPerSecond: 30, kilobitsPerSecond: 500 });
    tell({ what: 'encode', stream, pixels: new ArrayBuffer(size.width * size.height * 4), key: true });
    await heard('encoded', stream);
  }
  tell({ what: 'close', stream: 1 });
  // The one that another rate took the place of is old, too.
  tell({ what: 'retarget', stream: 2, kilobitsPerSecond: 900 });
  tell({ what: 'close', stream: 2 });
  await heard('freed', 3);
  expect(said).not.toContain('failed');
});
