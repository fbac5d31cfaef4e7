/** A signed-in operator who asks services for sessions, as the page does, and watches them with a viewer of the bench's. */
import { setTimeout as wait } from 'node:timers/promises';
import { type CryptoKey, exportPublicKey, generateProofKeys, signProof, wireVersion } from '@ringside/protocol';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { fieldAt, textAt } from '../process/message-field.ts';
import { WatchingViewer } from './watching-viewer.ts';

export interface Session {
  readonly id: string;
  readonly viewer: WatchingViewer;
}

export interface Portal {
  readonly servicesUrl: string;
  readonly signInLink: string;
  readonly relayPort: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export class Operator {
  /** Requests that were answered with "too many", and openings that room or relay refused. */
  readonly refusals = new Map<string, number>();
  readonly #portal: Portal;
  readonly #cookie: string;
  readonly #privateKey: CryptoKey;
  readonly #publicKey: object;
  #device = '';
  /** How long it was waited in all for services to take requests again. */
  #restedMs = 0;

  private constructor(portal: Portal, cookie: string, privateKey: CryptoKey, publicKey: object) {
    this.#portal = portal;
    this.#cookie = cookie;
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  static async signIn(portal: Portal): Promise<Operator> {
    const { servicesUrl, signInLink } = portal;
    const secret = new URLSearchParams(new URL(signInLink).hash.slice(1)).get('sign-in');
    const answer = await fetch(new URL('/v1/sign-in', servicesUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(servicesUrl).origin },
      body: JSON.stringify({ secret }),
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    if (!answer.ok) throw new BenchError('not-ready', `Signing in was answered with ${answer.status}.`);
    // One pair for all sessions: making them is the browser's, not the room's.
    const keys = await generateProofKeys();
    const publicKey = await exportPublicKey(keys);
    return new Operator(portal, cookie.slice(0, cookie.indexOf(';')), keys.privateKey, publicKey);
  }

  /** A new session, open, with all displays asked for. */
  async open(): Promise<Session> {
    this.#device ||= await this.#onlyDevice();
    const body = { deviceId: this.#device, permission: 'modify', publicKey: this.#publicKey };
    const session = await this.#until(async () => {
      const answer = await this.#call('POST', '/v1/sessions', body);
      return answer.status === 201 ? this.#watch(answer.body) : this.#refused(answer);
    });
    if (session === 'over') throw new BenchError('not-ready', 'Services take a new session for one that is over.');
    return session;
  }

  /** The same session with another viewer; undefined when it is over. */
  async resume({ id }: Session): Promise<Session | undefined> {
    const session = await this.#until(async () => {
      const answer = await this.#call('POST', `/v1/sessions/${id}/tickets`, { publicKey: this.#publicKey });
      return answer.status === 201 ? this.#watch(answer.body) : this.#refused(answer);
    });
    return session === 'over' ? undefined : session;
  }

  async end({ id }: Session): Promise<void> {
    const { status } = await this.#call('POST', `/v1/sessions/${id}/end`);
    if (status !== 429) return;
    await this.#rest();
    await this.end({ id } as Session);
  }

  async #rest(): Promise<void> {
    await wait(limits.roomRateMs);
    this.#restedMs += limits.roomRateMs;
  }

  /**
   * Rooms are not ready right after they were closed; nobody tells services' callers when they are. While services take no
   * more requests of this operator for now, which may be for a minute, the room is not asked.
   */
  async #until<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    const startMs = performance.now();
    const restedMs = this.#restedMs;
    for (;;) {
      const result = await attempt();
      if (result !== undefined) return result;
      if (performance.now() - startMs - (this.#restedMs - restedMs) > limits.startMs) {
        const why = [...this.refusals].map(([reason, times]) => `${reason} (${times})`).join(', ');
        throw new BenchError('timeout', `The room takes no session: ${why}.`);
      }
      await wait(limits.roomRetryMs);
    }
  }

  async #refused({ status, body }: Answer): Promise<'over' | undefined> {
    const code = textAt(body, 'code') ?? String(status);
    this.#count(code);
    if (status === 429) await this.#rest();
    return code === 'session-ended' ? 'over' : undefined;
  }

  async #watch(body: unknown): Promise<Session | undefined> {
    const id = textAt(body, 'sessionId') ?? '';
    const ticket = textAt(body, 'ticket') ?? '';
    const viewer = new WatchingViewer({
      relayUrl: `ws://127.0.0.1:${this.#portal.relayPort}`,
      session: id,
      device: this.#device,
      origin: new URL(this.#portal.servicesUrl).origin,
    });
    const closed = viewer.peer.closes.first().then(({ name }) => ({ message: 'closed', name }) as const);
    // What is not waited for any more may take as long as it likes.
    closed.catch(() => undefined);
    const heard = await Promise.race([viewer.heard.first(({ message }) => message === 'challenge'), closed]);
    if (heard.message !== 'challenge') return this.#count('closed');
    const proof = await signProof(this.#privateKey, 'viewer', heard.challenge.nonce, ticket);
    viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
    viewer.send({ subscribe: { displays: [], focused: 0, all: true, streams: true } });
    const opening = viewer.heard.first(({ message }) => message === 'opened' || message === 'refused');
    const answer = await Promise.race([opening, closed]);
    if (answer.message === 'opened') return { id, viewer };
    viewer.close();
    return this.#count(answer.message === 'refused' ? `refusal ${answer.refused.reason}` : 'closed');
  }

  #count(reason: string): undefined {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }

  async #onlyDevice(): Promise<string> {
    return this.#until(async () => {
      const { body } = await this.#call('GET', '/v1/devices');
      const devices = fieldAt(body, 'devices');
      return Array.isArray(devices) ? textAt(devices[0], 'id') : undefined;
    });
  }

  async #call(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(new URL(path, this.#portal.servicesUrl), {
      method,
      headers: {
        cookie: this.#cookie,
        origin: new URL(this.#portal.servicesUrl).origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }
}
