/** What a tenant may have of devices, and what stops all of them. */
import { generateProofKeys, limits, signProof } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setTenantSuspended } from '../access/tenant-suspension.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice, type DeviceKeys } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';
import { changeDeviceState } from './device-withdrawal.ts';
import { setEntitlement } from './entitlement.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const actor = { kind: 'command-line' } as const;
const call = (method: string, path: string, body?: object, headers = {}) =>
  fixture.rig.request(method, path, { cookie: fixture.cookie, ...(body === undefined ? {} : { body }), headers });
const stateOf = async (device: string) => (await call('GET', `/v1/devices/${device}`)).body.state;
const setState = (device: string, state: string) => call('POST', `/v1/devices/${device}/state`, { state });
const told = (name: string) => fixture.node.commands().filter(({ command }) => command === name);
const lastEvent = async (kind: string) => (await fixture.events()).findLast((event) => event.kind === kind);

async function entitle(devices: number | null): Promise<number> {
  const { dataFolder, sources, services } = fixture.rig;
  const db = await openSqlite(dataFolder);
  const suspended = await setEntitlement({ db, sources }, { tenantId: services.tenantId, devices, actor });
  await db.destroy();
  return suspended;
}

async function suspendTenant(suspended: boolean): Promise<void> {
  const { dataFolder, sources, services } = fixture.rig;
  const db = await openSqlite(dataFolder);
  const change = { tenantId: services.tenantId, suspended, actor };
  await db.transaction().execute((tx) => setTenantSuspended(tx, sources, change));
  await db.destroy();
}

async function prove(role: 'renewal' | 'unenrolment', deviceId: string, keys: DeviceKeys, body: object = {}) {
  const { body: challenge } = await fixture.rig.request('POST', '/v1/device-challenges');
  const nonce = Buffer.from(challenge.nonce, 'base64url');
  const proof = Buffer.from(await signProof(keys.privateKey, role, nonce, deviceId)).toString('base64url');
  const path = role === 'renewal' ? '/v1/device-credentials' : '/v1/device-unenrolments';
  return fixture.rig.request('POST', path, { body: { deviceId, nonce: challenge.nonce, proof, ...body } });
}

