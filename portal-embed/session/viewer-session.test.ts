import {
  closeCodes,
  decodeViewerMessage,
  EndReason,
  encodeToViewerMessage,
  exportPublicKey,
  generateProofKeys,
  limits,
  type PublicKeyJwk,
  RefusalReason,
  type ViewerMessage,
  verifyProof,
  wireVersion,
} from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock, until } from '../testing/fake-clock.ts';
import { layoutOf, opened } from '../testing/room.ts';
import type { Socket } from './relay-link.ts';
import type { SessionState } from './session-state.ts';
import type { SessionGrant, StartSession } from './start-session.ts';
import { ViewerSession } from './viewer-session.ts';

class FakeSocket implements Socket {
  binaryType: BinaryType = 'blob';
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly url: string;
  readonly sent: ViewerMessage[] = [];
  closedWith: number | undefined;
  readonly nonce = crypto.getRandomValues(new Uint8Array(32));

  constructor(url: string) {
    this.url = url;
  }

  send(bytes: Parameters<Socket['send']>[0]): void {
    this.sent.push(decodeViewerMessage(bytes as Uint8Array));
  }

  close(code = 1000): void {
    this.closedWith = code;
  }

  challenge(version = wireVersion): void {
    this.says({ challenge: { nonce: this.nonce, version, oldestVersion: version, node: 'n', instance: 'i' } });
  }

  says(message: Parameters<typeof encodeToViewerMessage>[0]): void {
    this.saysBytes(encodeToViewerMessage(message));
  }

  saysBytes(bytes: Uint8Array): void {
    this.onmessage?.call(this as never, { data: new Uint8Array(bytes).buffer } as MessageEvent);
  }

  drops(code = 1006): void {
    this.onclose?.call(this as never, { code } as CloseEvent);
  }
}

const relayUrl = 'wss://relay.example/viewer';
const grant: SessionGrant = { sessionId: 'session-1', ticket: 'ticket', relayUrl };
const ready = opened(layoutOf([['console', 100, 100]]));

let clock: FakeClock;
let sockets: FakeSocket[];
let states: SessionState[];
let asked: { key: PublicKeyJwk; resume: string | undefined }[];
let answer: () => Promise<SessionGrant>;
let frames: number;
let session: ViewerSession;

const startSession: StartSession = (key, { resume }) => {
  asked.push({ key, resume });
  return answer();
};
const socket = (index: number): FakeSocket => {
  const found = sockets[index];
  if (found === undefined) throw new Error(`no socket ${index} of ${sockets.length}`);
  return found;
};

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  states = [];
  asked = [];
  frames = 0;
  answer = async () => grant;
  session = new ViewerSession(
    {
      clock,
      random: () => 0.5,
      generateKeys: generateProofKeys,
      openSocket(url) {
        const created = new FakeSocket(url);
        sockets.push(created);
        return created;
      },
    },
    {
      stateChanged: (state) => states.push(state),
      opened: () => undefined,
      message: () => undefined,
      frame: () => frames++,
    },
  );
});

/** Waits for the nth socket, and until it is the one in use. */
async function connected(index: number): Promise<FakeSocket> {
  await until(() => sockets.length > index && session.state.kind !== 'requesting');
  return socket(index);
}

/** Challenges the nth socket and waits for ticket and proof. */
async function presented(index: number): Promise<FakeSocket> {
  const current = await connected(index);
  current.challenge();
  await until(() => current.sent.length === 2);
  return current;
}

async function goLive(): Promise<FakeSocket> {
  session.start(startSession);
  const live = await presented(0);
  live.says(ready);
  expect(session.state.kind).toBe('live');
  return live;
}

