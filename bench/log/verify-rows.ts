/** A6: an exported log verified by the command's own code, from the file, on one core. */
import { generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { logSigner } from '../../services/audit/checkpoint.ts';
import { makeCheckpoints } from '../../services/audit/checkpointing.ts';
import { fileCheckpointSink } from '../../services/audit/file-checkpoint-sink.ts';
import { publicKeyText } from '../../services/audit/log-key.ts';
import { logLines } from '../../services/audit/log-lines.ts';
import { limits } from '../limits.ts';
import { nextMessage, startNode } from '../process/child.ts';
import { fieldAt } from '../process/message-field.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import type { LogStep } from './log-step.ts';
import { openWrittenLog, writeRecord } from './written-log.ts';

export async function verifyRows({ folder, log }: LogStep): Promise<Row[]> {
  const written = await openWrittenLog(folder);
  const { db, sources, tenantId } = written;
  const signer = logSigner(generateKeyPairSync('ed25519').privateKey);
  const sink = fileCheckpointSink(join(folder, 'checkpoints.ndjson'));
  const file = join(folder, 'log.ndjson');
  try {
    const perCheckpoint = limits.logRecordsVerified / limits.logCheckpoints;
    for (let checkpoint = 0; checkpoint < limits.logCheckpoints; checkpoint++) {
      await Promise.all(Array.from({ length: perCheckpoint }, () => writeRecord(written)));
      await makeCheckpoints({ db, sources, signer, sink });
    }
    const lines = async function* () {
      for await (const line of logLines({ db, sources, signer }, tenantId)) yield `${line}\n`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(file));
    // A process of its own, as the command is; the first one compiles the code.
    const args = [file, publicKeyText(signer), String(limits.logRounds + 1)];
    const verifying = startNode('verification', fileURLToPath(new URL('verifying-process.ts', import.meta.url)), args);
    const [, ...milliseconds] = await nextMessage(verifying, pickTimes, limits.commandMs);
    const rounds = milliseconds.map((ms) => (limits.logRecordsVerified * 1_000) / ms);
    log(`${rounds.map(Math.round).join(', ')} records a second`);
    const what = `records verified, ${limits.logRecordsVerified.toLocaleString('en')} and ${limits.logCheckpoints} checkpoints`;
    return [rowOf({ id: 'A6', what, unit: '1/s', beside: '' }, medianOf(rounds))];
  } finally {
    await db.destroy();
  }
}

function pickTimes(message: unknown): number[] | undefined {
  const times = fieldAt(message, 'milliseconds');
  return Array.isArray(times) ? times.map(Number) : undefined;
}
