/** A WebSocket to a relay as the link needs it: binary messages, a bounded view of what waits, liveness. */
export interface RelaySocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** The peer answered a ping. */
  alive(): void;
  /** Exactly once, last. 1006 when the network broke. */
  closed(code: number, detail: string): void;
}

/** Bytes that were sent, as far as they may still leave this machine. Infinite where the system does not say. */
export interface Leaving {
  /** In this process or the operating system: nothing of them has left yet. */
  readonly unsent: number;
  /** Those and what has left but may be lost, and would leave again. */
  readonly unacknowledged: number;
}

export interface RelaySocket {
  /** False when the socket is not open. */
  send(bytes: Uint8Array): boolean;
  /** Bytes that were sent but have not reached the operating system. */
  queuedBytes(): number;
  leaving(): Leaving;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends it at once, without a closing handshake: what has not left yet never does. */
  terminate(): void;
}

export type OpenRelaySocket = (url: string, events: RelaySocketEvents) => RelaySocket;
