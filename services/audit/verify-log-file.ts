/** `verify-log`: checks an exported file offline, a piece at a time, however large it is. */
import { closeSync, openSync, readSync } from 'node:fs';
import { servicesLimits } from '../limits.ts';
import { ServicesError } from '../services-error.ts';
import { type Checkpoint, parsePublicKeyText } from './checkpoint.ts';
import { linesOf } from './file-checkpoint-sink.ts';
import { isKeyChange } from './key-change.ts';
import { type KeptElsewhere, LogVerifier, logProblems } from './log-verifier.ts';
import { readElsewhere } from './self-check.ts';

/**
 * @param key a public key, as `log-key` prints it or once printed it
 * @param checkpoints a file of checkpoints that was kept elsewhere: that it says nothing of this log is an error, too
 * @returns a sentence that says what was verified
 * @throws ServicesError that names the first bad record
 */
export async function verifyLogFile(path: string, key: string, checkpoints?: string): Promise<string> {
  const publicKey = parsePublicKeyText(key);
  if (publicKey === undefined) {
    throw new ServicesError('command-line', '--key is no public key: give what the command log-key prints.');
  }
  const { outcome, elsewhere } = await readable(path, verifyLines(path, publicKey, checkpoints));
  if (!outcome.intact) {
    const { sequence, problem } = outcome;
    throw new ServicesError('log', `The log does not verify at record ${sequence}: ${logProblems[problem]}.`);
  }
  const { tenant, first, last, checkpoints: signed, erased } = outcome.summary;
  // The record that the export goes on from is compared, too; of those before it nothing is left.
  const agree = [...elsewhere.keys()].filter((sequence) => sequence >= first - 1).length;
  if (checkpoints !== undefined && agree === 0) {
    const sentence = `The file ${checkpoints} has no checkpoint of tenant ${tenant} for records ${first} to ${last}: give a copy of the file that services.logCheckpointFile names.`;
    throw new ServicesError('log', sentence);
  }
  const compared = checkpoints === undefined ? '' : `, and ${agree} kept elsewhere agree`;
  return `The log of tenant ${tenant} is intact: records ${first} to ${last}, ${signed} checkpoints${compared}, ${erased} entries about people erased.`;
}

async function keptOf(tenant: string, path: string): Promise<KeptElsewhere> {
  const isNeeded = (statement: Checkpoint) => statement.tenant === tenant;
  const elsewhere = await readable(path, readElsewhere(linesOf(path), { signed: true, isNeeded }));
  return elsewhere.get(tenant) ?? new Map();
}

async function verifyLines(
  path: string,
  publicKey: ConstructorParameters<typeof LogVerifier>[0],
  checkpoints: string | undefined,
) {
  let elsewhere: KeptElsewhere = new Map();
  // Which tenant it is the first line says that is no change of keys; the file is read once, so those before it wait.
  const begin: string[] = [];
  let verifier: LogVerifier | undefined;
  for (const bytes of wholeLines(path)) {
    const text = bytes.toString();
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf('\n', at);
      // Every line ends: what is left was cut.
      const line = end < 0 ? `${text.slice(at)} ` : text.slice(at, end);
      at = end < 0 ? text.length : end + 1;
      if (verifier === undefined) {
        begin.push(line);
        if (isKeyChange(line)) continue;
        if (checkpoints !== undefined) elsewhere = await keptOf(tenantOf(line), checkpoints);
        verifier = new LogVerifier(publicKey, elsewhere);
        if (!begin.every((each) => verifier?.line(each))) return { outcome: verifier.end(), elsewhere };
      } else if (!verifier.line(line)) return { outcome: verifier.end(), elsewhere };
    }
  }
  verifier ??= new LogVerifier(publicKey);
  return { outcome: verifier.end(), elsewhere };
}

/**
 * Some lines of a file at a time, in memory that is used again, and last what has no end. Read at once and not in turn: the
 * command has nothing else to do, and would wait, for a fifth of its time, for what is in memory already.
 */
function* wholeLines(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    let memory = Buffer.allocUnsafe(servicesLimits.verifyReadBytes);
    let held = 0;
    for (;;) {
      const read = readSync(file, memory, held, memory.length - held, null);
      if (read === 0) break;
      const known = held + read;
      const whole = memory.subarray(0, known).lastIndexOf('\n') + 1;
      if (whole > 0) yield memory.subarray(0, whole);
      memory.copyWithin(0, whole, known);
      held = known - whole;
      // No line of ours is as long. What follows is not read, so that memory has an end where lines have none.
      if (held > servicesLimits.verifyLineBytes) break;
      if (held === memory.length) memory = Buffer.concat([memory], 2 * held);
    }
    if (held > 0) yield memory.subarray(0, held);
  } finally {
    closeSync(file);
  }
}

const tenantOf = (line: string): string => /"tenant":"([^"\\]+)"/.exec(line)?.[1] ?? '';

async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && 'syscall' in cause) {
      throw new ServicesError('log', `The file ${path} cannot be read: correct its path or its permissions.`, {
        cause,
      });
    }
    throw cause;
  }
}
