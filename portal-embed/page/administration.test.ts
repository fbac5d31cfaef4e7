/** The pages of the administration in a real browser, with a scripted API behind them: what is shown, and to whom. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broken } from '../testing/axe.ts';
import { Embedding } from '../testing/embedding.ts';
import { closeClean } from '../testing/page-steps.ts';
import { openPortal, room, type ScriptedApi } from '../testing/portal.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const id = '0190c0de-0000-7000-8000-000000000001';
const everything = [
  ...['settings.manage', 'roles.manage', 'users.manage', 'sites.manage', 'api-keys.manage'],
  ...['log.read', 'log.manage'],
];
/** Markup, a formula, what turns text around, and ten thousand characters. */
const hostile = `<img src=x onerror=alert(1)>=HYPERLINK("x")\u202e\u2066\u0007${'W'.repeat(10_000)}`;
const shownHostile = '<img src=x onerror=alert(1)>=HYPERLINK("x")���WWW';

const permission = (name: string, reserved = false) => ({ name, allows: 'Something.', scope: 'device', reserved });

const settings = {
  ...{ sessionMinutes: 60, idleMinutes: 10, viewersPerDevice: 4, stepUpMinutes: 0 },
  ...{ reasonRequired: false, roomConsent: 'notice' },
};

/** An organisation whose every name is as given. */
function organisation(name: string): ScriptedApi['more'] {
  const role = { id, name, description: name, permissions: ['remote-access.view'], builtIn: false };
  const builtIn = { id: 'manager', name: 'Manager', description: 'Administers.', permissions: [], builtIn: true };
  const assignment = {
    ...{ id, roleId: id, everyone: true, userIds: [id], userGroupIds: [], everyDevice: false, deviceIds: [id] },
    ...{ deviceGroupIds: [], siteIds: [], startsAt: null, endsAt: '2026-04-01T00:00:00Z' },
    ...{ createdAt: '2026-01-01T00:00:00Z', createdBy: id, warnings: ['covers-everyone'] },
  };
  const named = { id, name };
  const entry = {
    ...{ sequence: 7, time: '2026-01-01T00:00:00Z', recorded: '2026-01-01T00:00:00Z', kind: 'session.requested' },
    ...{ actorKind: 'operator', actorId: id, actorOperatorId: id, actorName: name },
    ...{ operatorId: id, operatorName: name, deviceId: id, deviceName: name },
    ...{ sessionId: id, detail: { permission: 'view', origin: name }, personal: { reason: name } },
  };
  const apiKey = {
    ...{ id, name, scope: 'sessions', origins: ['https://portal.example', name], createdBy: id },
    ...{ createdAt: '2026-01-01T00:00:00Z', expiresAt: '2999-01-01T00:00:00Z', revokedAt: null },
  };
  const because = [
    {
      assignmentId: id,
      role: named,
      user: { kind: 'user', ...named },
      device: [{ kind: 'device', ...named }],
      endsAt: '2026-04-01T00:00:00Z',
    },
  ];
  return {
    'GET /v1/opt-in': {
      ...{ enabled: false, since: null, acknowledgedBy: null, acknowledgedText: null },
      text: { version: '1', text: 'What it means.' },
    },
    'GET /v1/settings': settings,
    'GET /v1/permissions': { permissions: [permission('remote-access.view'), permission('roles.manage', true)] },
    'GET /v1/roles': { roles: [builtIn, role], next: null },
    [`GET /v1/roles/${id}`]: role,
    'GET /v1/assignments': { assignments: [assignment], next: null },
    'GET /v1/api-keys': {
      apiKeys: [apiKey, { ...apiKey, createdBy: null, revokedAt: '2026-02-01T00:00:00Z' }],
      next: null,
    },
    'GET /v1/users': { users: [{ ...named, disabled: false, administrator: false }], next: null },
    'GET /v1/user-groups': { groups: [named], next: null },
    'GET /v1/device-groups': { groups: [named], next: null },
    'GET /v1/sites': { groups: [], next: null },
    'GET /v1/log': { entries: [entry], next: null },
    'GET /v1/log/status': {
      ...{ records: 7, retentionDays: 180, personalDays: 180, publicKey: 'x'.repeat(43), keyId: 'k' },
      ...{
        checkpointAt: '2026-01-01T00:00:00Z',
        verifiedAt: null,
        intact: null,
        failure: null,
        kinds: ['session.requested'],
      },
    },
    'GET /v1/log/retention': { days: 180 },
    [`GET /v1/devices/${id}/access`]: {
      refusal: null,
      users: [{ ...named, permission: 'view', because, sessions: [id] }],
    },
  };
}

