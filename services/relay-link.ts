/** What sessions and devices need of the control link: who is in touch, and telling relays what has ended. */
import type { EndReason, SignedStatement } from '@ringside/protocol';

export interface RelayLink {
  /** Whether this instance of a node is connected to services now. */
  isLinked(instance: string): boolean;
  /** Tells the instance, and names the session in the heartbeats of the next two minutes. */
  endSession(session: string, reason: EndReason, instance: string): void;
  withdrawDevice(device: string): void;
  restoreDevice(device: string): void;
  /** Only this key (RFC 7638 thumbprint) is good for the device from now on. */
  rebindDevice(device: string, key: string): void;
  /** Has the instance pass a signed recovery to the device. */
  recoverDevice(device: string, recovery: SignedStatement, instance: string): void;
}
