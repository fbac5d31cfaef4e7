/** Lists, page by page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeAll(async () => {
  fixture = await startSessionFixture();
  for (let count = 0; count < 4; count++) await fixture.rig.enrol();
  const db = await openSqlite(fixture.rig.dataFolder);
  const { body } = await fixture.start();
  const session = await db
    .selectFrom('sessions')
    .where('id', '=', body.sessionId)
    .selectAll()
    .executeTakeFirstOrThrow();
  const copies = Array.from({ length: 6 }, (_, number) => ({
    ...session,
    id: fixture.rig.sources.newId(),
    // Two at each time: a cursor of the time alone would lose or repeat one.
    requested_ms: session.requested_ms - 1_000 - Math.floor(number / 2),
    state: 'ended',
    ended_ms: session.requested_ms,
    end_reason: 'operator',
  }));
  await db.insertInto('sessions').values(copies).execute();
  await db.destroy();
});
afterAll(() => fixture.rig.stop());

const get = async (path: string) => (await fixture.rig.request('GET', `/v1${path}`, { cookie: fixture.cookie })).body;

async function paged(path: string, list: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let cursor = ''; ; ) {
    const body = await get(`${path}?limit=2${cursor}`);
    expect(body[list].length).toBeLessThanOrEqual(2);
    rows.push(...body[list]);
    if (body.next === null) return rows;
    expect(body[list]).toHaveLength(2);
    cursor = `&cursor=${encodeURIComponent(body.next)}`;
  }
}

describe('EMB-3: by cursor', () => {
  for (const [path, list, least] of [
    ['/devices', 'devices', 5],
    ['/sessions', 'sessions', 7],
    ['/enrolment-keys', 'enrolmentKeys', 5],
    ['/reports/remote-access', 'users', 5],
  ] as const) {
    it(`${path} shows each of its rows once, in the order of the whole`, async () => {
      const whole = (await get(path))[list];
      expect(whole.length).toBeGreaterThanOrEqual(least);
      expect(await paged(path, list)).toEqual(whole);
    });
  }

  it('a page may be the last one without another, and a cursor that is none is refused', async () => {
    const whole = await get('/sessions?limit=500');
    expect((await get(`/sessions?limit=${whole.sessions.length}`)).next).toBeNull();
    expect((await get('/sessions?cursor=x')).code).toBe('invalid-request');
    expect((await get('/devices?limit=501')).code).toBe('invalid-request');
  });
});

describe('who one is', () => {
  it('ACC-2: an administrator is told of all that they may administer', async () => {
    const { administrator, permissions } = await get('/me');
    expect(administrator).toBe(true);
    expect(permissions).toEqual(expect.arrayContaining(['settings.manage', 'roles.manage', 'log.read']));
    expect(permissions.join()).not.toContain('remote-access');
  });

  it('EMB-4: an operator without permissions is told of none, and not who can reach a device', async () => {
    const call = (method: string, path: string, body: object) =>
      fixture.rig.request(method, `/v1${path}`, { cookie: fixture.cookie, body });
    const { body: olga } = await call('POST', '/users', { name: 'Olga' });
    const viewers = { name: 'Viewers', description: '', permissions: ['remote-access.view'] };
    const { body: role } = await call('POST', '/roles', viewers);
    const assignment = { roleId: role.id, userIds: [olga.id], deviceIds: [fixture.device] };
    await call('POST', '/assignments', assignment);
    const administrator = fixture.cookie;
    fixture.cookie = await fixture.signInAs(olga.id);
    expect(await get('/me')).toMatchObject({ administrator: false, permissions: [] });
    expect((await get('/devices')).devices).toMatchObject([{ permissions: ['view'], accessReadable: false }]);
    fixture.cookie = administrator;
    expect((await get('/devices')).devices[0].accessReadable).toBe(true);
  });
});
