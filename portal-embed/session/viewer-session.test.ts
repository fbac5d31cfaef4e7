import {
  closeCodes,
  EndReason,
  exportPublicKey,
  generateProofKeys,
  limits,
  type PublicKeyJwk,
  RefusalReason,
  RoomConsent,
  verifyProof,
  wireVersion,
} from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { until } from '../testing/fake-clock.ts';
import { grant, relayUrl, SessionHarness } from '../testing/session-harness.ts';
import type { SessionGrant } from './start-session.ts';

let it: SessionHarness;
beforeEach(() => {
  it = new SessionHarness();
});

describe('opening', () => {
  test('TOK-2: the ticket goes with a proof by the key that the host was given, and all displays are it.asked for', async () => {
    const live = await it.goLive();
    const [authenticate, subscribe] = live.sent;
    if (authenticate?.message !== 'authenticate') throw new Error('no authentication');
    const { ticket, proof } = authenticate.authenticate;
    const key = it.asked[0]?.key as PublicKeyJwk;
    expect(await verifyProof(key, 'viewer', live.nonce, ticket, proof)).toBe(true);
    expect(subscribe).toMatchObject({ message: 'subscribe', subscribe: { all: true } });
    expect(it.states.map(({ kind }) => kind)).toEqual(['requesting', 'connecting', 'opening', 'live']);
  });

  test('SES-1: the socket opens beside the call for a ticket when the relay is known', async () => {
    it.answer = () => new Promise(() => undefined);
    it.start(relayUrl);
    expect(it.sockets.map(({ url }) => url)).toEqual([relayUrl]);
    await until(() => it.asked.length === 1);
    expect(it.session.state.kind).toBe('requesting');
  });

  test('SES-1: a ticket for another relay goes there, and the socket opened in advance is closed', async () => {
    it.start('wss://other.example/viewer');
    expect((await it.connected(1)).url).toBe(relayUrl);
    expect(it.socket(0).closedWith).toBe(1000);
  });

  test('SES-1: a socket opened in advance that the relay gave up on is opened again', async () => {
    const answers = Promise.withResolvers<SessionGrant>();
    it.answer = () => answers.promise;
    it.start(relayUrl);
    await until(() => it.asked.length === 1);
    it.socket(0).drops(closeCodes.openingTimeout.code);
    expect(it.session.state.kind).toBe('requesting');
    answers.resolve(grant);
    expect((await it.presented(1)).url).toBe(relayUrl);
  });

  test('SES-2: a room that is asked has longer than one that is not, and its refusal is told as such', async () => {
    for (const asked of [false, true]) {
      it = new SessionHarness();
      it.start();
      const socket = await it.presented(0);
      await until(() => it.session.state.kind === 'opening');
      if (asked) socket.says({ roomAsked: { consent: RoomConsent.ROOM_CONSENT_PROMPT, withinMs: 45_000 } });
      it.clock.advance(viewerLimits.openingMs);
      expect(it.session.state).toMatchObject(asked ? { kind: 'opening', room: 'prompt' } : { kind: 'refused' });
      if (!asked) continue;
      socket.says({ refused: { reason: RefusalReason.REFUSAL_REASON_ROOM_SILENT } });
      expect(it.session.state).toMatchObject({ kind: 'refused', code: 'room-silent' });
    }
  });

  test('SES-2: a relay cannot have a viewer wait for ever', async () => {
    it.start();
    const socket = await it.presented(0);
    await until(() => it.session.state.kind === 'opening');
    socket.says({ roomAsked: { consent: RoomConsent.ROOM_CONSENT_NOTICE, withinMs: 4_000_000_000 } });
    it.clock.advance(limits.roomShowMs + limits.roomAnswerMs + viewerLimits.openingMs);
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'timeout' });
  });

  test('SES-1: a refusal of the host carries its code', async () => {
    it.answer = () => Promise.reject({ code: 'in-call', status: 409, detail: 'The room is in a call.' });
    it.start();
    await until(() => it.session.state.kind !== 'requesting');
    expect(it.session.state).toEqual({ kind: 'refused', code: 'in-call', detail: 'The room is in a call.' });
  });

  test('SES-1: a refusal of the relay carries its reason', async () => {
    it.start();
    (await it.presented(0)).says({ refused: { reason: RefusalReason.REFUSAL_REASON_IN_CALL } });
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'in-call' });
    expect(it.socket(0).closedWith).toBe(1000);
  });

  test('SES-1: a host that never answers, and a room that never does, are given up on', async () => {
    it.answer = () => new Promise(() => undefined);
    it.start();
    await until(() => it.asked.length === 1);
    it.clock.advance(viewerLimits.startSessionMs);
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'no-answer' });

    it.answer = async () => grant;
    it.start();
    await it.presented(0);
    it.clock.advance(viewerLimits.openingMs);
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'timeout' });
    expect(it.clock.pending).toBe(0);
  });

  test('SES-1: a link that breaks before the session is open is a refusal, not a loss', async () => {
    it.start();
    (await it.connected(0)).drops();
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'connection-lost' });
  });

  test('a relay without a common version is named, and gets no ticket', async () => {
    it.start();
    (await it.connected(0)).challenge(wireVersion + 5);
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'version' });
    expect(it.socket(0).sent).toEqual([]);
  });

  test('an answer that is no grant is refused', async () => {
    it.answer = async () => ({ ...grant, relayUrl: 'https://relay.example' });
    it.start();
    await until(() => it.session.state.kind !== 'requesting');
    expect(it.session.state).toMatchObject({ kind: 'refused', code: 'bad-answer' });
  });

  test('TOK-2: each session has a key of its own', async () => {
    await it.goLive();
    it.session.end();
    it.start();
    await until(() => it.asked.length === 2);
    expect(it.asked[0]?.key).not.toEqual(it.asked[1]?.key);
    expect(await exportPublicKey(await generateProofKeys())).not.toHaveProperty('d');
  });
});

describe('live', () => {
  test('SES-3: the end that the relay tells has one reason', async () => {
    (await it.goLive()).says({ ended: { reason: EndReason.END_REASON_CALL_STARTED } });
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'call-started', informed: true });
    expect(it.clock.pending).toBe(0);
  });

  test('SES-3: ending says so to the relay before the socket closes', async () => {
    const live = await it.goLive();
    it.session.end();
    expect(live.sent.at(-1)?.message).toBe('end');
    expect(live.closedWith).toBe(1000);
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'operator', informed: true });
  });

  test.each([
    [closeCodes.replaced.code, 'replaced'],
    [closeCodes.withdrawn.code, 'withdrawn'],
    [closeCodes.forbidden.code, 'protocol-violation'],
    [closeCodes.ended.code, 'unknown'],
  ])('SES-3: a close with %i that forbids a return ends the session', async (code, reason) => {
    (await it.goLive()).drops(code);
    expect(it.session.state).toMatchObject({ kind: 'ended', reason });
  });

  test('bytes that are no message of the wire end the session with the code for that', async () => {
    const live = await it.goLive();
    live.saysBytes(new Uint8Array([0xff, 0xff, 0xff]));
    expect(live.closedWith).toBe(closeCodes.malformed.code);
    expect(it.session.state).toMatchObject({ kind: 'ended', reason: 'protocol-violation' });
  });

  test('frames reach the listener as they came', async () => {
    (await it.goLive()).saysBytes(new Uint8Array([0x0a, 0x00]));
    expect(it.frames).toBe(1);
  });
});
