/** The calls of the HTTP API that the page makes, on its own origin with the session cookie. */
import { pageLimits } from '../limits.ts';
import { member, type PastSession, type Permission, parseRooms, parseSessions, type Room, text } from './room.ts';

export type PublicKey = object;
export type RecoveryCommand = 'restart-room-application' | 'restart-device';

/** What the API refused, with the problem document's code; `unreachable` when there was no answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly status: number | undefined;
  readonly detail: string;
  /** Of a session that was to be resumed. */
  readonly endReason: string;

  constructor(
    code: string,
    status: number | undefined,
    detail: string,
    options?: ErrorOptions & { endReason?: string },
  ) {
    super(code, options);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.endReason = options?.endReason ?? '';
  }
}

export interface Operator {
  readonly name: string;
  readonly tenant: string;
}

export class PortalApi {
  /** Whether operators sign in with their organisation's account. */
  async hasIssuer(): Promise<boolean> {
    return member(await this.#call('GET', '/v1/sign-in'), 'issuer') === true;
  }

  async signIn(secret: string): Promise<void> {
    await this.#call('POST', '/v1/sign-in', { secret });
  }

  async signOut(): Promise<void> {
    await this.#call('POST', '/v1/sign-out');
  }

  async me(): Promise<Operator> {
    const answer = await this.#call('GET', '/v1/me');
    return { name: text(member(answer, 'operator'), 'name'), tenant: text(member(answer, 'tenant'), 'name') };
  }

  async rooms(): Promise<readonly Room[]> {
    return parseRooms(await this.#call('GET', '/v1/devices'));
  }

  async sessions(): Promise<readonly PastSession[]> {
    return parseSessions(await this.#call('GET', '/v1/sessions'));
  }

  /** @returns what the widget wants: sessionId, ticket, relayUrl; the widget checks it */
  startSession(deviceId: string, permission: Permission, publicKey: PublicKey): Promise<unknown> {
    return this.#call('POST', '/v1/sessions', { deviceId, permission, publicKey });
  }

  resumeSession(sessionId: string, publicKey: PublicKey): Promise<unknown> {
    return this.#call('POST', `/v1/sessions/${encodeURIComponent(sessionId)}/tickets`, { publicKey });
  }

  /** Restarts without a session (CALL-6). @returns what the device did: "done", or why not */
  async recover(deviceId: string, command: RecoveryCommand): Promise<string> {
    const answer = await this.#call('POST', `/v1/devices/${encodeURIComponent(deviceId)}/recovery`, { command });
    return text(answer, 'result') || 'failed';
  }

  /** Survives the page: it may be closing. */
  async endSession(sessionId: string): Promise<void> {
    await this.#call('POST', `/v1/sessions/${encodeURIComponent(sessionId)}/end`);
  }

  async #call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    let response: Response;
    let content: string;
    try {
      response = await fetch(path, {
        method,
        credentials: 'same-origin',
        keepalive: method === 'POST',
        signal: AbortSignal.timeout(pageLimits.answerMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      content = await response.text();
    } catch (cause) {
      throw new ApiProblem('unreachable', undefined, '', { cause });
    }
    const answer = parseJson(content);
    if (response.ok) return answer;
    const endReason = text(answer, 'endReason');
    const code = text(answer, 'code') || `http-${response.status}`;
    throw new ApiProblem(code, response.status, text(answer, 'detail'), { endReason });
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
