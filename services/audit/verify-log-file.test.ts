import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { publicKeyText } from './log-key.ts';
import { applyRetention } from './retention.ts';
import { verifyLogFile } from './verify-log-file.ts';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

/** Exports the log, and verifies it beside a file of checkpoints. */
async function verified(checkpoints: string): Promise<string> {
  const file = join(log.folder, 'log.ndjson');
  writeFileSync(file, `${(await log.lines()).join('\n')}\n`);
  return verifyLogFile(file, publicKeyText(log.signer), join(log.folder, checkpoints));
}

it('AUD-4: a file of checkpoints that is not there is said to be missing, and agrees with nothing', async () => {
  await log.session();
  await log.checkpoint();
  expect(await verified('checkpoints.ndjson')).toMatch(/ 1 checkpoints, and 1 kept elsewhere agree/);
  await expect(verified('checkpoint.ndjson')).rejects.toThrow(/^The file .*checkpoint\.ndjson cannot be read: /);
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
