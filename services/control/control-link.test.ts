import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { decodeTimeAnchor, limits, verifyStatement } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice, controlSecret, type Rig, startRig } from '../testing/rig.ts';
import { TestNode } from '../testing/test-node.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const open = () => TestNode.open({ controlUrl: rig.services.controlUrl, controlSecret });

const publishedKeys = async () => (await rig.request('GET', '/.well-known/jwks.json')).body.keys;

function upgradeStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((done) => {
    const socket = new WebSocket(url, { headers });
    socket.on('unexpected-response', (_, response) => done(response.statusCode));
    socket.on('open', () => done(101));
    socket.on('error', () => undefined);
  });
}

describe('the control link', () => {
  it('is opened with the control secret only, and only at its path', async () => {
    const { controlUrl } = rig.services;
    const right = { authorization: `Bearer ${controlSecret}` };
    expect(await upgradeStatus(controlUrl, {})).toBe(401);
    expect(await upgradeStatus(controlUrl, { authorization: `Bearer ${controlSecret}x` })).toBe(401);
    expect(await upgradeStatus(controlUrl, { authorization: `Basic ${controlSecret}` })).toBe(401);
    expect(await upgradeStatus(controlUrl.replace('/control', '/other'), right)).toBe(404);
    expect(await upgradeStatus(controlUrl, right)).toBe(101);
  });

  it('keeps no socket of one who is refused and does not hang up', async () => {
    const socket = connect({
      port: Number(new URL(rig.services.controlUrl).port),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('GET /control HTTP/1.1\r\nHost: services\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await new Promise((done) => socket.once('end', done));
    // Only a socket that is gone answers bytes with a reset.
    const written = () => {
      socket.write('x');
      return socket.destroyed;
    };
    await expect.poll(written).toBe(true);
  });

  it('welcomes a node with the key set that the root signed, and a heartbeat right behind', async () => {
    const { body: device } = await (async () => {
      await rig.node({ node: 'another' });
      return rig.enrol();
    })();
    const node = await open();
    const welcome = await node.hello({});
    if (welcome.keySet === null) throw new Error('no key set');
    expect(await verifyStatement('key-set', welcome.keySet, [device.rootKey])).toBe(true);
    expect(await verifyStatement('key-set', welcome.keySet, await publishedKeys())).toBe(false);
    expect(welcome.issuer).toBe(device.issuer);
    const { heartbeat } = await node.next('heartbeat');
    expect(await verifyStatement('heartbeat', heartbeat, await publishedKeys())).toBe(true);
  });

  it('SES-4: heartbeats come once a second, and their sequence grows across restarts, whatever the clock does', async () => {
    const before = await rig.node();
    await before.until(() => before.heartbeats().length >= 3);
    const last = before.heartbeats().at(-1)?.sequence ?? 0;
    rig.sources.advance(-60 * 60_000);
    await rig.restart();
    const after = await rig.node();
    await after.until(() => after.heartbeats().length >= 2);
    const sequences = after.heartbeats().map(({ sequence }) => sequence);
    expect(sequences[0]).toBeGreaterThan(last);
    expect(sequences[1]).toBeGreaterThan(sequences[0] ?? 0);
    expect(after.heartbeats()[0]?.timeMs).toBe(rig.sources.nowMs());
  });

  it('closes what says anything before hello, says too much, speaks another version or is no message', async () => {
    const early = await open();
    early.send({ event: { sequence: 1, timeMs: 1, deviceDisconnected: { device: 'x' } } });
    expect(await early.closed()).toBe(4400);
    const old = await open();
    await expect(old.hello({ version: 0 })).rejects.toThrow();
    const garbage = await open();
    garbage.sendBytes(new Uint8Array([255, 255, 255]));
    expect(await garbage.closed()).toBe(4400);
    const renamed = await rig.node();
    renamed.send({ hello: { version: 1, node: 'node-1', instance: 'other', viewerUrl: '', liveSessions: [] } });
    expect(await renamed.closed()).toBe(4400);
  });

  it('a node may say hello again when its address has changed, and a newer link replaces the older', async () => {
    const node = await rig.node();
    const changed = { version: 1, node: 'node-1', instance: 'instance-1', viewerUrl: 'ws://127.0.0.1:77/' };
    node.send({ hello: { ...changed, liveSessions: [] } });
    await node.until(() => node.received.filter(({ message }) => message === 'welcome').length === 2);
    const { body } = await rig.enrol();
    expect(body.relayUrl).toBe('ws://127.0.0.1:77/');
    await rig.node();
    expect(await node.closed()).toBe(4409);
  });

  it('AUD-5: events are stored once: duplicates are acknowledged, a gap closes the link', async () => {
    const node = await rig.node();
    const { body } = await rig.enrol();
    await connectDevice(node, body.deviceId);
    const event = { sequence: 2, timeMs: 1, deviceDisconnected: { device: body.deviceId } };
    const acks = node.received.length;
    node.send({ event });
    await node.until(() => node.received.slice(acks).some(({ message }) => message === 'eventAck'));
    const cookie = await rig.signIn();
    const list = await rig.request('GET', '/v1/devices', { cookie });
    expect(list.body.devices[0]).toMatchObject({ connected: true });
    node.send({ event: { ...event, sequence: 4 } });
    expect(await node.closed()).toBe(4400);
    const again = await open();
    expect(await again.hello({})).toMatchObject({ lastEvent: 2 });
  });

  it('AUD-5: thousands of events at once are all stored, in commits of many', async () => {
    const node = await rig.node();
    const { body } = await rig.enrol();
    const count = 5_000;
    for (let sequence = 1; sequence <= count; sequence++) {
      node.send({ event: { sequence, timeMs: 1, deviceConnected: { device: body.deviceId } } });
    }
    const acknowledged = () =>
      node.received.flatMap((message) => (message.message === 'eventAck' ? [message.eventAck.sequence] : []));
    await node.until(() => acknowledged().at(-1) === count);
    expect(acknowledged().length).toBeLessThan(count / 20);
  });

  it('SES-4: commands are sent again on each new link until they are acknowledged', async () => {
    const node = await rig.node();
    const { body } = await rig.enrol();
    const cookie = await rig.signIn();
    await rig.request('POST', `/v1/devices/${body.deviceId}/state`, { cookie, body: { state: 'suspended' } });
    await node.until(() => node.commands().length === 1);
    node.drop();
    const again = await rig.node();
    await again.until(() => again.commands().length === 1);
    const [command] = again.commands();
    expect(command).toMatchObject({ sequence: node.commands()[0]?.sequence, command: 'withdrawDevice' });
    again.send({ ack: { sequence: command?.sequence ?? 0 } });
    // Whatever answers a later message was sent after the acknowledgement was read.
    await again.report({ deviceDisconnected: { device: body.deviceId } });
    again.drop();
    const last = await rig.node();
    await last.until(() => last.heartbeats().length > 0);
    expect(last.commands()).toEqual([]);
  });

  it('DEV-4: the welcome names withdrawn devices until their credential has expired', async () => {
    await rig.node();
    const { body } = await rig.enrol();
    const cookie = await rig.signIn();
    await rig.request('POST', `/v1/devices/${body.deviceId}/state`, { cookie, body: { state: 'unenrolled' } });
    expect((await (await open()).hello({ node: 'b' })).withdrawnDevices).toEqual([body.deviceId]);
    rig.sources.advance(limits.credentialMs + limits.clockSkewMs - 1);
    expect((await (await open()).hello({ node: 'c' })).withdrawnDevices).toEqual([body.deviceId]);
    rig.sources.advance(1);
    expect((await (await open()).hello({ node: 'd' })).withdrawnDevices).toEqual([]);
  });

  it('DEV-2: a device that connects although it is unknown or withdrawn is withdrawn again', async () => {
    const node = await rig.node();
    const stranger = '00000000-0000-7000-8000-000000000000';
    await node.report({ deviceConnected: { device: stranger } });
    await node.until(() => node.commands().some(({ withdrawDevice }) => withdrawDevice?.device === stranger));
  });

  it('SES-3: sessions that a node still runs although they are over, or that nobody knows, are ended at hello', async () => {
    const node = await open();
    await node.hello({ liveSessions: ['00000000-0000-7000-8000-000000000001'] });
    await node.until(() => node.commands().length === 1);
    expect(node.commands()[0]?.endSession?.session).toBe('00000000-0000-7000-8000-000000000001');
  });

  it('SES-4, threat 6: sessions that a node makes up get no room in heartbeats, where others would have to wait for it', async () => {
    const node = await open();
    // As long as identifiers may be: 512 of them are more than a statement holds, and no heartbeat to anybody.
    const made = () => randomUUID().repeat(2).slice(0, limits.identifierUnits);
    const liveSessions = Array.from({ length: 2 * limits.endedSessions }, made);
    await node.hello({ liveSessions });
    await node.until(() => node.commands().length === liveSessions.length);
    const beats = node.heartbeats().length;
    await node.until(() => node.heartbeats().length > beats);
    expect(node.heartbeats().at(-1)?.endedSessions).toEqual([]);
  });

  it('a node whose address is none of a WebSocket is no home of devices, and no device is sent there', async () => {
    for (const viewerUrl of ['mailto:x', 'http://127.0.0.1:9/']) {
      const node = await open();
      node.send({ hello: { version: 1, node: 'a', instance: viewerUrl, viewerUrl, liveSessions: [] } });
      await node.next('welcome');
      expect((await rig.request('POST', '/v1/enrolments', { body: {} })).status).not.toBe(500);
      const right = await rig.node({ node: 'b' });
      const { body } = await rig.enrol();
      expect(body.relayUrl).toBe('ws://127.0.0.1:9/');
      await node.report({ deviceConnected: { device: body.deviceId } });
      const list = await rig.request('GET', '/v1/devices', { cookie: await rig.signIn() });
      expect([list.status, list.body.devices?.[0]?.connected]).toEqual([200, false]);
      node.drop();
      right.drop();
    }
  });

  it('presence outlives services and follows the home node: a late word of an old one changes nothing', async () => {
    const first = await rig.node({ node: 'a', instance: 'a1' });
    const { body } = await rig.enrol();
    await connectDevice(first, body.deviceId);
    const device = async () =>
      (await rig.request('GET', `/v1/devices/${body.deviceId}`, { cookie: await rig.signIn() })).body;
    const second = await rig.node({ node: 'b', instance: 'b1' });
    // What another node says of itself is not about this one's devices.
    expect(await device()).toMatchObject({ connected: true });
    await connectDevice(second, body.deviceId);
    await first.report({ deviceDisconnected: { device: body.deviceId } });
    const room = { callState: 2, callStateSource: 'old', ring: 1 };
    const layout = { epoch: 9, displays: [{ display: 1, name: 'old', width: 1, height: 1, asleep: false }] };
    await first.report({ deviceStatus: { device: body.deviceId, room, layout } });
    expect(await device()).toMatchObject({ connected: true, callState: 'idle', displays: [{ name: 'console' }] });
    await rig.restart();
    expect(await device()).toMatchObject({ connected: false, callState: 'unknown', relayUrl: null });
    await rig.node({ node: 'b', instance: 'b1' });
    expect(await device()).toMatchObject({ connected: true, callState: 'idle', relayUrl: 'ws://127.0.0.1:9/viewer' });
  });

  it('answers a time request over exactly its nonce', async () => {
    const node = await rig.node();
    const nonce = new Uint8Array(32).fill(7);
    node.send({ timeRequest: { nonce } });
    const { time } = await node.next('time');
    if (time.statement === null) throw new Error('no statement');
    expect(await verifyStatement('time', time.statement, await publishedKeys())).toBe(true);
    expect(await verifyStatement('heartbeat', time.statement, await publishedKeys())).toBe(false);
    const anchor = decodeTimeAnchor(time.statement.payload);
    expect([Buffer.from(anchor.nonce).equals(nonce), anchor.timeMs]).toEqual([true, rig.sources.nowMs()]);
  });

  it('AUD-5: while the store cannot be written, nothing is acknowledged and no session starts', async () => {
    const node = await rig.node();
    const { body } = await rig.enrol();
    await connectDevice(node, body.deviceId);
    const cookie = await rig.signIn();
    const blocker = await openSqlite(rig.dataFolder);
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const refused = await blocker.transaction().execute(async () =>
      rig.request('POST', '/v1/sessions', {
        cookie,
        body: { deviceId: body.deviceId, permission: 'view', publicKey },
      }),
    );
    await blocker.destroy();
    expect([refused.status, refused.body.code]).toEqual([503, 'store-unavailable']);
  });
});
