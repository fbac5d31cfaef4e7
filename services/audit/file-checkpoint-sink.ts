/** Checkpoints in a file that is only ever appended to, one a line: best on a disk that services alone can append to. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ServicesError } from '../services-error.ts';
import { checkpointLine } from './checkpoint.ts';
import type { CheckpointSink } from './checkpoint-sink.ts';

/** Of a file that somebody has set: at the start a fault is a wrong setting, later the log goes on without it and says so. */
export async function requireAppendable(path: string): Promise<void> {
  try {
    await (await open(path, 'a', 0o600)).close();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    const sentence = `The log's checkpoints cannot be written to ${path} (${code}): correct services.logCheckpointFile.`;
    throw new ServicesError('settings', sentence, { cause });
  }
}

/** @throws Error of the file system */
export const linesOf = (path: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

export function fileCheckpointSink(path: string): CheckpointSink {
  return {
    async write(checkpoints) {
      const file = await open(path, 'a', 0o600);
      try {
        const { size } = await file.stat();
        // A line that a full disk or a power cut left half must not swallow the next one.
        const begin = size === 0 || (await endsLine(path, size)) ? '' : '\n';
        await file.appendFile(`${begin}${checkpoints.map(checkpointLine).join('\n')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async *lines() {
      try {
        yield* linesOf(path);
      } catch (error) {
        // None were written yet.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    },
  };
}

async function endsLine(path: string, size: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await file.close();
  }
}