describe('opening', () => {
  test('TOK-2: the ticket goes with a proof by the key that the host was given, and all displays are asked for', async () => {
    const live = await goLive();
    const [authenticate, subscribe] = live.sent;
    if (authenticate?.message !== 'authenticate') throw new Error('no authentication');
    const { ticket, proof } = authenticate.authenticate;
    const key = asked[0]?.key as PublicKeyJwk;
    expect(await verifyProof(key, 'viewer', live.nonce, ticket, proof)).toBe(true);
    expect(subscribe).toMatchObject({ message: 'subscribe', subscribe: { all: true } });
    expect(states.map(({ kind }) => kind)).toEqual(['requesting', 'connecting', 'opening', 'live']);
  });

  test('SES-1: the socket opens beside the call for a ticket when the relay is known', async () => {
    answer = () => new Promise(() => undefined);
    session.start(startSession, relayUrl);
    expect(sockets.map(({ url }) => url)).toEqual([relayUrl]);
    await until(() => asked.length === 1);
    expect(session.state.kind).toBe('requesting');
  });

  test('SES-1: a ticket for another relay goes there, and the socket opened in advance is closed', async () => {
    session.start(startSession, 'wss://other.example/viewer');
    expect((await connected(1)).url).toBe(relayUrl);
    expect(socket(0).closedWith).toBe(1000);
  });

  test('SES-1: a socket opened in advance that the relay gave up on is opened again', async () => {
    const answers = Promise.withResolvers<SessionGrant>();
    answer = () => answers.promise;
    session.start(startSession, relayUrl);
    await until(() => asked.length === 1);
    socket(0).drops(closeCodes.openingTimeout.code);
    expect(session.state.kind).toBe('requesting');
    answers.resolve(grant);
    expect((await presented(1)).url).toBe(relayUrl);
  });

  test('SES-1: a refusal of the host carries its code', async () => {
    answer = () => Promise.reject({ code: 'in-call', status: 409, detail: 'The room is in a call.' });
    session.start(startSession);
    await until(() => session.state.kind !== 'requesting');
    expect(session.state).toEqual({ kind: 'refused', code: 'in-call', detail: 'The room is in a call.' });
  });

  test('SES-1: a refusal of the relay carries its reason', async () => {
    session.start(startSession);
    (await presented(0)).says({ refused: { reason: RefusalReason.REFUSAL_REASON_IN_CALL } });
    expect(session.state).toMatchObject({ kind: 'refused', code: 'in-call' });
    expect(socket(0).closedWith).toBe(1000);
  });

  test('SES-1: a host that never answers, and a room that never does, are given up on', async () => {
    answer = () => new Promise(() => undefined);
    session.start(startSession);
    await until(() => asked.length === 1);
    clock.advance(viewerLimits.startSessionMs);
    expect(session.state).toMatchObject({ kind: 'refused', code: 'no-answer' });

    answer = async () => grant;
    session.start(startSession);
    await presented(0);
    clock.advance(viewerLimits.openingMs);
    expect(session.state).toMatchObject({ kind: 'refused', code: 'timeout' });
    expect(clock.pending).toBe(0);
  });

  test('SES-1: a link that breaks before the session is open is a refusal, not a loss', async () => {
    session.start(startSession);
    (await connected(0)).drops();
    expect(session.state).toMatchObject({ kind: 'refused', code: 'connection-lost' });
  });

  test('a relay without a common version is named, and gets no ticket', async () => {
    session.start(startSession);
    (await connected(0)).challenge(wireVersion + 5);
    expect(session.state).toMatchObject({ kind: 'refused', code: 'version' });
    expect(socket(0).sent).toEqual([]);
  });

  test('an answer that is no grant is refused', async () => {
    answer = async () => ({ ...grant, relayUrl: 'https://relay.example' });
    session.start(startSession);
    await until(() => session.state.kind !== 'requesting');
    expect(session.state).toMatchObject({ kind: 'refused', code: 'bad-answer' });
  });

  test('TOK-2: each session has a key of its own', async () => {
    await goLive();
    session.end();
    session.start(startSession);
    await until(() => asked.length === 2);
    expect(asked[0]?.key).not.toEqual(asked[1]?.key);
    expect(await exportPublicKey(await generateProofKeys())).not.toHaveProperty('d');
  });
});

describe('live', () => {
  test('SES-3: the end that the relay tells has one reason', async () => {
    (await goLive()).says({ ended: { reason: EndReason.END_REASON_CALL_STARTED } });
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'call-started', informed: true });
    expect(clock.pending).toBe(0);
  });

  test('SES-3: ending says so to the relay before the socket closes', async () => {
    const live = await goLive();
    session.end();
    expect(live.sent.at(-1)?.message).toBe('end');
    expect(live.closedWith).toBe(1000);
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'operator', informed: true });
  });

  test.each([
    [closeCodes.replaced.code, 'replaced'],
    [closeCodes.withdrawn.code, 'withdrawn'],
    [closeCodes.forbidden.code, 'protocol-violation'],
    [closeCodes.ended.code, 'unknown'],
  ])('SES-3: a close with %i that forbids a return ends the session', async (code, reason) => {
    (await goLive()).drops(code);
    expect(session.state).toMatchObject({ kind: 'ended', reason });
  });

  test('bytes that are no message of the wire end the session with the code for that', async () => {
    const live = await goLive();
    live.saysBytes(new Uint8Array([0xff, 0xff, 0xff]));
    expect(live.closedWith).toBe(closeCodes.malformed.code);
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'protocol-violation' });
  });

  test('frames reach the listener as they came', async () => {
    (await goLive()).saysBytes(new Uint8Array([0x0a, 0x00]));
    expect(frames).toBe(1);
  });
});

