/** Roles, assignments, users, groups, opt-in and settings over HTTP, and the sessions that rest on them. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgementText } from '../access/opt-in.ts';
import { createSignInLink } from '../access/sign-in.ts';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import type { Answer } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
let admin: string;
beforeEach(async () => {
  fixture = await startSessionFixture();
  admin = fixture.cookie;
});
afterEach(() => fixture.rig.stop());

const call = (method: string, path: string, body?: unknown, { cookie = admin, ifMatch = '*' } = {}): Promise<Answer> =>
  fixture.rig.request(method, `/v1${path}`, { cookie, body, headers: { 'if-match': ifMatch } });

async function made(path: string, body: object, options = {}): Promise<string> {
  const answer = await call('POST', path, body, options);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id;
}

async function signInAs(operatorId: string): Promise<string> {
  const db = await openSqlite(fixture.rig.dataFolder);
  const secret = await createSignInLink(db, fixture.rig.sources, operatorId);
  await db.destroy();
  const { headers } = await fixture.rig.request('POST', '/v1/sign-in', { body: { secret } });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

const viewers = { name: 'Viewers', description: 'See devices', permissions: ['remote-access.view'] };
const noDevice = '00000000-0000-7000-8000-000000000000';

describe('withdrawing', () => {
  /** Each way in which Olga may come to have access, and how it is taken away again. */
  const ways: Record<string, (olga: string, role: string) => Promise<() => Promise<Answer>>> = {
    'an assignment': async (olga, roleId) => {
      const id = await made('/assignments', { roleId, userIds: [olga], deviceIds: [fixture.device] });
      return () => call('DELETE', `/assignments/${id}`);
    },
    'a permission of a role': async (olga, roleId) => {
      await made('/assignments', { roleId, userIds: [olga], everyDevice: true });
      return () => call('PUT', `/roles/${roleId}`, { ...viewers, permissions: ['devices.read'] });
    },
    'a user': async (olga, roleId) => {
      await made('/assignments', { roleId, userIds: [olga], deviceIds: [fixture.device] });
      return () => call('PUT', `/users/${olga}`, { name: 'Olga', disabled: true });
    },
    'membership of a group of users': async (olga, roleId) => {
      const group = await made('/user-groups', { name: 'Support' });
      await call('PUT', `/user-groups/${group}/members/${olga}`);
      await made('/assignments', { roleId, userGroupIds: [group], everyDevice: true });
      return () => call('DELETE', `/user-groups/${group}/members/${olga}`);
    },
    'membership of a group of devices': async (olga, roleId) => {
      const group = await made('/device-groups', { name: 'Large rooms' });
      await call('PUT', `/device-groups/${group}/members/${fixture.device}`);
      await made('/assignments', { roleId, userIds: [olga], deviceGroupIds: [group] });
      return () => call('DELETE', `/device-groups/${group}/members/${fixture.device}`);
    },
    'a site, by moving the device to another': async (olga, roleId) => {
      const [here, there] = [await made('/sites', { name: 'Here' }), await made('/sites', { name: 'There' })];
      await call('PUT', `/sites/${here}/members/${fixture.device}`);
      await made('/assignments', { roleId, userIds: [olga], siteIds: [here] });
      return () => call('PUT', `/sites/${there}/members/${fixture.device}`);
    },
    'the opt-in': async (_, roleId) => {
      await made('/assignments', { roleId, everyone: true, everyDevice: true });
      return () => call('PUT', '/opt-in', { enabled: false });
    },
    'the device': async (_, roleId) => {
      await made('/assignments', { roleId, everyone: true, everyDevice: true });
      return () => call('POST', `/devices/${fixture.device}/state`, { state: 'suspended' });
    },
  };

  for (const [what, give] of Object.entries(ways)) {
    it(`SES-3, SES-4: ${what} ends the session that rests on it, at once and by push`, async () => {
      const { node, rig } = fixture;
      const olga = await made('/users', { name: 'Olga' });
      const withdraw = await give(olga, await made('/roles', viewers));
      fixture.cookie = await signInAs(olga);
      const { body } = await fixture.start({ permission: 'view' });
      const session: string = body.sessionId;
      await node.report({ sessionStarted: { session, resumed: false } }, rig.sources.nowMs());
      expect((await withdraw()).status).toBeLessThan(300);
      // Stored with the change itself: not found by a sweep later.
      const kinds = (await fixture.events(session)).map(({ kind, detail }) => [kind, detail.reason]);
      expect(kinds.at(-1)).toEqual(['session.ended', 'withdrawn']);
      await node.until(() => node.commands().some(({ endSession }) => endSession?.session === session));
      await node.until(() => node.heartbeats().at(-1)?.endedSessions.includes(session) === true);
      expect((await fixture.start({ permission: 'view' })).status).toBeGreaterThan(400);
    });
  }

  it('SES-4, ACC-4: the end of an assignment’s time ends the session; another that holds keeps it', async () => {
    const { node, rig } = fixture;
    const role = await made('/roles', viewers);
    const olga = await made('/users', { name: 'Olga' });
    const over = { roleId: role, userIds: [olga], deviceIds: [fixture.device] };
    const at = (ms: number) => new Date(rig.sources.nowMs() + ms).toISOString();
    await made('/assignments', { ...over, endsAt: at(60_000) });
    await made('/assignments', { ...over, endsAt: at(120_000) });
    fixture.cookie = await signInAs(olga);
    const { body } = await fixture.start({ permission: 'view' });
    await node.report({ sessionStarted: { session: body.sessionId, resumed: false } }, rig.sources.nowMs());
    rig.sources.advance(60_000);
    const beats = node.heartbeats().length;
    await node.until(() => node.heartbeats().length > beats + 1);
    expect((await fixture.record(body.sessionId)).state).toBe('started');
    rig.sources.advance(60_000);
    expect(await fixture.until(body.sessionId, 'ended')).toMatchObject({ endReason: 'withdrawn' });
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === body.sessionId));
  });

  it('SES-3: a suspended tenant ends its sessions, and nobody of it may do anything', async () => {
    const session = await fixture.running();
    const db = await openSqlite(fixture.rig.dataFolder);
    await db.updateTable('tenants').set({ suspended_ms: 1 }).execute();
    await fixture.node.until(() => fixture.node.commands().some(({ endSession }) => endSession?.session === session));
    expect((await call('GET', '/devices')).body.code).toBe('tenant-suspended');
    await db.destroy();
  });
});

