/**
 * What services sign with: a root key that signs key sets, and the signing keys that the set names (TOK-6). Tickets,
 * device credentials, heartbeats and time anchors are all signed here.
 */
import { createHash } from 'node:crypto';
import {
  type CryptoKey,
  type DeviceCredential,
  encodeHeartbeat,
  encodeKeySet,
  encodeRecovery,
  encodeTimeAnchor,
  type Heartbeat,
  type Recovery,
  type SignedStatement,
  type SigningKeyJwk,
  signDeviceCredential,
  signStatement,
  signTicket,
  type Ticket,
  type TimeAnchor,
  type TokenSigner,
} from '@ringside/protocol';
import { ServicesError } from '../services-error.ts';
import type { Sources } from '../sources.ts';
import { createKeyFile, type KeyFile, type PrivateKeyJwk, readKeyFile } from './key-file.ts';

export interface KeyRing {
  readonly issuer: string;
  /** What devices pin. */
  readonly rootKey: SigningKeyJwk;
  readonly publicKeys: readonly SigningKeyJwk[];
  /** The key set in force, signed by the root. */
  readonly keySet: SignedStatement;
  signTicket(ticket: Ticket): Promise<string>;
  signCredential(credential: DeviceCredential): Promise<string>;
  signHeartbeat(heartbeat: Heartbeat): Promise<SignedStatement>;
  signTime(anchor: TimeAnchor): Promise<SignedStatement>;
  signRecovery(recovery: Recovery): Promise<SignedStatement>;
}

/** Opens the keys of a data folder, made at the first start. @throws ServicesError one sentence */
export async function openKeyRing(dataFolder: string, sources: Sources): Promise<KeyRing> {
  if (readKeyFile(dataFolder) === undefined) createKeyFile(dataFolder, await newKeys(), sources.newId());
  const keys = readKeyFile(dataFolder);
  if (keys === undefined) throw new ServicesError('keys', `The key file in ${dataFolder} vanished while starting.`);
  return keyRing(keys);
}

async function newKeys(): Promise<KeyFile> {
  const root = await newKey();
  return { issuer: `urn:ringside:${root.kid}`, root, sequence: 1, signing: [await newKey()] };
}

async function newKey(): Promise<PrivateKeyJwk> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('not a key pair');
  const { x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (x === undefined || d === undefined) throw new TypeError('not an Ed25519 key');
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid: thumbprint(x) };
}

/** RFC 7638: a key's name follows from the key. */
function thumbprint(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

function importKey({ kty, crv, x, d }: PrivateKeyJwk): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, ['sign']);
}

const publicHalf = ({ kty, crv, x, kid }: PrivateKeyJwk): SigningKeyJwk => ({ kty, crv, x, kid });

async function keyRing({ issuer, root, sequence, signing }: KeyFile): Promise<KeyRing> {
  const [active] = signing;
  if (active === undefined) throw new TypeError('a key file without a signing key');
  const privateKey = await importKey(active);
  const signer: TokenSigner = { issuer, keyId: active.kid, privateKey };
  const publicKeys = signing.map(publicHalf);
  const payload = encodeKeySet({ issuer, sequence, keys: publicKeys });
  return {
    issuer,
    rootKey: publicHalf(root),
    publicKeys,
    keySet: await signStatement('key-set', payload, root.kid, await importKey(root)),
    signTicket: (ticket) => signTicket(ticket, signer),
    signCredential: (credential) => signDeviceCredential(credential, signer),
    signHeartbeat: ({ sequence, timeMs, endedSessions }) => {
      const heartbeat = encodeHeartbeat({ sequence, timeMs, endedSessions: [...endedSessions] });
      return signStatement('heartbeat', heartbeat, active.kid, privateKey);
    },
    signRecovery: (recovery) => signStatement('recovery', encodeRecovery(recovery), active.kid, privateKey),
    signTime: (anchor) => signStatement('time', encodeTimeAnchor(anchor), active.kid, privateKey),
  };
}
