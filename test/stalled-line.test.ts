/**
 * A relay that has stopped reading: what the agent wrote waits in its system, and would leave once it reads again.
 * Counted at the far end of real sockets, plain and with TLS.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { openWsRelaySocket } from '@ringside/agent';
import { subprotocol } from '@ringside/protocol';
import { selfSignedCertificate } from '@ringside/relay/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).toReversed()) await close();
});

const messageBytes = 64 * 1024;
const ignore = (): void => undefined;

/** Answers the opening by hand (RFC 6455, 4.2.2), and reads nothing after it. */
function acceptAndStall(socket: Socket): Promise<Socket> {
  socket.on('error', ignore);
  let request = '';
  return new Promise((resolve) => {
    socket.on('data', function opening(bytes: Buffer) {
      request += bytes.toString('latin1');
      if (!request.endsWith('\r\n\r\n')) return;
      socket.off('data', opening);
      socket.pause();
      const key = /sec-websocket-key: (\S+)/i.exec(request)?.[1] ?? '';
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      const lines = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
      const head = ['HTTP/1.1 101 Switching Protocols', ...lines, `Sec-WebSocket-Protocol: ${subprotocol}`];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      resolve(socket);
    });
  });
}

/** An agent's socket to a relay that reads only when it is told to. */
async function stalled(secure: boolean) {
  const files = secure ? selfSignedCertificate() : undefined;
  // The certificate is its own authority.
  if (secure) vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const accepted = Promise.withResolvers<Socket>();
  const accept = (socket: Socket): void => accepted.resolve(acceptAndStall(socket));
  const server =
    files === undefined
      ? createServer(accept)
      : createTlsServer({ cert: readFileSync(files.certificateFile), key: readFileSync(files.keyFile) }, accept);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise<void>((done) => server.close(() => done())));
  const { port } = server.address() as AddressInfo;
  const opened = Promise.withResolvers<void>();
  const events = { opened: opened.resolve, message: ignore, alive: ignore, closed: ignore };
  const socket = openWsRelaySocket(`${secure ? 'wss' : 'ws'}://127.0.0.1:${port}`, events);
  closing.push(() => socket.terminate());
  const from = await accepted.promise;
  closing.push(() => from.destroy());
  await opened.promise;
  let [written, arrived] = [0, 0];
  const over = new Promise<void>((done) => from.once('close', done));
  return {
    socket,
    /** Writes until more than two messages wait. @returns bytes written */
    async fill(): Promise<number> {
      while (socket.leaving().unsent <= 2 * messageBytes) {
        socket.send(Buffer.alloc(messageBytes));
        written += messageBytes;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return written;
    },
    read(): void {
      from.on('data', (bytes: Buffer) => {
        arrived += bytes.length;
      });
      from.resume();
    },
    /** @returns bytes that arrived, the heads of messages included, once the connection is over */
    async arrived(): Promise<number> {
      await over;
      return arrived;
    },
  };
}

describe.each([
  ['TCP', false],
  ['TLS', true],
])('a line that stands still, over %s', (_, secure) => {
  it('CALL-2: what has not left when the agent breaks the link never arrives', async () => {
    const line = await stalled(secure);
    const written = await line.fill();
    const { unsent } = line.socket.leaving();
    line.socket.terminate();
    line.read();
    expect(unsent).toBeGreaterThan(messageBytes);
    // Heads and TLS add less than a message to what is counted.
    expect(await line.arrived()).toBeLessThan(written - unsent + messageBytes);
  });

  it('knows that all has left when the relay reads, and a broken link loses nothing of that', async () => {
    const line = await stalled(secure);
    const written = await line.fill();
    line.read();
    await vi.waitFor(() => expect(line.socket.leaving()).toEqual({ unsent: 0, unacknowledged: 0 }), { timeout: 5_000 });
    line.socket.terminate();
    expect(await line.arrived()).toBeGreaterThanOrEqual(written);
  });
});
