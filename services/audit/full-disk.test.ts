/** A disk that is really full, and one that may only be read: small file systems of their own, where one may mount them. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice, startRig } from '../testing/rig.ts';
import { fileCheckpointSink } from './file-checkpoint-sink.ts';
import { openLogKey } from './log-key.ts';
import { checkLogs } from './self-check.ts';

const run = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

function mountDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-disk-'));
  if (!run('mount', '-t', 'tmpfs', '-o', 'size=4m,mode=0700', 'tmpfs', folder)) throw new Error('cannot mount');
  onTestFinished(() => {
    run('umount', '-l', folder);
    rmdirSync(folder);
  });
  return folder;
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-disk-'));
  const could = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder) && run('umount', folder);
  rmdirSync(folder);
  return could;
}

/** Takes whatever space is left. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (const size of [1 << 20, 1 << 12, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 1));
    } catch {
      // Full for this size.
    }
  }
  closeSync(file);
}

const mayMount = canMount();

if (!mayMount) {
  it('a full disk cannot be made where mounting is not allowed', ({ skip }) => {
    skip('mounting a small file system needs CAP_SYS_ADMIN: run the tests as root of the machine to see these');
  });
}

describe.skipIf(!mayMount)('a log on a disk', () => {
  it('AUD-5: that is full: no session starts, none that was acknowledged is lost, and it goes on with space', async () => {
    const dataFolder = mountDisk();
    const rig = await startRig({ dataFolder });
    const node = await rig.node();
    const { body } = await rig.enrol();
    await connectDevice(node, body.deviceId);
    const cookie = await rig.signIn();
    const publicKey = await exportPublicKey(await generateProofKeys());
    const request = { deviceId: body.deviceId, permission: 'view', reason: 'x'.repeat(200), publicKey };
    const start = () => rig.request('POST', '/v1/sessions', { cookie, body: request });
    const acknowledged: string[] = [(await start()).body.sessionId];

    const filler = join(dataFolder, 'filler');
    fill(filler);
    // The write-ahead log has room in its file for a while.
    let refused = await start();
    for (let tries = 0; refused.status === 201 && tries < 500; tries++) {
      acknowledged.push(refused.body.sessionId);
      refused = await start();
    }
    expect([refused.status, refused.body.code]).toEqual([503, 'store-unavailable']);
    expect(refused.body.ticket).toBeUndefined();
    expect((await start()).status).toBe(503);

    rmSync(filler);
    const after = await start();
    expect(after.status).toBe(201);
    acknowledged.push(after.body.sessionId);
    await rig.services.stop();
    const db = await openSqlite(dataFolder);
    const rows = await db
      .selectFrom('events')
      .where('kind', '=', 'session.requested')
      .select('session_id')
      .orderBy('sequence')
      .execute();
    expect(rows.map(({ session_id }) => session_id)).toEqual(acknowledged);
    const sink = fileCheckpointSink(join(dataFolder, 'log-checkpoints.ndjson'));
    expect(await checkLogs({ db, sources: rig.sources, signer: openLogKey(dataFolder, 'x'), sink })).toEqual([]);
    await db.destroy();
  });

  it('AUD-5: that may only be read: services do not start, and say why', async () => {
    const dataFolder = mountDisk();
    const rig = await startRig({ dataFolder });
    await rig.services.stop();
    run('mount', '-o', 'remount,ro', dataFolder);
    await expect(startRig({ dataFolder })).rejects.toThrow(/^The data folder .* cannot be written: /);
  });
});
