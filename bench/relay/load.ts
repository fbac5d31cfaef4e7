/**
 * The load generator's process: plays devices, viewers and services, and measures latencies between its own two ends,
 * on one clock. Told what to do by relay-bench.ts, one command at a time.
 */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeViewerMessage } from '@ringside/protocol';
import { startServicesDouble } from '@ringside/relay/testing';
import { BenchError, sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { cpuSeconds } from '../process/proc-stat.ts';
import { openDevice, openPair, openRelayPair, openViewer, type Pair, type PairKind } from './pairs.ts';
import { largeFrames, sessionFrames, smallFrames } from './patterns.ts';
import { masked, RawSocket } from './raw-socket.ts';

const services = await startServicesDouble();
const targets = new Map<string, Pair[]>();
const paths = new Map<string, InputPath>();
let idle: { readonly socket: RawSocket }[] = [];

/** Something a 200 B message goes through: sends one, and tells when its bytes arrive. */
interface InputPath {
  /** Makes the next message, before the clock starts: what it takes to write one is no path's doing. */
  prepare(): Uint8Array;
  send(message: Uint8Array): void;
  onArrival: () => void;
}

export interface Throughput {
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly messages: number;
  readonly seconds: number;
}

const commands = {
  async services() {
    return { controlUrl: services.url, secret: services.secret };
  },

  /** Opens pairs of a device and its viewer on a relay or a forwarder. */
  async openPairs({ target, kind, port, count }: { target: string; kind: PairKind; port: number; count: number }) {
    targets.set(target, await inBatches(count, () => openPair(kind, port, services)));
  },

  async closePairs({ target }: { target: string }) {
    for (const { device, viewer } of targets.get(target) ?? []) {
      device.socket.close();
      viewer.socket.close();
    }
    targets.delete(target);
  },

  /** As much as goes through, and what it costs the process `pid`. */
  async throughput({
    target,
    size,
    pid,
  }: {
    target: string;
    size: 'large' | 'small';
    pid: number;
  }): Promise<Throughput> {
    const pairs = targets.get(target) ?? [];
    for (const { device } of pairs) {
      device.source.use(size === 'large' ? largeFrames : smallFrames);
      device.source.flow(true);
    }
    await wait(limits.warmMs);
    const before = counted(pairs, pid);
    await wait(limits.throughputMs);
    const after = counted(pairs, pid);
    for (const { device } of pairs) device.source.flow(false);
    // What is on its way arrives before the next target's turn.
    await wait(limits.warmMs);
    for (const { device } of pairs) device.source.sentMs.clear();
    return {
      cpuSeconds: after.cpu - before.cpu,
      bytes: after.bytes - before.bytes,
      messages: after.messages - before.messages,
      seconds: (after.atMs - before.atMs) / 1_000,
    };
  },

  /** A server for TCP forwarders to connect to. */
  async tcpEnd({ path }: { path: string }): Promise<{ port: number }> {
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      countArrivals(socket, path);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return { port: typeof address === 'object' && address !== null ? address.port : 0 };
  },

  /** A path through TCP, or through a WebSocket to TCP. The far end counts bytes, since framing may be gone there. */
  async openTcpPath({ path, port, websocket }: { path: string; port: number; websocket: boolean }) {
    if (websocket) {
      const { socket } = await RawSocket.open({ port, path: '/', subprotocol: 'binary' }, () => {});
      paths.set(path, { prepare: () => frameOf(inputMessage(1)), send: (frame) => socket.write(frame), onArrival });
    } else {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await new Promise((resolve) => socket.once('connect', resolve));
      paths.set(path, { prepare: () => frameOf(inputMessage(1)), send: (frame) => socket.write(frame), onArrival });
    }
  },

  /** A path through our relay: from a viewer in session to its device. */
  async openRelayPath({ path, port }: { path: string; port: number }) {
    const { device, viewer } = await openRelayPair(port, services);
    const inputPath = inputPathFrom(viewer.socket);
    paths.set(path, inputPath);
    const take = device.socket.onMessage;
    device.socket.onMessage = (bytes) => {
      // The clock stops before anything is decoded.
      if (bytes[0] === inputTag) inputPath.onArrival();
      take(bytes);
    };
  },

  /** The same through a bare forwarder. */
  async openForwardedPath({ path, port }: { path: string; port: number }) {
    const { device, viewer } = await openPair('forwarder', port, services);
    const inputPath = inputPathFrom(viewer.socket);
    paths.set(path, inputPath);
    device.socket.onMessage = () => inputPath.onArrival();
  },

  /** One way, one message at a time, milliseconds. */
  async inputLatency({ path: name, count }: { path: string; count: number }): Promise<number[]> {
    const path = paths.get(name);
    if (path === undefined) throw new BenchError('usage', `No path ${name}.`);
    const latencies: number[] = [];
    for (let index = 0; index < count; index++) {
      const arrived = Promise.withResolvers<number>();
      path.onArrival = () => arrived.resolve(performance.now());
      const message = path.prepare();
      const startedMs = performance.now();
      path.send(message);
      const lost = setTimeout(() => arrived.resolve(startedMs + limits.sampleMs), limits.sampleMs);
      latencies.push((await arrived.promise) - startedMs);
      clearTimeout(lost);
      await wait(limits.inputRestMs);
    }
    return latencies;
  },

  /** One device with a fast viewer, and on demand a second one that stops reading. */
  async openWatched({ target, port, frozen }: { target: string; port: number; frozen: boolean }) {
    const pair = await openRelayPair(port, services);
    targets.set(target, [pair]);
    if (!frozen) return;
    const viewer = await openViewer(port, services, pair.device);
    viewer.socket.socket.pause();
  },

  /** Frame latency from device to (fast) viewer over sessions that each send at a rate, staggered. */
  async frameLatency({
    target,
    perSecond,
    ms,
  }: {
    target: string;
    perSecond: number;
    ms: number;
  }): Promise<{ latencies: number[]; skipped: number; seen: number }> {
    return paced(targets.get(target) ?? [], perSecond, ms);
  },

  /** Connected devices that nobody looks at. */
  async connectIdle({ kind, port, count }: { kind: 'relay' | 'forwarder'; port: number; count: number }) {
    const opened = await inBatches(count, async () => {
      if (kind === 'relay') return openDevice(port, services);
      return { socket: await RawSocket.open({ port, path: `/agent/${crypto.randomUUID()}` }, () => {}) };
    });
    idle = idle.concat(opened);
    await wait(limits.warmMs);
  },

  async closeIdle() {
    for (const { socket } of idle) socket.close();
    idle = [];
  },
};

export type LoadCommands = typeof commands;

function counted(pairs: readonly Pair[], pid: number): { cpu: number; bytes: number; messages: number; atMs: number } {
  let bytes = 0;
  let messages = 0;
  for (const { viewer } of pairs) {
    bytes += viewer.sink.bytes;
    messages += viewer.sink.messages;
  }
  return { cpu: cpuSeconds(pid), bytes, messages, atMs: performance.now() };
}

async function inBatches<T>(count: number, open: () => Promise<T>): Promise<T[]> {
  const opened: T[] = [];
  while (opened.length < count) {
    const batch = Math.min(limits.openingsAtOnce, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length: batch }, open))));
  }
  return opened;
}

