/** What every transport must do: one suite, run against each adapter. */
import { connect, createServer } from 'node:net';
import { type CloseName, closeCodes, subprotocol } from '@ringside/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { Heard } from '../testing/event-wait.ts';
import { clientFrame, openRaw, rawRequest } from '../testing/raw-client.ts';
import { ScriptedPeer } from '../testing/scripted-peer.ts';
import { selfSignedCertificate } from '../testing/self-signed-certificate.ts';
import type {
  Closing,
  Connection,
  OpeningRefusal,
  OpenTransport,
  SendOutcome,
  Transport,
  TransportLimits,
  TransportOptions,
  Violation,
} from './transport.ts';

/** Short enough that nothing here waits for long. */
const quickLimits: TransportLimits = {
  receiveBytes: 64 * 1024,
  unreadBytes: 1024 * 1024,
  unauthenticatedPerAddress: 8,
  connections: 100,
  pingAfterMs: 100,
  silenceMs: 300,
  heartbeatSweepMs: 50,
  openingTimeoutMs: 1_000,
  closingMs: 1_000,
};

interface Served {
  readonly connection: Connection;
  readonly messages: Heard<Uint8Array>;
  readonly violations: Heard<Violation>;
  readonly drains: Heard<true>;
  readonly closings: Heard<Closing>;
}

/** A port for a transport that is to have the same one twice. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** An end that the relay made. */
function closingOf(name: CloseName): Closing {
  return { code: closeCodes[name].code, by: 'relay' };
}

/** Sends until the kernel takes no more. */
function fill(connection: Connection, message: Uint8Array): { sent: number; outcome: SendOutcome } {
  for (let sent = 1; sent < 10_000; sent++) {
    const outcome = connection.send(message);
    if (outcome !== 'sent') return { sent, outcome };
  }
  throw new Error('the kernel takes everything');
}

