/** Signing keys as services have them, for tests of what a relay verifies. */
import {
  type CryptoKey,
  encodeKeySet,
  type SignedStatement,
  type SigningKeyJwk,
  signStatement,
} from '@ringside/protocol';

export interface SigningKey {
  readonly jwk: SigningKeyJwk;
  readonly privateKey: CryptoKey;
}

export async function generateSigningKey(kid: string): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('no key pair');
  const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x: x ?? '', kid }, privateKey: pair.privateKey };
}

export function signKeySet(
  root: SigningKey,
  issuer: string,
  keys: readonly SigningKey[],
  sequence = 1,
): Promise<SignedStatement> {
  const payload = encodeKeySet({ issuer, sequence, keys: keys.map(({ jwk }) => jwk) });
  return signStatement('key-set', payload, root.jwk.kid, root.privateKey);
}
