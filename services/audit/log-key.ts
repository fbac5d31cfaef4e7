/**
 * The key that signs the log's checkpoints: a file of its own, since it must stay verifiable for as long as the log is
 * kept, far beyond the keys that sign tickets. Mode 0600, written whole or not at all, never overwritten.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ServicesError } from '../services-error.ts';
import { type LogSigner, logSigner } from './checkpoint.ts';

/** Opens the log's key of a data folder, made at the first start. @throws ServicesError one sentence */
export function openLogKey(dataFolder: string, unique: string): LogSigner {
  const path = join(dataFolder, 'log-key.pem');
  const pem = read(path) ?? create(path, unique);
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return logSigner(key);
  } catch {
    // No cause: a parser's message could quote the file.
  }
  throw new ServicesError('keys', `The log's key file ${path} is damaged: restore it from a backup.`);
}

/** What `verify-log` needs: 32 bytes as base64url. */
export const publicKeyText = ({ publicKey }: Pick<LogSigner, 'publicKey'>): string =>
  String(publicKey.export({ format: 'jwk' }).x);

/** @returns undefined for what is no Ed25519 public key */
export function parsePublicKeyText(text: string): KeyObject | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return undefined;
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
  } catch {
    return undefined;
  }
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
  const draft = `${path}.${unique}`;
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    const file = openSync(draft, 'wx', 0o600);
    writeSync(file, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
    fsyncSync(file);
    closeSync(file);
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    unlinkSync(draft);
  } catch (cause) {
    throw new ServicesError('data-folder', `The log's key file ${path} cannot be written: make its folder writable.`, {
      cause,
    });
  }
  return readFileSync(path, 'utf8');
}
