/**
 * The relay's side of the control link: one WebSocket to services, opened again with back-off whenever it is lost.
 * Services' word (keys, withdrawals, commands, heartbeats) comes in, numbered events go out.
 */
import {
  decodeToNodeMessage,
  encodeNodeMessage,
  limits,
  type ServicesCommand,
  type SignedStatement,
  type ToNodeMessage,
  wireVersion,
} from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { relayLimits } from '../limits.ts';
import type { Log } from '../monitoring/log.ts';
import { WebSocket } from '../websocket.ts';
import type { EventJournal } from './event-journal.ts';
import type { Lease } from './lease.ts';
import { complaintOf, complaintOfStatus } from './link-complaint.ts';
import type { ServicesClock } from './services-clock.ts';
import type { ServicesTrust } from './services-trust.ts';

export interface ControlLinkOptions {
  readonly url: string;
  readonly secret: string;
  readonly node: string;
  readonly instance: string;
  readonly clock: Clock;
  readonly time: ServicesClock;
  readonly trust: ServicesTrust;
  readonly lease: Lease;
  readonly journal: EventJournal;
  readonly log: Log;
  readonly random: () => number;
  readonly nonce: () => Uint8Array;
  /** Where viewers reach this node; known once it listens. */
  viewerUrl(): string;
  liveSessions(): readonly string[];
  /** Services are there. `again` when they were before: they may have forgotten what is connected. */
  welcomed(again: boolean): void;
  command(command: ServicesCommand): void;
  keySetChanged(statement: SignedStatement): void;
  agentTime(nonce: Uint8Array, statement: SignedStatement): void;
  /** Services refuse the secret: nothing gets better by itself. */
  refused(): void;
}

export class ControlLink {
  readonly #options: ControlLinkOptions;
  #socket: WebSocket | undefined;
  #cancelRetry: (() => void) | undefined;
  #failures = 0;
  /** What the log was told of attempts that failed, last. */
  #complaint = '';
  #welcomes = 0;
  #welcomed = false;
  #stopped = false;
  /** The newest command of services' present run that was carried out. */
  #command = 0;
  /** What services had stored of our events when they were greeted. */
  #storedAtHello = 0;
  #anchor: { readonly nonce: Uint8Array; readonly askedAtMs: number } | undefined;

  constructor(options: ControlLinkOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#welcomed;
  }

