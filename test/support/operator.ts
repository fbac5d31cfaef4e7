/** A signed-in operator who calls the HTTP API as the page does, and watches rooms with a scripted viewer. */
import { exportPublicKey, generateProofKeys, signProof, wireVersion } from '@ringside/protocol';
import { ScriptedViewer } from '@ringside/relay/testing';
import type { Ringside } from './ringside.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What an operator needs to know of a deployment. */
type Deployment = Pick<Ringside, 'url' | 'signInLink' | 'device'>;

export class Operator {
  readonly #ringside: Deployment;
  readonly #cookie: string;

  private constructor(ringside: Deployment, cookie: string) {
    this.#ringside = ringside;
    this.#cookie = cookie;
  }

  static async signIn(ringside: Deployment): Promise<Operator> {
    const secret = new URL(ringside.signInLink).hash.slice('#sign-in='.length);
    const answer = await fetch(`${ringside.url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ringside.url },
      body: JSON.stringify({ secret }),
    });
    const [cookie] = answer.headers.getSetCookie();
    if (!answer.ok || cookie === undefined) throw new Error(`Signing in was answered with ${answer.status}.`);
    return new Operator(ringside, cookie.slice(0, cookie.indexOf(';')));
  }

  async call(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.#ringside.url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.#ringside.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }

  /** The device as the API shows it. */
  async device(): Promise<Record<string, unknown>> {
    return (await this.call('GET', `/v1/devices/${this.#ringside.device}`)).body;
  }

  async session(id: string): Promise<Record<string, unknown> | undefined> {
    const { body } = await this.call('GET', '/v1/sessions');
    const sessions = body.sessions as Record<string, unknown>[];
    return sessions.find((session) => session.id === id);
  }

  /** Starts a session, or resumes one, and opens its viewer, whose answer is still to come. */
  async watch({
    permission = 'modify',
    resume,
  }: {
    permission?: string;
    resume?: string;
  } = {}): Promise<ScriptedViewer> {
    const keys = await generateProofKeys();
    const publicKey = await exportPublicKey(keys);
    const { status, body } =
      resume === undefined
        ? await this.call('POST', '/v1/sessions', { deviceId: this.#ringside.device, permission, publicKey })
        : await this.call('POST', `/v1/sessions/${resume}/tickets`, { publicKey });
    if (status !== 201) throw new Error(`The session was answered with ${status} ${JSON.stringify(body)}.`);
    const ticket = String(body.ticket);
    const url = String(body.relayUrl).replace(/\/viewer$/, '');
    const options = { device: this.#ringside.device, origin: this.#ringside.url, keepsFrames: false };
    const viewer = new ScriptedViewer(url, String(body.sessionId), options);
    const challenged = await viewer.heard.first(({ message }) => message === 'challenge');
    if (challenged.message !== 'challenge') throw new Error('no challenge');
    const proof = await signProof(keys.privateKey, 'viewer', challenged.challenge.nonce, ticket);
    viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
    viewer.send({ subscribe: { all: true } });
    return viewer;
  }
}
