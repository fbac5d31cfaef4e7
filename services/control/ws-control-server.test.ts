/** The control link's listener: who does not say who they are, or too much at once. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { closeCodes, encodeNodeMessage, limits } from '@ringside/protocol';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { NodeLink } from './node-link.ts';
import { serveControlLink } from './ws-control-server.ts';

const times = vi.hoisted(() => ({ helloTimeoutMs: 60_000 }));

vi.mock('../limits.ts', async (original) => {
  const { servicesLimits } = await original<typeof import('../limits.ts')>();
  const helloTimeoutMs = { get: () => times.helloTimeoutMs };
  return { servicesLimits: Object.defineProperties({ ...servicesLimits }, { helloTimeoutMs }) };
});

const secret = 'a control secret for tests, long enough';
const never = () => new Promise<never>(() => undefined);

async function connect(): Promise<WebSocket> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const control = serveControlLink(
    server,
    secret,
    (socket) =>
      new NodeLink(socket, {
        welcome: never,
        linked: never,
        store: never,
        stored: () => undefined,
        acknowledged: () => undefined,
        signTime: never,
        closed: () => undefined,
        failed: () => undefined,
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const headers = { authorization: `Bearer ${secret}` };
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}/control`, { headers });
  onTestFinished(() => {
    socket.terminate();
    control.stop();
    server.close();
  });
  await once(socket, 'open');
  return socket;
}

it('closes the connection of one who does not say who they are', async () => {
  times.helloTimeoutMs = 50;
  onTestFinished(() => {
    times.helloTimeoutMs = 60_000;
  });
  const [code] = await once(await connect(), 'close');
  expect(code).toBe(closeCodes.openingTimeout.code);
});

it('takes no message that is larger than one may be', async () => {
  const socket = await connect();
  socket.send(new Uint8Array(limits.controlMessageBytes + 1));
  const [code] = await once(socket, 'close');
  // Of WebSockets themselves: message too big.
  expect(code).toBe(1009);
});

it('takes no text', async () => {
  const socket = await connect();
  const hello = { version: 1, node: 'n', instance: 'i', viewerUrl: 'ws://127.0.0.1:9/', liveSessions: [] };
  // The bytes of a good message, as text.
  const text = Buffer.from(encodeNodeMessage({ hello })).toString();
  expect(Buffer.from(text)).toEqual(Buffer.from(encodeNodeMessage({ hello })));
  socket.send(text);
  const [code] = await once(socket, 'close');
  expect(code).toBe(closeCodes.malformed.code);
});
