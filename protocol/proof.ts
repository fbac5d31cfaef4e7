/**
 * Proof of possession: a viewer or device signs the relay's challenge with its own P-256 key (ES256).
 * The signed bytes name the role and the token, so a proof fits one challenge, one role and one token only.
 */
import type { CryptoKey, CryptoKeyPair } from './crypto-key.ts';
import { limits } from './limits.ts';

export type ProofRole = 'viewer' | 'agent' | 'enrolment' | 'renewal' | 'unenrolment';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A P-256 public key as a JWK. */
export interface PublicKeyJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/**
 * The bytes that are signed: label, role, nonce, token. No two of these can make the same bytes: a zero ends the role, the
 * nonce's length is fixed, and the token is the rest.
 */
function proofStatement(role: ProofRole, nonce: Uint8Array, token: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const label = encoder.encode(`ringside proof v1\0${role}\0`);
  const rest = encoder.encode(token);
  const statement = new Uint8Array(label.length + nonce.length + rest.length);
  statement.set(label);
  statement.set(nonce, label.length);
  statement.set(rest, label.length + nonce.length);
  return statement;
}

/** Signs a challenge. @returns 64 bytes, r and s */
export async function signProof(
  privateKey: CryptoKey,
  role: ProofRole,
  nonce: Uint8Array,
  token: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign(signing, privateKey, proofStatement(role, nonce, token)));
}

/** Checks a proof; false for anything that is not a valid signature by exactly this key, never an error. */
export async function verifyProof(
  publicKey: PublicKeyJwk,
  role: ProofRole,
  nonce: Uint8Array,
  token: string,
  proof: Uint8Array,
): Promise<boolean> {
  if (nonce.length !== limits.nonceBytes) return false;
  try {
    const { kty, crv, x, y } = publicKey;
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
    return await crypto.subtle.verify(signing, key, new Uint8Array(proof), proofStatement(role, nonce, token));
  } catch {
    return false;
  }
}

/** A new key pair whose private half cannot be exported unless asked for. */
export async function generateProofKeys(extractable = false): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify'])) as CryptoKeyPair;
}

/** RFC 7638: what a key is called, 43 characters. */
export async function keyThumbprint({ x, y }: PublicKeyJwk): Promise<string> {
  const text = new TextEncoder().encode(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  // Browsers have no base64url of their own.
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

/** The public half as the JWK that tickets and credentials carry. */
export async function exportPublicKey(keys: CryptoKeyPair): Promise<PublicKeyJwk> {
  const { x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  if (x === undefined || y === undefined) throw new TypeError('not an elliptic-curve key');
  return { kty: 'EC', crv: 'P-256', x, y };
}
