/**
 * Runs one viewer's session: asks the host for tickets, keeps the link to the relay, comes back after losses.
 * All states and transitions are in session-state.ts; this file only acts on them.
 */
import {
  type CryptoKeyPair,
  closeCodes,
  closeName,
  limits,
  mayRetry,
  Permission,
  RoomConsent,
  type ToViewerMessage,
} from '@ringside/protocol';
import { viewerLimits } from '../limits.ts';
import { retryDelayMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import { OpeningAttempt } from './opening-attempt.ts';
import { closeReason, type EndedReason, endedReason, mayPass, openingRefusal } from './reasons.ts';
import type { OpenSocket, Outgoing, Subscription } from './relay-link.ts';
import { idle, isOver, nextState, type SessionEvent, type SessionState } from './session-state.ts';
import type { SessionGrant, StartFailure, StartSession } from './start-session.ts';

type Opened = Extract<ToViewerMessage, { message: 'opened' }>['opened'];
type RoomAsked = Extract<ToViewerMessage, { message: 'roomAsked' }>['roomAsked'];
/** Messages of a live session that are not the session's own business. */
export type RoomMessage = Extract<
  ToViewerMessage,
  { message: 'layout' | 'room' | 'control' | 'company' | 'probeReply' | 'commandResult' }
>;

export interface SessionListener {
  stateChanged(state: SessionState): void;
  /** Right after the state turned live; also after each return. */
  opened(opened: Opened): void;
  message(message: RoomMessage): void;
  frame(message: Uint8Array<ArrayBuffer>): void;
}

export interface SessionPorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openSocket: OpenSocket;
  readonly generateKeys: () => Promise<CryptoKeyPair>;
  /** What is asked for together with each opening. */
  readonly subscribe: () => Subscription;
}

export class ViewerSession {
  readonly #ports: SessionPorts;
  readonly #listener: SessionListener;
  #state: SessionState = idle;
  #startSession: StartSession | undefined;
  #keys: Promise<CryptoKeyPair> | undefined;
  /** The relay of this session, once known: its socket opens beside the next call for a ticket. */
  #relayUrl: string | undefined;
  /** The attempt in force: an answer to any other is ignored. */
  #attempt: OpeningAttempt | undefined;
  /** A returning session's ticket was already refused once. */
  #replacedTicket = false;
  #cancelLimit: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelWindow: (() => void) | undefined;

