/** The whole path of the control plane once: enrol, connect, start, report, end, and what the log says of it. */
import { exportPublicKey, generateProofKeys, isRefusal, verifyTicket } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDevice, type Rig, startRig } from './testing/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

describe('the path of a session', () => {
  it('DEV-1, SES-1, TOK-1, TOK-2: an enrolled, connected, idle device gives a ticket that names everything', async () => {
    const node = await rig.node();
    const enrolled = await rig.enrol();
    expect(enrolled.status, JSON.stringify(enrolled.body)).toBe(201);
    const device = enrolled.body.deviceId;
    await connectDevice(node, device);
    const cookie = await rig.signIn();

    const { body: rooms } = await rig.request('GET', '/v1/devices', { cookie });
    expect(rooms.devices).toMatchObject([
      { id: device, connected: true, callState: 'idle', permissions: ['view', 'modify'], refusal: null },
    ]);

    const publicKey = await exportPublicKey(await generateProofKeys());
    const body = { deviceId: device, permission: 'modify', publicKey };
    const started = await rig.request('POST', '/v1/sessions', { cookie, body });
    expect(started.status, JSON.stringify(started.body)).toBe(201);

    const { body: jwks } = await rig.request('GET', '/.well-known/jwks.json');
    const trust = { issuer: enrolled.body.issuer, keys: jwks.keys };
    const ticket = await verifyTicket(started.body.ticket, trust, rig.sources.nowMs());
    if (isRefusal(ticket)) throw new Error(ticket.refused);
    expect(ticket).toMatchObject({
      tenant: rig.services.tenantId,
      operator: rig.services.firstOperatorId,
      operatorName: 'admin',
      device,
      session: started.body.sessionId,
      permission: 'modify',
      viewerKey: publicKey,
      origin: rig.services.url,
      node: 'node-1',
      instance: 'instance-1',
    });
    expect(ticket.expiresAtMs - ticket.issuedAtMs).toBe(60_000);

    await node.report({ sessionStarted: { session: started.body.sessionId, resumed: false } });
    rig.sources.advance(2_000);
    const ended = await rig.request('POST', `/v1/sessions/${started.body.sessionId}/end`, { cookie });
    expect(ended.status).toBe(204);
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === started.body.sessionId));

    const { body: records } = await rig.request('GET', '/v1/sessions', { cookie });
    expect(records.sessions).toMatchObject([
      {
        id: started.body.sessionId,
        state: 'ended',
        endReason: 'operator',
        deviceName: 'Room 1',
        operatorName: 'admin',
      },
    ]);
    await node.until(() => node.heartbeats().some(({ endedSessions }) => endedSessions.length === 1));
  });
});
