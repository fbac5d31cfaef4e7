import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../store/sqlite-database.ts';
import { startSessionFixture } from '../testing/session-fixture.ts';
import { closeIncident, openIncident } from './incidents.ts';

const actor = { kind: 'services' } as const;

async function setUp() {
  const fixture = await startSessionFixture();
  onTestFinished(() => fixture.rig.stop());
  const db = await openSqlite(fixture.rig.dataFolder);
  onTestFinished(() => db.destroy());
  const { rig, device: deviceId } = fixture;
  const { tenantId } = rig.services;
  const kind = 'ring-lost';
  const open = (detail: string) =>
    db.transaction().execute((tx) => openIncident(tx, rig.sources, { tenantId, deviceId, kind, detail, actor }));
  const close = () => db.transaction().execute((tx) => closeIncident(tx, rig.sources, { deviceId, kind, actor }));
  const shown = async () =>
    (await rig.request('GET', `/v1/devices/${deviceId}`, { cookie: fixture.cookie })).body.incidents;
  const logged = async () => (await fixture.events()).filter((event) => event.kind.startsWith('incident.'));
  return { open, close, shown, logged };
}

describe('incidents of a device', () => {
  it('RING-2: one of a kind is open at a time, and says what it is about and since when', async () => {
    const { open, shown, logged } = await setUp();
    expect(await open('console')).toMatchObject({ detail: 'console' });
    expect(await open('something else')).toBeUndefined();
    const opened = { kind: 'ring-lost', detail: 'console', openedAt: expect.any(String) };
    expect(await shown()).toEqual([opened]);
    expect((await logged()).map(({ kind }) => kind)).toEqual(['incident.opened']);
  });

  it('is closed once, after which another may open; the log holds no text of the device', async () => {
    const { open, close, shown, logged } = await setUp();
    await open('named by the device');
    await close();
    await close();
    expect(await shown()).toEqual([]);
    expect(await open('again')).toBeDefined();
    const records = await logged();
    expect(records.map(({ kind }) => kind)).toEqual(['incident.opened', 'incident.closed', 'incident.opened']);
    expect(JSON.stringify(records)).not.toContain('named by the device');
  });
});
