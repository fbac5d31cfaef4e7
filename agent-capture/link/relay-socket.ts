/** A WebSocket to a relay as the link needs it: binary messages, a bounded view of what waits, liveness. */
export interface RelaySocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** The peer answered a ping. */
  alive(): void;
  /** Exactly once, last. 1006 when the network broke. */
  closed(code: number, detail: string): void;
}

export interface RelaySocket {
  /** False when the socket is not open. */
  send(bytes: Uint8Array): boolean;
  /** Bytes that were sent but have not reached the operating system. */
  queuedBytes(): number;
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends it at once, without a closing handshake. */
  terminate(): void;
}

export type OpenRelaySocket = (url: string, events: RelaySocketEvents) => RelaySocket;
