import { isRefusal, verifyTicket } from '@ringside/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../access/api-keys.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeAll(async () => {
  fixture = await startSessionFixture();
});
afterAll(() => fixture.rig.stop());
/** No test's viewers count for the next one. */
afterEach(() => fixture.endAll());

const room = (callState: number, ring: number) => ({
  deviceStatus: { device: fixture.device, room: { callState, callStateSource: 'test', ring } },
});

async function ticketOf(token: string) {
  const { body } = await fixture.rig.request('GET', '/.well-known/jwks.json');
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const ticket = await verifyTicket(token, { issuer: payload.iss, keys: body.keys }, fixture.rig.sources.nowMs());
  if (isRefusal(ticket)) throw new Error(ticket.refused);
  return ticket;
}

describe('starting a session', () => {
  it('SES-1, CALL-1, CALL-3: each refusal names its one reason', async () => {
    const { node, start } = fixture;
    const nobody = await start({ deviceId: '00000000-0000-7000-8000-000000000000' });
    expect([nobody.status, nobody.body.code]).toEqual([404, 'device-not-found']);
    await node.report(room(2, 1));
    expect((await start()).body.code).toBe('in-call');
    await node.report(room(3, 1));
    expect((await start()).body.code).toBe('call-state-unknown');
    await node.report(room(1, 3));
    expect((await start()).body.code).toBe('ring-unavailable');
    await node.report({ deviceDisconnected: { device: fixture.device } });
    const away = await start();
    expect([away.status, away.body.code]).toEqual([409, 'device-not-connected']);
    await connectDevice(node, fixture.device);
    expect((await start()).status).toBe(201);
  });

  it('AUD-2: a refusal of a signed-in operator is in the log with its reason', async () => {
    await fixture.start({ deviceId: '00000000-0000-7000-8000-000000000000' });
    const refusals = (await fixture.events()).filter(({ kind }) => kind === 'session.refused');
    expect(refusals.at(-1)).toMatchObject({ detail: { reason: 'device-not-found', by: 'services' } });
  });

  it('SES-1: without the permission the answer is that of a device that does not exist, in every byte', async () => {
    const db = await openSqlite(fixture.rig.dataFolder);
    const held = await db.selectFrom('assignment_targets').selectAll().execute();
    await db.deleteFrom('assignment_targets').execute();
    const refused = await fixture.start();
    const unknown = await fixture.start({ deviceId: '00000000-0000-7000-8000-000000000000' });
    await db.insertInto('assignment_targets').values(held).execute();
    await db.destroy();
    expect([refused.status, refused.body]).toEqual([404, unknown.body]);
  });

  it('SES-9: a device of another tenant does not exist, even for an operator to whom it is assigned', async () => {
    const db = await openSqlite(fixture.rig.dataFolder);
    const tenant = await db.selectFrom('tenants').selectAll().executeTakeFirstOrThrow();
    const row = await db.selectFrom('devices').where('id', '=', fixture.device).selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('tenants')
      .values({ ...tenant, id: 'other', name: 'Other' })
      .execute();
    const foreign = '00000000-0000-7000-8000-00000000000f';
    await db
      .insertInto('devices')
      .values({ ...row, id: foreign, tenant_id: 'other', key_thumbprint: 'x' })
      .execute();
    const own = await db.selectFrom('assignments').select(['id', 'tenant_id']).executeTakeFirstOrThrow();
    await db
      .insertInto('assignment_targets')
      .values({ assignment_id: own.id, kind: 'device', target_id: foreign })
      .execute();
    for (const tenant_id of [own.tenant_id, 'other']) {
      await db.updateTable('assignments').set({ tenant_id }).execute();
      expect((await fixture.start({ deviceId: foreign })).body.code).toBe('device-not-found');
      const { status } = await fixture.rig.request('GET', `/v1/devices/${foreign}`, { cookie: fixture.cookie });
      expect(status).toBe(404);
    }
    await db.updateTable('assignments').set({ tenant_id: own.tenant_id }).execute();
    await db.destroy();
  });

  it('AUD-5: the request is in the log when its ticket is', async () => {
    const { body } = await fixture.start({ permission: 'view' });
    const [first] = await fixture.events(body.sessionId);
    expect(first).toMatchObject({ kind: 'session.requested', detail: { permission: 'view', node: 'node-1' } });
    expect(await ticketOf(body.ticket)).toMatchObject({ session: body.sessionId, permission: 'view' });
  });

  it('SES-7: the ticket says how long the session may live, and how long without its operator', async () => {
    const atMs = fixture.rig.sources.nowMs();
    const { endsAtMs, idleMs } = await ticketOf((await fixture.start()).body.ticket);
    expect(Math.abs(endsAtMs - atMs - 60 * 60_000)).toBeLessThan(1_000);
    expect(idleMs).toBe(10 * 60_000);
  });

  it('RING-4: the ticket says why, for the card in the room, when it is resumed too; nothing that could turn the words', async () => {
    const { body } = await fixture.start({ reason: 'Der Bildschirm flimmert' });
    expect(await ticketOf(body.ticket)).toMatchObject({ reason: 'Der Bildschirm flimmert', cardOff: false });
    await fixture.node.report(
      { sessionStarted: { session: body.sessionId, resumed: false } },
      fixture.rig.sources.nowMs(),
    );
    const resumed = await fixture.resume(body.sessionId);
    expect(await ticketOf(resumed.body.ticket)).toMatchObject({ reason: 'Der Bildschirm flimmert' });
    expect(await ticketOf((await fixture.start()).body.ticket)).toMatchObject({ reason: '' });
    for (const reason of ['a\u202eb', 'a\nb', 'x'.repeat(201)]) {
      expect((await fixture.start({ reason })).body.code).toBe('invalid-request');
    }
  });

  it('RING-4: a tenant switches the card off with its tickets', async () => {
    const db = await openSqlite(fixture.rig.dataFolder);
    await db.updateTable('tenants').set({ card_off_ms: 1 }).execute();
    await db.destroy();
    expect(await ticketOf((await fixture.start()).body.ticket)).toMatchObject({ cardOff: true });
  });

  it('CMD-3: what a tenant says of restarts and shortcuts travels with its tickets', async () => {
    const plain = { restartsWithheld: false, viewShortcuts: false };
    expect(await ticketOf((await fixture.start()).body.ticket)).toMatchObject(plain);
    const db = await openSqlite(fixture.rig.dataFolder);
    await db.updateTable('tenants').set({ restarts_withheld_ms: 1, view_shortcuts_ms: 1 }).execute();
    await db.destroy();
    const changed = { restartsWithheld: true, viewShortcuts: true };
    expect(await ticketOf((await fixture.start()).body.ticket)).toMatchObject(changed);
  });

  it('TOK-1: our own page cannot have a ticket for another origin', async () => {
    const { status, body } = await fixture.start({ origin: 'https://portal.example' });
    expect([status, body.code]).toEqual([403, 'origin-not-allowed']);
  });

  it('EMB-4: an API key acts for a named operator, at its own origins only, and administers nothing', async () => {
    const { rig, start } = fixture;
    const db = await openSqlite(rig.dataFolder);
    const { tenantId, firstOperatorId } = rig.services;
    const key = await createApiKey(db, rig.sources, {
      tenantId,
      actor: { kind: 'command-line' },
      name: 'portal',
      scope: 'sessions',
      origins: ['https://portal.example'],
      lifeMs: 60_000,
    });
    await db.destroy();
    const headers = { authorization: `Bearer ${key}`, 'ringside-operator': firstOperatorId };
    const asPortal = { cookie: '', origin: null, headers };

    const started = await start({ origin: 'https://portal.example' }, asPortal);
    expect(started.status).toBe(201);
    expect(await ticketOf(started.body.ticket)).toMatchObject({
      origin: 'https://portal.example',
      operator: firstOperatorId,
    });
    expect((await start({ origin: 'https://evil.example' }, asPortal)).body.code).toBe('origin-not-allowed');
    expect((await start({}, asPortal)).body.code).toBe('origin-not-allowed');
    const keys = await rig.request('GET', '/v1/enrolment-keys', asPortal);
    expect([keys.status, keys.body.code]).toEqual([403, 'forbidden']);

    // A session of our own page is not resumed at the portal's origin, nor the other way round.
    const own = await start();
    expect((await fixture.resume(own.body.sessionId, asPortal)).status).toBe(409);
    await fixture.node.report({ sessionStarted: { session: own.body.sessionId, resumed: false } });
    expect((await fixture.resume(own.body.sessionId, asPortal)).body.code).toBe('origin-not-allowed');
    await fixture.node.report({ sessionStarted: { session: started.body.sessionId, resumed: false } });
    expect((await fixture.resume(started.body.sessionId)).body.code).toBe('origin-not-allowed');
    expect((await fixture.resume(started.body.sessionId, asPortal)).status).toBe(201);

    const nobody = { ...headers, 'ringside-operator': '00000000-0000-7000-8000-000000000000' };
    expect((await start({ origin: 'https://portal.example' }, { ...asPortal, headers: nobody })).status).toBe(401);
    // A wrong header is not saved by a good cookie.
    const both = { headers: { ...headers, authorization: 'Bearer wrong' } };
    expect((await start({}, both)).status).toBe(401);
    rig.sources.advance(60_001);
    expect((await start({ origin: 'https://portal.example' }, asPortal)).status).toBe(401);
  });
});
