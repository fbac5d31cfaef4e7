import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CryptoKeyPair,
  decodeTimeAnchor,
  encodeAgentMessage,
  encodeViewerMessage,
  exportPublicKey,
  generateProofKeys,
  limits,
  signProof,
  verifyStatement,
  wireVersion,
} from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { relayLimits } from '../limits.ts';
import { ElapsingClock } from '../testing/elapsing-clock.ts';
import {
  connectAgent,
  connectViewer,
  type RelayUnderTest,
  ScriptedAgent,
  ScriptedViewer,
  startRelayUnderTest,
  type TicketRequest,
} from '../testing/index.ts';

const origin = 'https://portal.test';
let running: RelayUnderTest;
let clock: ElapsingClock;
let keys: CryptoKeyPair;

beforeEach(async () => {
  clock = new ElapsingClock([limits.openingTimeoutMs]);
  running = await startRelayUnderTest({}, { clock });
  keys = await generateProofKeys();
});

afterEach(async () => {
  await running.stop();
});

async function challengedViewer(from = origin): Promise<{ viewer: ScriptedViewer; nonce: Uint8Array }> {
  const viewer = new ScriptedViewer(running.url, 'unused', { device: 'unused', origin: from });
  const challenge = await viewer.heard.first(({ message }) => message === 'challenge');
  if (challenge.message !== 'challenge') throw new Error('no challenge');
  return { viewer, nonce: challenge.challenge.nonce };
}

async function challengedAgent(): Promise<{ agent: ScriptedAgent; nonce: Uint8Array }> {
  const agent = new ScriptedAgent(running.url, 'unused', {});
  const challenge = await agent.heard.first(({ message }) => message === 'challenge');
  if (challenge.message !== 'challenge') throw new Error('no challenge');
  return { agent, nonce: challenge.challenge.nonce };
}

async function ticketFor(changes: Partial<TicketRequest> = {}): Promise<string> {
  return running.services.ticket({ device: 'device-9', viewerKey: await exportPublicKey(keys), origin, ...changes });
}

async function present(ticket: string, with_: CryptoKeyPair = keys, from = origin) {
  const { viewer, nonce } = await challengedViewer(from);
  const proof = await signProof(with_.privateKey, 'viewer', nonce, ticket);
  viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
  return { answers: viewer.heard, close: await viewer.peer.closes.first() };
}

