/**
 * The contract of WebSocket servers: what the relay needs of sockets, and nothing of how they work. Both adapters pass
 * the same suite (transport-contract.ts).
 */
import type { CloseName } from '@ringside/protocol';

/** What became of a message: on its way, waiting in memory until `drained`, or the connection is gone. */
export type SendOutcome = 'sent' | 'queued' | 'closed';

/** Why a connection ended: a close code of the peer (1006 when it just vanished), or ours, told or not. */
export interface Closing {
  readonly code: number;
  readonly by: 'peer' | 'relay';
}

/** What `ask` pings with: an answer to it is none to the pings of the heartbeat. */
export const askedPayload = 'there?';

export interface Connection {
  /** The peer's address, for limits only: never logged. */
  readonly address: string;
  /** The Origin header, empty when there was none. */
  readonly origin: string;
  /** Sends one binary message. The bytes are copied or written before this returns; the caller may reuse them. */
  send(message: Uint8Array): SendOutcome;
  /** Bytes accepted by send that the kernel has not taken yet. */
  queuedBytes(): number;
  /** Runs sends that leave together, in one write where the transport can. */
  cork(sends: () => void): void;
  /** Closes with a named code, after what was sent; `closed` follows. A second call changes nothing. */
  close(name: CloseName): void;
  /**
   * Asks the peer for a sign of life, by a ping of its own. To be asked once.
   * @param answered called once, if it comes before the end of the connection
   */
  ask(answered: () => void): void;
  /** The peer has proven who it is: it no longer counts against the limit of its address. */
  authenticated(): void;
}

/** What a transport finds wrong with a message before it is one. */
export type Violation = Extract<CloseName, 'malformed' | 'tooLarge'>;

/** What the owner of a connection hears. Each is called outside of the owner's own calls, but `closed` by close(). */
export interface ConnectionHandler {
  /** One binary message. The bytes are valid during this call only. */
  message(bytes: Uint8Array): void;
  /** The peer broke a rule of WebSocket, or of the limits: `closed` follows with this name, whatever the owner does. */
  violated(name: Violation): void;
  /** After send answered 'queued': the kernel has taken what waited. */
  drained(): void;
  /** The end, exactly once; nothing is called afterwards. */
  closed(closing: Closing): void;
}

export interface Route {
  /** The path of the request, exactly. */
  readonly path: string;
  /** Whether a request without Origin header is refused. */
  readonly originRequired: boolean;
  /** Takes a new connection. */
  opened(connection: Connection): ConnectionHandler;
}

/** Why an opening was refused before there was a connection; counted, answered with the HTTP status beside it. */
export const openingRefusals = {
  path: 404,
  subprotocol: 400,
  origin: 403,
  'address-limit': 429,
  'connection-limit': 503,
  draining: 503,
} as const;
export type OpeningRefusal = keyof typeof openingRefusals;

export interface TransportOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** Whether a declared proxy in front names the peer's address in X-Forwarded-For. */
  readonly behindProxy: boolean;
  readonly routes: readonly Route[];
  readonly limits: TransportLimits;
  refused(reason: OpeningRefusal): void;
}

export interface TransportLimits {
  /** Longest message; what announces more is cut off before it has come, often without a close code. */
  readonly receiveBytes: number;
  /** Most bytes a peer may leave unread; beyond, it is cut off. */
  readonly unreadBytes: number;
  readonly unauthenticatedPerAddress: number;
  readonly connections: number;
  readonly pingAfterMs: number;
  readonly silenceMs: number;
  readonly heartbeatSweepMs: number;
  /** Time for a peer to answer a close, before its socket is taken away; uWebSockets has a few seconds of its own. */
  readonly closingMs: number;
  /** Time for the HTTP request of an opening, where the transport lets it be set: uWebSockets has 10 s of its own. */
  readonly openingTimeoutMs: number;
}

export interface Transport {
  readonly port: number;
  readonly connections: number;
  /** Refuses new connections from now on; existing ones stay. */
  drain(): void;
  /** Closes everything; resolves when the port is free. */
  close(): Promise<void>;
}

/** Rejects with a RelayError whose message is a sentence for the operator. */
export type OpenTransport = (options: TransportOptions) => Promise<Transport>;