/** First byte of RelayToAgent.input. */
const inputTag = 0x5a;

/** A text event of 200 bytes on the wire. */
function inputMessage(sequence: number): Uint8Array {
  return encodeViewerMessage({ input: { sequence, text: { text: 'x'.repeat(sequence < 128 ? 187 : 186) } } });
}

function inputPathFrom({ socket }: RawSocket): InputPath {
  let sequence = 0;
  return { prepare: () => frameOf(inputMessage(++sequence)), send: (frame) => socket.write(frame), onArrival };
}

function frameOf(message: Uint8Array): Buffer {
  return masked(message, message.length);
}

function onArrival(): void {}

function countArrivals(socket: Socket, path: string): void {
  socket.on('data', () => paths.get(path)?.onArrival());
  socket.on('error', () => {});
}

async function paced(
  pairs: readonly Pair[],
  perSecond: number,
  ms: number,
): Promise<{ latencies: number[]; skipped: number; seen: number }> {
  const latencies: number[] = [];
  let skipped = 0;
  for (const { device, viewer } of pairs) {
    device.source.use(sessionFrames);
    viewer.sink.onUpdate = (update) => {
      const sentMs = device.source.sentMs.get(update);
      if (sentMs === undefined) return;
      device.source.sentMs.delete(update);
      latencies.push(performance.now() - sentMs);
    };
  }
  const startedMs = performance.now();
  const intervalMs = 1_000 / (perSecond * pairs.length);
  const total = Math.floor(ms / intervalMs);
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor((performance.now() - startedMs) / intervalMs));
    for (; sent < due; sent++) if (pairs[sent % pairs.length]?.device.source.sendOne() !== true) skipped++;
    await wait(1);
  }
  await wait(limits.warmMs);
  for (const { device } of pairs) device.source.sentMs.clear();
  return { latencies, skipped, seen: latencies.length };
}

process.on('message', (message: { id: number; name: keyof LoadCommands; argument: never }) => {
  const { id, name, argument } = message;
  commands[name](argument).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: sentenceOf(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: {} });
