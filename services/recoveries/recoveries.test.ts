import { decodeRecovery, limits, verifyStatement } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';
import { forgetOldRecoveries } from './recoveries.ts';

const unknown = 3;

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

async function device(): Promise<Record<string, unknown>> {
  return (await fixture.rig.request('GET', `/v1/devices/${fixture.device}`, { cookie: fixture.cookie })).body;
}

async function incidents(count: number): Promise<Record<string, unknown>[]> {
  for (;;) {
    const found = (await device()).incidents as Record<string, unknown>[];
    if (found.length === count) return found;
    await new Promise((later) => setTimeout(later, 50));
  }
}

const recover = (command: string, cookie = fixture.cookie) =>
  fixture.rig.request('POST', `/v1/devices/${fixture.device}/recovery`, { cookie, body: { command } });

async function unknownForAMinute(): Promise<void> {
  await connectDevice(fixture.node, fixture.device, unknown);
  fixture.rig.sources.advance(limits.callStateUnknownMs);
  await incidents(1);
}

/** The recovery that the node is told to pass on, verified as the device would. */
async function told() {
  const { node } = fixture;
  const find = () => node.commands().find(({ recoverDevice }) => recoverDevice !== null)?.recoverDevice;
  await node.until(() => find() !== undefined);
  const asked = find();
  const statement = asked?.recovery;
  if (!statement) throw new Error('no statement');
  const { body } = await fixture.rig.request('GET', '/.well-known/jwks.json');
  expect(await verifyStatement('recovery', statement, body.keys)).toBe(true);
  return { device: asked.device, recovery: decodeRecovery(statement.payload) };
}

describe('an unknown call state', () => {
  it('CALL-6: is an incident after a minute, names its source, and closes when the state is known', async () => {
    await connectDevice(fixture.node, fixture.device, unknown);
    fixture.rig.sources.advance(limits.callStateUnknownMs - 1);
    await new Promise((later) => setTimeout(later, 1_500));
    expect((await device()).incidents).toEqual([]);
    fixture.rig.sources.advance(1);
    expect(await incidents(1)).toMatchObject([{ kind: 'call-state-unknown', detail: 'simulated' }]);
    // A device that is away may still be unknown when it is back.
    await fixture.node.report({ deviceDisconnected: { device: fixture.device } });
    await new Promise((later) => setTimeout(later, 1_500));
    expect((await device()).incidents).toHaveLength(1);
    await connectDevice(fixture.node, fixture.device);
    await incidents(0);
    const kinds = (await fixture.events()).map(({ kind }) => kind).filter((kind) => kind.startsWith('incident'));
    expect(kinds).toEqual(['incident.opened', 'incident.closed']);
  });

  it('CALL-6: has a way out: signed for the device, answered by it, in the log before and after', async () => {
    await unknownForAMinute();
    const answer = recover('restart-room-application');
    const { device: to, recovery } = await told();
    expect([to, recovery.device, recovery.command]).toEqual([fixture.device, fixture.device, 5]);
    expect((await fixture.events()).at(-1)).toMatchObject({ kind: 'device.recovery-requested' });
    const stranger = await fixture.rig.node({ node: 'node-2', instance: 'other' });
    await stranger.report({ recoveryDone: { device: fixture.device, id: recovery.id, refusal: 0 } });
    await fixture.node.report({ recoveryDone: { device: fixture.device, id: 'another', refusal: 0 } });
    await fixture.node.report({ recoveryDone: { device: 'another', id: recovery.id, refusal: 0 } });
    await fixture.node.report({ recoveryDone: { device: fixture.device, id: recovery.id, refusal: 9 } });
    await fixture.node.report({ recoveryDone: { device: fixture.device, id: recovery.id, refusal: 0 } });
    expect(await answer).toMatchObject({ status: 200, body: { result: 'in-use' } });
    const logged = (await fixture.events()).filter(({ kind }) => kind.startsWith('device.recovery'));
    expect(logged).toEqual([
      {
        kind: 'device.recovery-requested',
        detail: { recovery: recovery.id, command: 'restart-room-application' },
      },
      { kind: 'device.recovery-done', detail: { recovery: recovery.id, result: 'in-use' } },
    ]);
  });

  it('CALL-6: what became of it is in the log, also where the relay could not say so for hours', async () => {
    await unknownForAMinute();
    const answer = recover('restart-room-application');
    const { recovery } = await told();
    const { sources, dataFolder } = fixture.rig;
    sources.advance(servicesLimits.recoveryKeptMs);
    const db = await openSqlite(dataFolder);
    await forgetOldRecoveries(db, sources.nowMs());
    await fixture.node.report({ recoveryDone: { device: fixture.device, id: recovery.id, refusal: 0 } });
    expect((await fixture.events()).at(-1)).toMatchObject({ kind: 'device.recovery-done' });
    await answer;
    sources.advance(1);
    await forgetOldRecoveries(db, sources.nowMs());
    expect(await db.selectFrom('recoveries').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  it('CALL-6: is no way out without an incident, without modify, for a device that is away, for another command', async () => {
    expect((await recover('restart-device')).body.code).toBe('no-incident');
    await unknownForAMinute();
    expect((await recover('format-disk')).body.code).toBe('invalid-request');
    await fixture.node.report({ deviceDisconnected: { device: fixture.device } });
    expect((await recover('restart-device')).body.code).toBe('device-not-connected');
    await connectDevice(fixture.node, fixture.device, unknown);
    const db = await openSqlite(fixture.rig.dataFolder);
    await db.deleteFrom('role_permissions').where('permission', '=', 'remote-access.modify').execute();
    await db.destroy();
    expect((await recover('restart-device')).body.code).toBe('device-not-found');
    expect(fixture.node.commands().some(({ recoverDevice }) => recoverDevice !== null)).toBe(false);
  });

  it('CALL-6: shows which restarts the device can do, and why not', async () => {
    expect((await device()).capabilities).toMatchObject({
      commands: [
        { command: 'restart-device', unavailable: null },
        { command: 'restart-room-application', unavailable: 'no helper' },
      ],
    });
  });
});
