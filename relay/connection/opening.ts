/** What both openings share: the challenge, the time it may take, and one answer to a message that breaks a rule. */
import { type CloseName, limits, oldestWireVersion, ProtocolError, wireVersion } from '@ringside/protocol';
import type { RelayNode } from '../relay-node.ts';
import type { Violation } from '../transport/transport.ts';

/** The challenge of a new connection; the nonce binds the peer's proof to it. */
export function challengeOf(node: RelayNode, nonce: Uint8Array) {
  return { nonce, version: wireVersion, oldestVersion: oldestWireVersion, node: node.name, instance: node.instance };
}

/** Calls `late` unless cancelled within the time for an opening. */
export function openingTimeout(node: RelayNode, late: () => void): () => void {
  return node.clock.after(limits.openingTimeoutMs, late);
}

/** What a transport found wrong, as decoding would have said it. */
export function errorOf(violation: Violation): ProtocolError {
  return new ProtocolError(violation === 'tooLarge' ? 'too-large' : 'malformed', 'refused by the transport');
}

/** The close code that answers what was thrown while a peer's message was handled. */
export function closeNameForError(error: unknown): CloseName {
  if (error instanceof ProtocolError) return error.closeName;
  if (error instanceof Error && 'code' in error && error.code === 'flood') return 'flood';
  return 'fault';
}