  constructor(ports: SessionPorts, listener: SessionListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** @param relayUrl where the room's relay listens, if known in advance: saves a round trip */
  start(startSession: StartSession, relayUrl?: string): void {
    if (!isOver(this.#state)) return;
    this.#startSession = startSession;
    this.#relayUrl = relayUrl;
    this.#replacedTicket = false;
    this.#keys = this.#ports.generateKeys();
    this.#move({ type: 'start' });
    this.#open();
  }

  /** Ends the session for good: the operator's wish. */
  end(): void {
    const informed = this.#state.kind === 'live' || this.#state.kind === 'opening';
    if (informed) this.#attempt?.send({ end: {} });
    this.#finish('operator', informed);
  }

  /** Sends on the live link; dropped while there is none. */
  send(message: Outgoing): void {
    if (this.#state.kind === 'live') this.#attempt?.send(message);
  }

  /** When the relay was last heard. */
  get heardAtMs(): number {
    return this.#attempt?.heardAtMs ?? 0;
  }

  /** The link is silent for too long, or the picture cannot be painted any more: begin again. */
  reconnect(): void {
    this.#lose(limits.resumeMs);
  }

  // --- one attempt ---

  #open(resume?: string): void {
    const [startSession, keys] = [this.#startSession, this.#keys];
    if (startSession === undefined || keys === undefined) return;
    const { openSocket, clock, subscribe } = this.#ports;
    const attempt = new OpeningAttempt(
      { startSession, keys, resume, relayUrl: this.#relayUrl, subscribe },
      openSocket,
      clock.now,
      {
        granted: (grant) => this.#granted(grant),
        notGranted: (failure) => this.#startFailed(failure),
        presented: () => this.#move({ type: 'presented' }),
        frame: (message) => this.#listener.frame(message),
        message: (message) => this.#receive(message),
        incompatible: () => this.#refuse('version', ''),
        lost: (code) => this.#closed(code),
      },
    );
    this.#attempt = attempt;
    this.#limit(viewerLimits.startSessionMs, () => this.#startFailed({ code: 'no-answer', detail: '', mayPass: true }));
    void attempt.open();
  }

  #granted({ sessionId, relayUrl }: SessionGrant): void {
    this.#relayUrl = relayUrl;
    this.#move({ type: 'granted', sessionId });
    this.#limit(viewerLimits.openingMs, () => this.#refused('timeout'));
  }

  #startFailed(failure: StartFailure): void {
    const back = this.#state.kind === 'reconnecting';
    if (back && failure.ended !== undefined) this.#finish(failure.ended, true);
    else if (back && failure.mayPass) this.#retryLater();
    else this.#refuse(failure.code, failure.detail);
  }

  // --- what the relay says ---

  #receive(message: ToViewerMessage): void {
    switch (message.message) {
      case 'opened':
        this.#opened(message.opened);
        return;
      case 'refused':
        this.#refused(openingRefusal(message.refused.reason));
        return;
      case 'roomAsked':
        this.#roomAsked(message.roomAsked);
        return;
      case 'suspended':
        this.#lose(message.suspended.resumeWithinMs);
        return;
      case 'ended':
        this.#finish(endedReason(message.ended.reason), true);
        return;
      case 'layout':
      case 'room':
      case 'control':
      case 'company':
      case 'probeReply':
      case 'commandResult':
        if (this.#state.kind === 'live') this.#listener.message(message);
        return;
      case 'frame':
      case 'challenge':
        return;
    }
  }

  /** People take longer than machines; the relay says how long it will be at most. */
  #roomAsked({ consent, withinMs }: RoomAsked): void {
    const { kind } = this.#state;
    if (kind !== 'opening' && kind !== 'reconnecting') return;
    const mostMs = limits.roomShowMs + limits.roomAnswerMs;
    this.#limit(Math.min(withinMs, mostMs) + viewerLimits.openingMs, () => this.#refused('timeout'));
    this.#move({ type: 'room-asked', room: consent === RoomConsent.ROOM_CONSENT_PROMPT ? 'prompt' : 'notice' });
  }

  #opened(opened: Opened): void {
    this.#cancelTimers();
    this.#replacedTicket = false;
    const permission = opened.permission === Permission.PERMISSION_MODIFY ? 'modify' : 'view';
    this.#move({ type: 'opened', sessionId: opened.session, viewer: opened.viewer, permission });
    if (this.#state.kind === 'live') this.#listener.opened(opened);
  }

  #refused(code: ReturnType<typeof openingRefusal>): void {
    const returning = this.#state.kind === 'reconnecting';
    // A relay that restarted since the ticket was made refuses it; a new one, asked for once, says which it was.
    const replaceable = returning && code === 'refused' && !this.#replacedTicket;
    if (replaceable) this.#replacedTicket = true;
    if (replaceable || (returning && mayPass(code))) this.#retryLater();
    else this.#refuse(code, '');
  }

  #closed(code: number): void {
    if (code === closeCodes.refused.code) this.#refused('refused');
    else if (code === closeCodes.version.code) this.#refuse('version', '');
    else if (mayRetry(code)) this.#lose(limits.resumeMs);
    else this.#finish(closeReason(closeName(code)), true);
  }

  // --- losing and coming back ---

  #lose(withinMs: number): void {
    const { kind } = this.#state;
    if (kind === 'connecting' || kind === 'opening') this.#refuse('connection-lost', '');
    if (kind !== 'live' && kind !== 'reconnecting') return;
    // The window began with the first loss, and is as long as the relay said then.
    if (kind === 'live') this.#move({ type: 'lost', untilMs: this.#ports.clock.now() + withinMs });
    this.#retryLater(kind === 'reconnecting');
  }

  /** @param again false for the first try after a loss */
  #retryLater(again = true): void {
    this.#drop();
    if (again) this.#move({ type: 'retry' });
    if (this.#state.kind !== 'reconnecting') return;
    const { untilMs, attempt, sessionId } = this.#state;
    const leftMs = Math.max(0, untilMs - this.#ports.clock.now());
    const { clock, random } = this.#ports;
    this.#cancelWindow = clock.after(leftMs, () => this.#finish('resume-expired', true));
    const delayMs = retryDelayMs(attempt, random());
    if (delayMs < leftMs) this.#cancelRetry = clock.after(delayMs, () => this.#open(sessionId));
  }

  #finish(reason: EndedReason, informed: boolean): void {
    this.#drop();
    this.#move({ type: 'ended', reason, informed });
  }

  #refuse(code: string, detail: string): void {
    this.#drop();
    this.#move({ type: 'refused', code, detail });
  }

  /** Leaves the attempt behind: its socket, its timers, its late answers. */
  #drop(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#cancelTimers();
    attempt?.close();
  }

  /** The attempt's present step takes no longer than this. */
  #limit(ms: number, task: () => void): void {
    this.#cancelLimit?.();
    this.#cancelLimit = this.#ports.clock.after(ms, task);
  }

  #cancelTimers(): void {
    this.#cancelLimit?.();
    this.#cancelRetry?.();
    this.#cancelWindow?.();
  }

  #move(event: SessionEvent): void {
    const next = nextState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#listener.stateChanged(next);
  }
}
