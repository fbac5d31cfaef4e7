/**
 * A device's identity and its files: identity.json (who it is, whom it trusts, its credential) and device-key.pem (the
 * private key). Both are readable by the agent's user alone.
 */
import { createPrivateKey } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CryptoKey } from '@ringside/protocol';
import { prepareDataFolder } from '@ringside/settings';
import { EnrolmentError } from './enrolment-error.ts';
import { type IdentityFile, parseIdentityFile } from './identity-file.ts';

export interface DeviceIdentity extends IdentityFile {
  readonly privateKey: CryptoKey;
}

const identityName = 'identity.json';
const keyName = 'device-key.pem';

/** The identity in this folder, or undefined when the device was never enrolled there. */
export async function readIdentity(folder: string): Promise<DeviceIdentity | undefined> {
  const text = readIfThere(join(folder, identityName));
  const pem = readIfThere(join(folder, keyName));
  if (text === undefined) return undefined;
  const file = parseIdentityFile(text);
  if (file === undefined || pem === undefined) throw unreadable(folder);
  try {
    const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
    return { ...file, privateKey };
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** Writes a new device's files, the key first: an identity without its key never lies there. */
export async function writeIdentity(folder: string, file: IdentityFile, privateKey: CryptoKey): Promise<void> {
  prepareDataFolder(folder, 'RINGSIDE_AGENT_DATA_FOLDER');
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  const lines = pkcs8.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  replaceFile(join(folder, keyName), `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`);
  writeIdentityFile(folder, file);
}

/** Removes a device's files, the key first: nobody is this device any more. */
export function removeIdentity(folder: string): void {
  for (const name of [keyName, identityName]) rmSync(join(folder, name), { force: true });
}

export function writeIdentityFile(folder: string, file: IdentityFile): void {
  replaceFile(join(folder, identityName), `${JSON.stringify(file, null, 2)}\n`);
}

/** Whole or not at all, whenever the power goes. */
function replaceFile(path: string, content: string): void {
  const next = `${path}.new`;
  writeFileSync(next, content, { mode: 0o600, flush: true });
  renameSync(next, path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new EnrolmentError(
      'identity-unreadable',
      `The file ${path} cannot be read: give the agent's user access to it.`,
      {
        cause,
      },
    );
  }
}

function unreadable(folder: string, cause?: unknown): EnrolmentError {
  const advice = 'restore it, or remove the folder and enrol the device again';
  return new EnrolmentError('identity-unreadable', `The identity in ${folder} is damaged: ${advice}.`, { cause });
}
