/**
 * One try to open a session: the call for a ticket and the socket to the relay side by side, then ticket and proof.
 * Once it is closed its listener hears nothing more, however late host and relay answer.
 */
import { type CryptoKeyPair, exportPublicKey, type ToViewerMessage } from '@ringside/protocol';
import { type OpenSocket, type Outgoing, RelayLink, type Subscription } from './relay-link.ts';
import {
  readGrant,
  readStartFailure,
  type SessionGrant,
  type StartFailure,
  type StartSession,
} from './start-session.ts';

export interface OpeningRequest {
  readonly startSession: StartSession;
  readonly keys: Promise<CryptoKeyPair>;
  /** The session to come back to. */
  readonly resume: string | undefined;
  /** Where its relay is thought to be. */
  readonly relayUrl: string | undefined;
  /** What is asked for together with the opening. */
  readonly subscribe: () => Subscription;
}

export interface OpeningListener {
  granted(grant: SessionGrant): void;
  notGranted(failure: StartFailure): void;
  presented(): void;
  frame(message: Uint8Array<ArrayBuffer>): void;
  message(message: ToViewerMessage): void;
  incompatible(): void;
  /** The link with the ticket on it is gone, or could never be. */
  lost(code: number): void;
}

/** What browsers report of a link that never was. */
const noConnection = 1006;

export class OpeningAttempt {
  readonly #request: OpeningRequest;
  readonly #openSocket: OpenSocket;
  readonly #now: () => number;
  readonly #listener: OpeningListener;
  #link: RelayLink | undefined;
  #awaitsTicket = true;
  #closed = false;

  constructor(request: OpeningRequest, openSocket: OpenSocket, now: () => number, listener: OpeningListener) {
    this.#request = request;
    this.#openSocket = openSocket;
    this.#now = now;
    this.#listener = listener;
  }

  async open(): Promise<void> {
    const { relayUrl, keys, subscribe } = this.#request;
    if (relayUrl !== undefined) this.#connect(relayUrl);
    const answer = await this.#askHost();
    if (this.#closed) return;
    if (!('ticket' in answer)) {
      this.#listener.notGranted(answer);
      return;
    }
    this.#listener.granted(answer);
    this.#awaitsTicket = false;
    if (this.#link === undefined || this.#link.closed || this.#link.url !== answer.relayUrl) {
      this.#link?.close();
      this.#connect(answer.relayUrl);
    }
    if (this.#link === undefined) this.#listener.lost(noConnection);
    else await this.#link.present(answer.ticket, (await keys).privateKey, subscribe);
  }

  send(message: Outgoing): void {
    this.#link?.send(message);
  }

  get heardAtMs(): number {
    return this.#link?.heardAtMs ?? 0;
  }

  close(): void {
    this.#closed = true;
    this.#link?.close();
  }

  async #askHost(): Promise<SessionGrant | StartFailure> {
    const { startSession, keys, resume } = this.#request;
    try {
      const publicKey = await exportPublicKey(await keys);
      const answer = await startSession(publicKey, resume === undefined ? {} : { resume });
      return readGrant(answer) ?? { code: 'bad-answer', detail: '', mayPass: false };
    } catch (error) {
      return readStartFailure(error);
    }
  }

  #connect(url: string): void {
    const listener = this.#listener;
    this.#link = undefined;
    try {
      this.#link = new RelayLink(url, this.#openSocket, this.#now, {
        frame: (message) => listener.frame(message),
        message: (message) => listener.message(message),
        presented: () => listener.presented(),
        incompatible: () => this.#closed || listener.incompatible(),
        // A link opened in advance may close again before its ticket is here: nothing is lost then.
        closed: (code) => this.#closed || this.#awaitsTicket || listener.lost(code),
      });
    } catch {
      // Not an address a socket can have: the same as a relay that does not answer.
    }
  }
}