describe('the number of devices', () => {
  it('DEV-6: one more than the tenant is entitled to waits, and is let in only when there is room', async () => {
    await entitle(1);
    const { body } = await fixture.rig.enrol();
    expect(await stateOf(body.deviceId)).toBe('pending');
    const refused = await setState(body.deviceId, 'monitored');
    expect([refused.status, refused.body.code]).toEqual([409, 'entitlement-reached']);
    await setState(fixture.device, 'suspended');
    expect((await setState(body.deviceId, 'monitored')).status).toBe(204);
    expect((await setState(fixture.device, 'monitored')).body.code).toBe('entitlement-reached');
    expect((await call('GET', '/v1/device-rules')).body).toMatchObject({ entitledDevices: 1, monitoredDevices: 1 });
    expect(await lastEvent('tenant.entitlement-changed')).toMatchObject({ detail: { before: null, after: 1 } });
  });

  it('DEV-6: of two that are let in at the same time one finds it full', async () => {
    await entitle(1);
    const devices = [await fixture.rig.enrol(), await fixture.rig.enrol()].map(({ body }) => body.deviceId);
    await entitle(2);
    const answers = await Promise.all(devices.map((device) => setState(device, 'monitored')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it('DEV-6, SES-4: with fewer devices than before those that enrolled last are suspended, and their sessions end', async () => {
    const { rig, node } = fixture;
    rig.sources.advance(1_000);
    const { body: newest } = await rig.enrol();
    await connectDevice(node, newest.deviceId);
    const { body } = await fixture.start({ deviceId: newest.deviceId });
    const older = await fixture.running();
    expect(await entitle(1)).toBe(1);
    expect(await fixture.until(body.sessionId, 'ended')).toMatchObject({ endReason: 'withdrawn' });
    await node.until(() => told('withdrawDevice').length === 1 && told('endSession').length === 1);
    expect(told('withdrawDevice')[0]?.withdrawDevice?.device).toBe(newest.deviceId);
    expect(await fixture.record(older)).toMatchObject({ state: 'started' });
    expect(await entitle(null)).toBe(0);
  });
});

describe('the oldest agent', () => {
  it('DEV-5: is set by who manages settings, with an ETag; relays hear of it at once, and by their welcome', async () => {
    const { node, rig } = fixture;
    const { headers, body } = await call('GET', '/v1/device-rules');
    expect(body).toEqual({ minimumAgentVersion: null, entitledDevices: null, monitoredDevices: 1 });
    const rules = { minimumAgentVersion: '1.4' };
    expect((await call('PUT', '/v1/device-rules', rules)).body.code).toBe('if-match-required');
    const etag = headers.get('etag') ?? '';
    expect((await call('PUT', '/v1/device-rules', rules, { 'if-match': etag })).body).toMatchObject(rules);
    await node.until(() => told('minimumAgent').length === 1);
    expect(told('minimumAgent')[0]?.minimumAgent).toMatchObject({ tenant: rig.services.tenantId, version: '1.4' });
    const late = await rig.node({ node: 'late' });
    const { welcome } = await late.next('welcome');
    expect(welcome.minimumAgents).toMatchObject([{ tenant: rig.services.tenantId, version: '1.4' }]);
    const stale = await call('PUT', '/v1/device-rules', { minimumAgentVersion: null }, { 'if-match': etag });
    expect(stale.status).toBe(412);
    for (const wrong of ['', 'v1', '1-beta', '1.2.3.4.5']) {
      const { status } = await call('PUT', '/v1/device-rules', { minimumAgentVersion: wrong }, { 'if-match': '*' });
      expect([wrong, status]).toEqual([wrong, 400]);
    }
    expect(await lastEvent('tenant.minimum-agent-changed')).toMatchObject({ detail: { before: null, after: '1.4' } });
    await call('PUT', '/v1/device-rules', { minimumAgentVersion: null }, { 'if-match': '*' });
    await node.until(() => told('minimumAgent').length === 2);
    expect(told('minimumAgent')[1]?.minimumAgent?.version).toBe('');
  });

  it('DEV-5: a device that was turned away for its agent has an incident that says so, until a newer one connects', async () => {
    const { node, device } = fixture;
    await node.report({ deviceDisconnected: { device } });
    await node.report({ deviceOutdated: { device, agentVersion: '1.3' } });
    await node.report({ deviceOutdated: { device, agentVersion: '1.3' } });
    const incidents = async () => (await call('GET', `/v1/devices/${device}`)).body.incidents;
    expect(await incidents()).toMatchObject([{ kind: 'agent-outdated', detail: '1.3' }]);
    await connectDevice(node, device);
    expect(await incidents()).toEqual([]);
  });
});

describe('two machines with one identity', () => {
  it('DEV-3: the device is suspended with an incident, its sessions end, and whoever resumes it closes that', async () => {
    const { node, device } = fixture;
    const session = await fixture.running();
    await node.report({ deviceDoubled: { device } });
    expect(await fixture.record(session)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
    await node.until(() => told('withdrawDevice').length === 1 && told('endSession').length === 1);
    const shown = (await call('GET', `/v1/devices/${device}`)).body;
    expect(shown).toMatchObject({ state: 'suspended', incidents: [{ kind: 'identity-doubled' }] });
    expect((await fixture.start()).body.code).toBe('device-not-monitored');
    // Said twice, it is one incident.
    await node.report({ deviceDoubled: { device } });
    expect((await fixture.events()).filter(({ kind }) => kind === 'incident.opened')).toHaveLength(1);
    await setState(device, 'monitored');
    expect((await call('GET', `/v1/devices/${device}`)).body).toMatchObject({ state: 'monitored', incidents: [] });
    await node.until(() => told('restoreDevice').length === 1);
  });
});

describe('a tenant that is suspended', () => {
  it('SES-3, SES-4: by command: its sessions end, its devices are cut off, and nobody of it may do anything, until it is restored', async () => {
    const { rig, node, device } = fixture;
    const { body: other, keys } = await rig.enrol();
    const session = await fixture.running();
    const key = await rig.services.enrolmentKey();
    await suspendTenant(true);
    await node.until(() => told('endSession').some(({ endSession }) => endSession?.session === session));
    await node.until(() => told('withdrawDevice').length === 2);
    await node.until(() => node.heartbeats().at(-1)?.endedSessions.includes(session) === true);
    expect((await call('GET', '/v1/devices')).body.code).toBe('tenant-suspended');
    expect((await prove('renewal', other.deviceId, keys)).body.code).toBe('device-withdrawn');
    expect((await rig.enrol({ enrolmentKey: key })).body.code).toBe('tenant-suspended');
    const late = await rig.node({ node: 'late' });
    expect((await late.next('welcome')).welcome.withdrawnDevices.toSorted()).toEqual(
      [device, other.deviceId].toSorted(),
    );
    const before = late.commands().length;
    await late.report({ deviceConnected: { device } });
    await late.until(() =>
      late
        .commands()
        .slice(before)
        .some(({ withdrawDevice }) => withdrawDevice?.device === device),
    );

    await suspendTenant(false);
    await node.until(() => told('restoreDevice').length === 2);
    expect((await call('GET', '/v1/devices')).status).toBe(200);
    expect((await rig.enrol({ enrolmentKey: key })).status).toBe(201);
    expect(await lastEvent('tenant.restored')).toBeDefined();
  });

  it('by its administrator, over the API, with the sessions in the same moment; others may not', async () => {
    const { node } = fixture;
    const session = await fixture.running();
    expect((await call('POST', '/v1/suspension')).status).toBe(204);
    await node.until(() => told('withdrawDevice').length === 1 && told('endSession').length === 1);
    expect(told('endSession')[0]?.endSession?.session).toBe(session);
    expect((await call('POST', '/v1/suspension')).body.code).toBe('tenant-suspended');
    expect(await lastEvent('tenant.suspended')).toBeDefined();
  });
});

describe('rebinding', () => {
  const rebinding = async (device = fixture.device) =>
    call('POST', `/v1/devices/${device}/rebinding`, { expiresInSeconds: 3_600 });

  it('DEV-3: another machine takes the record over: history, name and assignments stay, the old key and its session end', async () => {
    const { rig, node } = fixture;
    const { body: first, keys: old } = await rig.enrol();
    await connectDevice(node, first.deviceId);
    const { body: started } = await fixture.start({ deviceId: first.deviceId });
    const { status, body: key } = await rebinding(first.deviceId);
    expect([status, key.maxUses]).toEqual([201, 1]);
    const { status: enrolled, body, keys } = await rig.enrol(key);
    expect([enrolled, body.deviceId]).toEqual([201, first.deviceId]);
    expect(await fixture.record(started.sessionId)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
    await node.until(() => told('rebindDevice').length === 1);
    expect(told('rebindDevice')[0]?.rebindDevice).toMatchObject({ device: first.deviceId });
    expect((await prove('renewal', first.deviceId, old)).body.code).toBe('proof-invalid');
    expect((await prove('renewal', first.deviceId, keys)).status).toBe(201);
    const shown = (await call('GET', `/v1/devices/${first.deviceId}`)).body;
    expect(shown).toMatchObject({ state: 'monitored', connected: false, permissions: ['view', 'modify'] });
    expect((await rig.enrol(key)).body.code).toBe('enrolment-key-used-up');
    const late = await rig.node({ node: 'late' });
    expect((await late.next('welcome')).welcome.reboundDevices).toMatchObject([{ device: first.deviceId }]);
    rig.sources.advance(limits.credentialMs + limits.clockSkewMs + 1);
    const later = await rig.node({ node: 'later' });
    expect((await later.next('welcome')).welcome.reboundDevices).toEqual([]);
    expect(await lastEvent('device.rebound')).toMatchObject({ detail: { enrolmentKey: key.id, state: 'monitored' } });
  });

  it('DEV-3: one that was suspended for being there twice stays so until somebody resumes it, but its incident is over', async () => {
    const { node, device, rig } = fixture;
    await node.report({ deviceDoubled: { device } });
    const { body: key } = await rebinding();
    expect((await rig.enrol(key)).status).toBe(201);
    expect((await call('GET', `/v1/devices/${device}`)).body).toMatchObject({ state: 'suspended', incidents: [] });
    expect((await setState(device, 'monitored')).status).toBe(204);
  });

  it('DEV-3: keys of a device that is unenrolled are void, and none are made', async () => {
    const { device, rig } = fixture;
    const { body: key } = await rebinding();
    await setState(device, 'unenrolled');
    expect((await rig.enrol(key)).body.code).toBe('enrolment-key-revoked');
    expect((await rebinding()).body.code).toBe('state-change-not-allowed');
    expect((await rebinding('00000000-0000-7000-8000-00000000000f')).status).toBe(404);
  });

  it('DEV-3: a key pair that another record has is refused, and the key keeps its use', async () => {
    const { rig } = fixture;
    const { keys } = await rig.enrol();
    const { body: key } = await rebinding();
    expect((await rig.enrol({ ...key, keys })).body.code).toBe('device-key-known');
    expect((await rig.enrol(key)).status).toBe(201);
  });
});

describe('taking a device off', () => {
  it('DEV-4: deleting it ends its session and deletes what was collected; log and sessions stay, and the log verifies', async () => {
    const { rig, node, device } = fixture;
    const session = await fixture.running();
    await call('POST', `/v1/devices/${device}/rebinding`, { expiresInSeconds: 3_600 });
    expect((await call('DELETE', `/v1/devices/${device}`)).status).toBe(204);
    await node.until(() => told('withdrawDevice').length === 1 && told('endSession').length === 1);
    expect((await call('GET', `/v1/devices/${device}`)).status).toBe(404);
    expect((await call('GET', '/v1/devices')).body.devices).toEqual([]);
    expect(await fixture.record(session)).toMatchObject({ endReason: 'withdrawn', deviceName: 'Removed device' });
    const db = await openSqlite(rig.dataFolder);
    for (const table of ['presence', 'incidents', 'recoveries', 'group_members'] as const) {
      expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
    }
    const row = await db.selectFrom('devices').where('id', '=', device).selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toMatch(/Room 1|simulated|kty/);
    expect(JSON.stringify(await db.selectFrom('enrolment_keys').selectAll().execute())).not.toContain('Room 1');
    await db.destroy();
    expect(await lastEvent('device.data-deleted')).toBeDefined();
    // Late news of it brings nothing back.
    await node.report({ deviceConnected: { device } });
    expect((await call('DELETE', `/v1/devices/${device}`)).status).toBe(404);
  });

  it('DEV-4: a device takes itself off with a proof of its key, with or without its data; it never comes back', async () => {
    const { rig } = fixture;
    const { body, keys } = await rig.enrol();
    const { deviceId } = body;
    const wrong = await prove('unenrolment', deviceId, await generateProofKeys(), { deleteData: true });
    expect([wrong.status, wrong.body.code]).toEqual([403, 'proof-invalid']);
    // A proof for something else is none for this.
    const { body: challenge } = await rig.request('POST', '/v1/device-challenges');
    const nonce = Buffer.from(challenge.nonce, 'base64url');
    const proof = Buffer.from(await signProof(keys.privateKey, 'renewal', nonce, deviceId)).toString('base64url');
    const asked = { deviceId, nonce: challenge.nonce, proof, deleteData: false };
    expect((await rig.request('POST', '/v1/device-unenrolments', { body: asked })).status).toBe(403);
    expect((await prove('unenrolment', deviceId, keys, { deleteData: false })).status).toBe(204);
    expect(await stateOf(deviceId)).toBe('unenrolled');
    expect((await prove('renewal', deviceId, keys)).body.code).toBe('device-withdrawn');
    expect((await prove('unenrolment', deviceId, keys, { deleteData: true })).status).toBe(204);
    expect((await call('GET', `/v1/devices/${deviceId}`)).status).toBe(404);
    expect((await prove('renewal', deviceId, keys)).body.code).toBe('proof-invalid');
  });

  it('SES-4: withdrawn by a command beside running services, its session ends and relays hear of it all the same', async () => {
    const { rig, node, device } = fixture;
    const session = await fixture.running();
    const db = await openSqlite(rig.dataFolder);
    const ports = { db, sources: rig.sources, relays: undefined };
    const change = { tenantId: rig.services.tenantId, deviceId: device, actor } as const;
    expect(await changeDeviceState(ports, { ...change, state: 'suspended' })).toBe('changed');
    await node.until(() => told('withdrawDevice').length === 1 && told('endSession').length === 1);
    expect(told('endSession')[0]?.endSession?.session).toBe(session);
    expect(await changeDeviceState(ports, { ...change, state: 'monitored' })).toBe('changed');
    await node.until(() => told('restoreDevice').length === 1);
    await db.destroy();
  });
});
