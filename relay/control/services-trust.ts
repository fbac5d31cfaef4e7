/**
 * What the relay believes because services said it over the authenticated control link: the keys that sign tickets,
 * credentials and heartbeats, the devices that are withdrawn or bound to another key while their credential is still
 * valid, and the oldest agent that each tenant lets in.
 */
import {
  decodeKeySet,
  isOlderAgent,
  type NodeWelcome,
  type SignedStatement,
  type SigningKeyJwk,
  type TokenTrust,
} from '@ringside/protocol';

type DeviceRules = Pick<NodeWelcome, 'withdrawnDevices' | 'reboundDevices' | 'minimumAgents'>;

export class ServicesTrust implements TokenTrust {
  readonly withdrawnDevices = new Set<string>();
  /** Device to the only key that is good for it. */
  readonly reboundDevices = new Map<string, string>();
  /** Tenant to version. */
  readonly minimumAgents = new Map<string, string>();
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

  /** All that services say of devices at the welcome, in place of what was said before. */
  replaceRules({ withdrawnDevices, reboundDevices, minimumAgents }: DeviceRules): void {
    this.withdrawnDevices.clear();
    for (const device of withdrawnDevices) this.withdrawnDevices.add(device);
    this.reboundDevices.clear();
    for (const { device, key } of reboundDevices) this.reboundDevices.set(device, key);
    this.minimumAgents.clear();
    for (const { tenant, version } of minimumAgents) this.setMinimumAgent(tenant, version);
  }

  setMinimumAgent(tenant: string, version: string): void {
    if (version === '') this.minimumAgents.delete(tenant);
    else this.minimumAgents.set(tenant, version);
  }

  /** Whether a tenant lets this agent in. */
  isOutdated(tenant: string, agentVersion: string): boolean {
    return isOlderAgent(agentVersion, this.minimumAgents.get(tenant) ?? '');
  }

  /** Whether the device is bound to another key than this one (RFC 7638). */
  isFormerKey(device: string, key: string): boolean {
    const bound = this.reboundDevices.get(device);
    return bound !== undefined && bound !== key;
  }
}
