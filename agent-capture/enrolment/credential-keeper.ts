/**
 * Keeps the device's credential valid: renews it when a quarter of its life is left, and whenever the link says that
 * the relay wants a new one. One renewal runs at a time.
 */
import type { CryptoKey } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { agentLimits } from '../limits.ts';
import { type Log, reasonOf } from '../log.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { IdentityFile } from './identity-file.ts';
import type { ServicesClient } from './services-client.ts';

export interface CredentialKeeper {
  readonly identity: DeviceIdentity;
  /** Asks services for a new credential. @returns whether there is one; the log says why not */
  renew(): Promise<boolean>;
  /** Notes in the identity file that this key set was accepted. */
  noteKeySet(sequence: number): void;
  close(): void;
}

export interface CredentialKeeperParts {
  readonly identity: DeviceIdentity;
  readonly client: ServicesClient;
  readonly clock: Clock;
  /** The best idea of the real time, Unix milliseconds. */
  readonly nowMs: () => number;
  readonly save: (file: IdentityFile) => void;
  readonly log: Log;
}

export function createCredentialKeeper(parts: CredentialKeeperParts): CredentialKeeper {
  const { client, clock, log } = parts;
  let identity = parts.identity;
  let renewing: Promise<boolean> | undefined;
  let cancel = (): void => undefined;

  function keep(change: Partial<IdentityFile>): void {
    identity = { ...identity, ...change };
    const { privateKey: _, ...file } = identity;
    try {
      parts.save(file);
    } catch (error) {
      log.warn('identity-not-saved', { reason: reasonOf(error) });
    }
  }

  async function ask(device: string, privateKey: CryptoKey): Promise<boolean> {
    try {
      keep(await client.renew(device, privateKey));
      log.info('credential-renewed');
      return true;
    } catch (error) {
      log.warn('credential-not-renewed', { reason: reasonOf(error) });
      return false;
    }
  }

  function renew(): Promise<boolean> {
    renewing ??= ask(identity.device, identity.privateKey).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  function check(): void {
    cancel = clock.after(agentLimits.renewCheckMs, () => {
      if (isDue(identity.credential, parts.nowMs())) void renew();
      check();
    });
  }
  check();

  return {
    get identity() {
      return identity;
    },
    renew,
    noteKeySet: (keySetSequence) => keep({ keySetSequence }),
    close: () => cancel(),
  };
}

/** Reads the device's own credential, which it need not verify: whether little of its life is left. */
export function isDue(credential: string, nowMs: number): boolean {
  const times = lifeOf(credential);
  if (times === undefined) return true;
  const leftMs = times.expiresAtMs - nowMs;
  return leftMs < (times.expiresAtMs - times.issuedAtMs) * agentLimits.renewShare;
}

function lifeOf(credential: string): { issuedAtMs: number; expiresAtMs: number } | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(credential.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null || !('iat' in claims) || !('exp' in claims)) return undefined;
    const { iat, exp } = claims;
    if (typeof iat !== 'number' || typeof exp !== 'number') return undefined;
    return { issuedAtMs: iat * 1_000, expiresAtMs: exp * 1_000 };
  } catch {
    return undefined;
  }
}
