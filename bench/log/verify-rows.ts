/** A6: an exported log verified by the command's own code, from the file, on one core. */
import { generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { logSigner } from '../../services/audit/checkpoint.ts';
import { makeCheckpoints } from '../../services/audit/checkpointing.ts';
import { fileCheckpointSink } from '../../services/audit/file-checkpoint-sink.ts';
import { publicKeyText } from '../../services/audit/log-key.ts';
import { logLines } from '../../services/audit/log-lines.ts';
import { verifyLogFile } from '../../services/audit/verify-log-file.ts';
import { limits } from '../limits.ts';
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
    const rounds: number[] = [];
    for (let round = 0; round <= limits.logRounds; round++) {
      const sinceMs = performance.now();
      await verifyLogFile(file, publicKeyText(signer));
      const perSecond = (limits.logRecordsVerified * 1_000) / (performance.now() - sinceMs);
      log(`${Math.round(perSecond)} records a second`);
      // The first one compiles the code.
      if (round > 0) rounds.push(perSecond);
    }
    const what = `records verified, ${limits.logRecordsVerified.toLocaleString('en')} and ${limits.logCheckpoints} checkpoints`;
    return [rowOf({ id: 'A6', what, unit: '1/s', beside: '' }, medianOf(rounds))];
  } finally {
    await db.destroy();
  }
}
