/**
 * What the relay believes because services said it over the authenticated control link: the keys that sign tickets,
 * credentials and heartbeats, and the devices that are withdrawn while their credential is still valid.
 */
import { decodeKeySet, type SignedStatement, type SigningKeyJwk, type TokenTrust } from '@ringside/protocol';

export class ServicesTrust implements TokenTrust {
  readonly withdrawnDevices = new Set<string>();
  #issuer = '';
  #keys: readonly SigningKeyJwk[] = [];
  #sequence = -1;
  #statement: SignedStatement | undefined;

  get issuer(): string {
    return this.#issuer;
  }

  get keys(): readonly SigningKeyJwk[] {
    return this.#keys;
  }

  /** The key set as services' root signed it: agents verify it by themselves. */
  get statement(): SignedStatement | undefined {
    return this.#statement;
  }

  /** Takes a key set in force. @returns false for one that is no key set or older than the one known */
  adopt(statement: SignedStatement): boolean {
    const keySet = decodeKeySet(statement.payload);
    if (keySet === undefined || keySet.sequence < this.#sequence) return false;
    this.#issuer = keySet.issuer;
    this.#keys = keySet.keys;
    this.#sequence = keySet.sequence;
    this.#statement = statement;
    return true;
  }

  replaceWithdrawn(devices: readonly string[]): void {
    this.withdrawnDevices.clear();
    for (const device of devices) this.withdrawnDevices.add(device);
  }
}
