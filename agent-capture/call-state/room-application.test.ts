import { mkdtempSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { CallStateError } from './call-state-error.ts';
import type { CallState, CallStateDetector } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';
import type { Dismissal } from './reporter-desk.ts';
import { reporterToken } from './reporter-token.ts';
import { openRoomApplication } from './room-application.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-call-state-'));
const token = reporterToken(folder);
let source: CallStateDetector | undefined;
let count = 0;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await source?.close();
  source = undefined;
});

async function setUp(clock = systemClock) {
  count += 1;
  const path = join(folder, `${count}.sock`);
  const states: CallState[] = [];
  const dismissals: Dismissal[] = [];
  source = await openRoomApplication({
    path,
    token,
    clock,
    events: { reported: (name, state) => states.push(name === 'room-application' ? state : 'unknown') },
    dismissed: (why) => dismissals.push(why),
  });
  return { path, states, dismissals };
}

const nobody = { clock: systemClock, events: { reported: () => undefined }, dismissed: () => undefined };

/** A reporter that says these lines, and whether the agent has thrown it out. */
function reporter(path: string, ...lines: string[]) {
  const socket = connect(path);
  sockets.push(socket);
  socket.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.write(lines.map((line) => `${line}\n`).join(''));
  socket.resume();
  return { socket, gone };
}

const hello = JSON.stringify({ token });
const idle = JSON.stringify({ state: 'idle' });
const inCall = JSON.stringify({ state: 'in-call' });

describe('room application', () => {
  it('CALL-4: takes the states of a reporter that knows the token', async () => {
    const { path, states } = await setUp();
    reporter(path, hello, idle, inCall);
    await expect.poll(() => states).toEqual(['unknown', 'idle', 'in-call']);
  });

  it('CALL-4: the token and the socket are readable by the agent’s user alone', async () => {
    const { path } = await setUp();
    expect(statSync(join(folder, 'call-state.token')).mode & 0o777).toBe(0o600);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(reporterToken(folder)).toBe(token);
  });

  const strangers: [string, string[]][] = [
    ['a wrong token', [JSON.stringify({ token: `${token}x` }), idle]],
    ['no token', [idle]],
    ['a token of another type', [JSON.stringify({ token: 1 }), idle]],
    ['no JSON', ['GET / HTTP/1.1', idle]],
    ['null', ['null', idle]],
    ['the name of a source that nobody may speak for', [JSON.stringify({ token, source: 'operating-system' }), idle]],
    ['the name of no source', [JSON.stringify({ token, source: 'weather' }), idle]],
  ];
  it.each(strangers)('CALL-4: throws out a reporter with %s, unheard', async (_, lines) => {
    const { path, states, dismissals } = await setUp();
    await reporter(path, ...lines).gone;
    expect([states, dismissals]).toEqual([[], ['not-authentic']]);
  });

  const garbage: [string, string][] = [
    ['no JSON', 'idle'],
    ['an unknown state', JSON.stringify({ state: 'maybe' })],
    ['a list', '["idle"]'],
    ['a line that never ends', 'x'.repeat(limits.lineBytes + 1)],
  ];
  it.each(garbage)('CALL-3: %s makes the state unknown', async (_, line) => {
    const { path, states } = await setUp();
    const { socket, gone } = reporter(path, hello, idle);
    await expect.poll(() => states.at(-1)).toBe('idle');
    socket.write(`${line}\n`);
    await gone;
    expect(states).toEqual(['unknown', 'idle', 'unknown']);
  });

  it('CALL-3: bytes without an end of line are too much at some point, not kept', async () => {
    const { path, states } = await setUp();
    const { socket, gone } = reporter(path, hello, idle);
    await expect.poll(() => states.at(-1)).toBe('idle');
    socket.write('x'.repeat(limits.lineBytes + 1));
    await gone;
    expect(states.at(-1)).toBe('unknown');
  });

  it('CALL-3: a reporter that is killed makes it unknown at once', async () => {
    const { path, states } = await setUp();
    const { socket } = reporter(path, hello, idle);
    await expect.poll(() => states.at(-1)).toBe('idle');
    socket.destroy();
    await expect.poll(() => states.at(-1)).toBe('unknown');
  });

  it('CALL-3: a flood makes it unknown', async () => {
    // However long this machine takes over the lines, they come at once.
    const { path, states, dismissals } = await setUp({ ...systemClock, monotonicMs: () => 0 });
    await reporter(path, hello, ...Array.from({ length: 10 * limits.linesPerSecond }, () => idle)).gone;
    expect(states.at(-1)).toBe('unknown');
    expect(states.length).toBeLessThanOrEqual(limits.linesPerSecond + 2);
    expect(dismissals).toEqual(['flood']);
  });

  it('a newer reporter takes over, and the older one is heard no more', async () => {
    const { path, states } = await setUp();
    const first = reporter(path, hello, idle);
    await expect.poll(() => states.at(-1)).toBe('idle');
    reporter(path, hello, inCall);
    await first.gone;
    await expect.poll(() => states).toEqual(['unknown', 'idle', 'unknown', 'in-call']);
  });

  it('bounds those who have not said the token, and waits for them for a second only', async () => {
    const { path, states, dismissals } = await setUp();
    const silent = Array.from({ length: limits.strangers }, () => reporter(path));
    const oneTooMany = reporter(path, hello, idle);
    await oneTooMany.gone;
    expect(states).toEqual([]);
    await Promise.all(silent.map(({ gone }) => gone));
    expect(dismissals).toEqual(['crowded', ...silent.map(() => 'late')]);
    reporter(path, hello, idle);
    await expect.poll(() => states.at(-1)).toBe('idle');
  });

  it('does not take the socket of an agent that runs', async () => {
    const { path } = await setUp();
    const parts = { ...nobody, path, token };
    await expect(openRoomApplication(parts)).rejects.toThrow(CallStateError);
  });

  it('says in one sentence where it cannot listen', async () => {
    const path = join(folder, 'nowhere', 'call-state.sock');
    const opening = openRoomApplication({ ...nobody, path, token });
    await expect(opening).rejects.toThrow(/cannot be listened for on .*set agent\.callStateSocket/);
  });
});
