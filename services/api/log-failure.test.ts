/** A log that does not verify is an incident: who may read the log sees it, monitoring counts it, and it closes by itself. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileCheckpointSink } from '../audit/file-checkpoint-sink.ts';
import { openLogKey } from '../audit/log-key.ts';
import { LogUpkeep } from '../audit/log-upkeep.ts';
import { createLog } from '../monitoring/log.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type Rig, startRig } from '../testing/rig.ts';

let rig: Rig;
let cookie: string;
beforeEach(async () => {
  rig = await startRig();
  cookie = await rig.signIn();
});
afterEach(() => rig.stop());

const get = async (path: string) => (await rig.request('GET', path, { cookie })).body;

async function metric(name: string): Promise<string | undefined> {
  const { controlUrl } = rig.services;
  const response = await fetch(`${controlUrl.replace('ws:', 'http:').replace('/control', '')}/metrics`);
  return (await response.text()).split('\n').find((line) => line.startsWith(`${name} `));
}

/** The scheduled look, when its time has come. */
async function verify(): Promise<void> {
  const { dataFolder, sources } = rig;
  const db = await openSqlite(dataFolder);
  const signer = openLogKey(dataFolder, sources.newId());
  const sink = fileCheckpointSink(join(dataFolder, 'log-checkpoints.ndjson'));
  const log = createLog({ write: (line: string) => void rig.logLines.push(line) });
  const upkeep = new LogUpkeep({ db, sources, signer, sink, log, countSinkFailure: () => undefined });
  await upkeep.verify();
  await db.destroy();
}

/** Edits a record behind the log's back. @returns its number, and what it was before */
async function alter(detail: string): Promise<{ sequence: number; before: string }> {
  const db = await openSqlite(rig.dataFolder);
  const records = db.selectFrom('events').where('kind', '=', 'operator.signed-in').orderBy('sequence');
  const { sequence, detail: before } = await records.select(['sequence', 'detail']).executeTakeFirstOrThrow();
  await db.updateTable('events').set({ detail }).where('sequence', '=', sequence).execute();
  await db.destroy();
  return { sequence, before };
}

it('AUD-4: a record that was altered is found by the next look, told where it is asked for, and over when it is mended', async () => {
  expect(await get('/v1/log/status')).toMatchObject({ intact: null, failure: null });
  await verify();
  const good = await get('/v1/log/status');
  expect(good).toMatchObject({ intact: true, failure: null });
  expect(await metric('ringside_services_log_failed')).toBe('ringside_services_log_failed 0');

  const { sequence, before } = await alter('{"edited":true}');
  rig.sources.advance(3_600_000);
  const since = new Date(rig.sources.nowMs()).toISOString();
  await verify();
  const failure = { since, sequence, problem: 'altered' };
  const bad = { intact: false, verifiedAt: good.verifiedAt, failure };
  expect(await get('/v1/log/status')).toMatchObject(bad);
  expect(rig.logLines.join('')).toContain('the log does not verify');
  rig.sources.advance(3_600_000);
  await verify();
  // Since when it is, not since it was last looked at; and once in the log, whatever is found again.
  expect(await get('/v1/log/status')).toMatchObject(bad);
  const failed = await get('/v1/log?kind=log.verification-failed');
  expect(failed.entries).toMatchObject([{ actorKind: 'services', detail: { sequence, problem: 'altered' } }]);
  await rig.restart();
  expect(await metric('ringside_services_log_failed')).toBe('ringside_services_log_failed 1');

  await alter(before);
  await verify();
  const verifiedAt = new Date(rig.sources.nowMs()).toISOString();
  expect(await get('/v1/log/status')).toMatchObject({ intact: true, verifiedAt, failure: null });
  expect(await metric('ringside_services_log_failed')).toBe('ringside_services_log_failed 0');
  await verify();
  const passed = await get('/v1/log?kind=log.verification-passed');
  expect(passed.entries).toMatchObject([
    {
      actorKind: 'services',
      detail: { failedMs: Date.parse(since), sequence, problem: 'altered', because: 'right-again' },
    },
  ]);
});

it('AUD-4: who may not read the log is not told either', async () => {
  await alter('{"edited":true}');
  await verify();
  const { body: user } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Olga' } });
  expect(user.id).toBeTruthy();
  const origin = 'https://portal.example';
  const key = { name: 'Portal', scope: 'everything', origins: [origin], expiresInSeconds: 3_600 };
  const { body: made } = await rig.request('POST', '/v1/api-keys', { cookie, body: key });
  const headers = { authorization: `Bearer ${made.apiKey}`, 'ringside-operator': user.id };
  const asked = await rig.request('GET', '/v1/log/status', { origin: null, headers });
  expect([asked.status, asked.body.failure]).toEqual([403, undefined]);
});
