import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { servicesLimits } from '../limits.ts';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { checkpointLine } from './checkpoint.ts';
import { publicKeyText } from './log-key.ts';
import { firstHash } from './record.ts';
import { applyRetention } from './retention.ts';
import { verifyLogFile } from './verify-log-file.ts';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

async function exported(): Promise<string> {
  const file = join(log.folder, 'log.ndjson');
  writeFileSync(file, `${(await log.lines()).join('\n')}\n`);
  return file;
}

/** Exports the log, and verifies it beside a file of checkpoints. */
async function verified(checkpoints: string): Promise<string> {
  return verifyLogFile(await exported(), publicKeyText(log.signer), join(log.folder, checkpoints));
}

it('AUD-4: a file of checkpoints that is not there, or says nothing of this log, is not taken for agreement', async () => {
  await log.session();
  await log.checkpoint();
  expect(await verified('checkpoints.ndjson')).toMatch(/ 1 checkpoints, and 1 kept elsewhere agree/);
  await expect(verified('checkpoint.ndjson')).rejects.toThrow(/^The file .*checkpoint\.ndjson cannot be read: /);
  const { keyId: key } = log.signer;
  const statement = { type: 'ringside-log-checkpoint', tenant: 'another', sequence: 3, hash: firstHash('another') };
  const foreign = checkpointLine(log.signer.sign({ ...statement, timeMs: 1, key }));
  writeFileSync(join(log.folder, 'foreign'), `no checkpoint\n${foreign}\n`);
  await expect(verified('foreign')).rejects.toThrow(/foreign has no checkpoint of tenant .* for records 1 to \d+: /);
});

it('AUD-4: a line is read whole, wherever it falls in what is read at once', async () => {
  for (let count = 0; count < 100; count++) await log.session(log.operatorId, 'ü'.repeat(count));
  await log.checkpoint();
  expect(statSync(await exported()).size).toBeGreaterThan(2 * servicesLimits.verifyReadBytes);
  expect(await verified('checkpoints.ndjson')).toMatch(/ is intact: /);
});

it('AUD-4: a last line that was cut is no line, though only its end is missing', async () => {
  const file = await exported();
  truncateSync(file, statSync(file).size - 1);
  const verifying = verifyLogFile(file, publicKeyText(log.signer));
  await expect(verifying).rejects.toThrow(/its line is not as services write it\.$/);
});

it('AUD-4: of checkpoints of records that are gone, only the last is said to agree', async () => {
  for (let count = 0; count < 3; count++) {
    await log.session();
    await log.checkpoint();
  }
  log.sources.advance(181 * 24 * 60 * 60_000);
  await log.session();
  await log.checkpoint();
  await applyRetention(log.db, log.sources);
  expect(await verified('checkpoints.ndjson')).toMatch(/ 2 checkpoints, and 2 kept elsewhere agree/);
});

it('AUD-4: a file without line ends is refused at once, however large it is', { timeout: 10_000 }, async () => {
  const file = join(log.folder, 'log.ndjson');
  writeFileSync(file, '');
  truncateSync(file, 256 * 1024 * 1024);
  const verifying = verifyLogFile(file, publicKeyText(log.signer));
  await expect(verifying).rejects.toThrow(/^The log does not verify at record 0: it does not begin with/);
});