export function transportContract(name: string, load: () => Promise<OpenTransport>): void {
  describe(`${name}: transport contract`, () => {
    let transport: Transport | undefined;
    const peers: ScriptedPeer[] = [];

    afterEach(async () => {
      for (const peer of peers.splice(0)) peer.terminate();
      await transport?.close();
      transport = undefined;
    });

    async function serve(changes: Partial<TransportOptions> = {}, limits: Partial<TransportLimits> = {}) {
      const served = new Heard<Served>('connection');
      const refusals = new Heard<OpeningRefusal>('refusal');
      const opened = (connection: Connection) => {
        const one: Served = {
          connection,
          messages: new Heard('message'),
          violations: new Heard('violation'),
          drains: new Heard('drain'),
          closings: new Heard('closing'),
        };
        served.add(one);
        return {
          // The bytes are the transport's: what outlives the call is a copy.
          message: (bytes: Uint8Array) => one.messages.add(Uint8Array.from(bytes)),
          violated: (violation: Violation) => one.violations.add(violation),
          drained: () => one.drains.add(true),
          closed: (closing: Closing) => one.closings.add(closing),
        };
      };
      const open = await load();
      transport = await open({
        host: '127.0.0.1',
        port: 0,
        tls: undefined,
        behindProxy: false,
        routes: [
          { path: '/agent', originRequired: false, opened },
          { path: '/viewer', originRequired: true, opened },
        ],
        limits: { ...quickLimits, ...limits },
        refused: (reason) => refusals.add(reason),
        ...changes,
      });
      return { transport, served, refusals, port: transport.port };
    }

    function dial(port: number, path = '/agent', options: ClientOptions = {}): ScriptedPeer {
      const peer = new ScriptedPeer(`ws://127.0.0.1:${port}${path}`, options);
      peers.push(peer);
      return peer;
    }

    test('opens on a known path with the subprotocol, and names the peer', async () => {
      const { port, served } = await serve();
      const peer = dial(port, '/viewer', { origin: 'https://portal.test' });
      const { connection } = await served.first();
      expect(connection.origin).toBe('https://portal.test');
      expect(connection.address).toMatch(/127\.0\.0\.1$/);
      if (peer.socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => peer.socket.once('open', resolve));
      expect(peer.socket.protocol).toBe(subprotocol);
    });

    test.each([
      ['an unknown path', { path: '/other' }, 404, 'path'],
      ['a missing subprotocol', { path: '/agent', headers: { 'Sec-WebSocket-Protocol': '' } }, 400, 'subprotocol'],
      ['another subprotocol', { path: '/agent', headers: { 'Sec-WebSocket-Protocol': 'chat' } }, 400, 'subprotocol'],
      ['a viewer without Origin', { path: '/viewer' }, 403, 'origin'],
    ] as const)('refuses %s before there is a socket', async (_what, opening, status, reason) => {
      const { port, refusals, served } = await serve();
      const client = await openRaw({ port, ...opening });
      expect(client.status).toBe(status);
      await client.ended;
      expect(refusals.all).toEqual([reason]);
      expect(served.all).toEqual([]);
    });

    test('answers a plain request and keeps no connection for it', async () => {
      const { port } = await serve();
      const response = await fetch(`http://127.0.0.1:${port}/agent`);
      expect(response.status).toBe(404);
    });

    test('OPS-6: carries binary messages both ways, and gives the bytes back at once', async () => {
      const { port, served } = await serve();
      const peer = dial(port);
      const received = new Heard<Buffer>('message');
      peer.socket.on('message', (bytes) => {
        if (bytes instanceof Buffer) received.add(bytes);
      });
      const { connection, messages } = await served.first();
      peer.socket.once('open', () => peer.send(new Uint8Array([1, 2, 3])));
      if (peer.socket.readyState === WebSocket.OPEN) peer.send(new Uint8Array([1, 2, 3]));
      expect(await messages.first()).toEqual(new Uint8Array([1, 2, 3]));
      const reused = new Uint8Array(20_000).fill(4);
      connection.send(reused);
      reused.fill(5);
      expect(await received.first()).toEqual(Buffer.alloc(20_000, 4));
    });

    test('OPS-6: a text message closes with the code for malformed', async () => {
      const { port, served } = await serve();
      const peer = dial(port);
      peer.socket.once('open', () => peer.socket.send('text'));
      expect((await peer.closes.first()).name).toBe('malformed');
      const one = await served.first();
      expect(await one.closings.first()).toEqual(closingOf('malformed'));
      expect(one.violations.all).toEqual(['malformed']);
      expect(one.messages.all).toEqual([]);
    });

    test('ends a connection that announces more than the limit, before it has come', async () => {
      const { port, served } = await serve();
      const client = await openRaw({ port, path: '/agent' });
      client.socket.write(clientFrame(2, new Uint8Array(10), { announced: 1024 * 1024 }));
      const one = await served.first();
      expect(await one.closings.first()).toEqual(closingOf('tooLarge'));
      client.socket.end();
      await client.ended;
      expect(one.violations.all).toEqual(['tooLarge']);
      expect(one.messages.all).toEqual([]);
    });

    test('ends a connection whose fragments add up to more than the limit', async () => {
      const { port, served } = await serve();
      const client = await openRaw({ port, path: '/agent' });
      const piece = new Uint8Array(16 * 1024);
      client.socket.write(clientFrame(2, piece, { fin: false }));
      for (let count = 0; count < 5; count++) client.socket.write(clientFrame(0, piece, { fin: false }));
      const one = await served.first();
      expect(await one.closings.first()).toEqual(closingOf('tooLarge'));
      expect(one.violations.all).toEqual(['tooLarge']);
      expect(one.messages.all).toEqual([]);
    });

    test.each([
      ['a frame of an unknown kind', clientFrame(3, Buffer.from([1]))],
      ['a fragment of nothing', clientFrame(0, Buffer.from([1]))],
      ['a ping that is longer than pings may be', clientFrame(9, new Uint8Array(126))],
      ['text that is not UTF-8', clientFrame(1, Buffer.from([0xff]))],
      ['a close code that nobody may send', clientFrame(8, Buffer.from([0x03, 0xed]))],
    ])('OPS-6: %s ends the connection as malformed', async (_what, bytes) => {
      const { port, served } = await serve();
      const client = await openRaw({ port, path: '/agent' });
      client.socket.write(bytes);
      const one = await served.first();
      expect(await one.closings.first()).toEqual(closingOf('malformed'));
      expect(one.violations.all).toEqual(['malformed']);
      expect(one.closings.all.length).toBe(1);
    });

    test('assembles fragments, and openings and messages that come byte by byte', async () => {
      const { port, served } = await serve();
      const client = await openRaw({ port, path: '/agent' });
      const { messages } = await served.first();
      const fragments = [clientFrame(2, Buffer.from([1, 2]), { fin: false }), clientFrame(0, Buffer.from([3]))];
      for (const byte of Buffer.concat(fragments)) {
        client.socket.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await messages.first()).toEqual(new Uint8Array([1, 2, 3]));
    });

    test('an opening that never completes is ended in time', async () => {
      const { port, served } = await serve({}, { openingTimeoutMs: 200 });
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.resume();
      socket.write(rawRequest({ path: '/agent' }).slice(0, 40));
      await new Promise((resolve) => socket.once('close', resolve));
      expect(served.all).toEqual([]);
    });

    test('a TLS handshake that never begins is ended in time', async () => {
      const { port, served } = await serve({ tls: selfSignedCertificate() }, { openingTimeoutMs: 200 });
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
      expect(served.all).toEqual([]);
    });

    test('a peer that is refused and does not hang up keeps no socket', async () => {
      const { port, refusals } = await serve();
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => {});
      socket.resume();
      socket.write(rawRequest({ path: '/nowhere' }));
      await new Promise((resolve) => socket.once('end', resolve));
      expect(refusals.all).toEqual(['path']);
      // Only a socket that is gone answers bytes with a reset.
      const written = () => {
        socket.write('x');
        return socket.destroyed;
      };
      await expect.poll(written).toBe(true);
    });

    test('says when the kernel takes no more, how much waits, and when it is gone', async () => {
      const { port, served } = await serve(
        {},
        { unreadBytes: 64 * 1024 * 1024, silenceMs: 60_000, pingAfterMs: 60_000 },
      );
      const client = await openRaw({ port, path: '/agent' });
      client.socket.pause();
      const { connection, drains } = await served.first();
      const message = new Uint8Array(16_000);
      const { sent, outcome } = fill(connection, message);
      expect(outcome).toBe('queued');
      expect(connection.queuedBytes()).toBeGreaterThan(0);
      expect(drains.all).toEqual([]);
      client.socket.resume();
      await drains.first();
      // Four bytes of header per message of this size.
      const total = sent * (message.length + 4);
      while (client.received().length < total) await new Promise((resolve) => client.socket.once('data', resolve));
      expect(client.received().length).toBe(total);
      expect(connection.queuedBytes()).toBe(0);
    });

    test('cuts off a peer that leaves more unread than the limit', async () => {
      const { port, served } = await serve({}, { unreadBytes: 256 * 1024, silenceMs: 60_000, pingAfterMs: 60_000 });
      const client = await openRaw({ port, path: '/agent' });
      client.socket.pause();
      const { connection, closings } = await served.first();
      const message = new Uint8Array(16_000);
      let outcome: SendOutcome = 'sent';
      for (let sent = 0; sent < 10_000 && outcome !== 'closed'; sent++) outcome = connection.send(message);
      expect(outcome).toBe('closed');
      expect(await closings.first()).toEqual(closingOf('unread'));
      expect(closings.all.length).toBe(1);
      expect(connection.queuedBytes()).toBe(0);
    });

    test('closes with a named code, once, and sends nothing afterwards', async () => {
      const { port, served } = await serve();
      const peer = dial(port);
      const { connection, closings } = await served.first();
      connection.send(new Uint8Array([1]));
      connection.close('withdrawn');
      connection.close('fault');
      expect(connection.send(new Uint8Array([2]))).toBe('closed');
      expect(await peer.closes.first()).toEqual({ code: closeCodes.withdrawn.code, name: 'withdrawn' });
      expect(closings.all).toEqual([closingOf('withdrawn')]);
    });

    test("hears the peer's close code, and a peer that vanishes", async () => {
      const { port, served } = await serve();
      const polite = dial(port);
      const first = await served.first();
      if (polite.socket.readyState !== WebSocket.OPEN)
        await new Promise((resolve) => polite.socket.once('open', resolve));
      polite.socket.close(4000, 'done');
      expect(await first.closings.first()).toEqual({ code: 4000, by: 'peer' });
      const raw = await openRaw({ port, path: '/agent' });
      const second = await served.first((one) => one !== first);
      raw.socket.destroy();
      expect(await second.closings.first()).toEqual({ code: 1006, by: 'peer' });
    });

    test('finds half-open peers: pings a silent one, cuts it off, and leaves one that answers alone', async () => {
      const { port, served } = await serve();
      const silent = await openRaw({ port, path: '/agent' });
      const first = await served.first();
      const living = dial(port);
      const second = await served.first((one) => one !== first);
      expect(await first.closings.first()).toEqual(closingOf('silent'));
      // 0x89 is a ping: it was asked before it was given up.
      expect(silent.received()[0]).toBe(0x89);
      const pings = new Heard<true>('ping');
      living.socket.on('ping', () => pings.add(true));
      await pings.first(undefined, 2);
      expect(second.closings.all).toEqual([]);
    });

    test('asks a peer for a sign of life: one that answers is heard of once, one that is frozen never', async () => {
      const { port, served } = await serve({}, { pingAfterMs: 60_000, silenceMs: 60_000 });
      const living = dial(port);
      const first = await served.first();
      const frozen = dial(port);
      const second = await served.first((one) => one !== first);
      if (frozen.socket.readyState !== WebSocket.OPEN) await new Promise((open) => frozen.socket.once('open', open));
      frozen.freeze();
      const answers = new Heard<string>('sign of life');
      second.connection.ask(() => answers.add('frozen'));
      first.connection.ask(() => answers.add('living'));
      expect(await answers.first()).toBe('living');
      // An answer to somebody else's ping is no answer to ours, and each is heard once.
      living.socket.pong('there?');
      living.send(new Uint8Array([1]));
      await first.messages.first();
      expect(answers.all).toEqual(['living']);
      // What comes after the end is too late.
      second.connection.close('replaced');
      frozen.thaw();
      await frozen.closes.first();
      expect(answers.all).toEqual(['living']);
    });

    test('TLS by configuration', async () => {
      const { port, served } = await serve({ tls: selfSignedCertificate() });
      const peer = new ScriptedPeer(`wss://127.0.0.1:${port}/agent`, { rejectUnauthorized: false });
      peers.push(peer);
      const { connection, messages } = await served.first();
      peer.socket.once('open', () => peer.send(new Uint8Array([9])));
      if (peer.socket.readyState === WebSocket.OPEN) peer.send(new Uint8Array([9]));
      expect(await messages.first()).toEqual(new Uint8Array([9]));
      connection.close('ended');
      expect((await peer.closes.first()).name).toBe('ended');
      const plain = await openRaw({ port, path: '/agent' });
      expect(plain.status).not.toBe(101);
    });

    test('sends within cork leave in order', async () => {
      const { port, served } = await serve();
      const peer = dial(port);
      const received = new Heard<Buffer>('message');
      peer.socket.on('message', (bytes) => {
        if (bytes instanceof Buffer) received.add(bytes);
      });
      const { connection } = await served.first();
      connection.cork(() => {
        for (let index = 0; index < 100; index++) connection.send(new Uint8Array(500).fill(index));
      });
      await received.first((bytes) => bytes[0] === 99);
      expect(received.all.map((bytes) => bytes[0])).toEqual(Array.from({ length: 100 }, (_, index) => index));
    });

    test('limits connections of one address that have not proven themselves; proven ones do not count', async () => {
      const { port, served, refusals } = await serve({}, { unauthenticatedPerAddress: 2 });
      dial(port);
      dial(port);
      await served.first(() => served.all.length === 2);
      const third = await openRaw({ port, path: '/agent' });
      expect(third.status).toBe(429);
      expect(refusals.all).toEqual(['address-limit']);
      served.all[0]?.connection.authenticated();
      served.all[0]?.connection.authenticated();
      expect((await openRaw({ port, path: '/agent' })).status).toBe(101);
      expect((await openRaw({ port, path: '/agent' })).status).toBe(429);
      // The end of a proven one frees no place, the end of another does.
      served.all[0]?.connection.close('ended');
      expect((await openRaw({ port, path: '/agent' })).status).toBe(429);
      served.all[1]?.connection.close('ended');
      await expect.poll(async () => (await openRaw({ port, path: '/agent' })).status).toBe(101);
    });

    test('a peer that breaks a rule and does not answer the close counts until its socket is gone', async () => {
      const { port, served, transport: listening } = await serve({}, { unauthenticatedPerAddress: 1 });
      const client = await openRaw({ port, path: '/agent' });
      client.socket.write(clientFrame(1, Buffer.from('text')));
      const { closings } = await served.first();
      await closings.first();
      await client.ended;
      await expect.poll(() => listening.connections).toBe(0);
      expect((await openRaw({ port, path: '/agent' })).status).toBe(101);
    });

    test("does not take a peer's close reason for a finding of its own", async () => {
      const { port, served } = await serve();
      const peer = dial(port);
      const one = await served.first();
      if (peer.socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => peer.socket.once('open', resolve));
      peer.socket.close(1000, 'Received too big message');
      expect(await one.closings.first()).toEqual({ code: 1000, by: 'peer' });
      expect(one.violations.all).toEqual([]);
    });

    test('behind a proxy, the address that the proxy adds counts', async () => {
      const { port, served } = await serve({ behindProxy: true }, { unauthenticatedPerAddress: 1 });
      const opening = (address: string) =>
        openRaw({ port, path: '/agent', headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` } });
      expect((await opening('10.0.0.1')).status).toBe(101);
      expect((await opening('10.0.0.1')).status).toBe(429);
      expect((await opening('10.0.0.2')).status).toBe(101);
      expect(served.all.map(({ connection }) => connection.address)).toEqual(['10.0.0.1', '10.0.0.2']);
    });

    test('without a declared proxy, X-Forwarded-For is not believed', async () => {
      const { port, served } = await serve();
      await openRaw({ port, path: '/agent', headers: { 'X-Forwarded-For': '10.0.0.1' } });
      expect((await served.first()).connection.address).toMatch(/127\.0\.0\.1$/);
    });

    test('limits connections in all', async () => {
      const { port, refusals } = await serve({}, { connections: 2 });
      for (const status of [101, 101, 503]) expect((await openRaw({ port, path: '/agent' })).status).toBe(status);
      expect(refusals.all).toEqual(['connection-limit']);
    });

    test('draining refuses new connections and keeps the others', async () => {
      const { port, served, refusals, transport: draining } = await serve();
      dial(port);
      const { closings } = await served.first();
      draining.drain();
      expect((await openRaw({ port, path: '/agent' })).status).toBe(503);
      expect(refusals.all).toEqual(['draining']);
      expect(closings.all).toEqual([]);
      expect(draining.connections).toBe(1);
    });

    test('close ends every connection and frees the port, at once', async () => {
      const { port, served, transport: closing } = await serve({ port: await freePort() });
      dial(port);
      const { closings } = await served.first();
      await closing.close();
      await closings.first();
      expect(closings.all.length).toBe(1);
      const again = await serve({ port });
      expect(again.port).toBe(port);
    });

    test('an occupied port is one sentence that names it', async () => {
      const { port } = await serve();
      const open = await load();
      const second = open({
        host: '127.0.0.1',
        port,
        tls: undefined,
        behindProxy: false,
        routes: [],
        limits: quickLimits,
        refused() {},
      });
      await expect(second).rejects.toMatchObject({ code: 'listen', message: expect.stringContaining(String(port)) });
    });
  });
}
