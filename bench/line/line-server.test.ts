import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { LineShape } from './bottleneck.ts';
import { LineServer } from './line-server.ts';

const quick: LineShape = { bitsPerSecond: 1e9, roundTripMs: 0, bufferBytes: 128 * 1024 };

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const closer of closers.splice(0).reverse()) closer();
});

/** A viewer's end and the end behind the line. */
async function connected(line: LineServer): Promise<{ viewer: Socket; behind: Socket }> {
  const server = createServer({ allowHalfOpen: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const accepted = once(server, 'connection');
  const viewer = connect({
    port: await line.openDoor((server.address() as AddressInfo).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  closers.push(() => viewer.destroy());
  const [behind] = (await accepted) as [Socket];
  closers.push(() => behind.destroy());
  return { viewer, behind };
}

function opened(shape: LineShape): LineServer {
  const line = new LineServer(shape);
  closers.push(() => line.close());
  return line;
}

async function allOf(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe('line', () => {
  it('OPS-7 passes every byte in order, both ways, ends included, and counts them', async () => {
    const line = opened(quick);
    const { viewer, behind } = await connected(line);
    const picture = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * index) >> 7));
    const answers = Buffer.from('painted'.repeat(1_000));
    behind.end(picture);
    viewer.end(answers);
    const [down, up] = await Promise.all([allOf(viewer), allOf(behind)]);
    expect(down.equals(picture)).toBe(true);
    expect(up.equals(answers)).toBe(true);
    expect(line.bytes).toEqual({ down: picture.length, up: answers.length, queuedDown: 0 });
  });

  it('OPS-7 takes no more from a sender than its buffer holds', async () => {
    const line = opened({ ...quick, bitsPerSecond: 100 });
    const { behind } = await connected(line);
    behind.write(Buffer.alloc(20_000_000));
    while (line.bytes.queuedDown === 0) await wait(10);
    // The sender has more than enough: whatever would still be read is read in the next turns of the loop.
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(line.bytes.queuedDown).toBeLessThanOrEqual(quick.bufferBytes);
  });

  it('OPS-7 ends a connection at one end when the other breaks off', async () => {
    const { viewer, behind } = await connected(opened(quick));
    viewer.resetAndDestroy();
    behind.resume();
    await once(behind, 'end');
  });

  it('OPS-7 a door to a closed port closes', async () => {
    const line = opened(quick);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const viewer = connect(await line.openDoor(port), '127.0.0.1');
    viewer.on('error', () => {});
    viewer.resume();
    await once(viewer, 'close');
  });
});
