/**
 * A viewer's connection from the challenge to its end: ticket and proof, then the agent's consent, then the session.
 * Every failure of the first looks the same from outside.
 */
import {
  decodeViewerMessage,
  EndReason,
  encodeToViewerMessage,
  limits,
  negotiateVersion,
  ProtocolError,
  RefusalReason,
  type RoomConsent,
  type ViewerMessage,
} from '@ringside/protocol';
import { countClose, increment } from '../monitoring/counters.ts';
import type { RelayNode } from '../relay-node.ts';
import type { OpeningAnswer } from '../session/session.ts';
import type { SessionDirectory } from '../session/session-directory.ts';
import type { ViewerLink } from '../session/viewer-link.ts';
import type { Closing, Connection, ConnectionHandler, Violation } from '../transport/transport.ts';
import { challengeOf, closeNameForError, errorOf, openingTimeout } from './opening.ts';

type Authenticate = Extract<ViewerMessage, { message: 'authenticate' }>['authenticate'];
type Subscription = Extract<ViewerMessage, { message: 'subscribe' }>['subscribe'];

/** The one message that a viewer may send ahead of the answer: what it wants to see. */
interface Pipelined {
  subscription: Subscription | undefined;
}

type State =
  | { readonly name: 'challenged'; readonly nonce: Uint8Array; readonly cancelTimeout: () => void }
  | { readonly name: 'verifying'; readonly pipelined: Pipelined; readonly cancelTimeout: () => void }
  /** The ticket is used; the agent decides. */
  | { readonly name: 'asking'; readonly pipelined: Pipelined }
  | { readonly name: 'open'; readonly viewer: ViewerLink }
  | { readonly name: 'closed' };

export class ViewerConnection implements ConnectionHandler, OpeningAnswer {
  readonly #node: RelayNode;
  readonly #sessions: SessionDirectory;
  readonly #connection: Connection;
  #state: State;
  /** The same as in state 'open': spares the hot path the union. */
  #viewer: ViewerLink | undefined;

  constructor(node: RelayNode, sessions: SessionDirectory, connection: Connection) {
    this.#node = node;
    this.#sessions = sessions;
    this.#connection = connection;
    const nonce = node.nonce();
    this.#state = {
      name: 'challenged',
      nonce,
      cancelTimeout: openingTimeout(node, () => this.#connection.close('openingTimeout')),
    };
    connection.send(encodeToViewerMessage({ challenge: challengeOf(node, nonce) }));
  }

  message(bytes: Uint8Array): void {
    try {
      if (this.#viewer !== undefined) this.#viewer.message(bytes);
      else this.#opening(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  violated(name: Violation): void {
    this.#fail(errorOf(name));
  }

  drained(): void {
    this.#viewer?.delivery.drained();
  }

  closed(closing: Closing): void {
    countClose(this.#node.counters, closing.code);
    const state = this.#state;
    this.#state = { name: 'closed' };
    this.#viewer = undefined;
    if (state.name === 'open') this.#sessions.viewerLost(state.viewer);
    else if (state.name === 'asking') this.#sessions.openingAbandoned(this);
    else if (state.name !== 'closed') state.cancelTimeout();
  }

  opened(viewer: ViewerLink): void {
    const state = this.#state;
    if (state.name !== 'asking') return;
    this.#state = { name: 'open', viewer };
    this.#viewer = viewer;
    const { subscription } = state.pipelined;
    if (subscription !== undefined) viewer.subscribe(subscription);
  }

  roomAsked(consent: RoomConsent, withinMs: number): void {
    if (this.#state.name === 'asking')
      this.#connection.send(encodeToViewerMessage({ roomAsked: { consent, withinMs } }));
  }

  refused(reason: RefusalReason): void {
    if (this.#state.name === 'closed') return;
    this.#connection.send(encodeToViewerMessage({ refused: { reason } }));
    this.#connection.close(reason === RefusalReason.REFUSAL_REASON_DRAINING ? 'draining' : 'refused');
  }

  #opening(bytes: Uint8Array): void {
    const state = this.#state;
    const message = decodeViewerMessage(bytes, limits.openingMessageBytes);
    if (state.name === 'challenged') {
      if (message.message !== 'authenticate') throw new ProtocolError('out-of-range', 'not authenticated');
      this.#state = { name: 'verifying', pipelined: { subscription: undefined }, cancelTimeout: state.cancelTimeout };
      this.#verify(message.authenticate, state.nonce).catch((error: unknown) => this.#fail(error));
    } else if (state.name === 'verifying' || state.name === 'asking') {
      const { pipelined } = state;
      if (message.message !== 'subscribe' || pipelined.subscription !== undefined) {
        throw new ProtocolError('out-of-range', 'message before the answer');
      }
      pipelined.subscription = message.subscribe;
    }
  }

  async #verify({ version, ticket: token, proof }: Authenticate, nonce: Uint8Array): Promise<void> {
    const { redemption, counters, log } = this.#node;
    if (negotiateVersion(version, version) === undefined) return this.#connection.close('version');
    const redeemed = await redemption.redeem({ ticket: token, proof, nonce, origin: this.#connection.origin });
    if ('refused' in redeemed) {
      increment(counters.refusals, `ticket-${redeemed.refused}`);
      log.info({ why: redeemed.refused }, 'ticket refused');
      return this.refused(RefusalReason.REFUSAL_REASON_REFUSED);
    }
    // Verification took its time: the peer may be gone, and its ticket with it.
    const state = this.#state;
    if (state.name !== 'verifying') return;
    state.cancelTimeout();
    this.#connection.authenticated();
    this.#state = { name: 'asking', pipelined: state.pipelined };
    this.#sessions.open(redeemed.ticket, token, this.#connection, this);
  }

  #fail(error: unknown): void {
    const name = closeNameForError(error);
    const { log } = this.#node;
    const viewer = this.#viewer;
    if (name === 'fault') log.error({ error: String(error) }, 'fault at a viewer');
    if (viewer === undefined) {
      this.#connection.close(name);
      return;
    }
    log.warn({ session: viewer.session, close: name, error: String(error) }, 'viewer broke a rule');
    if (name === 'flood') {
      this.#connection.close(name);
      return;
    }
    // The session ends with the connection: it must not be found lost first, and wait.
    this.#state = { name: 'closed' };
    this.#viewer = undefined;
    this.#connection.close(name);
    this.#sessions.ends(viewer, EndReason.END_REASON_PROTOCOL_VIOLATION);
  }
}