const places: Record<string, string> = {
  'Remote access': '/#/settings/remote-access',
  'Roles and assignments': '/#/settings/roles',
  'API keys': '/#/settings/api-keys',
  General: '/#/settings/general',
  Log: '/#/log',
  'Rooms > Remote access': `/#/rooms/${id}/remote-access`,
};

/** Until what was loaded stands there. */
const settled = async (page: Page) => {
  await page.locator('main h1').waitFor();
  await page.getByText('Loading…').waitFor({ state: 'detached' });
};

const shots = process.env.RINGSIDE_SCREENSHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

describe('every page of the administration', () => {
  for (const [name, path] of Object.entries(places)) {
    test(`EMB-2: ${name}: axe finds nothing, light and dark, wide and narrow`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const devices = [room({ accessReadable: true })];
        const script = { devices, permissions: everything, more: organisation('Olga') };
        const { page, site } = await openPortal(embedding, script, { colorScheme });
        await page.goto(`${site.origin}${path}`);
        await settled(page);
        expect(await broken(page), colorScheme).toEqual([]);
        await shoot(page, `${path.replaceAll('/', '-').slice(3)}-${colorScheme}`);
        await page.setViewportSize({ width: 320, height: 740 });
        expect(await broken(page), `${colorScheme}, narrow`).toEqual([]);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways).toBeLessThanOrEqual(0);
        await closeClean(page);
      }
    });

    test(`EMB-4: ${name}: names with markup, formulas, turning marks and 10 kB are text of one line at most`, async () => {
      const devices = [room({ name: hostile, accessReadable: true })];
      const more = organisation(hostile);
      const script = { devices, permissions: everything, operatorName: hostile, more };
      const { page, site } = await openPortal(embedding, script);
      await page.goto(`${site.origin}${path}`);
      await settled(page);
      await page.getByText(shownHostile).first().waitFor();
      expect(await page.locator('main img').count()).toBe(0);
      const text = await page.locator('body').innerText();
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(text).not.toContain('W'.repeat(200));
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      expect(await broken(page)).toEqual([]);
      await shoot(page, `hostile-${path.replaceAll('/', '-').slice(3)}`);
      await closeClean(page);
    });
  }

  test('EMB-4: is not there for who has no permission: not in the navigation, and not by its address', async () => {
    const { page, api, site } = await openPortal(embedding, { permissions: [], more: organisation('Olga') });
    for (const [name, path] of Object.entries(places)) {
      if (name.startsWith('Rooms')) continue;
      await page.goto(`${site.origin}${path}`);
      await page.getByText('You do not have the permission for this.').waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
    }
    // Nothing was asked that would be refused, and the refusal logged.
    expect(api.calls.filter((call) => /settings|opt-in|roles|log|users|api-keys/.test(call))).toEqual([]);
    await closeClean(page);
  });

  test('EMB-4: of a room is not there without remote access to it; who can reach it is not asked by others', async () => {
    const devices = [room({ permissions: [], name: 'Seen only' }), room({ id: id.replace(/1$/, '2'), name: 'Mine' })];
    const { page, api, site } = await openPortal(embedding, { devices, more: organisation('Olga') });
    await page.goto(site.origin);
    await page.getByRole('link', { name: 'Remote access: Mine' }).waitFor();
    expect(await page.getByRole('link', { name: 'Remote access: Seen only' }).count()).toBe(0);
    await page.goto(`${site.origin}${places['Rooms > Remote access']}`);
    await page.getByText('There is no such room, or you have no access to it.').waitFor();
    await page.goto(`${site.origin}/#/rooms/${id.replace(/1$/, '2')}/remote-access`);
    await page.getByText('A session can start now.').waitFor();
    expect(api.calls.filter((call) => call.endsWith('/access'))).toEqual([]);
    expect(await page.getByText('Who can reach this room').count()).toBe(0);
    await closeClean(page);
  });

  test('EMB-4: of a room says why no session can start now, and who could', async () => {
    const devices = [room({ callState: 'in-call', refusal: 'in-call', accessReadable: true })];
    const { page, site } = await openPortal(embedding, { devices, more: organisation('Olga') });
    await page.goto(site.origin);
    await page.getByRole('link', { name: 'Remote access: Boardroom' }).click();
    await page.getByText('No session can start now: The room is in a call.').waitFor();
    expect(await page.getByRole('button', { name: 'View and control' }).isDisabled()).toBe(true);
    const row = page.getByRole('row', { name: /Olga/ });
    expect(await row.innerText()).toMatch(/Olga\s*In a session now\s*View\s*Olga: Olga → Olga, until/);
    await page.goBack();
    await page.getByRole('heading', { name: 'Rooms' }).waitFor();
    await closeClean(page);
  });
});

