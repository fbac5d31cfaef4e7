/** Statements that services sign (Ed25519): heartbeats, time anchors, recoveries, and the key set that the pinned root signs. */
import type { SignedStatement } from './codec.ts';
import type { CryptoKey } from './crypto-key.ts';
import { limits } from './limits.ts';

export type StatementKind = 'heartbeat' | 'time' | 'key-set' | 'recovery';

/** An Ed25519 public key as a JWK. */
export interface SigningKeyJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
}

/** Payload of a key-set statement, as JSON in UTF-8. */
export interface KeySet {
  readonly issuer: string;
  /** Grows with each published set: an older one never replaces a newer one. */
  readonly sequence: number;
  readonly keys: readonly SigningKeyJwk[];
}

const algorithm = { name: 'Ed25519' } as const;

/** The label keeps a signature over one kind of statement from passing as another. */
function signedBytes(kind: StatementKind, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const label = new TextEncoder().encode(`ringside ${kind} v1\0`);
  const bytes = new Uint8Array(label.length + payload.length);
  bytes.set(label);
  bytes.set(payload, label.length);
  return bytes;
}

export async function signStatement(
  kind: StatementKind,
  payload: Uint8Array,
  keyId: string,
  privateKey: CryptoKey,
): Promise<SignedStatement> {
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, signedBytes(kind, payload)));
  return { keyId, payload, signature };
}

/** Whether the statement is of this kind and signed by one of these keys. Never throws. */
export async function verifyStatement(
  kind: StatementKind,
  statement: SignedStatement,
  keys: readonly SigningKeyJwk[],
): Promise<boolean> {
  const jwk = keys.find((key) => key.kid === statement.keyId);
  if (jwk === undefined) return false;
  try {
    const { kty, crv, x } = jwk;
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, algorithm, false, ['verify']);
    const signature = new Uint8Array(statement.signature);
    return await crypto.subtle.verify(algorithm, key, signature, signedBytes(kind, statement.payload));
  } catch {
    return false;
  }
}

export function encodeKeySet(keySet: KeySet): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(keySet));
}

/** Reads a key set, or undefined when it is not one. Verify its statement first. */
export function decodeKeySet(payload: Uint8Array): KeySet | undefined {
  if (payload.length > limits.statementBytes) return undefined;
  try {
    return parseKeySet(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
  } catch {
    return undefined;
  }
}

function parseKeySet(value: unknown): KeySet | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('issuer' in value) || !('sequence' in value) || !('keys' in value)) return undefined;
  const { issuer, sequence, keys } = value;
  if (!isName(issuer) || typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 0) {
    return undefined;
  }
  if (!Array.isArray(keys) || keys.length > limits.signingKeys) return undefined;
  const parsed = keys.map(parseSigningKey).filter((key) => key !== undefined);
  const distinct = new Set(parsed.map((key) => key.kid)).size;
  return distinct === keys.length ? { issuer, sequence, keys: parsed } : undefined;
}

/** Parses an Ed25519 public JWK from anything. A private part is refused, other extra members are left out. */
export function parseSigningKey(value: unknown): SigningKeyJwk | undefined {
  if (typeof value !== 'object' || value === null || 'd' in value) return undefined;
  if (!('kty' in value) || !('crv' in value) || !('x' in value) || !('kid' in value)) return undefined;
  const { kty, crv, x, kid } = value;
  if (kty !== 'OKP' || crv !== 'Ed25519' || !isName(kid)) return undefined;
  return typeof x === 'string' && /^[A-Za-z0-9_-]{43}$/.test(x) ? { kty, crv, x, kid } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= limits.nameUnits;
}
