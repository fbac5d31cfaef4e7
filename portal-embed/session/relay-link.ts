/**
 * One WebSocket to the relay: its opening (challenge, ticket, proof) and then messages both ways.
 * Video frames are handed on as they came, before anything else looks at them.
 */
import {
  type CryptoKey,
  closeCodes,
  decodeToViewerMessage,
  encodeViewerMessage,
  isFrame,
  limits,
  negotiateVersion,
  ProtocolError,
  signProof,
  subprotocol,
  type ToViewerMessage,
  wireVersion,
} from '@ringside/protocol';

/** What the widget uses of a WebSocket. */
export type Socket = Pick<WebSocket, 'binaryType' | 'onmessage' | 'onclose' | 'send' | 'close'>;

export type OpenSocket = (url: string) => Socket;

export const openWebSocket: OpenSocket = (url) => new WebSocket(url, subprotocol);

export type Outgoing = Parameters<typeof encodeViewerMessage>[0];

/** What is asked for of a room's displays. */
export type Subscription = NonNullable<Outgoing['subscribe']>;

export interface LinkListener {
  /** The whole message of a video frame; a ProtocolError says that it is none. */
  frame(message: Uint8Array<ArrayBuffer>): void;
  message(message: ToViewerMessage): unknown;
  /** Ticket and proof are on their way. */
  presented(): unknown;
  /** The relay speaks no version that this widget does. */
  incompatible(): unknown;
  /** Told once, unless close() came first. */
  closed(code: number): unknown;
}

export class RelayLink {
  readonly url: string;
  /** When the relay was last heard, on the clock passed in. */
  heardAtMs: number;
  readonly #socket: Socket;
  readonly #listener: LinkListener;
  readonly #now: () => number;
  readonly #challenge = Promise.withResolvers<{ nonce: Uint8Array; version: number } | undefined>();
  #closed = false;

  constructor(url: string, openSocket: OpenSocket, now: () => number, listener: LinkListener) {
    this.url = url;
    this.#now = now;
    this.#listener = listener;
    this.heardAtMs = now();
    this.#socket = openSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#onClosed(event.code);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Answers the challenge as soon as it is here; video is asked for in the same breath. */
  async present(ticket: string, privateKey: CryptoKey, subscribe: () => Subscription): Promise<void> {
    const challenge = await this.#challenge.promise;
    if (challenge === undefined || this.#closed) return;
    const proof = await signProof(privateKey, 'viewer', challenge.nonce, ticket);
    if (this.#closed) return;
    this.send({ authenticate: { version: challenge.version, ticket, proof } });
    this.send({ subscribe: subscribe() });
    this.#listener.presented();
  }

  send(message: Outgoing): void {
    if (this.#closed) return;
    this.#socket.send(encodeViewerMessage(message) as Uint8Array<ArrayBuffer>);
  }

  /** What was sent before still arrives. The listener hears nothing more. */
  close(code = 1000): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#challenge.resolve(undefined);
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    this.#socket.close(code);
  }

  #receive(content: unknown): void {
    this.heardAtMs = this.#now();
    try {
      if (!(content instanceof ArrayBuffer)) throw new ProtocolError('malformed', 'text');
      const bytes = new Uint8Array(content);
      if (isFrame(bytes)) this.#listener.frame(bytes);
      else this.#dispatch(decodeToViewerMessage(bytes));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      // A relay that breaks the wire's rules is treated as one that closed for it.
      this.close(closeCodes[error.closeName].code);
      this.#listener.closed(closeCodes[error.closeName].code);
    }
  }

  #dispatch(message: ToViewerMessage): void {
    if (message.message === 'challenge') this.#onChallenge(message.challenge);
    else this.#listener.message(message);
  }

  #onChallenge(challenge: { nonce: Uint8Array; version: number; oldestVersion: number }): void {
    if (challenge.nonce.length !== limits.nonceBytes) throw new ProtocolError('out-of-range', 'nonce');
    const version = negotiateVersion(challenge.version, challenge.oldestVersion);
    if (version === undefined) {
      this.close();
      this.#listener.incompatible();
      return;
    }
    this.#challenge.resolve({ nonce: challenge.nonce, version: Math.min(version, wireVersion) });
  }

  #onClosed(code: number): void {
    this.close();
    this.#listener.closed(code);
  }
}