describe('ACC-5: a manager', () => {
  it('administers, but reaches no device and lets nobody reach one', async () => {
    const max = await made('/users', { name: 'Max' });
    await made('/assignments', { roleId: 'manager', userIds: [max], everyDevice: true });
    const cookie = await signInAs(max);
    expect((await call('POST', '/roles', viewers, { cookie })).body.code).toBe('beyond-own-rights');
    const role = await made('/roles', viewers);
    const own = { roleId: role, userIds: [max], everyDevice: true };
    const refused = await call('POST', '/assignments', own, { cookie });
    expect([refused.status, refused.body.code]).toEqual([403, 'beyond-own-rights']);
    await made('/assignments', { ...own, userIds: [(await call('GET', '/me')).body.operator.id] });
    const edited = { ...viewers, permissions: ['remote-access.view', 'remote-access.modify'] };
    expect((await call('PUT', `/roles/${role}`, edited, { cookie })).body.code).toBe('beyond-own-rights');
    expect((await call('PUT', '/opt-in', { enabled: false }, { cookie })).body.code).toBe('forbidden');
    const { operator } = (await call('GET', '/me')).body;
    const disable = { name: 'admin', disabled: true };
    expect((await call('PUT', `/users/${operator.id}`, disable, { cookie })).body.code).toBe('beyond-own-rights');
    // What they hold they may hand on.
    const eve = await made('/users', { name: 'Eve' }, { cookie });
    await made('/assignments', { roleId: 'site-lead', userIds: [eve], deviceIds: [fixture.device] }, { cookie });
    const log = await fixture.events();
    expect(log.filter(({ kind }) => kind === 'access.refused').map(({ detail }) => detail.reason)).toEqual([
      'beyond-own-rights',
      'beyond-own-rights',
      'beyond-own-rights',
      'forbidden',
      'beyond-own-rights',
    ]);
  });
});

