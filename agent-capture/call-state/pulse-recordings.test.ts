import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { type SoundServer, startPipeWire, startPulseAudio } from '../testing/sound-server.ts';
import type { DeviceUse } from './device-use.ts';
import { callStateLimits as limits } from './limits.ts';
import { pulseBytes, pulseCommands, pulsePacket, pulseProperties, pulseU32 } from './pulse-packets.ts';
import { openPulseRecordings, type PulseRecordings } from './pulse-recordings.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function watch(socket: string, clock: Clock = systemClock): { recordings: PulseRecordings; uses: DeviceUse[] } {
  const uses: DeviceUse[] = [];
  const recordings = openPulseRecordings({
    sockets: ['/nowhere', socket],
    cookies: ['/nowhere'],
    clock,
    changed: () => uses.push(recordings.use),
  });
  closing.push(() => recordings.close());
  return { recordings, uses };
}

/** CALL-3's two seconds, and the time that a machine takes that runs other tests. */
const soon = { timeout: 8_000 };

describe.each([
  ['PulseAudio', startPulseAudio],
  ['PipeWire', startPipeWire],
])('recordings at a real %s', (_, startServer) => {
  async function setUp(): Promise<{ server: SoundServer; recordings: PulseRecordings; uses: DeviceUse[] }> {
    const server = await startServer();
    closing.push(() => server.stop());
    const watched = watch(server.socket);
    await expect.poll(() => watched.recordings.use).toBe('free');
    return { server, ...watched };
  }

  it('CALL-4: a real recording is seen, and its end', async () => {
    const { server, recordings } = await setUp();
    const recorder = await server.record();
    await expect.poll(() => recordings.use, soon).toBe('in-use');
    const second = await server.record();
    await recorder.stop();
    await server.control('info');
    expect(recordings.use).toBe('in-use');
    await second.stop();
    await expect.poll(() => recordings.use, soon).toBe('free');
  });

  it('CALL-3: frozen (SIGSTOP) it is unsure within 2 s, and sure again when it goes on', async () => {
    const { server, recordings } = await setUp();
    server.process.kill('SIGSTOP');
    await expect.poll(() => recordings.use, soon).toBe('unsure');
    server.process.kill('SIGCONT');
    await expect.poll(() => recordings.use, soon).toBe('free');
  });

  it('CALL-3: killed (SIGKILL) it is unsure, and stays so while nobody takes its place', async () => {
    const { server, recordings, uses } = await setUp();
    const recorder = await server.record();
    await expect.poll(() => recordings.use, soon).toBe('in-use');
    server.process.kill('SIGKILL');
    await expect.poll(() => recordings.use, soon).toBe('unsure');
    await recorder.stop();
    await new Promise((resolve) => systemClock.after(2 * limits.streamsAskMs, () => resolve(undefined)));
    expect(uses.at(-1)).toBe('unsure');
  });
});

describe('recordings', () => {
  it('CALL-4: without a sound server there are none, until one appears', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-sound-'));
    const { recordings } = watch(join(folder, 'native'));
    expect(recordings.use).toBe('absent');
    const server = await startPulseAudio(folder);
    closing.push(() => server.stop());
    await expect.poll(() => recordings.use, soon).toBe('free');
  });
});

