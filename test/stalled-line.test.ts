/**
 * A relay that has stopped reading: what the agent wrote waits in its system, and would leave once it reads again.
 * Counted at the far end of real sockets, plain and with TLS.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { openWsRelaySocket } from '@ringside/agent';
import { selfSignedCertificate } from '@ringside/relay/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).toReversed()) await close();
});

const messageBytes = 64 * 1024;

/** A relay's side of one connection, which reads only when it is told to. */
async function stalled(secure: boolean) {
  const files = secure ? selfSignedCertificate() : undefined;
  // The certificate is its own authority.
  if (secure) vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const http =
    files === undefined
      ? createServer()
      : createTlsServer({ cert: readFileSync(files.certificateFile), key: readFileSync(files.keyFile) });
  const server = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  closing.push(() => new Promise<void>((done) => http.close(() => done())));
  const { port } = http.address() as AddressInfo;
  const connected = once(server, 'connection');
  const opened = Promise.withResolvers<void>();
  const ignore = (): void => undefined;
  const socket = openWsRelaySocket(`${secure ? 'wss' : 'ws'}://127.0.0.1:${port}`, {
    opened: opened.resolve,
    message: ignore,
    alive: ignore,
    closed: ignore,
  });
  closing.push(() => socket.terminate());
  const [relay, request]: [import('ws').WebSocket, { socket: Socket }] = (await connected) as never;
  await opened.promise;
  let arrived = 0;
  relay.on('message', (bytes: Buffer) => {
    arrived += bytes.length;
  });
  relay.on('error', ignore);
  relay.pause();
  let written = 0;
  return {
    socket,
    /** Writes until the system holds some of it. */
    async fill(): Promise<void> {
      while (socket.leaving().unsent === 0) {
        socket.send(Buffer.alloc(messageBytes));
        written += messageBytes;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** @returns bytes of whole messages that arrived, once the connection is over */
    async readOn(): Promise<{ readonly arrived: number; readonly written: number }> {
      const over = new Promise<void>((done) => request.socket.once('close', () => done()));
      relay.resume();
      await over;
      return { arrived, written };
    },
  };
}

describe.each([
  ['TCP', false],
  ['TLS', true],
])('a line that stands still, over %s', (_, secure) => {
  it('CALL-2: what has not left when the agent breaks the link never arrives', async () => {
    const line = await stalled(secure);
    await line.fill();
    const { unsent } = line.socket.leaving();
    line.socket.terminate();
    const { arrived, written } = await line.readOn();
    expect(unsent).toBeGreaterThan(0);
    expect(arrived).toBeLessThanOrEqual(written - unsent + messageBytes);
    expect(arrived).toBeLessThan(written);
  });

  it('knows that all has left when the relay reads', async () => {
    const line = await stalled(secure);
    await line.fill();
    const closed = line.readOn();
    await vi.waitFor(() => expect(line.socket.leaving()).toEqual({ unsent: 0, unacknowledged: 0 }), { timeout: 5_000 });
    line.socket.close(1000, '');
    const { arrived, written } = await closed;
    expect(arrived).toBe(written);
  });
});
