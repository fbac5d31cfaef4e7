import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEvent } from '../audit/event-log.ts';
import { verifyLogFile } from '../audit/verify-log-file.ts';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
let sessionId: string;
beforeAll(async () => {
  fixture = await startSessionFixture();
  const { body } = await fixture.start({ reason: '=HYPERLINK("http://evil","x")' });
  sessionId = body.sessionId;
  await fixture.node.report({ sessionStarted: { session: sessionId, resumed: false } }, fixture.rig.sources.nowMs());
  fixture.rig.sources.advance(90_000);
  await fixture.rig.request('POST', `/v1/sessions/${sessionId}/end`, { cookie: fixture.cookie });
});
afterAll(() => fixture.rig.stop());

const get = (path: string) => fixture.rig.request('GET', path, { cookie: fixture.cookie });
const kinds = (body: { entries: { kind: string }[] }) => body.entries.map(({ kind }) => kind);

describe('the log by its API', () => {
  it('AUD-6: filters by session, device, operator, kind and time', async () => {
    const bySession = await get(`/v1/log?session=${sessionId}`);
    expect(bySession.status).toBe(200);
    expect(kinds(bySession.body)).toEqual(['session.ended', 'session.started', 'session.requested']);
    const [ended, , requested] = bySession.body.entries;
    expect(ended).toMatchObject({
      actorKind: 'operator',
      operatorName: 'admin',
      deviceName: 'Room 1',
      detail: { reason: 'operator', durationMs: 90_000, permission: 'modify', reconstructed: false },
    });
    expect(requested).toMatchObject({ personal: { reason: '=HYPERLINK("http://evil","x")' } });

    const byDevice = await get(`/v1/log?device=${fixture.device}&kind=session.started`);
    expect(kinds(byDevice.body)).toEqual(['session.started']);
    const byOperator = await get(`/v1/log?operator=${ended.operatorId}&kind=session.ended`);
    expect(kinds(byOperator.body)).toEqual(['session.ended']);
    const all = await get(`/v1/log?operator=${ended.operatorId}&device=${fixture.device}&session=${sessionId}`);
    expect(kinds(all.body)).toHaveLength(3);
    const before = await get(`/v1/log?session=${sessionId}&to=${ended.time}`);
    expect(kinds(before.body)).toEqual(['session.started', 'session.requested']);
    const since = await get(`/v1/log?session=${sessionId}&from=${ended.time}`);
    expect(kinds(since.body)).toEqual(['session.ended']);
    expect((await get(`/v1/log?operator=${sessionId}`)).body.entries).toEqual([]);
  });

  it('AUD-2: tells who acted from whom it is about, as JSON and CSV, with an API key too', async () => {
    const { rig, cookie } = fixture;
    const me = (await get('/v1/me')).body.operator;
    const { body: olga } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Olga' } });
    const key = { name: 'Portal', scope: 'everything', origins: ['https://portal.example'], expiresInSeconds: 3_600 };
    const { body: made } = await rig.request('POST', '/v1/api-keys', { cookie, body: key });
    const headers = { authorization: `Bearer ${made.apiKey}`, 'ringside-operator': me.id };
    const role = { name: 'Night shift', description: '', permissions: [] };
    expect((await rig.request('POST', '/v1/roles', { origin: null, headers, body: role })).status).toBe(201);

    const admin = { actorOperatorId: me.id, actorName: 'admin' };
    const [created] = (await get('/v1/log?kind=operator.created&limit=1')).body.entries;
    expect(created).toMatchObject({ actorKind: 'operator', actorId: me.id, ...admin });
    expect(created).toMatchObject({ operatorId: olga.id, operatorName: 'Olga', personal: { name: 'Olga' } });
    const [byKey] = (await get(`/v1/log?kind=role.created&operator=${me.id}&limit=1`)).body.entries;
    expect(byKey).toMatchObject({ actorKind: 'api-key', actorId: made.id, ...admin, operatorId: null });
    const [started] = (await get(`/v1/log?session=${sessionId}&kind=session.started`)).body.entries;
    expect(started).toMatchObject({ actorKind: 'relay', actorOperatorId: null, actorName: null, operatorId: me.id });

    const [header, line] = (await get('/v1/log.csv?kind=operator.created')).body.split('\r\n');
    const columns = header.split(',');
    const cells = line.split(',');
    const cell = (name: string) => cells[columns.indexOf(name)];
    expect([cell('actor name'), cell('actor operator id')]).toEqual(['admin', me.id]);
    expect([cell('operator'), cell('operator id')]).toEqual(['Olga', olga.id]);
    const lines = (await get('/v1/log.ndjson')).body.split('\n');
    const persons = lines.map((text: string) => (text === '' ? undefined : JSON.parse(text).persons));
    expect(persons).toContainEqual({
      actor: expect.objectContaining({ id: me.id }),
      operator: expect.objectContaining({ id: olga.id, data: { name: 'Olga' } }),
    });
    const byBoth = await Promise.all([me.id, olga.id].map((id) => get(`/v1/log?operator=${id}&kind=operator.created`)));
    for (const { body } of byBoth) expect(body.entries[0]).toMatchObject({ sequence: created.sequence });
  });

  it('AUD-6: pages by cursor, with and without filters, and shows each record once', async () => {
    for (const filter of ['', `&device=${fixture.device}`, `&operator=${(await get('/v1/me')).body.operator.id}`]) {
      const whole = (await get(`/v1/log?limit=500${filter}&to=2999-01-01T00:00:00Z`)).body.entries;
      const paged: { sequence: number }[] = [];
      let cursor = '';
      do {
        const { body } = await get(`/v1/log?limit=3${filter}${cursor}`);
        expect(body.entries.length).toBeLessThanOrEqual(3);
        paged.push(...body.entries);
        cursor = body.next === null ? '' : `&cursor=${body.next}`;
      } while (cursor !== '');
      const known = new Set(whole.map(({ sequence }: { sequence: number }) => sequence));
      const seen = paged.map(({ sequence }) => sequence).filter((sequence) => known.has(sequence));
      expect(seen).toEqual(whole.map(({ sequence }: { sequence: number }) => sequence));
      expect(new Set(paged.map(({ sequence }) => sequence)).size).toBe(paged.length);
      expect(whole.length).toBeGreaterThan(3);
    }
  });

  it('AUD-6: reading is in the log, with what was asked for', async () => {
    await get(`/v1/log?kind=session.ended&from=2026-01-01T00:00:00Z`);
    await get('/v1/log.csv');
    await get('/v1/log.ndjson');
    await get('/v1/reports/remote-access');
    const { body } = await get('/v1/log?limit=4');
    expect(body.entries).toMatchObject([
      { kind: 'report.read', detail: { report: 'remote-access', fromMs: null } },
      { kind: 'log.read', detail: { form: 'ndjson' } },
      { kind: 'log.read', detail: { form: 'csv' } },
      {
        kind: 'log.read',
        actorKind: 'operator',
        operatorName: 'admin',
        detail: { form: 'page', kind: 'session.ended', fromMs: Date.UTC(2026, 0, 1), byOperator: false },
      },
    ]);
  });

  it('AUD-5, AUD-6: what cannot be noted is not shown', async () => {
    const blocker = await openSqlite(fixture.rig.dataFolder);
    const blocked = await blocker.transaction().execute(() => Promise.all([get('/v1/log'), get('/v1/log.csv')]));
    await blocker.destroy();
    for (const { status, body } of blocked) {
      expect([status, body.code]).toEqual([503, 'store-unavailable']);
      expect(JSON.stringify(body)).not.toContain('session.');
    }
  });

  it('AUD-6: refuses unknown kinds, filters and cursors, and times that do not exist', async () => {
    for (const query of [
      'kind=session.imagined',
      'kind=toString',
      'operator=x',
      'limit=0',
      'limit=501',
      'cursor=x',
      'unknown=1',
      'from=yesterday',
      'from=2026-13-45T00:00:00Z',
    ]) {
      const { status, body } = await get(`/v1/log?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'invalid-request']);
    }
  });

  it('AUD-6: a time before 1970 is one before every record, and reading by it is in the log', async () => {
    for (const path of ['/v1/log?', '/v1/log.csv?', '/v1/reports/sessions?to=2999-01-01T00:00:00Z&']) {
      expect((await get(`${path}from=1970-01-01T00:00:00%2B01:00`)).status).toBe(200);
      const [read] = (await get('/v1/log?limit=1')).body.entries;
      expect(read.detail).toMatchObject({ fromMs: 0 });
    }
    expect((await get('/v1/log?to=0001-01-01T00:00:00Z')).body.entries).toEqual([]);
  });

  it('AUD-6: CSV is safe to open: no cell begins as a formula', async () => {
    const { headers, body } = await get('/v1/log.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('log.csv');
    const [header, ...rows] = body.trimEnd().split('\r\n');
    expect(header.split(',')).toContain('kind');
    expect(rows.length).toBeGreaterThan(15);
    const sessions = await get('/v1/reports/sessions.csv?from=2000-01-01T00:00:00Z&to=2999-01-01T00:00:00Z');
    expect(sessions.body).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
  });

  it('AUD-4, AUD-6: NDJSON is verified offline by the command, with the public key alone', async () => {
    const { headers, body } = await get('/v1/log.ndjson');
    expect(headers.get('content-type')).toBe('application/x-ndjson');
    const { publicKey } = (await get('/v1/log/status')).body;
    const file = join(fixture.rig.dataFolder, 'export.ndjson');
    const run = (content: string, key: string = publicKey) => {
      writeFileSync(file, content);
      return verifyLogFile(file, key).catch(({ message }: Error) => message);
    };
    expect(await run(body)).toMatch(/^The log of tenant .* is intact: records 1 to \d+, [1-9]\d* checkpoints/);
    const edited = body.replace('"session.ended"', '"session.Ended"');
    expect(await run(edited)).toMatch(/^The log does not verify at record \d+: its hash/);
    expect(await run(body.slice(0, -1))).toMatch(/^The log does not verify at record/);
    expect(await run(body, 'A'.repeat(43))).toMatch(
      /is not signed by this key, or the one that the changes of keys lead to\.$/,
    );
    expect(await run(body, 'x')).toMatch(/^--key is no public key/);
    expect(await run('')).toMatch(/^The log does not verify at record 0: it does not begin with/);
    expect(await verifyLogFile(`${file}.none`, publicKey).catch(({ message }: Error) => message)).toMatch(
      /cannot be read/,
    );

    // As an auditor runs it: no settings, no database.
    writeFileSync(file, edited);
    const main = join(import.meta.dirname, '..', 'main.ts');
    const command = [main, 'verify-log', file, '--key', publicKey];
    const outcome = await promisify(execFile)(process.execPath, command, { env: {} }).catch((error) => error);
    expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringMatching(/^The log does not verify at record/)]);
  });

  it('AUD-7: reports the sessions of a period, and who has remote access', async () => {
    const from = '2000-01-01T00:00:00Z';
    const sessions = await get(`/v1/reports/sessions?from=${from}&to=2999-01-01T00:00:00Z`);
    expect(sessions.body).toMatchObject({
      sessions: [
        {
          id: sessionId,
          operatorName: 'admin',
          deviceName: 'Room 1',
          permission: 'modify',
          durationSeconds: 90,
          endReason: 'operator',
          reason: '=HYPERLINK("http://evil","x")',
        },
      ],
      next: null,
    });
    expect((await get(`/v1/reports/sessions?from=${from}&to=2001-01-01T00:00:00Z`)).body.sessions).toEqual([]);
    const users = await get('/v1/reports/remote-access');
    expect(users.body.users).toMatchObject([{ operatorName: 'admin', deviceName: 'Room 1', permission: 'modify' }]);
    const csv = (await get('/v1/reports/remote-access.csv')).body;
    expect(csv).toMatch(/^operator id,operator,permission,device id,device\r\n/);
  });

  it('AUD-1: how long it is kept can be changed within bounds; what it says of a person can be erased', async () => {
    const seen = await get('/v1/log/retention');
    expect(seen.body).toEqual({ days: 180 });
    const headers = { 'if-match': seen.headers.get('etag') ?? '' };
    const put = (days: number) =>
      fixture.rig.request('PUT', '/v1/log/retention', { cookie: fixture.cookie, body: { days }, headers });
    expect((await put(90)).status).toBe(400);
    expect((await put(731)).status).toBe(400);
    expect((await put(365)).status).toBe(200);
    expect((await put(200)).body.code).toBe('changed-meanwhile');
    expect((await get('/v1/log/status')).body).toMatchObject({ retentionDays: 365, personalDays: 180 });
    const { rig, cookie } = fixture;
    const { body: paul } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Paul' } });
    const body = { operatorId: paul.id };
    const erased = await rig.request('POST', '/v1/log/erasures', { cookie, body });
    expect(erased.body).toEqual({ erased: 1 });
    const [created] = (await get('/v1/log?kind=operator.created&limit=1')).body.entries;
    expect(created).toMatchObject({ actorName: 'admin', operatorId: null, personal: {} });
  });

  it('AUD-2: nobody erases what the log says of themselves, in the name of another either; trying is in it', async () => {
    const { rig, cookie } = fixture;
    const me = (await get('/v1/me')).body.operator;
    const { body: manager } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Manager' } });
    const everything = { everyone: false, userIds: [manager.id], everyDevice: true };
    const { roles } = (await get('/v1/roles')).body;
    const { id: roleId } = roles.find(
      ({ builtIn, name }: { builtIn: boolean; name: string }) => builtIn && name === 'Manager',
    );
    const assigned = await rig.request('POST', '/v1/assignments', { cookie, body: { roleId, ...everything } });
    expect(assigned.status).toBe(201);
    const key = { name: 'Other', scope: 'everything', origins: ['https://portal.example'], expiresInSeconds: 3_600 };
    const { body: made } = await rig.request('POST', '/v1/api-keys', { cookie, body: key });
    const erase = (operatorId: string, options: object) =>
      rig.request('POST', '/v1/log/erasures', { body: { operatorId }, ...options });
    const inTheNameOf = (operator: string) => ({
      origin: null,
      headers: { authorization: `Bearer ${made.apiKey}`, 'ringside-operator': operator },
    });

    const before = (await get(`/v1/log?operator=${me.id}&limit=500`)).body.entries.length;
    const refused = [
      await erase(me.id, { cookie }),
      await erase(me.id, inTheNameOf(me.id)),
      await erase(me.id, inTheNameOf(manager.id)),
      await erase(manager.id, inTheNameOf(manager.id)),
    ];
    for (const { status, body } of refused) {
      expect([status, body.code, body.detail]).toEqual([
        403,
        'forbidden',
        expect.stringMatching(/another user a manager/),
      ]);
    }
    expect((await get(`/v1/log?operator=${me.id}&limit=500`)).body.entries.length).toBeGreaterThan(before);
    const [tried] = (await get('/v1/log?kind=access.refused&limit=1')).body.entries;
    expect(tried).toMatchObject({
      actorName: 'Manager',
      detail: { reason: 'forbidden', route: 'POST /v1/log/erasures' },
    });
    // Somebody else may: so may whom a sole administrator made a manager, of the administrator.
    const { body: helper } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Helper' } });
    const helping = { roleId, userIds: [helper.id], everyDevice: true };
    expect((await rig.request('POST', '/v1/assignments', { cookie, body: helping })).status).toBe(201);
    const helped = await erase(me.id, { cookie: await fixture.signInAs(helper.id) });
    expect([helped.status, helped.body.erased]).toEqual([200, expect.any(Number)]);
    expect(helped.body.erased).toBeGreaterThan(0);
    expect((await erase(manager.id, { cookie })).status).toBe(200);
    const [erased] = (await get('/v1/log?kind=log.person-erased&limit=1')).body.entries;
    expect(erased).toMatchObject({ actorKind: 'operator', actorOperatorId: me.id });
  });

  it('AUD-6: an export that fails in the middle breaks off: nobody takes it for the whole', async () => {
    const { rig, cookie } = fixture;
    const db = await openSqlite(rig.dataFolder);
    const tenantId = rig.services.tenantId;
    const event = { kind: 'tenant.created', tenantId, actor: { kind: 'services' }, detail: {} } as const;
    await db.transaction().execute(async (tx) => {
      for (let record = 0; record < 2 * servicesLimits.logRowsAtOnce; record++)
        await appendEvent(tx, rig.sources, event);
    });
    // A time that there is not, in the oldest record.
    await db.updateTable('events').set({ time_ms: -9e15 }).where('sequence', '=', 1).execute();
    await db.destroy();
    const answer = await fetch(`${rig.services.url}/v1/log.csv`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });
});
