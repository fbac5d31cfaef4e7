/**
 * The key that signs the log's checkpoints: a file of its own, since it must stay verifiable for as long as the log is
 * kept, far beyond the keys that sign tickets. Mode 0600, written whole or not at all. Below the key stand the changes
 * of keys that led to it, oldest first, so that neither is ever there without the other.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServicesError } from '../services-error.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';
import { settleFile, settleIn, stageFile } from '../store/staged-file.ts';
import { createWhole } from '../store/whole-file.ts';
import { type LogSigner, logSigner } from './checkpoint.ts';
import { type Actor, appendToAllLogs } from './event-log.ts';
import { keyChangeLine } from './key-change.ts';

/** Opens the log's key of a data folder, made at the first start. @throws ServicesError one sentence */
export function openLogKey(dataFolder: string, unique: string): LogSigner {
  const path = keyPath(dataFolder);
  return signerIn(path, read(path) ?? create(path, unique));
}

export interface LogKey {
  /** The key in force. Whoever signs takes it once, so that a statement and its signature are of the same key. */
  readonly signer: LogSigner;
  /** Looks at the file again: the key may have been changed. @throws ServicesError one sentence */
  refresh(): void;
}

/** For running services: the key in force, as it changes. */
export function watchedLogKey(dataFolder: string, unique: string): LogKey {
  let signer = openLogKey(dataFolder, unique);
  return {
    get signer() {
      return signer;
    },
    refresh() {
      const path = keyPath(dataFolder);
      const content = read(path);
      // Never a new one in its place: it would vouch for nothing that was signed before.
      if (content === undefined) throw new ServicesError('keys', `The log's key file ${path} is gone: restore it.`);
      const now = signerIn(path, content);
      if (now.keyId !== signer.keyId) signer = now;
    },
  };
}

/**
 * Signs from now on with a new key, which old and new key both vouch for; running services pick it up by themselves.
 * @returns the new key
 * @throws ServicesError one sentence
 */
export async function rotateLogKey(
  { db, sources, dataFolder }: { readonly db: Db; readonly sources: Sources; readonly dataFolder: string },
  actor: Actor,
): Promise<LogSigner> {
  // The transaction holds the database's write lock, so that of two processes only one changes the file at a time.
  const path = keyPath(dataFolder);
  const rotated = await db.transaction().execute(async (tx) => {
    await settleIn(tx, path);
    const before = openLogKey(dataFolder, sources.newId());
    const { privateKey } = generateKeyPairSync('ed25519');
    const changed = keyChangeLine(before, logSigner(privateKey), sources.nowMs());
    const after = logSigner(privateKey, [...before.changes, changed]);
    const detail = { key: after.keyId, before: before.keyId };
    await appendToAllLogs(tx, sources, actor, { kind: 'log-key.rotated', detail });
    await stageFile(tx, path, `${pemOf(privateKey)}${after.changes.join('\n')}\n`);
    return after;
  });
  // What is not on record is not in use.
  await settleFile(db, path);
  return rotated;
}

/** Ends what a rotation that was killed has begun. @throws ServicesError one sentence */
export const settleLogKey = (db: Db, dataFolder: string): Promise<void> => settleFile(db, keyPath(dataFolder));

/** What `verify-log` needs: 32 bytes as base64url. */
export const publicKeyText = ({ publicKey }: Pick<LogSigner, 'publicKey'>): string =>
  String(publicKey.export({ format: 'jwk' }).x);

const keyPath = (dataFolder: string): string => join(dataFolder, 'log-key.pem');

const pemOf = (privateKey: KeyObject): string => String(privateKey.export({ format: 'pem', type: 'pkcs8' }));

function signerIn(path: string, content: string): LogSigner {
  try {
    const key = createPrivateKey(content);
    const changes = content.split('\n').filter((line) => line.startsWith('{'));
    if (key.asymmetricKeyType === 'ed25519') return logSigner(key, changes);
  } catch {
    // No cause: a parser's message could quote the file.
  }
  throw new ServicesError('keys', `The log's key file ${path} is damaged: restore it from a backup.`);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new ServicesError('keys', `The log's key file ${path} cannot be read: make it readable.`, { cause });
  }
}

/** When another process was faster, its file stands. */
function create(path: string, unique: string): string {
  try {
    createWhole(path, pemOf(generateKeyPairSync('ed25519').privateKey), unique);
  } catch (cause) {
    throw new ServicesError('data-folder', `The log's key file ${path} cannot be written: make its folder writable.`, {
      cause,
    });
  }
  return readFileSync(path, 'utf8');
}
