/** Services as a test needs them: keys, a key set under a root, tickets, heartbeats and time anchors, all really signed. */
import {
  CommandKind,
  encodeHeartbeat,
  encodeKeySet,
  encodeRecovery,
  encodeTimeAnchor,
  exportPublicKey,
  generateProofKeys,
  type KeySet,
  limits,
  type PublicKeyJwk,
  type Recovery,
  type SignedStatement,
  type SigningKeyJwk,
  signDeviceCredential,
  signStatement,
  signTicket,
  type Ticket,
} from '@ringside/protocol';
import type { DeviceIdentity } from '../enrolment/device-identity.ts';

interface SigningKey {
  readonly jwk: SigningKeyJwk;
  readonly privateKey: DeviceIdentity['privateKey'];
}

async function makeSigningKey(kid: string): Promise<SigningKey> {
  const keys = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('publicKey' in keys)) throw new TypeError('not a key pair');
  const { x } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x, kid }, privateKey: keys.privateKey };
}

export interface TestServices {
  readonly rootKey: SigningKeyJwk;
  readonly identity: DeviceIdentity;
  /** The first signing key. */
  readonly key: SigningKeyJwk;
  /** Makes one more, which does not sign yet. */
  addKey(kid: string): Promise<SigningKeyJwk>;
  /** Signs with this key from now on. */
  signWith(kid: string): void;
  credentialFor(deviceKey: PublicKeyJwk): Promise<string>;
  keySet(change?: Partial<KeySet>): Promise<SignedStatement>;
  heartbeat(sequence: number, timeMs: number, endedSessions?: readonly string[]): Promise<SignedStatement>;
  time(nonce: Uint8Array, timeMs: number): Promise<SignedStatement>;
  recovery(recovery: Pick<Recovery, 'timeMs'> & Partial<Recovery>): Promise<SignedStatement>;
  ticket(change: Partial<Ticket> & { readonly issuedAtMs: number }): Promise<string>;
}

export const testHome = { node: 'node-1', instance: 'instance-1' } as const;

export async function createTestServices(relayUrl = 'ws://127.0.0.1:1'): Promise<TestServices> {
  const root = await makeSigningKey('root');
  const key = await makeSigningKey('key-1');
  const deviceKeys = await generateProofKeys(true);
  const viewerKey = await exportPublicKey(await generateProofKeys());
  const signingKeys = [key];
  let signer = { issuer: 'https://services.example', keyId: key.jwk.kid, privateKey: key.privateKey };
  const device = '01990000-0000-7000-8000-000000000001';
  const tenant = '01990000-0000-7000-8000-000000000002';
  const issuedAtMs = Date.now();
  const credentialFor = (deviceKey: PublicKeyJwk): Promise<string> =>
    signDeviceCredential(
      { device, tenant, deviceKey, issuedAtMs, expiresAtMs: issuedAtMs + limits.credentialMs },
      signer,
    );
  const credential = await credentialFor(await exportPublicKey(deviceKeys));
  return {
    rootKey: root.jwk,
    key: key.jwk,
    async addKey(kid) {
      const added = await makeSigningKey(kid);
      signingKeys.push(added);
      return added.jwk;
    },
    signWith(kid) {
      const found = signingKeys.find(({ jwk }) => jwk.kid === kid);
      if (found === undefined) throw new Error(`no key ${kid}`);
      signer = { ...signer, keyId: kid, privateKey: found.privateKey };
    },
    credentialFor,
    identity: {
      device,
      tenant,
      issuer: signer.issuer,
      rootKey: root.jwk,
      servicesUrl: 'https://services.example',
      relayUrl,
      credential,
      keySetSequence: 0,
      privateKey: deviceKeys.privateKey,
    },
    keySet(change = {}) {
      const keySet = { issuer: signer.issuer, sequence: 1, keys: [key.jwk], ...change };
      return signStatement('key-set', encodeKeySet(keySet), root.jwk.kid, root.privateKey);
    },
    heartbeat(sequence, timeMs, endedSessions = []) {
      const payload = encodeHeartbeat({ sequence, timeMs, endedSessions: [...endedSessions] });
      return signStatement('heartbeat', payload, signer.keyId, signer.privateKey);
    },
    time: (nonce, timeMs) =>
      signStatement('time', encodeTimeAnchor({ nonce, timeMs }), signer.keyId, signer.privateKey),
    recovery(change) {
      const id = crypto.randomUUID();
      const payload = encodeRecovery({ id, device, command: CommandKind.COMMAND_KIND_RESTART_DEVICE, ...change });
      return signStatement('recovery', payload, signer.keyId, signer.privateKey);
    },
    ticket(change) {
      const whole = Math.floor(change.issuedAtMs / 1_000) * 1_000;
      return signTicket(
        {
          id: crypto.randomUUID(),
          tenant,
          operator: 'operator-1',
          operatorName: 'Olga Operator',
          reason: '',
          cardOff: false,
          roomConsent: 'none',
          restartsWithheld: false,
          viewShortcuts: false,
          device,
          session: crypto.randomUUID(),
          permission: 'modify',
          viewerKey,
          origin: 'https://portal.example',
          ...testHome,
          endsAtMs: whole + 3_600_000,
          idleMs: 600_000,
          ...change,
          issuedAtMs: whole,
          expiresAtMs: change.expiresAtMs ?? whole + limits.ticketMs,
        },
        signer,
      );
    },
  };
}
