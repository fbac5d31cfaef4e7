/**
 * A viewer as k6 plays it: the widget's own link and back-off, a ticket for each attempt, an acknowledgement for each
 * picture, and now and then a text.
 */
import { createFrameHeader, readFrameHeader, type ToViewerMessage } from '@ringside/protocol';
import { viewerLimits } from '../../../portal-embed/limits.ts';
import { retryDelayMs } from '../../../portal-embed/session/back-off.ts';
import { RelayLink } from '../../../portal-embed/session/relay-link.ts';
import type { ConductorLink } from './conductor-link.ts';
import { figures } from './figures.ts';
import { makeProofKeys, type ProofKeys } from './proof-keys.ts';
import { openViewerSocket } from './sockets.ts';

const header = createFrameHeader();

export interface Seat {
  readonly relayUrl: string;
  readonly origin: string;
  readonly device: string;
  readonly session: string;
}

export class Operator {
  private readonly seat: Seat;
  private readonly conductor: ConductorLink;
  private readonly key: ProofKeys;
  private link: RelayLink | undefined;
  private inSession = false;
  private sequence = 0;
  private lostMs: number | undefined;
  private closed = false;
  /** Ends the connection's turn. */
  private finish: (why: string) => void = () => {};

  private constructor(seat: Seat, conductor: ConductorLink, key: ProofKeys) {
    this.seat = seat;
    this.conductor = conductor;
    this.key = key;
  }

  static async create(seat: Seat, conductor: ConductorLink): Promise<Operator> {
    return new Operator(seat, conductor, await makeProofKeys());
  }

  /** Opens the session and comes back until it is closed. */
  async live(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt++) {
      const wasIn = await this.once();
      if (this.closed) return;
      if (wasIn) attempt = 0;
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt, Math.random())));
    }
  }

  /** A text that says when it was typed. */
  type(): void {
    if (this.inSession) this.link?.send({ input: { sequence: ++this.sequence, text: { text: String(Date.now()) } } });
  }

  close(): void {
    this.closed = true;
    this.link?.send({ end: {} });
    this.link?.close();
    this.finish('closed');
  }

  /** One connection from its opening to its end. @returns whether it was in session */
  private async once(): Promise<boolean> {
    const { relayUrl, origin, device, session } = this.seat;
    const startedMs = Date.now();
    this.sequence = 0;
    const over = Promise.withResolvers<string>();
    this.finish = over.resolve;
    const link = new RelayLink(relayUrl, (url) => openViewerSocket(url, origin), Date.now, {
      frame: (message) => this.paint(link, message),
      message: (message) => this.take(message, startedMs, over.resolve),
      presented() {},
      incompatible: () => over.resolve('another version of the wire'),
      closed: (code) => over.resolve(`close code ${code}`),
    });
    this.link = link;
    const ticket = await this.conductor.ticket(session, { device, key: this.key.jwk });
    await link.present(ticket, this.key.pair.privateKey, () => ({ all: true }));
    const late = setTimeout(() => this.inSession || over.resolve('no answer in time'), viewerLimits.openingMs);
    const why = await over.promise;
    clearTimeout(late);
    link.close();
    const wasIn = this.inSession;
    this.inSession = false;
    if (this.closed) return wasIn;
    if (wasIn) this.lostMs = Date.now();
    if (this.conductor.phase === 'storm') figures.retries.add(1);
    else this.conductor.blame(`a viewer ${wasIn ? 'lost its session' : 'got no session'}: ${why}`);
    return wasIn;
  }

  private take(message: ToViewerMessage, startedMs: number, over: (why: string) => void): void {
    switch (message.message) {
      case 'opened':
        this.inSession = true;
        if (this.lostMs === undefined) figures.openingMs.add(Date.now() - startedMs);
        else figures.backMs.add(Date.now() - this.lostMs);
        this.lostMs = undefined;
        return;
      case 'refused':
        over(`refused for reason ${message.refused.reason}`);
        return;
      case 'ended':
        over(`ended for reason ${message.ended.reason}`);
        return;
      default:
    }
  }

  private paint(link: RelayLink, message: Uint8Array): void {
    readFrameHeader(message, header);
    const { display, epoch, frame, capturedUs } = header;
    if (this.conductor.phase === 'sessions') {
      figures.framesSeen.add(1);
      figures.frameMs.add(Date.now() - capturedUs / 1_000);
    }
    link.send({ painted: { display, epoch, frame } });
  }
}