/** A sound server of variables, for what a real one cannot be made to say. */
async function pretend(reply: (socket: Socket, request: number, bytes: Buffer) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-sound-'));
  const path = join(folder, 'native');
  const server: Server = createServer((socket) => {
    let request = 0;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      request += 1;
      reply(socket, request, bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  closing.push(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return path;
}

function recording(paused: boolean): Buffer {
  const numbers = [7, 8, 9].map(pulseU32);
  const text = Buffer.from('tname\0');
  const format = Buffer.from([0x61, 3, 2, 0, 0, 0xac, 0x44]);
  const channels = Buffer.from([0x6d, 2, 1, 2]);
  const time = Buffer.from([0x55, 0, 0, 0, 0, 0, 0, 0, 1]);
  const properties = pulseProperties({ 'application.name': 'call' });
  const letter = Buffer.from(paused ? '1' : '0');
  const times = [time, time];
  return Buffer.concat([
    pulseU32(1),
    text,
    ...numbers,
    format,
    channels,
    ...times,
    text,
    Buffer.from('N'),
    properties,
    letter,
  ]);
}

const answers = {
  version: (version: number) => pulsePacket(pulseCommands.reply, 1, pulseU32(version)),
  name: pulsePacket(pulseCommands.reply, 2, pulseU32(1)),
  list: (...values: Buffer[]) => pulsePacket(pulseCommands.reply, 3, ...values),
};

function serve(list: Buffer): (socket: Socket, request: number) => void {
  return (socket, request) =>
    void socket.write([answers.version(35), answers.name, list][request - 1] ?? Buffer.alloc(0));
}

describe('what a sound server says', () => {
  const lists: [string, DeviceUse, Buffer[]][] = [
    ['none', 'free', []],
    ['a paused one', 'free', [recording(true)]],
    ['a paused and a running one', 'in-use', [recording(true), recording(false)]],
  ];
  it.each(lists)('CALL-4: recordings: %s: %s', async (_, use, list) => {
    const { recordings } = watch(await pretend(serve(answers.list(...list))));
    expect(recordings.use).toBe('unsure');
    await expect.poll(() => recordings.use, soon).toBe(use);
  });

  it('CALL-2: a paused recording that goes on is seen at once, as one that begins, and so is its next pause', async () => {
    let paused = true;
    let server: Socket | undefined;
    const path = await pretend((socket, request, bytes) => {
      server = socket;
      if (request < 3) return void serve(Buffer.alloc(0))(socket, request);
      // The last packet of what came; its command and its tag are the first values.
      const at = bytes.lastIndexOf(pulseU32(pulseCommands.listRecordings));
      if (at >= 0) socket.write(pulsePacket(pulseCommands.reply, bytes.readUInt32BE(at + 6), recording(paused)));
    });
    const { recordings } = watch(path, { ...systemClock, after: () => () => undefined });
    await expect.poll(() => recordings.use, soon).toBe('free');
    const happen = (next: boolean): void => {
      paused = next;
      server?.write(pulsePacket(pulseCommands.event, 0xffff_ffff, pulseU32(0x11), pulseU32(1)));
    };
    happen(false);
    await expect.poll(() => recordings.use, soon).toBe('in-use');
    happen(true);
    await expect.poll(() => recordings.use, soon).toBe('free');
  });

  const endless = Buffer.alloc(20);
  endless.writeUInt32BE(limits.streamsPacketBytes + 1, 0);
  endless.writeUInt32BE(0xffff_ffff, 4);
  const garbage: [string, Buffer][] = [
    ['an error', pulsePacket(pulseCommands.error, 3, pulseU32(1))],
    ['half a recording', answers.list(recording(false).subarray(0, 60))],
    ['a text without an end', answers.list(pulseU32(1), Buffer.from('tname'))],
    ['properties that are longer than the packet', answers.list(pulseU32(1), pulseBytes(Buffer.alloc(3)))],
    ['the answer to another question', pulsePacket(pulseCommands.reply, 9, pulseU32(1))],
    ['a packet without an end', endless],
    ['sound', Buffer.alloc(20)],
    ['another language', Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')],
  ];
  it.each(garbage)('CALL-3: %s is no “free”', async (_, list) => {
    let connections = 0;
    const answer = serve(list);
    const path = await pretend((socket, request) => {
      if (request === 1) connections += 1;
      answer(socket, request);
    });
    const { uses } = watch(path);
    await expect.poll(() => connections, soon).toBeGreaterThan(1);
    expect(uses).toEqual([]);
  });

  it('CALL-3: one that is too old to tell paused recordings is not asked', async () => {
    const requests: number[] = [];
    const path = await pretend((socket, request) => {
      requests.push(request);
      if (request === 1) socket.write(answers.version(18));
    });
    const { recordings } = watch(path);
    await expect.poll(() => requests.length, soon).toBeGreaterThan(1);
    // The first one of each connection, and no other.
    expect(new Set(requests)).toEqual(new Set([1]));
    expect(recordings.use).toBe('unsure');
  });

  it('CALL-3: one that accepts and says nothing is unsure, and asked anew', async () => {
    let connections = 0;
    const path = await pretend(() => {
      connections += 1;
    });
    const { recordings } = watch(path);
    await expect.poll(() => connections, { timeout: 4_000 }).toBeGreaterThan(1);
    expect(recordings.use).toBe('unsure');
  });
});