describe('the API of rights', () => {
  it('ACC-6: says who can reach a device now, and why', async () => {
    const role = await made('/roles', viewers);
    const olga = await made('/users', { name: 'Olga' });
    await made('/users', { name: 'Piet' });
    const group = await made('/user-groups', { name: 'Support' });
    const site = await made('/sites', { name: 'Utrecht' });
    await call('PUT', `/user-groups/${group}/members/${olga}`);
    await call('PUT', `/sites/${site}/members/${fixture.device}`);
    const id = await made('/assignments', { roleId: role, userGroupIds: [group], siteIds: [site] });
    const future = new Date(fixture.rig.sources.nowMs() + 1e6).toISOString();
    await made('/assignments', { roleId: role, everyone: true, everyDevice: true, startsAt: future });
    const session = await fixture.running();
    const { body } = await call('GET', `/devices/${fixture.device}/access`);
    expect(body.refusal).toBeNull();
    expect(body.users.map(({ name, permission }: { name: string; permission: string }) => [name, permission])).toEqual([
      ['Olga', 'view'],
      ['admin', 'modify'],
    ]);
    expect(body.users[0].because).toEqual([
      {
        assignmentId: id,
        role: { id: role, name: 'Viewers' },
        user: { kind: 'group', id: group, name: 'Support' },
        device: [{ kind: 'site', id: site, name: 'Utrecht' }],
        endsAt: null,
      },
    ]);
    expect(body.users[1].sessions).toEqual([session]);
    await fixture.node.report({ deviceDisconnected: { device: fixture.device } });
    expect((await call('GET', `/devices/${fixture.device}/access`)).body.refusal).toBe('device-not-connected');
    const cookie = await signInAs(olga);
    expect((await call('GET', `/devices/${fixture.device}/access`, undefined, { cookie })).body.code).toBe('forbidden');
    expect((await call('GET', `/devices/${noDevice}/access`, undefined, { cookie })).body.code).toBe(
      'device-not-found',
    );
  });

  it('ACC-6: says what a change to a role would do, and does nothing', async () => {
    const role = await made('/roles', viewers);
    const olga = await made('/users', { name: 'Olga' });
    const id = await made('/assignments', { roleId: role, userIds: [olga], everyDevice: true });
    fixture.cookie = await signInAs(olga);
    const { body: started } = await fixture.start({ permission: 'view' });
    const change = { permissions: ['devices.read'] };
    const { body } = await call('POST', `/roles/${role}/preview`, change);
    expect(body).toEqual({
      added: ['devices.read'],
      removed: ['remote-access.view'],
      assignments: [id],
      users: [{ id: olga, name: 'Olga' }],
      endingSessions: [started.sessionId],
      refusal: null,
    });
    expect((await call('GET', `/roles/${role}`)).body.permissions).toEqual(['remote-access.view']);
    expect((await fixture.record(started.sessionId)).state).toBe('requested');
    expect((await call('POST', '/roles/manager/preview', change)).body.refusal).toBe('role-built-in');
  });

  it('ACC-1: opting in takes the text that stands there now and an e-mail address, and both are in the log', async () => {
    const { body } = await call('GET', '/opt-in');
    const yes = { enabled: true, email: 'ada@example.org', textVersion: body.text.version };
    expect((await call('PUT', '/opt-in', { ...yes, textVersion: 'old' })).body.code).toBe('acknowledgement-outdated');
    expect((await call('PUT', '/opt-in', { ...yes, email: 'nobody' })).body.code).toBe('invalid-request');
    expect((await call('PUT', '/opt-in', { enabled: true })).body.code).toBe('invalid-request');
    expect((await call('PUT', '/opt-in', { enabled: false })).body.enabled).toBe(false);
    expect((await fixture.start()).body.code).toBe('tenant-not-opted-in');
    const { body: on } = await call('PUT', '/opt-in', yes);
    expect(on).toMatchObject({ enabled: true, acknowledgedBy: 'ada@example.org', acknowledgedText: body.text.version });
    const { body: log } = await call('GET', '/log?kind=tenant.opted-in&limit=1');
    expect(log.entries[0]).toMatchObject({
      operatorName: 'admin',
      personal: { email: 'ada@example.org' },
      detail: { textVersion: body.text.version },
    });
  });

  it('SES-7, SES-8: limits of the tenant, a reason where it wants one, and no more viewers than it allows', async () => {
    const { rig } = fixture;
    const { body: before } = await call('GET', '/settings');
    expect(before).toEqual({
      sessionMinutes: 60,
      idleMinutes: 10,
      viewersPerDevice: 4,
      stepUpMinutes: 0,
      reasonRequired: false,
      roomConsent: 'none',
    });
    const settings = {
      ...{ sessionMinutes: 5, idleMinutes: 2, viewersPerDevice: 1, stepUpMinutes: 0 },
      ...{ reasonRequired: true, roomConsent: 'prompt' },
    };
    const wrongs = [{ sessionMinutes: 0 }, { idleMinutes: 1e9 }, { viewersPerDevice: 5 }, { unknown: 1 }];
    for (const wrong of [...wrongs, { roomConsent: 'ask' }]) {
      expect((await call('PUT', '/settings', { ...settings, ...wrong })).body.code).toBe('invalid-request');
    }
    expect((await call('PUT', '/settings', settings)).body).toEqual(settings);
    expect((await call('GET', '/devices')).body.devices[0]).toMatchObject({ refusal: null, reasonRequired: true });
    expect((await fixture.start({ reason: '  ' })).body.code).toBe('reason-required');
    const { body } = await fixture.start({ reason: 'INC-42' });
    const claims = JSON.parse(Buffer.from(body.ticket.split('.')[1], 'base64url').toString());
    expect(claims.end - Math.floor(rig.sources.nowMs() / 1_000)).toBe(5 * 60);
    expect([claims.idle, claims.ask]).toEqual([120, 'prompt']);
    const { body: log } = await call('GET', `/log?session=${body.sessionId}`);
    expect(log.entries.at(-1)).toMatchObject({ kind: 'session.requested', personal: { reason: 'INC-42' } });
    expect((await fixture.start({ reason: 'x' })).body.code).toBe('too-many-viewers');
    expect((await call('GET', '/devices')).body.devices[0].refusal).toBe('too-many-viewers');
    await fixture.node.report({ sessionStarted: { session: body.sessionId, resumed: false } }, rig.sources.nowMs());
    // Resuming is for the viewer that is counted, and asks for no reason again.
    expect((await fixture.resume(body.sessionId)).status).toBe(201);
    rig.sources.advance(5 * 60_000 + 5_001);
    expect(await fixture.until(body.sessionId, 'ended')).toMatchObject({ endReason: 'time-limit' });
  });

  it('ACC-4: an assignment may name as many parties of each kind as it says, in one request', async () => {
    const ids = Array.from({ length: servicesLimits.assignmentParties }, () => randomUUID());
    const lists = { userIds: ids, userGroupIds: ids, deviceIds: ids, deviceGroupIds: ids, siteIds: ids };
    const content = { roleId: await made('/roles', viewers), ...lists };
    const known = await made('/assignments', { roleId: content.roleId, everyone: true, everyDevice: true });
    // Read whole: none of them exists, which only the work itself finds out.
    const unknown = { status: 404, body: { code: 'user-not-found' } };
    expect(await call('POST', '/assignments', content)).toMatchObject(unknown);
    expect(await call('PUT', `/assignments/${known}`, content)).toMatchObject(unknown);
  });

  it('SES-7: who may come back counts as a viewer from the new ticket on, whenever the loss is noticed, and not before', async () => {
    const { node, rig } = fixture;
    const { body: settings } = await call('GET', '/settings');
    await call('PUT', '/settings', { ...settings, viewersPerDevice: 1 });
    const loseViewer = (session: string) =>
      node.report({ sessionSuspended: { session, resumeWithinMs: 30_000 } }, rig.sources.nowMs());
    const session = await fixture.running();
    await loseViewer(session);
    expect((await fixture.resume(session)).status).toBe(201);
    expect((await fixture.start()).body.code).toBe('too-many-viewers');
    await node.report({ sessionStarted: { session, resumed: true } }, rig.sources.nowMs());
    rig.sources.advance(1_000);
    // Asked for before services hear of the loss.
    expect((await fixture.resume(session)).status).toBe(201);
    await loseViewer(session);
    expect((await fixture.start()).body.code).toBe('too-many-viewers');
    await node.report({ sessionStarted: { session, resumed: true } }, rig.sources.nowMs());
    await loseViewer(session);
    expect((await fixture.start()).status).toBe(201);
    expect((await fixture.resume(session)).body.code).toBe('too-many-viewers');
  });

  it('AUD-2: what is refused for the rules of roles, for one’s own account or while remote access is off is in the log', async () => {
    await call('PUT', '/opt-in', { enabled: false });
    const { operator } = (await call('GET', '/me')).body;
    const role = await made('/roles', viewers);
    await call('POST', '/roles', { name: 'More', description: '', permissions: ['roles.manage'] });
    await call('PUT', `/users/${operator.id}`, { name: 'admin', disabled: true });
    await call('POST', '/assignments', { roleId: role, userIds: [operator.id], everyDevice: true });
    await call('POST', `/devices/${fixture.device}/recovery`, { command: 'restart-device' });
    const refusals = (await fixture.events()).filter(({ kind }) => kind === 'access.refused');
    expect(refusals.map(({ detail }) => [detail.reason, detail.route])).toEqual([
      ['permission-reserved', 'POST /v1/roles'],
      ['own-account', 'PUT /v1/users/:id'],
      ['tenant-not-opted-in', 'POST /v1/assignments'],
      ['tenant-not-opted-in', 'POST /v1/devices/:id/recovery'],
    ]);
  });

  it('a change names what it has seen: whoever is late learns of it, and nothing is lost', async () => {
    const role = await made('/roles', viewers);
    const tag = (await call('GET', `/roles/${role}`)).headers.get('etag') ?? '';
    const bare = await fixture.rig.request('PUT', `/v1/roles/${role}`, { cookie: admin, body: viewers });
    expect([bare.status, bare.body.code]).toEqual([428, 'if-match-required']);
    const first = await call('PUT', `/roles/${role}`, { ...viewers, description: 'first' }, { ifMatch: tag });
    expect(first.status).toBe(200);
    const second = await call('PUT', `/roles/${role}`, { ...viewers, description: 'second' }, { ifMatch: tag });
    expect([second.status, second.body.code]).toEqual([412, 'changed-meanwhile']);
    expect((await call('DELETE', `/roles/${role}`, undefined, { ifMatch: tag })).status).toBe(412);
    const now = first.headers.get('etag') ?? '';
    expect((await call('GET', `/roles/${role}`)).headers.get('etag')).toBe(now);
    expect((await call('DELETE', `/roles/${role}`, undefined, { ifMatch: now })).status).toBe(204);
  });

  it('EMB-3: nothing that has an ETag is replaced by who has seen what was there before', async () => {
    const olga = await made('/users', { name: 'Olga' });
    const group = await made('/user-groups', { name: 'Support' });
    const site = await made('/sites', { name: 'Here' });
    const assigned = { roleId: 'site-lead', userIds: [olga], everyDevice: true };
    const assignment = await made('/assignments', assigned);
    const { body: settings } = await call('GET', '/settings');
    const acknowledged = { enabled: true, email: 'a@example.org', textVersion: acknowledgementText.version };
    for (const [path, first, second] of [
      [`/users/${olga}`, { name: 'Olga Olsen', disabled: false }, { name: 'Olga', disabled: true }],
      [`/user-groups/${group}`, { name: 'Support 2' }, { name: 'Support 3' }],
      [`/sites/${site}`, { name: 'There' }, { name: 'Elsewhere' }],
      [`/assignments/${assignment}`, { ...assigned, roleId: 'site-technician' }, assigned],
      ['/settings', { ...settings, sessionMinutes: 5 }, settings],
      ['/opt-in', acknowledged, { enabled: false }],
      ['/opt-in', { enabled: false }, acknowledged],
    ] as const) {
      const ifMatch = (await call('GET', path)).headers.get('etag') ?? '';
      expect([path, (await call('PUT', path, first, { ifMatch })).status]).toEqual([path, 200]);
      const { body } = await call('GET', path);
      const late = await call('PUT', path, second, { ifMatch });
      expect([path, late.status, late.body.code]).toEqual([path, 412, 'changed-meanwhile']);
      // Neither the strong tag of nothing, nor one of a form that we do not give.
      for (const other of ['""', `W/${ifMatch}`, ifMatch.slice(1, -1), `${ifMatch}, "x"`]) {
        expect([other, (await call('PUT', path, second, { ifMatch: other })).status]).toEqual([other, 412]);
      }
      expect((await call('GET', path)).body).toEqual(body);
    }
    for (const path of [`/user-groups/${group}`, `/sites/${site}`, `/assignments/${assignment}`]) {
      expect([path, (await call('DELETE', path, undefined, { ifMatch: '"old"' })).status]).toEqual([path, 412]);
    }
  });

  it('a user whose name would be none any more is disabled all the same, and gets no other such one', async () => {
    const olga = await made('/users', { name: 'Olga' });
    const name = 'Olga\u00a0Olsen';
    const refused = await call('PUT', `/users/${olga}`, { name, disabled: true });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid-request']);
    const db = await openSqlite(fixture.rig.dataFolder);
    await db.updateTable('operators').set({ name }).where('id', '=', olga).execute();
    await db.destroy();
    expect((await call('PUT', `/users/${olga}`, { name: `${name} `, disabled: true })).status).toBe(400);
    const { status, body } = await call('PUT', `/users/${olga}`, { name, disabled: true });
    expect([status, body]).toMatchObject([200, { name, disabled: true }]);
  });

  it('says what is wrong with a change, and changes nothing', async () => {
    const role = await made('/roles', viewers);
    const olga = await made('/users', { name: 'Olga' });
    const group = await made('/user-groups', { name: 'Support' });
    // Persian needs the joiner that joins not, and some pictures the other.
    await made('/users', { name: '\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645 \ud83d\udc69\u200d\ud83d\udcbb' });
    const over = { roleId: role, userGroupIds: [group], everyDevice: true };
    const assignment = await made('/assignments', over);
    const changes = async () => (await fixture.events()).filter(({ kind }) => kind !== 'access.refused').length;
    const before = await changes();
    const at = (ms: number) => new Date(fixture.rig.sources.nowMs() + ms).toISOString();
    for (const [method, path, body, code] of [
      ['POST', '/roles', viewers, 'name-taken'],
      ['POST', '/roles', { ...viewers, name: 'a\u202eb' }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, name: 'a\u200b' }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, name: 'a\u2028b' }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, description: '\ufeffa\u200f' }, 'invalid-request'],
      ['POST', '/users', { name: 'Olga\u200d' }, 'invalid-request'],
      ['POST', '/users', { name: 'Olga\u200c Olsen' }, 'invalid-request'],
      ['POST', '/users', { name: 'Olga ' }, 'invalid-request'],
      ['POST', '/users', { name: 'Olga  Olsen' }, 'invalid-request'],
      ['POST', '/users', { name: '\u3000' }, 'invalid-request'],
      ['POST', '/users', { name: 'Olga\u00a0Olsen' }, 'invalid-request'],
      ['POST', '/user-groups', { name: '\u3164' }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, name: 'x'.repeat(10_000) }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, admin: true }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, name: 'X', permissions: ['all'] }, 'invalid-request'],
      ['POST', '/roles', { ...viewers, name: 'X', permissions: ['roles.manage'] }, 'permission-reserved'],
      ['PUT', '/roles/manager', viewers, 'role-built-in'],
      ['DELETE', '/roles/site-lead', undefined, 'role-built-in'],
      ['DELETE', `/roles/${role}`, undefined, 'role-in-use'],
      ['DELETE', `/roles/${noDevice}`, undefined, 'role-not-found'],
      ['DELETE', `/user-groups/${group}`, undefined, 'group-in-use'],
      ['PUT', `/user-groups/${group}/members/${group}`, undefined, 'user-not-found'],
      ['PUT', `/user-groups/${group}/members/${fixture.device}`, undefined, 'user-not-found'],
      ['PUT', `/sites/${group}/members/${fixture.device}`, undefined, 'group-not-found'],
      ['POST', '/user-groups', { name: 'Support' }, 'name-taken'],
      ['POST', '/users', { name: 'Olga' }, 'name-taken'],
      ['POST', '/assignments', { ...over, endsAt: at(-1) }, 'assignment-times'],
      ['POST', '/assignments', { ...over, startsAt: at(2e6), endsAt: at(1e6) }, 'assignment-times'],
      ['POST', '/assignments', { ...over, userGroupIds: [] }, 'invalid-request'],
      ['POST', '/assignments', { ...over, everyDevice: false }, 'invalid-request'],
      ['POST', '/assignments', { ...over, roleId: noDevice }, 'role-not-found'],
      ['POST', '/assignments', { ...over, userIds: [noDevice] }, 'user-not-found'],
      ['POST', '/assignments', { ...over, deviceIds: [noDevice] }, 'device-not-found'],
      ['POST', '/assignments', { ...over, siteIds: [group] }, 'group-not-found'],
      ['POST', '/assignments', { ...over, userIds: Array(201).fill(olga) }, 'invalid-request'],
      ['PUT', `/assignments/${noDevice}`, over, 'assignment-not-found'],
    ] as const) {
      const answer = await call(method, path, body);
      expect([method, path, answer.body.code]).toEqual([method, path, code]);
    }
    const own = (await call('GET', '/me')).body.operator.id;
    expect((await call('PUT', `/users/${own}`, { name: 'admin', disabled: true })).body.code).toBe('own-account');
    expect(await changes()).toBe(before);
    // ACC-9: what is wider than it may look is flagged where it is made.
    expect((await call('GET', `/assignments/${assignment}`)).body.warnings).toEqual(['covers-every-device']);
  });

  it('SES-9: nothing of another tenant is there to be seen, named or changed', async () => {
    const db = await openSqlite(fixture.rig.dataFolder);
    const { createTenant } = await import('../access/first-start.ts');
    const actor = { kind: 'services' } as const;
    const other = await db.transaction().execute((tx) => createTenant(tx, fixture.rig.sources, 'Other', actor));
    const stranger = await signInAs(other.operatorId);
    await db.updateTable('tenants').set({ opted_in_ms: 1 }).execute();
    await db.destroy();
    const as = { cookie: stranger };
    const site = await made('/sites', { name: 'S' });
    const users = await made('/user-groups', { name: 'U' });
    const enrolmentKey = await made('/enrolment-keys', { maxUses: 1, expiresInSeconds: 60 });
    const portal = { name: 'P', scope: 'sessions', origins: ['https://portal.example'], expiresInSeconds: 60 };
    const apiKey = await made('/api-keys', portal);
    const role = await made('/roles', viewers);
    const group = await made('/device-groups', { name: 'G' });
    const olga = await made('/users', { name: 'Olga' });
    const assignment = await made('/assignments', { roleId: role, userIds: [olga], everyDevice: true });
    const session = await fixture.running();
    for (const [method, path, body] of [
      ['GET', `/roles/${role}`],
      ['PUT', `/roles/${role}`, viewers],
      ['DELETE', `/roles/${role}`],
      ['POST', `/roles/${role}/preview`, { permissions: [] }],
      ['GET', `/assignments/${assignment}`],
      ['DELETE', `/assignments/${assignment}`],
      ['GET', `/users/${olga}`],
      ['PUT', `/users/${olga}`, { name: 'x', disabled: true }],
      ['GET', `/device-groups/${group}`],
      ['GET', `/device-groups/${group}/members`],
      ['PUT', `/device-groups/${group}/members/${fixture.device}`],
      ['GET', `/devices/${fixture.device}/access`],
      ['POST', `/devices/${fixture.device}/state`, { state: 'suspended' }],
      ['POST', `/sessions/${session}/end`],
      ['GET', `/user-groups/${users}`],
      ['DELETE', `/sites/${site}`],
      ['DELETE', `/api-keys/${apiKey}`],
      ['DELETE', `/enrolment-keys/${enrolmentKey}`],
    ] as const) {
      expect([path, (await call(method, path, body, as)).status]).toEqual([path, 404]);
    }
    const mine = await made('/roles', viewers, as);
    // Every device is every one of their own tenant.
    await made('/assignments', { roleId: mine, userIds: [other.operatorId], everyDevice: true }, as);
    const foreign = { roleId: mine, userIds: [other.operatorId], deviceIds: [fixture.device] };
    expect((await call('POST', '/assignments', foreign, as)).body.code).toBe('device-not-found');
    expect((await call('POST', '/assignments', { ...foreign, roleId: role }, as)).body.code).toBe('role-not-found');
    const { tenantId, firstOperatorId } = fixture.rig.services;
    const foreignIds = [tenantId, firstOperatorId, fixture.device, role, group, olga, assignment, session];
    const whole = '?from=1970-01-01T00:00:00Z&to=2999-01-01T00:00:00Z';
    for (const [path, mine] of [
      ['/roles', role],
      ['/assignments', assignment],
      ['/users', olga],
      ['/user-groups', users],
      ['/device-groups', group],
      ['/sites', site],
      ['/enrolment-keys', enrolmentKey],
      ['/api-keys', apiKey],
      ['/devices', fixture.device],
      ['/sessions', session],
      ['/log', session],
      ['/log.csv', session],
      ['/log.ndjson', session],
      [`/reports/sessions${whole}`, session],
      [`/reports/sessions.csv${whole}`, session],
      ['/reports/remote-access', fixture.device],
      ['/reports/remote-access.csv', fixture.device],
    ] as const) {
      const read = async (query: string, options = {}) =>
        JSON.stringify((await call('GET', `${path}${query}`, undefined, options)).body);
      expect([path, await read('')]).toEqual([path, expect.stringContaining(mine)]);
      // A cursor says where one is in a list, not in whose.
      const separator = path.includes('?') ? '&' : '?';
      const { next } = path.includes('.') ? { next: null } : (await call('GET', `${path}${separator}limit=1`)).body;
      const cursors = typeof next === 'string' ? ['', `${separator}cursor=${encodeURIComponent(next)}`] : [''];
      for (const cursor of cursors) {
        const seen = await read(cursor, as);
        expect([path, foreignIds.filter((id) => seen.includes(id))]).toEqual([path, []]);
        expect(seen).not.toContain(mine);
      }
    }
    for (const query of [`session=${session}`, `device=${fixture.device}`, `operator=${olga}`]) {
      expect([query, (await call('GET', `/log?${query}`, undefined, as)).body.entries]).toEqual([query, []]);
    }
    expect((await call('GET', '/users', undefined, as)).body.users).toHaveLength(1);
    expect((await fixture.record(session)).state).toBe('started');
  });

  it('lists page by page, each row once', async () => {
    for (let count = 0; count < 7; count++) await made('/users', { name: `User ${count}` });
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/users?limit=3${cursor}`);
      names.push(...body.users.map(({ name }: { name: string }) => name));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    // In one millisecond identifiers come in any order.
    expect(names.toSorted()).toEqual([...Array.from({ length: 7 }, (_, count) => `User ${count}`), 'admin']);
    expect((await call('GET', '/users?limit=0')).body.code).toBe('invalid-request');
    const { body } = await call('GET', '/roles?limit=1');
    expect(body.roles.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['manager', 'site-lead']));
  });
});