describe('by keyboard alone', () => {
  test('ACC-1: remote access is switched on only with the acknowledgement and an address', async () => {
    const bodies: unknown[] = [];
    const more = {
      ...organisation('Olga'),
      'PUT /v1/opt-in': (body: unknown) => {
        bodies.push(body);
        return { status: 200, body: {} };
      },
    };
    const { page, site } = await openPortal(embedding, { permissions: everything, more });
    await page.goto(`${site.origin}${places['Remote access']}`);
    await page.getByRole('checkbox', { name: 'I have read this' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('olga@example.org');
    await page.keyboard.press('Enter');
    expect(bodies).toEqual([]);
    await page.getByRole('checkbox', { name: 'I have read this' }).press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => bodies).toEqual([{ enabled: true, email: 'olga@example.org', textVersion: '1' }]);
    await closeClean(page);
  });

  test('SES-2: the rules for sessions are changed, and what was not touched stays', async () => {
    const bodies: unknown[] = [];
    const more = {
      ...organisation('Olga'),
      // Of a newer release.
      'GET /v1/settings': { ...settings, unheardOf: 'somehow' },
      'PUT /v1/settings': (body: unknown) => {
        bodies.push(body);
        return { status: 200, body: {} };
      },
    };
    const { page, site } = await openPortal(embedding, { permissions: everything, more });
    await page.goto(`${site.origin}${places['Remote access']}`);
    const room = page.getByLabel('Before a session, the room');
    expect(await room.inputValue()).toBe('notice');
    await page.getByLabel('Minutes that a session may last').fill('30');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    await room.selectOption('is asked: somebody in it has to allow the session');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    const kept = { ...settings, unheardOf: 'somehow' };
    await expect
      .poll(() => bodies)
      .toEqual([
        { ...kept, sessionMinutes: 30 },
        { ...kept, sessionMinutes: 30, roomConsent: 'prompt' },
      ]);
    await closeClean(page);
  });

  test('ACC-3, ACC-4: a role is made and assigned; what the API refuses is said in its words', async () => {
    const bodies: Record<string, unknown[]> = { roles: [], assignments: [] };
    const detail = 'An assignment names at least one user and one device.';
    const refusal = { status: 400, body: { code: 'invalid-request', status: 400, detail } };
    const more = {
      ...organisation('Olga'),
      'POST /v1/roles': (body: unknown) => {
        bodies.roles?.push(body);
        return { status: 201, body: {} };
      },
      'POST /v1/assignments': (body: unknown) => {
        bodies.assignments?.push(body);
        return refusal;
      },
    };
    const { page, site } = await openPortal(embedding, { devices: [room()], permissions: everything, more });
    await page.goto(`${site.origin}${places['Roles and assignments']}`);
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('Night shift');
    await page.keyboard.press('Tab');
    await page.keyboard.type('At night');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The role is saved.').waitFor();
    expect(bodies.roles).toEqual([
      { name: 'Night shift', description: 'At night', permissions: ['remote-access.view'] },
    ]);
    // Nobody but managers holds it, so nobody can choose it.
    expect(await page.getByRole('checkbox', { name: 'roles.manage' }).count()).toBe(0);
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Olga' });
    await page.getByRole('group', { name: 'Users', exact: true }).getByRole('checkbox').press('Space');
    await page.getByRole('button', { name: 'Assign' }).press('Enter');
    await page.getByText(detail).waitFor();
    expect(bodies.assignments).toMatchObject([{ roleId: id, everyone: false, userIds: [id], deviceIds: [] }]);
    // What was typed is still there, to be put right.
    expect(await page.getByRole('group', { name: 'Users', exact: true }).getByRole('checkbox').isChecked()).toBe(true);
    await closeClean(page);
  });

  test('SES-4: what ends sessions is asked about first', async () => {
    const put: unknown[] = [];
    const preview = {
      added: [],
      removed: [],
      assignments: [],
      users: [{ id, name: 'Olga' }],
      endingSessions: [id, id],
    };
    const more = {
      ...organisation('Viewers'),
      [`POST /v1/roles/${id}/preview`]: { ...preview, refusal: null },
      [`PUT /v1/roles/${id}`]: (body: unknown) => {
        put.push(body);
        return { status: 200, body: {} };
      },
    };
    const { page, site } = await openPortal(embedding, { permissions: everything, more });
    await page.goto(`${site.origin}${places['Roles and assignments']}`);
    await page.getByRole('button', { name: 'Change: Viewers' }).click();
    await page.getByRole('button', { name: 'What would this do?' }).click();
    await page.getByText('1 user has this role now; 2 sessions end at once.').waitFor();
    // The click is over when the question has been answered.
    const saving = async () => {
      const question = page.waitForEvent('dialog');
      return { clicked: page.getByRole('button', { name: 'Save' }).click(), question: await question };
    };
    const first = await saving();
    await first.question.dismiss();
    await first.clicked;
    const second = await saving();
    expect(second.question.message()).toContain('This ends 2 sessions at once.');
    expect(put).toEqual([]);
    await second.question.accept();
    await second.clicked;
    await page.getByText('The role is saved.').waitFor();
    expect(put).toHaveLength(1);
    await closeClean(page);
  });
});

describe('the log', () => {
  test('AUD-6: is filtered, goes on page by page, and is exported by the same filters', async () => {
    const more = { ...organisation('Olga') };
    const { page, site } = await openPortal(embedding, { devices: [room()], permissions: everything, more });
    const asked: string[] = [];
    const json = (sequence: number, next: string | null) => {
      const { entries } = organisation(`Record ${sequence}`)['GET /v1/log'] as { entries: object[] };
      return { entries, next };
    };
    await page.route('**/v1/log?*', (route) => {
      const url = new URL(route.request().url());
      asked.push(url.search);
      return route.fulfill({ json: url.searchParams.has('cursor') ? json(1, null) : json(2, '1.1') });
    });
    await page.goto(`${site.origin}${places.Log}`);
    await page.getByLabel('What').selectOption('session.requested');
    await page.getByLabel('Room').selectOption({ label: 'Boardroom' });
    await page.getByLabel('From').fill('2026-01-01T00:00');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Record 2').first().waitFor();
    const from = encodeURIComponent(await page.evaluate(() => new Date('2026-01-01T00:00').toISOString()));
    expect(asked.at(-1)).toBe(`?device=${id}&kind=session.requested&from=${from}`);
    await page.getByText('1 record, and there are older ones.').waitFor();
    await page.getByRole('button', { name: 'Older records' }).click();
    await page.getByText('2 records.').waitFor();
    expect(asked.at(-1)).toContain('cursor=1.1');
    const csv = page.getByRole('link', { name: 'These records for a spreadsheet' });
    expect(await csv.getAttribute('href')).toBe(`/v1/log.csv?device=${id}&kind=session.requested&from=${from}`);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => csv.getAttribute('href')).toBe('/v1/log.csv?');
    expect(await page.getByLabel('What').inputValue()).toBe('');
    await closeClean(page);
  });

  test('AUD-2: says who did it, and whom it concerns, for every kind of actor', async () => {
    const other = id.replace(/1$/, '2');
    const nobody = { actorId: null, actorOperatorId: null, actorName: null, operatorId: null, operatorName: null };
    const record = { ...nobody, time: '2026-01-01T00:00:00Z', deviceId: null, deviceName: null, sessionId: null };
    const olga = { actorOperatorId: id, actorName: 'Olga' };
    const paul = { operatorId: other, operatorName: 'Paul' };
    const entries = [
      { actorKind: 'operator', ...olga, ...paul, detail: { before: false }, personal: { before: 'Pavel' } },
      { actorKind: 'operator', ...olga },
      { actorKind: 'operator', ...olga, operatorId: id, operatorName: 'Olga' },
      { actorKind: 'api-key', actorId: 'key', ...olga, ...paul },
      { actorKind: 'relay', actorId: 'node-1', ...paul },
      { actorKind: 'device', actorId: other, actorName: 'Boardroom', deviceId: other, deviceName: 'Boardroom' },
      { actorKind: 'command-line', ...paul },
      { actorKind: 'services' },
      { actorKind: 'operator', ...paul },
    ].map((entry, index) => ({ ...record, detail: {}, personal: {}, kind: 'x', sequence: index + 1, ...entry }));
    const more = { ...organisation('Olga'), 'GET /v1/log': { entries, next: null } };
    const { page, site } = await openPortal(embedding, { devices: [room()], permissions: everything, more });
    await page.goto(`${site.origin}${places.Log}`);
    await page.getByText('9 records.').waitFor();
    const rows = await page.locator('tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
    expect(cells.map(([, , who, whom]) => [who, whom])).toEqual([
      ['Olga', 'Paul'],
      ['Olga', '–'],
      ['Olga', '–'],
      ['Olga, by an API key', 'Paul'],
      ['A relay', 'Paul'],
      ['Boardroom', '–'],
      ['Whoever runs Ringside', 'Paul'],
      ['Ringside', '–'],
      ['Somebody whose data was erased', 'Paul'],
    ]);
    // What is personal has fields of the same name as what is not: neither takes the other's place.
    expect(cells[0]?.at(-1)).toMatch(/before: Pavel\s*before: false/);
    expect(await broken(page)).toEqual([]);
    await shoot(page, 'who-did-it');
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await broken(page)).toEqual([]);
    await closeClean(page);
  });

  test('AUD-4: that it is not intact, since when and what is wrong is said where it is read', async () => {
    const failure = { since: '2026-03-04T05:06:07Z', sequence: 4711, problem: 'altered' };
    const status = organisation('Olga')['GET /v1/log/status'];
    const failed = { ...status, verifiedAt: '2026-03-03T05:06:07Z', intact: false, failure };
    const more = { ...organisation('Olga'), 'GET /v1/log/status': failed };
    const { page, site } = await openPortal(embedding, { devices: [room()], permissions: everything, more });
    for (const place of ['Log', 'General']) {
      await page.goto(`${site.origin}${places[place]}`);
      const said = page.getByRole('region', { name: 'The log is not intact' });
      await said.waitFor();
      expect(await said.innerText()).toMatch(
        /Since .*2026.* its check does not pass\. At record 4711: what it says is not what was recorded\./,
      );
      expect(await broken(page), place).toEqual([]);
      await shoot(page, `not-intact-${place}`);
    }
    expect(await page.locator('dl').innerText()).toMatch(/2026.*: Intact\. Now: Not intact/);
    await closeClean(page);
  });

  test('AUD-4: a fault that this page has no word for is one all the same', async () => {
    const failure = { since: '2026-03-04T05:06:07Z', sequence: 0, problem: 'of-a-newer-release' };
    const status = { ...organisation('Olga')['GET /v1/log/status'], intact: false, failure };
    const more = { ...organisation('Olga'), 'GET /v1/log/status': status };
    const { page, site } = await openPortal(embedding, { devices: [room()], permissions: everything, more });
    await page.goto(`${site.origin}${places.Log}`);
    await page.getByText('Before the first record: it is not as it was written.').waitFor();
    await closeClean(page);
  });

  test('AUD-1: how long it is kept is changed by who manages it, and read by others', async () => {
    const put: unknown[] = [];
    const more = {
      ...organisation('Olga'),
      'PUT /v1/log/retention': (body: unknown) => {
        put.push(body);
        return { status: 200, body: {} };
      },
    };
    const { page, api, site } = await openPortal(embedding, { permissions: everything, more });
    await page.goto(`${site.origin}${places.General}`);
    await page.getByLabel('Days that records are kept').fill('365');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(put).toEqual([{ days: 365 }]);
    api.permissions = ['log.read'];
    await page.reload();
    await page.getByText('Days that records are kept: 180.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await closeClean(page);
  });
});

describe('a session in an organisation that wants reasons', () => {
  test('SES-8: is asked about where the page did not know yet that it wants them', async () => {
    const bodies: unknown[] = [];
    const start = (body: unknown) => {
      bodies.push(body);
      return { status: 400, body: { code: bodies.length === 1 ? 'reason-required' : 'in-call', status: 400 } };
    };
    const { page, site } = await openPortal(embedding, { devices: [room()], start });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    await page.getByLabel('Reason or ticket reference').waitFor();
    await page.keyboard.type('Ticket 4711');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('The room is in a call').first().waitFor();
    expect(bodies).toMatchObject([{ permission: 'view' }, { reason: 'Ticket 4711' }]);
    await closeClean(page);
  });

  test('SES-8: is not asked for before one was given', async () => {
    const bodies: unknown[] = [];
    const start = (body: unknown) => {
      bodies.push(body);
      return { status: 409, body: { code: 'in-call', status: 409, detail: '' } };
    };
    const { page, site } = await openPortal(embedding, { devices: [room({ reasonRequired: true })], start });
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'View: Boardroom' }).click();
    const reason = page.getByLabel('Reason or ticket reference');
    await reason.waitFor();
    expect(await broken(page)).toEqual([]);
    await shoot(page, 'reason');
    await reason.fill('   ');
    await page.keyboard.press('Enter');
    expect(await page.locator('ringside-viewer').count()).toBe(0);
    await reason.fill(' Ticket 4711 ');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('The room is in a call').first().waitFor();
    expect(bodies).toMatchObject([{ permission: 'view', reason: 'Ticket 4711' }]);
    await closeClean(page);
  });
});
