/** The file that holds the private keys: its form, reading it, and the first one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataFolder } from '@ringside/settings';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ServicesError } from '../services-error.ts';
import { createWhole } from '../store/whole-file.ts';

const privateKey = {
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  d: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  kid: Type.String({ minLength: 1, maxLength: 128 }),
};

const privateKeySchema = Type.Object(privateKey, { additionalProperties: false });

const signingKeySchema = Type.Object(
  {
    ...privateKey,
    /** From when it signs, Unix milliseconds; without it from the beginning. Until then it is published already. */
    signsFromMs: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);

const keyFileSchema = Type.Object(
  {
    /** Who signs, as devices pin it: it outlives every address and every signing key. */
    issuer: Type.String({ minLength: 1, maxLength: 200 }),
    /** Signs key sets only; devices pin its public half at enrolment. */
    root: privateKeySchema,
    /** Of the published key set; grows with each change of `signing`. */
    sequence: Type.Integer({ minimum: 1 }),
    /** All that are published; key-rotation.ts says which of them signs. */
    signing: Type.Array(signingKeySchema, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type PrivateKeyJwk = Static<typeof privateKeySchema>;
export type SigningKey = Static<typeof signingKeySchema>;
export type KeyFile = Static<typeof keyFileSchema>;

export function readKeyFile(dataFolder: string): KeyFile | undefined {
  const path = keyPath(dataFolder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new ServicesError('keys', `The key file ${path} cannot be read: make it readable.`, { cause });
  }
  const damaged = `The key file ${path} is damaged: restore it from a backup.`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // No cause: a parser's message could quote the file.
    throw new ServicesError('keys', damaged);
  }
  if (!Value.Check(keyFileSchema, value)) throw new ServicesError('keys', damaged);
  return value;
}

/** Writes the first key file. When another process was faster, its file stands. */
export function createKeyFile(dataFolder: string, content: KeyFile, unique: string): void {
  prepareDataFolder(dataFolder, 'RINGSIDE_SERVICES_DATA_FOLDER');
  try {
    createWhole(keyPath(dataFolder), keyFileText(content), unique);
  } catch (cause) {
    const sentence = `The data folder ${dataFolder} cannot be written: make it writable or set services.dataFolder.`;
    throw new ServicesError('data-folder', sentence, { cause });
  }
}

export const keyFileText = (content: KeyFile): string => `${JSON.stringify(content, null, 2)}\n`;

export const keyPath = (dataFolder: string): string => join(dataFolder, 'keys.json');
