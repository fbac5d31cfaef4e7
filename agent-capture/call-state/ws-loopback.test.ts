import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../clock.ts';
import type { CallState, CallStateSourceName } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';
import type { Dismissal } from './reporter-desk.ts';
import { proofOf } from './reporter-token.ts';
import { type Loopback, openLoopback } from './ws-loopback.ts';

const token = 'a-secret-that-only-this-test-knows-and-uses-here';
const origin = 'https://room.example';
const protocol = 'ringside.call-state.v1';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Rig {
  readonly loopback: Loopback;
  readonly reports: [CallStateSourceName, CallState][];
  readonly dismissals: Dismissal[];
}

async function setUp(): Promise<Rig> {
  const reports: [CallStateSourceName, CallState][] = [];
  const dismissals: Dismissal[] = [];
  const loopback = await openLoopback({
    port: 0,
    origins: ['https://other.example', origin],
    token,
    randomBytes,
    clock: systemClock,
    events: { reported: (source, state) => reports.push([source, state]) },
    dismissed: (why) => dismissals.push(why),
  });
  closing.push(() => loopback.close());
  return { loopback, reports, dismissals };
}

interface PageOptions {
  readonly path?: string;
  readonly protocols?: string[];
  readonly headers?: Record<string, string>;
}

/** What a page does, by hand. */
function page({ port }: Loopback, { path = '/call-state', protocols = [protocol], headers = {} }: PageOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers: { origin, ...headers } });
  closing.push(() => socket.terminate());
  const heard: Record<string, unknown>[] = [];
  socket.on('message', (bytes) => heard.push(JSON.parse(bytes.toString())));
  const gone = new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(error.message));
    socket.on('close', () => resolve('closed'));
  });
  const challenge = async (): Promise<string> => {
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    return String(heard[0]?.challenge);
  };
  return {
    socket,
    heard,
    gone,
    challenge,
    say: (fields: object) => socket.send(JSON.stringify(fields)),
    async introduce(fields: object = {}) {
      socket.send(JSON.stringify({ proof: proofOf(token, await challenge(), origin), ...fields }));
    },
  };
}

