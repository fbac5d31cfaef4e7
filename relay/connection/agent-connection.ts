/** An agent's connection from the challenge to its end: nothing it says counts before its credential and proof do. */
import {
  type AgentMessage,
  decodeAgentMessage,
  EndReason,
  encodeToAgentMessage,
  isRefusal,
  keyThumbprint,
  limits,
  negotiateVersion,
  ProtocolError,
  verifyDeviceCredential,
  verifyProof,
} from '@ringside/protocol';
import { countClose, increment } from '../monitoring/counters.ts';
import type { RelayNode } from '../relay-node.ts';
import { DeviceLink } from '../session/device-link.ts';
import type { SessionDirectory } from '../session/session-directory.ts';
import type { Closing, Connection, ConnectionHandler, Violation } from '../transport/transport.ts';
import { challengeOf, closeNameForError, errorOf, openingTimeout } from './opening.ts';

type Authenticate = Extract<AgentMessage, { message: 'authenticate' }>['authenticate'];

type State =
  | { readonly name: 'challenged'; readonly nonce: Uint8Array; readonly cancelTimeout: () => void }
  | { readonly name: 'verifying'; readonly cancelTimeout: () => void }
  | { readonly name: 'open'; readonly link: DeviceLink }
  | { readonly name: 'closed' };

export class AgentConnection implements ConnectionHandler {
  readonly #node: RelayNode;
  readonly #sessions: SessionDirectory;
  readonly #connection: Connection;
  #state: State;
  /** The same as in state 'open': spares the hot path the union. */
  #link: DeviceLink | undefined;

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
    connection.send(encodeToAgentMessage({ challenge: challengeOf(node, nonce) }));
  }

  message(bytes: Uint8Array): void {
    try {
      if (this.#link !== undefined) this.#link.message(bytes);
      else this.#opening(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  violated(name: Violation): void {
    this.#fail(errorOf(name));
  }

  drained(): void {}

  closed(closing: Closing): void {
    countClose(this.#node.counters, closing.code);
    const state = this.#state;
    this.#state = { name: 'closed' };
    this.#link = undefined;
    if (state.name === 'open') this.#sessions.agentLost(state.link);
    else if (state.name !== 'closed') state.cancelTimeout();
  }

  #opening(bytes: Uint8Array): void {
    const state = this.#state;
    if (state.name !== 'challenged') throw new ProtocolError('out-of-range', 'message before the answer');
    const message = decodeAgentMessage(bytes, limits.openingMessageBytes);
    if (message.message !== 'authenticate') throw new ProtocolError('out-of-range', 'not authenticated');
    this.#state = { name: 'verifying', cancelTimeout: state.cancelTimeout };
    this.#verify(message.authenticate, state.nonce).catch((error: unknown) => this.#fail(error));
  }

  async #verify(authenticate: Authenticate, nonce: Uint8Array): Promise<void> {
    const { version, credential: token, proof, capabilities, run } = authenticate;
    const { trust, time, name, instance, counters } = this.#node;
    if (negotiateVersion(version, version) === undefined) return this.#connection.close('version');
    const credential = await verifyDeviceCredential(token, trust, time.nowMs());
    if (isRefusal(credential) || !(await verifyProof(credential.deviceKey, 'agent', nonce, token, proof))) {
      increment(counters.refusals, 'agent');
      return this.#connection.close('refused');
    }
    const { device, tenant } = credential;
    const key = await keyThumbprint(credential.deviceKey);
    if (trust.withdrawnDevices.has(device)) return this.#connection.close('withdrawn');
    // Another machine has its record now (DEV-3).
    if (trust.isFormerKey(device, key)) return this.#connection.close('replaced');
    const agentVersion = capabilities?.agentVersion ?? '';
    if (trust.isOutdated(tenant, agentVersion)) {
      this.#node.journal.device(device, { deviceOutdated: { device, agentVersion } });
      return this.#connection.close('outdated');
    }
    // Verification took its time: the peer may be gone.
    if (this.#state.name !== 'verifying') return;
    this.#state.cancelTimeout();
    this.#connection.authenticated();
    const identity = { device, tenant, key, capabilities, run };
    const link = new DeviceLink(this.#node, this.#connection, identity, this.#sessions);
    this.#state = { name: 'open', link };
    this.#link = link;
    this.#sessions.agentConnected(link);
    this.#node.journal.device(device, { deviceConnected: { device, capabilities } });
    this.#connection.send(encodeToAgentMessage({ welcome: { device, node: name, instance, keySet: trust.statement } }));
  }

  #fail(error: unknown): void {
    const name = closeNameForError(error);
    const { log } = this.#node;
    const state = this.#state;
    if (state.name === 'open') {
      const { device } = state.link;
      log.warn({ device, close: name, error: String(error) }, 'agent broke a rule');
      this.#sessions.endSessionsOf(device, EndReason.END_REASON_PROTOCOL_VIOLATION);
    }
    if (name === 'fault') log.error({ error: String(error) }, 'fault at an agent');
    this.#connection.close(name);
  }
}