describe('coming back', () => {
  /** Advances the clock by a retry's delay and waits for its answer to be dealt with. */
  async function retryAfter(ms: number, dealtWith: () => boolean): Promise<void> {
    const calls = asked.length;
    clock.advance(ms);
    await until(() => asked.length === calls + 1 && dealtWith());
  }
  const attempt = (): number => (session.state.kind === 'reconnecting' ? session.state.attempt : -1);

  test('SES-5: a lost connection resumes the same session with a new ticket, the first try within a second', async () => {
    (await goLive()).drops();
    expect(session.state).toMatchObject({ kind: 'reconnecting', attempt: 0 });
    clock.advance(499);
    expect(asked).toHaveLength(1);
    clock.advance(1);
    (await presented(1)).says(ready);
    expect(asked[1]).toEqual({ key: asked[0]?.key, resume: 'session-1' });
    expect(session.state.kind).toBe('live');
    expect(clock.pending).toBe(0);
  });

  test('SES-5: tries grow apart, and end with the window', async () => {
    (await goLive()).drops();
    answer = () => Promise.reject(new TypeError('network'));
    for (const [index, delayMs] of [500, 1_000, 2_000, 4_000, 7_500, 7_500].entries()) {
      clock.advance(delayMs - 1);
      expect(asked).toHaveLength(index + 1);
      await retryAfter(1, () => attempt() === index + 1);
    }
    clock.advance(limits.resumeMs - 22_500 - 1);
    expect(session.state.kind).toBe('reconnecting');
    clock.advance(1);
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'resume-expired' });
    expect(clock.pending).toBe(0);
  });

  test('SES-5: the relay may shorten the window', async () => {
    (await goLive()).says({ suspended: { resumeWithinMs: 5_000 } });
    answer = () => Promise.reject(new TypeError('network'));
    expect(session.state).toMatchObject({ kind: 'reconnecting', untilMs: clock.now() + 5_000 });
    clock.advance(5_000);
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'resume-expired' });
  });

  test('SES-3: resuming needs everything anew: a room in a call refuses it for good', async () => {
    (await goLive()).drops();
    answer = () => Promise.reject({ code: 'in-call', status: 409 });
    await retryAfter(500, () => session.state.kind !== 'reconnecting');
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'call-started' });
  });

  test('SES-5: a room on its way back is asked again', async () => {
    (await goLive()).drops();
    answer = () => Promise.reject({ code: 'device-not-connected', status: 409 });
    // Its relay is known by now: a socket opens beside each call.
    await retryAfter(500, () => attempt() === 1);
    expect(socket(1).closedWith).toBe(1000);
    answer = async () => grant;
    clock.advance(1_000);
    (await presented(2)).says(ready);
    expect(session.state.kind).toBe('live');
  });

  test('SES-5: a socket that closes before its new ticket is here costs no try', async () => {
    (await goLive()).drops();
    const answers = Promise.withResolvers<SessionGrant>();
    answer = () => answers.promise;
    clock.advance(500);
    await until(() => asked.length === 2);
    socket(1).drops();
    expect(attempt()).toBe(0);
    answers.resolve(grant);
    (await presented(2)).says(ready);
    expect(session.state.kind).toBe('live');
  });

  test('SES-5: a ticket refused on the return is replaced once, not twice', async () => {
    (await goLive()).drops();
    clock.advance(500);
    (await presented(1)).drops(closeCodes.refused.code);
    expect(session.state.kind).toBe('reconnecting');
    clock.advance(1_000);
    (await presented(2)).drops(closeCodes.refused.code);
    expect(session.state.kind).toBe('ended');
    expect(session.state).toMatchObject({ reason: 'refused' });
  });

  test('SES-3: ended while the link is down: the relay has not heard of it', async () => {
    (await goLive()).drops();
    session.end();
    expect(session.state).toMatchObject({ kind: 'ended', reason: 'operator', informed: false });
    expect(clock.pending).toBe(0);
  });

  test('answers of an attempt that was left behind change nothing', async () => {
    const late = Promise.withResolvers<SessionGrant>();
    answer = () => late.promise;
    session.start(startSession);
    await until(() => asked.length === 1);
    session.end();
    expect(session.state.kind).toBe('idle');
    late.resolve(grant);
    await late.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(session.state.kind).toBe('idle');
    expect(sockets).toHaveLength(0);
  });
});
