/** `verify-log`: checks an exported file offline, a piece at a time, however large it is. */
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { servicesLimits } from '../limits.ts';
import { ServicesError } from '../services-error.ts';
import { parsePublicKeyText } from './checkpoint.ts';
import { fileCheckpointSink } from './file-checkpoint-sink.ts';
import { isKeyChange } from './key-change.ts';
import { type KeptElsewhere, LogVerifier, logProblems } from './log-verifier.ts';
import { readElsewhere } from './self-check.ts';

/**
 * @param key a public key, as `log-key` prints it or once printed it
 * @param checkpoints a file of checkpoints that was kept elsewhere
 * @returns a sentence that says what was verified
 * @throws ServicesError that names the first bad record
 */
export async function verifyLogFile(path: string, key: string, checkpoints?: string): Promise<string> {
  const publicKey = parsePublicKeyText(key);
  if (publicKey === undefined) {
    throw new ServicesError('command-line', '--key is no public key: give what the command log-key prints.');
  }
  const tenants = checkpoints === undefined ? undefined : await readable(checkpoints, readElsewhereFrom(checkpoints));
  const outcome = await readable(path, verifyLines(path, publicKey, tenants));
  if (!outcome.intact) {
    const { sequence, problem } = outcome;
    throw new ServicesError('log', `The log does not verify at record ${sequence}: ${logProblems[problem]}.`);
  }
  const { tenant, first, last, checkpoints: signed, erased } = outcome.summary;
  const compared = tenants === undefined ? '' : `, and ${comparable(tenants.get(tenant), first)} kept elsewhere agree`;
  return `The log of tenant ${tenant} is intact: records ${first} to ${last}, ${signed} checkpoints${compared}, ${erased} entries about people erased.`;
}

/** Of records that are gone there is nothing to compare, but of the one before the first. */
const comparable = (kept: KeptElsewhere | undefined, first: number): number =>
  [...(kept?.keys() ?? [])].filter((sequence) => sequence >= first - 1).length;

async function readElsewhereFrom(path: string): Promise<Map<string, KeptElsewhere>> {
  // To services a file that is not there has nothing in it yet; to whoever names one it is a mistake, and proves nothing.
  await access(path, constants.R_OK);
  return readElsewhere(fileCheckpointSink(path).lines(), { signed: true });
}

async function verifyLines(
  path: string,
  publicKey: ConstructorParameters<typeof LogVerifier>[0],
  tenants: ReadonlyMap<string, KeptElsewhere> | undefined,
) {
  // Which tenant it is the first line says that is no change of keys; the file is read once, so those before it wait.
  const begin: string[] = [];
  let verifier: LogVerifier | undefined;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: servicesLimits.verifyReadBytes })) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.lastIndexOf('\n') + 1;
    const text = bytes.toString('utf8', 0, whole);
    for (let at = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      const line = text.slice(at, end);
      at = end + 1;
      if (verifier === undefined) {
        begin.push(line);
        if (isKeyChange(line)) continue;
        verifier = new LogVerifier(publicKey, tenants?.get(tenantOf(line)));
        if (!begin.every((each) => verifier?.line(each))) return verifier.end();
      } else if (!verifier.line(line)) return verifier.end();
    }
    rest = bytes.subarray(whole);
    // No line of ours is as long. What follows is not read, so that memory has an end where lines have none.
    if (rest.length > servicesLimits.verifyLineBytes) break;
  }
  verifier ??= new LogVerifier(publicKey);
  // Every line ends: what is left was cut.
  if (rest.length > 0) verifier.line(`${rest.toString()} `);
  return verifier.end();
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