  start(): void {
    const { url, secret, clock, random, log, journal } = this.#options;
    let answered = false;
    const socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${secret}` },
      perMessageDeflate: false,
      maxPayload: limits.controlMessageBytes,
      handshakeTimeout: relayLimits.controlRetryMostMs,
    });
    this.#socket = socket;
    // Services are heard each second: a silent link is half-open, and would perhaps never say so.
    let cancelSilence = (): void => {};
    const heard = () => {
      cancelSilence();
      cancelSilence = clock.after(limits.silenceMs, () => socket.terminate());
    };
    socket.on('open', () => {
      heard();
      this.hello();
    });
    socket.on('ping', heard);
    socket.on('message', (bytes, isBinary) => {
      heard();
      if (!isBinary || !(bytes instanceof Buffer)) return socket.terminate();
      try {
        this.#take(decodeToNodeMessage(bytes));
      } catch (error) {
        log.error({ error: String(error) }, 'services sent what is no message of the control link');
        socket.terminate();
      }
    });
    socket.on('unexpected-response', (_request, response) => {
      answered = true;
      response.resume();
      if (response.statusCode === 401 || response.statusCode === 403) this.#options.refused();
      else this.#complain(complaintOfStatus(response.statusCode));
      socket.terminate();
    });
    // Ending a socket that is not open yet is an error, too.
    socket.on('error', (error) => {
      if (!answered) this.#complain(complaintOf(url, error));
    });
    socket.on('close', () => {
      cancelSilence();
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      if (this.#welcomed) log.warn('control link lost');
      this.#welcomed = false;
      journal.disconnected();
      if (this.#stopped) return;
      const most = Math.min(relayLimits.controlRetryMostMs, relayLimits.controlRetryLeastMs * 2 ** this.#failures++);
      this.#cancelRetry = clock.after(most * random(), () => this.start());
    });
  }

  /** Said once: attempts that end alike follow. */
  #complain(complaint: string): void {
    if (complaint === this.#complaint) return;
    this.#complaint = complaint;
    this.#options.log.warn(complaint);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry?.();
    this.#socket?.close();
  }

  /** Asks services to sign their time over an agent's nonce. */
  requestTime(nonce: Uint8Array): void {
    this.#send(encodeNodeMessage({ timeRequest: { nonce } }));
  }

  /** Says who and where this node is; again when that has changed. */
  hello(): void {
    const { node, instance, viewerUrl, liveSessions } = this.#options;
    this.#command = 0;
    this.#storedAtHello = this.#options.journal.stored;
    this.#send(
      encodeNodeMessage({
        hello: { version: wireVersion, node, instance, viewerUrl: viewerUrl(), liveSessions: [...liveSessions()] },
      }),
    );
  }

  #take(message: ToNodeMessage): void {
    const { trust, lease, journal, log } = this.#options;
    switch (message.message) {
      case 'welcome': {
        const { keySet, lastEvent } = message.welcome;
        if (keySet === null || !trust.adopt(keySet)) {
          log.error('the welcome of services has no usable key set');
          this.#socket?.terminate();
          return;
        }
        this.#failures = 0;
        this.#complaint = '';
        trust.replaceRules(message.welcome);
        this.#welcomed = true;
        this.#askTime();
        journal.connected(lastEvent, (encoded) => this.#send(encoded), this.#storedAtHello);
        this.#options.keySetChanged(keySet);
        this.#options.welcomed(this.#welcomes++ > 0);
        return;
      }
      case 'eventAck':
        journal.acknowledged(message.eventAck.sequence);
        return;
      case 'heartbeat':
        lease.renew(message.heartbeat).then(
          (verdict) => {
            const isGood = verdict === 'good' || verdict === 'behind';
            if (!isGood) log.warn({ verdict }, 'heartbeat refused');
            // Services' clock was set, or this machine slept: only a new anchor tells. What we report of a session that waits
            // would be of long ago by our clock, and its window over before it is.
            if ((verdict === 'time' || verdict === 'behind') && !this.#awaitsTime()) this.#askTime();
          },
          (error: unknown) => log.error({ error: String(error) }, 'heartbeat'),
        );
        return;
      case 'command': {
        const { sequence } = message.command;
        if (sequence > this.#command) {
          this.#command = sequence;
          this.#options.command(message.command);
        }
        this.#send(encodeNodeMessage({ ack: { sequence } }));
        return;
      }
      case 'time':
        if (message.time.statement !== null) this.#time(message.time.nonce, message.time.statement);
        return;
      case 'keySet':
        if (trust.adopt(message.keySet)) this.#options.keySetChanged(message.keySet);
        return;
      default:
        message satisfies never;
    }
  }

  /** A question in between would make the answer void: one that takes longer than a heartbeat would never count. */
  #awaitsTime(): boolean {
    const askedAtMs = this.#anchor?.askedAtMs ?? Number.NEGATIVE_INFINITY;
    return this.#options.clock.monotonicMs() - askedAtMs < limits.leaseMs;
  }

  #askTime(): void {
    this.#anchor = { nonce: this.#options.nonce(), askedAtMs: this.#options.clock.monotonicMs() };
    this.requestTime(this.#anchor.nonce);
  }

  #time(nonce: Uint8Array, statement: SignedStatement): void {
    const { time, trust, log, agentTime } = this.#options;
    const anchor = this.#anchor;
    if (anchor === undefined || Buffer.compare(anchor.nonce, nonce) !== 0) {
      agentTime(nonce, statement);
      return;
    }
    this.#anchor = undefined;
    time.anchor(statement, nonce, anchor.askedAtMs, trust).then(
      (good) => {
        if (!good) log.warn('time of services refused');
      },
      (error: unknown) => log.error({ error: String(error) }, 'time'),
    );
  }

  #send(encoded: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encoded);
  }
}
