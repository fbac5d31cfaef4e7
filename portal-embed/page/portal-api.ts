/** The calls of the HTTP API that the page makes, on its own origin with the session cookie. What comes back is parsed, never trusted. */
import { ApiProblem, type Operations, RingsideClient } from '@ringside/client';
import { pageLimits } from '../limits.ts';
import { list, member, type PastSession, type Permission, parseRooms, parseSessions, type Room, text } from './room.ts';

export { ApiProblem };

export type PublicKey = Operations['POST /v1/sessions']['input']['body']['publicKey'];
export type RecoveryCommand = Operations['POST /v1/devices/{id}/recovery']['input']['body']['command'];

export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  /** Whether they can switch remote access on and off. */
  readonly administrator: boolean;
  /** What they may do for the whole organisation. */
  readonly permissions: readonly string[];
}

export class PortalApi {
  readonly client = new RingsideClient({ answerMs: pageLimits.answerMs });

  /** Whether operators sign in with their organisation's account. */
  async hasIssuer(): Promise<boolean> {
    return member((await this.client.call('GET /v1/sign-in')).body, 'issuer') === true;
  }

  async signIn(secret: string): Promise<void> {
    await this.client.call('POST /v1/sign-in', { body: { secret } });
  }

  async signOut(): Promise<void> {
    await this.client.call('POST /v1/sign-out');
  }

  async me(): Promise<Operator> {
    const { body } = await this.client.call('GET /v1/me');
    return {
      id: text(member(body, 'operator'), 'id'),
      name: text(member(body, 'operator'), 'name'),
      tenant: text(member(body, 'tenant'), 'name'),
      administrator: member(body, 'administrator') === true,
      permissions: list(body, 'permissions').filter((each) => typeof each === 'string'),
    };
  }

  /** All of them, by name. */
  async rooms(): Promise<readonly Room[]> {
    const rooms: Room[] = [];
    for await (const page of this.client.pages('GET /v1/devices')) rooms.push(...parseRooms(page));
    return rooms.toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** The newest. */
  async sessions(): Promise<readonly PastSession[]> {
    const { body } = await this.client.call('GET /v1/sessions', { query: { limit: pageLimits.recentSessions } });
    return parseSessions(body);
  }

  /** @returns what the widget wants: sessionId, ticket, relayUrl; the widget checks it */
  async startSession(
    deviceId: string,
    permission: Permission,
    publicKey: PublicKey,
    reason: string | undefined,
  ): Promise<unknown> {
    const asked = { deviceId, permission, publicKey, ...(reason === undefined ? {} : { reason }) };
    return (await this.client.call('POST /v1/sessions', { body: asked })).body;
  }

  async resumeSession(sessionId: string, publicKey: PublicKey): Promise<unknown> {
    const resumed = { path: { id: sessionId }, body: { publicKey } };
    return (await this.client.call('POST /v1/sessions/{id}/tickets', resumed)).body;
  }

  /** Restarts without a session (CALL-6). @returns what the device did: "done", or why not */
  async recover(deviceId: string, command: RecoveryCommand): Promise<string> {
    const asked = { path: { id: deviceId }, body: { command } };
    return text((await this.client.call('POST /v1/devices/{id}/recovery', asked)).body, 'result') || 'failed';
  }

  /** Survives the page: it may be closing. */
  async endSession(sessionId: string): Promise<void> {
    await this.client.call('POST /v1/sessions/{id}/end', { path: { id: sessionId } });
  }
}
