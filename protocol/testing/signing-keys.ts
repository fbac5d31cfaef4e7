/** Key pairs for tests of signatures, and the parts of compact JWTs. */
import type { CryptoKey } from '../crypto-key.ts';
import { exportPublicKey, generateProofKeys, type PublicKeyJwk } from '../proof.ts';
import { parseSigningKey, type SigningKeyJwk } from '../signed-statement.ts';

export interface SigningKeys {
  readonly jwk: SigningKeyJwk;
  readonly privateKey: CryptoKey;
}

/** Services' own kind: Ed25519. */
export async function generateSigningKeys(kid: string): Promise<SigningKeys> {
  const keys = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new TypeError('not a key pair');
  const jwk = parseSigningKey({ ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid });
  if (jwk === undefined) throw new TypeError('not an Ed25519 key');
  return { jwk, privateKey: keys.privateKey };
}

export async function generatePublicKey(): Promise<PublicKeyJwk> {
  return exportPublicKey(await generateProofKeys());
}

export function base64url(value: string | Uint8Array | object): string {
  if (typeof value === 'string' || value instanceof Uint8Array) return Buffer.from(value).toString('base64url');
  return base64url(JSON.stringify(value));
}

/** Signs any header and payload, legal or not, as services would. */
export async function signCompact(header: object | string, payload: object | string, key: CryptoKey): Promise<string> {
  const input = `${base64url(header)}.${base64url(payload)}`;
  const signature = await crypto.subtle.sign({ name: 'Ed25519' }, key, new TextEncoder().encode(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}
