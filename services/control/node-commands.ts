/**
 * The commands for one node, numbered, kept until the node acknowledges them, sent again on each new link. Numbers
 * begin with the time of this run, so that they also grow across restarts of services.
 */
import { type EndReason, encodeToNodeMessage, type SignedStatement } from '@ringside/protocol';
import { servicesLimits } from '../limits.ts';

export type NodeCommand =
  | { readonly kind: 'end-session'; readonly session: string; readonly reason: EndReason }
  | { readonly kind: 'withdraw-device' | 'restore-device'; readonly device: string }
  | { readonly kind: 'rebind-device'; readonly device: string; readonly key: string }
  | { readonly kind: 'minimum-agent'; readonly tenant: string; readonly version: string }
  | { readonly kind: 'recover-device'; readonly device: string; readonly recovery: SignedStatement };

export class NodeCommands {
  readonly #pending = new Map<number, NodeCommand>();
  #last: number;

  constructor(startMs: number) {
    this.#last = startMs;
  }

  /** @returns the encoded command, or undefined when the node has left too many unacknowledged */
  add(command: NodeCommand): Uint8Array | undefined {
    if (this.#pending.size >= servicesLimits.pendingCommands) return undefined;
    const sequence = ++this.#last;
    this.#pending.set(sequence, command);
    return encode(sequence, command);
  }

  acknowledged(sequence: number): void {
    for (const pending of this.#pending.keys()) {
      if (pending > sequence) return;
      this.#pending.delete(pending);
    }
  }

  unacknowledged(): Uint8Array[] {
    return [...this.#pending].map(([sequence, command]) => encode(sequence, command));
  }

  /** After a hello and welcome the node knows all that was pending. */
  clear(): void {
    this.#pending.clear();
  }
}

function encode(sequence: number, command: NodeCommand): Uint8Array {
  switch (command.kind) {
    case 'end-session': {
      const { session, reason } = command;
      return encodeToNodeMessage({ command: { sequence, endSession: { session, reason } } });
    }
    case 'withdraw-device':
      return encodeToNodeMessage({ command: { sequence, withdrawDevice: { device: command.device } } });
    case 'restore-device':
      return encodeToNodeMessage({ command: { sequence, restoreDevice: { device: command.device } } });
    case 'rebind-device': {
      const { device, key } = command;
      return encodeToNodeMessage({ command: { sequence, rebindDevice: { device, key } } });
    }
    case 'minimum-agent': {
      const { tenant, version } = command;
      return encodeToNodeMessage({ command: { sequence, minimumAgent: { tenant, version } } });
    }
    case 'recover-device': {
      const { device, recovery } = command;
      return encodeToNodeMessage({ command: { sequence, recoverDevice: { device, recovery } } });
    }
    default:
      return command satisfies never;
  }
}