describe('viewers', () => {
  test('each challenge has a nonce of its own, and names the node, the run and the versions', async () => {
    const first = await challengedViewer();
    const second = await challengedViewer();
    expect(first.nonce.length).toBe(limits.nonceBytes);
    expect(Buffer.compare(first.nonce, second.nonce)).not.toBe(0);
    expect(first.viewer.heard.all[0]).toMatchObject({
      challenge: { node: 'node-1', instance: running.relay.instance, version: wireVersion },
    });
  });

  test('TOK-1, TOK-2, TOK-4, EMB-4: whatever is wrong with a ticket, the answer is the same', async () => {
    const stranger = await generateProofKeys();
    const used = await ticketFor();
    await connectAgent(running.url, running.services, { device: 'device-9' });
    const first = await challengedViewer();
    const proof = await signProof(keys.privateKey, 'viewer', first.nonce, used);
    first.viewer.send({ authenticate: { version: wireVersion, ticket: used, proof } });
    await first.viewer.heard.first(({ message }) => message === 'opened');
    const hour = 60 * 60_000;
    const attempts = [
      present(used),
      present(await ticketFor(), stranger),
      present(await ticketFor({ origin: 'https://other.test' })),
      present(await ticketFor(), keys, 'https://other.test'),
      present(await ticketFor({ node: 'node-2' })),
      present(await ticketFor({ instance: randomUUID() })),
      present(await ticketFor({ issuedAtMs: Date.now() - hour, expiresAtMs: Date.now() - hour + limits.ticketMs })),
      present('not.a.ticket'),
    ];
    const answers = new Set<string>();
    for (const attempt of attempts) {
      const { answers: heard, close } = await attempt;
      answers.add(JSON.stringify([heard.all.slice(1), close]));
    }
    expect([...answers]).toEqual([JSON.stringify([[{ refused: { reason: 1 } }], { code: 4401, name: 'refused' }])]);
  });

  test('a proof over another challenge is worthless', async () => {
    const ticket = await ticketFor();
    const overheard = await challengedViewer();
    const { viewer } = await challengedViewer();
    const proof = await signProof(keys.privateKey, 'viewer', overheard.nonce, ticket);
    viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
    expect((await viewer.peer.closes.first()).name).toBe('refused');
  });

  test.each([
    ['a message of the session', encodeViewerMessage({ probe: { sentUs: 1 } }), 'malformed'],
    ['a subscription first', encodeViewerMessage({ subscribe: { all: true } }), 'malformed'],
    ['what only agents send', encodeAgentMessage({ layout: { epoch: 1 } }), 'malformed'],
    ['what cannot be decoded', randomBytes(64).fill(0xff), 'malformed'],
    ['an empty message', new Uint8Array(0), 'malformed'],
    ['more than an opening may be', new Uint8Array(limits.openingMessageBytes + 1), 'tooLarge'],
    ['far more than an opening may be', new Uint8Array(relayLimits.receiveBytes), 'tooLarge'],
    [
      'a version that is over',
      encodeViewerMessage({ authenticate: { version: 0, ticket: 'x.y.z', proof: new Uint8Array(64) } }),
      'version',
    ],
    [
      'a version that is yet to come',
      encodeViewerMessage({ authenticate: { version: wireVersion + 1, ticket: 'x.y.z', proof: new Uint8Array(64) } }),
      'version',
    ],
  ] as const)('threat 15, 17: before authentication %s closes with a named code', async (_what, bytes, name) => {
    const { viewer } = await challengedViewer();
    viewer.peer.send(bytes);
    expect((await viewer.peer.closes.first()).name).toBe(name);
  });

  test('a viewer may send one subscription ahead of the answer, and nothing else', async () => {
    await connectAgent(running.url, running.services, { device: 'device-9', answers: false });
    for (const second of [encodeViewerMessage({ subscribe: { all: true } }), encodeViewerMessage({ end: {} })]) {
      const ticket = await ticketFor();
      const { viewer, nonce } = await challengedViewer();
      const proof = await signProof(keys.privateKey, 'viewer', nonce, ticket);
      viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
      viewer.send({ subscribe: { all: true } });
      viewer.peer.send(second);
      expect((await viewer.peer.closes.first()).name).toBe('malformed');
    }
  });

  test('threat 17: who says nothing is closed after the time for an opening', async () => {
    const { viewer } = await challengedViewer();
    const { agent } = await challengedAgent();
    // The third is the lease, which happens to be as long.
    expect(clock.elapse(limits.openingTimeoutMs)).toBe(3);
    expect((await viewer.peer.closes.first()).name).toBe('openingTimeout');
    expect((await agent.peer.closes.first()).name).toBe('openingTimeout');
  });

  test('an opening in time is not closed later', async () => {
    const agent = await connectAgent(running.url, running.services);
    await connectViewer(running.url, running.services, { device: agent.device });
    // The lease, which happens to be as long.
    expect(clock.pending(limits.openingTimeoutMs)).toBe(1);
  });

  test('TOK-3: no ticket, address or name of an operator comes into the log', async () => {
    const lines: string[] = [];
    const note = (...entry: unknown[]) => lines.push(JSON.stringify(entry));
    const log = { debug: note, info: note, warn: note, error: note };
    const logging = await startRelayUnderTest({}, { log });
    try {
      const agent = await connectAgent(logging.url, logging.services);
      const ticket = await logging.services.ticket({
        device: agent.device,
        viewerKey: await exportPublicKey(keys),
        origin,
        node: 'node-2',
      });
      const viewer = await connectViewer(logging.url, logging.services, { device: agent.device });
      const refused = new ScriptedViewer(logging.url, 'unused', { device: agent.device });
      await refused.heard.first();
      refused.send({ authenticate: { version: wireVersion, ticket, proof: new Uint8Array(64) } });
      await refused.peer.closes.first();
      viewer.input({ text: { text: 'canary-typed' } });
      viewer.peer.send(randomBytes(64).fill(0xff));
      await viewer.peer.closes.first();
      const text = lines.join('\n');
      expect(text).toContain('session started');
      for (const secret of [ticket, 'canary-typed', 'Operator One', 'operator-1', logging.services.secret]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toMatch(/eyJ/);
    } finally {
      await logging.stop();
    }
  });
});

describe('agents', () => {
  async function introduce(credential: string, proof: (nonce: Uint8Array) => Promise<Uint8Array>) {
    const { agent, nonce } = await challengedAgent();
    agent.send({ authenticate: { version: wireVersion, credential, proof: await proof(nonce) } });
    return (await agent.peer.closes.first()).name;
  }

  test('DEV-1: a device proves possession of its key at each connection', async () => {
    const credential = await running.services.credential('device-1', await exportPublicKey(keys));
    const stranger = await generateProofKeys();
    expect(await introduce(credential, (nonce) => signProof(stranger.privateKey, 'agent', nonce, credential))).toBe(
      'refused',
    );
    expect(await introduce(credential, () => signProof(keys.privateKey, 'agent', randomBytes(32), credential))).toBe(
      'refused',
    );
    // A viewer's proof over the same token is none of an agent.
    expect(await introduce(credential, (nonce) => signProof(keys.privateKey, 'viewer', nonce, credential))).toBe(
      'refused',
    );
  });

  test('threat 4: neither a ticket nor a forged credential connects an agent', async () => {
    const ticket = await ticketFor();
    expect(await introduce(ticket, (nonce) => signProof(keys.privateKey, 'agent', nonce, ticket))).toBe('refused');
    const credential = `${await running.services.credential('device-1', await exportPublicKey(keys))}x`;
    expect(await introduce(credential, (nonce) => signProof(keys.privateKey, 'agent', nonce, credential))).toBe(
      'refused',
    );
  });

  test.each([
    ['a layout', encodeAgentMessage({ layout: { epoch: 1 } }), 'malformed'],
    ['a frame', encodeAgentMessage({ frame: { display: 1, payload: new Uint8Array(10) } }), 'malformed'],
    ['more than an opening may be', new Uint8Array(limits.openingMessageBytes + 1), 'tooLarge'],
    [
      'a version that is over',
      encodeAgentMessage({ authenticate: { version: 0, credential: 'x.y.z', proof: new Uint8Array(64) } }),
      'version',
    ],
  ] as const)('before authentication %s closes with a named code', async (_what, bytes, name) => {
    const { agent } = await challengedAgent();
    agent.peer.send(bytes);
    expect((await agent.peer.closes.first()).name).toBe(name);
  });

  test('the welcome carries the key set as its root signed it', async () => {
    const agent = await connectAgent(running.url, running.services);
    const welcome = await agent.heard.first(({ message }) => message === 'welcome');
    if (welcome.message !== 'welcome') throw new Error('no welcome');
    const { keySet } = welcome.welcome;
    expect(keySet !== null && (await verifyStatement('key-set', keySet, [running.services.rootKey]))).toBe(true);
  });

  test("services' time reaches the agent that asked, over its own nonce", async () => {
    const agent = await connectAgent(running.url, running.services);
    const nonce = randomBytes(32);
    agent.send({ timeRequest: { nonce } });
    const answer = await agent.heard.first(({ message }) => message === 'time');
    if (answer.message !== 'time') throw new Error('no time');
    expect(Buffer.compare(decodeTimeAnchor(answer.time.payload).nonce, nonce)).toBe(0);
  });
});
