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
  type StatementKind,
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
import { signingKeyAt } from './key-schedule.ts';

export interface KeyRing {
  readonly issuer: string;
  /** What devices pin. */
  readonly rootKey: SigningKeyJwk;
  readonly publicKeys: readonly SigningKeyJwk[];
  /** The key set in force, signed by the root. */
  readonly keySet: SignedStatement;
  /** Looks at the key file again. @returns whether the published set has changed. @throws ServicesError one sentence */
  refresh(): Promise<boolean>;
  signTicket(ticket: Ticket): Promise<string>;
  signCredential(credential: DeviceCredential): Promise<string>;
  signHeartbeat(heartbeat: Heartbeat): Promise<SignedStatement>;
  signTime(anchor: TimeAnchor): Promise<SignedStatement>;
  signRecovery(recovery: Recovery): Promise<SignedStatement>;
}

/** Opens the keys of a data folder, made at the first start. @throws ServicesError one sentence */
export async function openKeyRing(dataFolder: string, sources: Sources): Promise<KeyRing> {
  if (readKeyFile(dataFolder) === undefined) createKeyFile(dataFolder, await newKeys(), sources.newId());
  const read = (): KeyFile => {
    const keys = readKeyFile(dataFolder);
    if (keys === undefined) throw new ServicesError('keys', `The key file in ${dataFolder} vanished: restore it.`);
    return keys;
  };
  return keyRing(await publish(read()), sources, read);
}

async function newKeys(): Promise<KeyFile> {
  const root = await newKey();
  return { issuer: `urn:ringside:${root.kid}`, root, sequence: 1, signing: [await newKey()] };
}

export async function newKey(): Promise<PrivateKeyJwk> {
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

/** A key file as it is used: what stands in it, ready to sign. */
interface Published {
  readonly file: KeyFile;
  readonly publicKeys: readonly SigningKeyJwk[];
  readonly keySet: SignedStatement;
  readonly signers: ReadonlyMap<string, TokenSigner>;
}

async function publish(file: KeyFile): Promise<Published> {
  const { issuer, root, sequence, signing } = file;
  const publicKeys = signing.map(publicHalf);
  const signers = new Map<string, TokenSigner>();
  for (const key of signing) signers.set(key.kid, { issuer, keyId: key.kid, privateKey: await importKey(key) });
  const payload = encodeKeySet({ issuer, sequence, keys: publicKeys });
  const keySet = await signStatement('key-set', payload, root.kid, await importKey(root));
  return { file, publicKeys, keySet, signers };
}

function keyRing(first: Published, sources: Sources, read: () => KeyFile): KeyRing {
  let published = first;
  /** Chosen at each signature: a new key begins at its moment, not when somebody looks. */
  const signer = (): TokenSigner => {
    const { kid } = signingKeyAt(published.file.signing, sources.nowMs());
    const found = published.signers.get(kid);
    if (found === undefined) throw new TypeError('a key that signs is not published');
    return found;
  };
  const statement = (kind: StatementKind, payload: Uint8Array): Promise<SignedStatement> => {
    const { keyId, privateKey } = signer();
    return signStatement(kind, payload, keyId, privateKey);
  };
  return {
    issuer: first.file.issuer,
    rootKey: publicHalf(first.file.root),
    get publicKeys() {
      return published.publicKeys;
    },
    get keySet() {
      return published.keySet;
    },
    async refresh() {
      const file = read();
      if (file.sequence === published.file.sequence) return false;
      published = await publish(file);
      return true;
    },
    signTicket: (ticket) => signTicket(ticket, signer()),
    signCredential: (credential) => signDeviceCredential(credential, signer()),
    signHeartbeat: ({ sequence, timeMs, endedSessions }) =>
      statement('heartbeat', encodeHeartbeat({ sequence, timeMs, endedSessions: [...endedSessions] })),
    signRecovery: (recovery) => statement('recovery', encodeRecovery(recovery)),
    signTime: (anchor) => statement('time', encodeTimeAnchor(anchor)),
  };
}