describe('room application in a browser', () => {
  it('CALL-4: takes the states of a page that proves that it knows the secret, and asks for them', async () => {
    const { loopback, reports } = await setUp();
    const { say, heard, introduce } = page(loopback);
    await introduce();
    await expect.poll(() => heard.at(1)).toEqual({ ask: 'state' });
    say({ state: 'idle' });
    say({ state: 'in-call' });
    const expected = ['unknown', 'idle', 'in-call'].map((state) => ['room-application', state]);
    await expect.poll(() => reports).toEqual(expected);
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(3);
  });

  it('CALL-4: a page speaks for its own source', async () => {
    const { loopback, reports } = await setUp();
    const { say, introduce } = page(loopback);
    await introduce({ source: 'azure-call-agent' });
    say({ state: 'idle' });
    await expect.poll(() => reports.at(-1)).toEqual(['azure-call-agent', 'idle']);
  });

  const openings: [string, PageOptions][] = [
    ['of another origin', { headers: { origin: 'https://evil.example' } }],
    ['of an origin that only begins alike', { headers: { origin: `${origin}.evil.example` } }],
    ['of no origin', { headers: { origin: '' } }],
    ['of a sandboxed page', { headers: { origin: 'null' } }],
    ['under a name that was rebound to loopback', { headers: { host: 'evil.example' } }],
    ['at another path', { path: '/' }],
    ['with the secret in the address', { path: `/call-state?token=${token}` }],
    ['in another language', { protocols: ['ringside.v1'] }],
  ];
  it.each(openings)('CALL-4: refuses an opening %s', async (_, options) => {
    const { loopback, reports } = await setUp();
    expect(await page(loopback, options).gone).toMatch(/403/);
    expect(reports).toEqual([]);
  });

  const proofs: [string, (challenge: string) => object][] = [
    ['the secret itself', () => ({ proof: token })],
    ['the secret as a token', () => ({ token })],
    ['a proof with another secret', (challenge) => ({ proof: proofOf('x', challenge, origin) })],
    ['a proof of another challenge', () => ({ proof: proofOf(token, 'x', origin) })],
    ['a proof for another page', (challenge) => ({ proof: proofOf(token, challenge, 'https://other.example') })],
    ['a state before the proof', () => ({ state: 'idle' })],
    [
      'the name of the operating system',
      (challenge) => ({ proof: proofOf(token, challenge, origin), source: 'operating-system' }),
    ],
  ];
  it.each(proofs)('CALL-4: sends away a page that says %s', async (_, answer) => {
    const { loopback, reports, dismissals } = await setUp();
    const { challenge, say, gone } = page(loopback);
    say(answer(await challenge()));
    await gone;
    expect([reports, dismissals]).toEqual([[], ['not-authentic']]);
  });

  it('CALL-4: each connection has a challenge of its own, so an old proof is worth nothing', async () => {
    const { loopback } = await setUp();
    const challenges = await Promise.all([page(loopback).challenge(), page(loopback).challenge()]);
    expect(new Set(challenges).size).toBe(2);
  });

  const oddities: [string, Dismissal, (socket: WebSocket) => void][] = [
    ['garbage', 'malformed', (socket) => socket.send('idle')],
    ['bytes', 'malformed', (socket) => socket.send(Buffer.from('{"state":"idle"}'))],
    ['a ping', 'malformed', (socket) => socket.ping()],
    [
      'a flood',
      'flood',
      (socket) => {
        for (let line = 0; line < 100; line++) socket.send('{"state":"idle"}');
      },
    ],
  ];
  it.each(oddities)('CALL-3: %s makes it unknown, and ends it', async (_, why, act) => {
    const { loopback, reports, dismissals } = await setUp();
    const { socket, say, introduce, gone } = page(loopback);
    await introduce();
    say({ state: 'idle' });
    await expect.poll(() => reports.at(-1)?.[1]).toBe('idle');
    act(socket);
    await gone;
    expect([reports.at(-1)?.[1], dismissals]).toEqual(['unknown', [why]]);
  });

  it('CALL-3: a message that is too long makes it unknown, and ends it', async () => {
    const { loopback, reports } = await setUp();
    const { socket, say, introduce, gone } = page(loopback);
    await introduce();
    say({ state: 'idle' });
    await expect.poll(() => reports.at(-1)?.[1]).toBe('idle');
    socket.send('x'.repeat(limits.lineBytes + 1));
    await gone;
    expect(reports.at(-1)?.[1]).toBe('unknown');
  });

  it('CALL-3: a page that goes makes it unknown at once', async () => {
    const { loopback, reports } = await setUp();
    const { socket, say, introduce } = page(loopback);
    await introduce();
    say({ state: 'idle' });
    await expect.poll(() => reports.at(-1)?.[1]).toBe('idle');
    socket.terminate();
    await expect.poll(() => reports.at(-1)?.[1]).toBe('unknown');
  });

  it('CALL-3: a page that holds the connection silent is asked once, then cut off', async () => {
    const { loopback, dismissals } = await setUp();
    const { heard, introduce, gone } = page(loopback);
    await introduce();
    await gone;
    expect(heard.filter((message) => 'ask' in message)).toHaveLength(1);
    expect(dismissals).toEqual(['silent']);
  });

  it('bounds connections that say nothing, whatever they begin with', async () => {
    const { loopback, dismissals } = await setUp();
    const silent = Array.from({ length: limits.strangers }, () => page(loopback));
    await Promise.all(silent.map(({ challenge }) => challenge()));
    await page(loopback).gone;
    expect(dismissals).toEqual(['crowded']);
    const plain = connect(loopback.port, '127.0.0.1');
    closing.push(() => plain.destroy());
    await Promise.all([
      ...silent.map(({ gone }) => gone),
      new Promise((resolve) => plain.resume().once('close', resolve)),
    ]);
  });

  it('DEV-7: answers nothing but an opening, and only on loopback', async () => {
    const { loopback } = await setUp();
    const { port } = loopback;
    for (const path of ['/', '/call-state', '/call-state.token']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
    }
    const elsewhere = new Promise((resolve) => {
      request({ host: '127.0.0.2', port }).once('error', resolve).end();
    });
    expect(await elsewhere).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says in one sentence that its port is taken', async () => {
    const { loopback } = await setUp();
    const parts = { origins: [origin], token, randomBytes, clock: systemClock, dismissed: () => undefined };
    const opening = openLoopback({ ...parts, port: loopback.port, events: { reported: () => undefined } });
    await expect(opening).rejects.toThrow(/on port \d+ .*set agent\.callStatePort/);
  });
});
