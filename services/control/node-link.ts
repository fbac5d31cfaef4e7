/**
 * One node's control connection: hello first, then events in and acknowledged once they are on disk, commands and
 * heartbeats out. Whatever breaks a rule closes the link; the node comes back and both go on from what is stored.
 */
import {
  type CloseName,
  decodeNodeMessage,
  encodeToNodeMessage,
  type NodeEvent,
  type NodeHello,
  negotiateVersion,
  ProtocolError,
  type SignedStatement,
} from '@ringside/protocol';
import { servicesLimits } from '../limits.ts';
import type { StoredEvents } from './node-events.ts';
import type { NodeSocket } from './node-socket.ts';

/** What the link needs done by the rest of services. */
export interface NodeLinkPorts {
  /** Makes the instance known and returns its welcome, encoded. */
  welcome(hello: NodeHello): Promise<Uint8Array>;
  /** The link is welcome: from now on it gets commands and heartbeats. */
  linked(link: NodeLink, hello: NodeHello): Promise<void>;
  store(hello: NodeHello, events: readonly NodeEvent[]): Promise<StoredEvents>;
  stored(hello: NodeHello, result: StoredEvents & { readonly stored: true }): void;
  acknowledged(hello: NodeHello, sequence: number): void;
  signTime(nonce: Uint8Array): Promise<SignedStatement>;
  closed(link: NodeLink): void;
  /** A fault of ours, or a rule broken by the node. */
  failed(node: string | undefined, why: string, error?: unknown): void;
}

type LinkState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'welcoming' | 'linked'; readonly hello: NodeHello }
  | { readonly phase: 'closed'; readonly hello: NodeHello | undefined };

export class NodeLink {
  readonly #socket: NodeSocket;
  readonly #ports: NodeLinkPorts;
  #state: LinkState = { phase: 'opening' };
  #queue: NodeEvent[] = [];
  #storing = false;
  #paused = false;
  /** Time requests that are being signed. */
  #signing = 0;
  #welcoming = false;

  constructor(socket: NodeSocket, ports: NodeLinkPorts) {
    this.#socket = socket;
    this.#ports = ports;
  }

  get hello(): NodeHello | undefined {
    return this.#state.phase === 'opening' ? undefined : this.#state.hello;
  }

  receive(bytes: Uint8Array): void {
    if (this.#state.phase === 'closed') return;
    try {
      const message = decodeNodeMessage(bytes);
      switch (message.message) {
        case 'hello':
          this.#onHello(message.hello);
          return;
        case 'event':
          this.#onEvent(message.event);
          return;
        case 'timeRequest':
          this.#onTimeRequest(message.timeRequest.nonce);
          return;
        case 'ack':
          if (this.#state.phase === 'opening') {
            this.close('malformed', 'an acknowledgement before hello');
            return;
          }
          this.#ports.acknowledged(this.#state.hello, message.ack.sequence);
          return;
        default:
          message satisfies never;
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.close(error.closeName, error.message);
    }
  }

  /** Sends, unless the node has stopped reading: then the link is given up. */
  send(bytes: Uint8Array): void {
    if (this.#state.phase === 'closed') return;
    if (this.#socket.bufferedBytes > servicesLimits.controlBufferedBytes) {
      this.close('silent', 'the node does not read');
      return;
    }
    this.#socket.send(bytes);
  }

  ping(): void {
    if (this.#state.phase !== 'closed') this.#socket.ping();
  }

  close(name: CloseName, why?: string): void {
    if (this.#state.phase === 'closed') return;
    const hello = this.hello;
    if (why !== undefined) this.#ports.failed(hello?.node, why);
    this.#socket.close(name);
    this.onClose();
  }

  /** The connection is gone, for whatever reason. */
  onClose(): void {
    if (this.#state.phase === 'closed') return;
    this.#state = { phase: 'closed', hello: this.hello };
    this.#queue = [];
    // Its answer to the close is read, too: until then it takes the link for open, for as long as a lease.
    if (this.#paused) this.#socket.resume();
    this.#ports.closed(this);
  }

  /** A node says hello once more when its address has changed. */
  #onHello(hello: NodeHello): void {
    const before = this.hello;
    if (before !== undefined && (before.node !== hello.node || before.instance !== hello.instance)) {
      this.close('malformed', 'a second name');
      return;
    }
    if (negotiateVersion(hello.version, hello.version) === undefined) {
      this.close('version', `wire version ${hello.version}`);
      return;
    }
    if (hello.node === '' || hello.instance === '') {
      this.close('malformed', 'a hello without a name');
      return;
    }
    this.#state = { phase: 'welcoming', hello };
    // One at a time: each is a commit, and reads all that relays must know.
    if (this.#welcoming) return;
    this.#welcoming = true;
    this.#guard(hello, async () => {
      for (let newest = this.#toWelcome(); newest !== undefined; newest = this.#toWelcome()) {
        const welcome = await this.#ports.welcome(newest);
        // A newer hello gets the newer welcome.
        if (this.#toWelcome() !== newest) continue;
        this.#state = { phase: 'linked', hello: newest };
        this.send(welcome);
        await this.#ports.linked(this, newest);
        this.#store(newest);
      }
      this.#welcoming = false;
    });
  }

  #toWelcome(): NodeHello | undefined {
    return this.#state.phase === 'welcoming' ? this.#state.hello : undefined;
  }

  #onEvent(event: NodeEvent): void {
    if (this.#state.phase !== 'linked' && this.#state.phase !== 'welcoming') {
      this.close('malformed', 'an event before hello');
      return;
    }
    this.#queue.push(event);
    this.#pace();
    this.#store(this.#state.hello);
  }

  /** One commit at a time; what arrives meanwhile is the next one's batch. */
  #store(hello: NodeHello): void {
    if (this.#storing || this.#queue.length === 0 || this.#state.phase !== 'linked') return;
    this.#storing = true;
    this.#guard(hello, async () => {
      const batch = this.#queue.splice(0, servicesLimits.eventsPerCommit);
      const result = await this.#ports.store(hello, batch);
      this.#storing = false;
      if (!result.stored) {
        this.close('malformed', 'event numbers with a gap');
        return;
      }
      this.send(encodeToNodeMessage({ eventAck: { sequence: result.sequence } }));
      this.#ports.stored(hello, result);
      this.#pace();
      // Lets heartbeats and requests in between two commits.
      setImmediate(() => this.#store(hello));
    });
  }

  #onTimeRequest(nonce: Uint8Array): void {
    if (this.#state.phase === 'opening' || this.#state.phase === 'closed') {
      this.close('malformed', 'a time request before hello');
      return;
    }
    this.#signing++;
    this.#pace();
    this.#guard(this.#state.hello, async () => {
      const statement = await this.#ports.signTime(nonce);
      this.#signing--;
      this.#pace();
      this.send(encodeToNodeMessage({ time: { nonce, statement } }));
    });
  }

  /** A node that asks for more than is done meanwhile is not read until that is done. */
  #pace(): void {
    const { queuedEventsHigh, queuedEventsLow, timeRequests } = servicesLimits;
    const signs = this.#signing < timeRequests;
    if (!this.#paused && (this.#queue.length >= queuedEventsHigh || !signs)) {
      this.#paused = true;
      this.#socket.pause();
    } else if (this.#paused && this.#queue.length <= queuedEventsLow && signs) {
      this.#paused = false;
      this.#socket.resume();
    }
  }

  /** A fault closes the link: nothing was acknowledged that is not stored, so the node sends it again. */
  #guard(hello: NodeHello, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#ports.failed(hello.node, 'a fault of services', error);
      this.close('fault');
    });
  }
}
