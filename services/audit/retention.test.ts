import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTenant } from '../access/first-start.ts';
import { insertSession } from '../sessions/session-records.ts';
import { reclaim } from '../store/reclaim.ts';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { type Checkpoint, checkpointLine, logSigner, parseSignedLine } from './checkpoint.ts';
import { isClockTrusted } from './clock-doubt.ts';
import { erasePerson } from './erasure.ts';
import { logLines } from './log-lines.ts';
import { type KeptElsewhere, LogVerifier } from './log-verifier.ts';
import { applyRetention, setRetention } from './retention.ts';
import { checkLogs, readElsewhere, readOwnElsewhere } from './self-check.ts';

const dayMs = 24 * 60 * 60_000;
const canary = 'canary-reason-that-nobody-else-writes';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

const count = async (table: 'events' | 'event_persons' | 'sessions') =>
  (await log.db.selectFrom(table).select('tenant_id').execute()).length;

/** Whether any file of the store has the text, free pages and write-ahead log included. */
function isOnDisk(text: string): boolean {
  return readdirSync(log.folder).some((file) => readFileSync(join(log.folder, file)).includes(text));
}

async function verify(elsewhere?: KeptElsewhere) {
  const verifier = new LogVerifier(log.signer.publicKey, elsewhere);
  for (const line of await log.lines()) verifier.line(line);
  return verifier.end();
}

/** A line of the checkpoints outside of the database. */
async function kept(index: number): Promise<string> {
  const lines: string[] = [];
  for await (const line of log.sink.lines()) lines.push(line);
  return lines[index] ?? '';
}

function parsed(line: string): Checkpoint {
  const signed = parseSignedLine(line);
  if (signed?.kind !== 'checkpoint') throw new Error('that is no checkpoint');
  return signed.statement;
}

const setDays = (days: number) =>
  log.db
    .transaction()
    .execute((tx) =>
      setRetention(tx, log.sources, { tenantId: log.tenantId, days, actor: { kind: 'operator', id: log.operatorId } }),
    );

describe('retention', () => {
  it('AUD-1: keeps records for 180 days, then lets them go, and the chain is verified from there', async () => {
    await log.session(log.otherOperatorId, canary);
    await log.checkpoint();
    const old = await count('events');
    log.sources.advance(100 * dayMs);
    await log.session();
    await log.checkpoint();

    log.sources.advance(79 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(false);
    log.sources.advance(dayMs - 60_000);
    expect(await applyRetention(log.db, log.sources)).toBe(false);
    log.sources.advance(dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    const left = await log.db.selectFrom('events').select(['sequence', 'kind']).orderBy('sequence').execute();
    expect(left.map(({ kind }) => kind)).toEqual([
      'session.requested',
      'session.started',
      'session.ended',
      'log.pruned',
    ]);
    expect(left[0]?.sequence).toBe(old + 1);
    expect(await count('event_persons')).toBe(3);
    expect(await verify()).toMatchObject({ intact: true, summary: { first: old + 1, checkpoints: 2 } });
    expect(await checkLogs(log)).toEqual([]);
    expect(await applyRetention(log.db, log.sources)).toBe(false);
  });

  it('AUD-1: what is gone is gone from the database, its free pages and the write-ahead log', async () => {
    for (let session = 0; session < 150; session++) await log.session(log.otherOperatorId, `${canary} ${session}`);
    await log.checkpoint();
    expect(isOnDisk(canary)).toBe(true);
    expect(isOnDisk(log.otherOperatorId)).toBe(true);
    log.sources.advance(181 * dayMs);
    await applyRetention(log.db, log.sources);
    expect(await reclaim(log.db)).toBe(true);
    expect(isOnDisk(canary)).toBe(false);
    expect(isOnDisk(log.otherOperatorId)).toBe(false);
  });

  it('AUD-1: records that are kept for longer lose what is personal in them after 180 days', async () => {
    await log.session(log.otherOperatorId, canary);
    await setDays(400);
    await log.checkpoint();
    const events = await count('events');
    log.sources.advance(181 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    await reclaim(log.db);
    expect(await count('events')).toBe(events + 1);
    expect(await count('event_persons')).toBe(0);
    expect(isOnDisk(canary)).toBe(false);
    expect(await verify()).toMatchObject({ intact: true });
    log.sources.advance(220 * dayMs);
    await log.checkpoint();
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    expect(await count('events')).toBeLessThan(4);
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('AUD-4: a log that loses its bad record to its age passes again, and says that it was never mended', async () => {
    await log.session();
    await log.checkpoint();
    await log.db.updateTable('events').set({ actor_kind: 'device' }).where('sequence', '=', 2).execute();
    expect(await checkLogs(log)).toMatchObject([{ sequence: 2, problem: 'altered' }]);
    const failedMs = log.sources.nowMs();
    log.sources.advance(179 * dayMs);
    await applyRetention(log.db, log.sources);
    expect(await checkLogs(log)).toMatchObject([{ sequence: 2, problem: 'altered' }]);
    log.sources.advance(2 * dayMs);
    await log.checkpoint();
    await applyRetention(log.db, log.sources);
    expect(await checkLogs(log)).toEqual([]);
    const passed = log.db.selectFrom('events').where('kind', '=', 'log.verification-passed').select('detail');
    const detail = { failedMs, sequence: 2, problem: 'altered', because: 'record-aged' };
    expect((await passed.execute()).map((row) => JSON.parse(row.detail))).toEqual([detail]);
  });

  it('AUD-4: the record that a pruned chain goes on from is compared with what was signed of it elsewhere', async () => {
    await log.session();
    await log.checkpoint();
    log.sources.advance(181 * dayMs);
    await applyRetention(log.db, log.sources);
    const { pruned } = await log.db.selectFrom('event_heads').select('pruned').executeTakeFirstOrThrow();
    const lines = await log.lines();
    const outcome = (hash: string) => {
      const verifier = new LogVerifier(log.signer.publicKey, new Map([[pruned, { hash, timeMs: 0 }]]));
      for (const line of lines) if (!verifier.line(line)) break;
      return verifier.end();
    };
    const { pruned_hash } = await log.db.selectFrom('event_heads').select('pruned_hash').executeTakeFirstOrThrow();
    expect(outcome(pruned_hash)).toMatchObject({ intact: true });
    expect(outcome('x'.repeat(43))).toMatchObject({ sequence: pruned, problem: 'checkpoint-differs' });
  });

  it('AUD-1: is 180 to 730 days; a change is in the log with both', async () => {
    for (const days of [179, 731, 200.5, Number.NaN]) await expect(setDays(days)).rejects.toThrow(RangeError);
    await setDays(730);
    await setDays(730);
    const changes = log.db.selectFrom('events').where('kind', '=', 'log.retention-changed').select('detail');
    expect(await changes.execute()).toEqual([{ detail: '{"beforeDays":180,"afterDays":730}' }]);
  });

  it('AUD-5: that what is personal goes for its age is on record before it goes', async () => {
    await log.session();
    await setDays(400);
    await log.checkpoint();
    log.sources.advance(181 * dayMs);
    const before = await count('event_persons');
    const refuse = "CREATE TRIGGER kept BEFORE DELETE ON event_persons BEGIN SELECT RAISE(ABORT, 'killed'); END";
    await sql.raw(refuse).execute(log.db);
    await expect(applyRetention(log.db, log.sources)).rejects.toThrow('killed');
    const said = log.db.selectFrom('events').where('kind', '=', 'log.aged-persons-erased').select('detail');
    expect(await said.execute()).toEqual([{ detail: JSON.stringify({ rows: before }) }]);
    expect(await count('event_persons')).toBe(before);
    await sql.raw('DROP TRIGGER kept').execute(log.db);
  });

  it('AUD-4: a log whose beginning was cut off without its age is found', async () => {
    await log.session();
    await log.checkpoint();
    await log.session();
    const cut = await log.db.selectFrom('events').where('sequence', '=', 5).select('hash').executeTakeFirstOrThrow();
    await log.db.deleteFrom('events').where('sequence', '<=', 5).execute();
    await log.db.updateTable('event_heads').set({ pruned: 5, pruned_hash: cut.hash }).execute();
    expect(await verify()).toMatchObject({ intact: false, sequence: 6, problem: 'begins-late' });
  });

  it('AUD-1: nothing goes before 180 days, whatever the database says of how long it is kept', async () => {
    await log.session();
    await log.checkpoint();
    await log.db.updateTable('event_heads').set({ retention_days: 1 }).execute();
    log.sources.advance(179 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(false);
    log.sources.advance(2 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(true);
  });

  it('AUD-1: a clock that once was behind lets nothing go early', async () => {
    await log.session();
    await log.checkpoint();
    log.sources.advance(-300 * dayMs);
    await log.session();
    await log.checkpoint();
    log.sources.advance(360 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(false);
  });

  it('AUD-4: what was made to go before its age is found by what was signed of it elsewhere', async () => {
    await log.session();
    await log.checkpoint();
    log.sources.advance(60 * dayMs);
    await log.session();
    await log.checkpoint();
    const lines = [await kept(0), await kept(1)];
    const against = async (...texts: string[]) =>
      verify((await readElsewhere(Readable.from(texts), { signed: true })).get(log.tenantId));
    // Whoever can write to the database says that all is old, and takes away what speaks against that afterwards.
    await log.db.updateTable('event_checkpoints').set({ time_ms: 0 }).execute();
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    await log.db.deleteFrom('event_checkpoints').execute();
    await log.checkpoint();
    expect(await verify()).toMatchObject({ intact: true });
    const [first, second] = [parsed(await kept(0)), parsed(await kept(1))];
    const sequence = first.sequence + 1;
    expect(await against(...lines)).toEqual({ intact: false, sequence, problem: 'pruned-early' });
    const last = second.sequence;
    expect(await against(lines[1] ?? '')).toEqual({ intact: false, sequence: last, problem: 'pruned-early' });
    const failed = { tenantId: log.tenantId, sequence, problem: 'pruned-early' };
    expect(await checkLogs(log)).toEqual([failed]);
    const stranger = logSigner(generateKeyPairSync('ed25519').privateKey);
    const forged = checkpointLine(stranger.sign(second));
    expect(await against(forged)).toEqual({ intact: false, sequence: last, problem: 'elsewhere-forged' });
    // A day before its age is what a clock may have been ahead by.
    log.sources.advance(119 * dayMs);
    expect(await checkLogs(log)).toEqual([{ ...failed, sequence: last }]);
    log.sources.advance(60 * dayMs + 1);
    expect(await checkLogs(log)).toEqual([]);
    const passed = log.db.selectFrom('events').where('kind', '=', 'log.verification-passed').select('detail');
    expect(JSON.parse((await passed.executeTakeFirstOrThrow()).detail)).toMatchObject({ because: 'record-aged' });
  });

  it('AUD-4: of checkpoints kept elsewhere services read those of records that are there, or that are not old enough', async () => {
    const signed: number[] = [];
    for (const days of [100, 90, 1]) {
      await log.session();
      await log.checkpoint();
      signed.push((await log.db.selectFrom('event_heads').select('sequence').executeTakeFirstOrThrow()).sequence);
      log.sources.advance(days * dayMs);
    }
    const stranger = log.signer.sign({ ...parsed(await kept(0)), tenant: 'another' });
    await log.sink.write([stranger]);
    const read = async () => {
      const elsewhere = await readOwnElsewhere(log);
      return { tenants: [...elsewhere.keys()], sequences: [...(elsewhere.get(log.tenantId)?.keys() ?? [])] };
    };
    const tenants = [log.tenantId];
    expect(await read()).toEqual({ tenants, sequences: signed });
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    const { pruned } = await log.db.selectFrom('event_heads').select('pruned').executeTakeFirstOrThrow();
    expect(pruned).toBe(signed[0]);
    expect(await read()).toEqual({ tenants, sequences: signed });
    log.sources.advance(100 * dayMs);
    await applyRetention(log.db, log.sources);
    expect(await read()).toEqual({ tenants, sequences: signed.slice(1) });
    // Gone, and young enough to speak against it.
    await log.db
      .updateTable('event_heads')
      .set({ pruned: (signed[2] ?? 0) + 1 })
      .execute();
    expect(await read()).toEqual({ tenants, sequences: signed.slice(2) });
  });

  it('AUD-4: what is read while its beginning goes is no whole log, and says so', async () => {
    await log.session();
    await log.checkpoint();
    log.sources.advance(181 * dayMs);
    const reading = logLines(log, log.tenantId);
    expect((await reading.next()).value).toMatch(/^\{"export"/);
    await applyRetention(log.db, log.sources);
    await expect(reading.next()).rejects.toThrow(/^The oldest records reached their age while the log was read/);
  });

  it('AUD-1: a log that is damaged keeps nobody’s data: not another tenant’s, nor people’s of its own', async () => {
    const actor = { kind: 'services' } as const;
    const { tenantId: other } = await log.db
      .transaction()
      .execute((tx) => createTenant(tx, log.sources, 'Other', actor));
    await log.session();
    await log.checkpoint();
    // The one whose turn comes first, as retention takes them.
    const turns = await log.db.selectFrom('event_heads').select('tenant_id').execute();
    const [damaged = '', sound = ''] = turns.map(({ tenant_id }) => tenant_id);
    expect([damaged, sound].toSorted()).toEqual([log.tenantId, other].toSorted());
    const checkpoints = log.db.selectFrom('event_checkpoints').where('tenant_id', '=', damaged).select('sequence');
    const { sequence } = await checkpoints.executeTakeFirstOrThrow();
    await log.db.deleteFrom('events').where('tenant_id', '=', damaged).where('sequence', '=', sequence).execute();
    log.sources.advance(181 * dayMs);
    await expect(applyRetention(log.db, log.sources)).rejects.toThrow(/^not all was deleted that has its age, for 1 /);
    expect(await count('event_persons')).toBe(0);
    const left = log.db.selectFrom('events').where('tenant_id', '=', sound).select('kind');
    expect(await left.execute()).toEqual([{ kind: 'log.pruned' }]);
  });

  it('records of sessions that ended go too; those that run stay', async () => {
    const { tenantId, operatorId, deviceId } = log;
    const { id } = await addDevice();
    const session = {
      tenantId,
      operatorId,
      deviceId: id,
      permission: 'view',
      reason: canary,
      origin: '',
      node: 'n',
    } as const;
    const requestedMs = log.sources.nowMs();
    const times = { instance: 'i', requestedMs, endsAtMs: requestedMs, ticketExpiresMs: 0, replacedTickets: 0 };
    const ended = { phase: 'ended', startedMs: null, endedMs: log.sources.nowMs(), reason: 'operator' } as const;
    await log.db.transaction().execute(async (tx) => {
      await insertSession(tx, { id: 'ended', ...session, ...times, state: ended });
      await insertSession(tx, { id: 'runs', ...session, ...times, state: { phase: 'requested' } });
    });
    log.sources.advance(181 * dayMs);
    expect(await applyRetention(log.db, log.sources)).toBe(true);
    expect(await log.db.selectFrom('sessions').select('id').execute()).toEqual([{ id: 'runs' }]);
    expect(deviceId).not.toBe(id);
  });
});

describe('the clock', () => {
  const look = () => isClockTrusted(log.db, log.sources);

  it('AUD-1: nothing is deleted for a while after it was set, whichever way, restarts or not', async () => {
    expect(await look()).toBe(true);
    log.sources.advance(30_000);
    expect(await look()).toBe(true);
    log.sources.advance(25 * 60 * 60_000);
    expect(await look()).toBe(false);
    log.sources.advance(30_000);
    expect(await look()).toBe(false);
    log.sources.advance(-25 * 60 * 60_000);
    expect(await look()).toBe(false);
    for (let minutes = 0; minutes < 12 * 60; minutes += 30) {
      log.sources.advance(30 * 60_000);
      expect(await look()).toBe(minutes + 30 >= 12 * 60);
    }
  });
});

describe('erasure', () => {
  it('AUD-4: erases one person everywhere in the log, on disk too, and nobody else', async () => {
    await log.session(log.otherOperatorId, canary);
    await log.session(log.operatorId, 'stays');
    const erasure = { tenantId: log.tenantId, personId: log.otherOperatorId, actor: { kind: 'services' } } as const;
    const others = (await count('event_persons')) - 3;
    expect(await erasePerson(log.db, log.sources, { ...erasure, tenantId: 'another' }).catch(() => 0)).toBe(0);
    expect(await count('event_persons')).toBe(others + 3);
    expect(await erasePerson(log.db, log.sources, erasure)).toBe(3);
    expect(await count('event_persons')).toBe(others);
    expect(isOnDisk(canary)).toBe(false);
    expect(isOnDisk(log.otherOperatorId)).toBe(false);
    expect(isOnDisk('stays')).toBe(true);
    expect(await erasePerson(log.db, log.sources, erasure)).toBe(0);
    const said = log.db.selectFrom('events').where('kind', '=', 'log.person-erased').select('detail');
    expect((await said.execute()).map(({ detail }) => detail)).toEqual(['{"rows":3}', '{"rows":0}']);
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('SES-9: of one tenant nothing of another’s log is erased, nor kept because of it', async () => {
    const { tenantId, otherOperatorId: personId } = log;
    const actor = { kind: 'services' } as const;
    await log.session(personId);
    const other = await log.db.transaction().execute((tx) => createTenant(tx, log.sources, 'Other', actor));
    const before = await count('event_persons');
    const numbers = async () =>
      log.db.selectFrom('events').where('tenant_id', '=', tenantId).select('sequence').execute();
    // Erasures of the other tenant under every number that there is in this one's log.
    for (const _ of await numbers())
      expect(await erasePerson(log.db, log.sources, { tenantId: other.tenantId, personId, actor })).toBe(0);
    expect(await count('event_persons')).toBe(before);
    expect(await erasePerson(log.db, log.sources, { tenantId, personId, actor })).toBe(3);
  });

  it('PRV-3: the reasons that they gave for sessions go too, and nobody else’s', async () => {
    const { tenantId, operatorId: personId } = log;
    const { id: deviceId } = await addDevice();
    const nowMs = log.sources.nowMs();
    const ended = { phase: 'ended', startedMs: null, endedMs: nowMs, reason: 'operator' } as const;
    const times = { requestedMs: nowMs, endsAtMs: nowMs, ticketExpiresMs: 0, replacedTickets: 0, state: ended };
    const of = { tenantId, deviceId, permission: 'view', origin: '', node: 'n', instance: 'i', ...times } as const;
    const stranger = log.sources.newId();
    await log.db.transaction().execute(async (tx) => {
      const operator = await tx.selectFrom('operators').selectAll().executeTakeFirstOrThrow();
      await tx
        .insertInto('operators')
        .values({ ...operator, id: stranger, name: 'Olga' })
        .execute();
      await insertSession(tx, { id: 'theirs', ...of, operatorId: personId, reason: canary });
      await insertSession(tx, { id: 'another’s', ...of, operatorId: stranger, reason: 'stays' });
    });
    const erasure = { tenantId, personId, actor: { kind: 'services' } } as const;
    await erasePerson(log.db, log.sources, erasure);
    const reasons = await log.db.selectFrom('sessions').select(['id', 'reason']).orderBy('id').execute();
    expect(reasons).toEqual([
      { id: 'another’s', reason: 'stays' },
      { id: 'theirs', reason: '' },
    ]);
    expect(isOnDisk(canary)).toBe(false);
  });

  it('AUD-2: who erased others is still told when their own data is erased, until that has its age', async () => {
    const { tenantId, operatorId, otherOperatorId } = log;
    await log.session(otherOperatorId);
    const erase = (personId: string, by: string) =>
      erasePerson(log.db, log.sources, { tenantId, personId, actor: { kind: 'operator', id: by } });
    expect(await erase(otherOperatorId, operatorId)).toBe(3);
    expect(await erase(operatorId, otherOperatorId)).toBe(1);
    const persons = () =>
      log.db.selectFrom('event_persons').select(['role', 'person_id']).orderBy('sequence').execute();
    expect(await persons()).toEqual([
      { role: 'actor', person_id: operatorId },
      { role: 'actor', person_id: otherOperatorId },
    ]);
    expect(await verify()).toMatchObject({ intact: true });
    await setDays(400);
    await log.checkpoint();
    log.sources.advance(181 * dayMs);
    await applyRetention(log.db, log.sources);
    expect(await persons()).toEqual([]);
  });

  it('AUD-5: what is said of the person after it is on record stays, and refused nothing goes', async () => {
    const { tenantId, otherOperatorId: personId } = log;
    await log.session(personId);
    const erasure = { tenantId, personId, actor: { kind: 'services' } } as const;
    const erase = (decide: () => void) =>
      erasePerson(log.db, log.sources, erasure, async (work) => {
        decide();
        const done = await log.db.transaction().execute(work);
        await log.session(personId);
        return done;
      });
    const before = await count('event_persons');
    const refused = erase(() => {
      throw new Error('withdrawn meanwhile');
    });
    await expect(refused).rejects.toThrow('withdrawn meanwhile');
    expect(await count('event_persons')).toBe(before);
    expect(await erase(() => undefined)).toBe(3);
    expect(await count('event_persons')).toBe(before);
  });

  it('AUD-5: is on record before it is done', async () => {
    await log.session(log.otherOperatorId);
    const { tenantId, otherOperatorId: personId } = log;
    const before = await count('event_persons');
    const refuse = "CREATE TRIGGER kept BEFORE DELETE ON event_persons BEGIN SELECT RAISE(ABORT, 'killed'); END";
    await sql.raw(refuse).execute(log.db);
    const erasure = { tenantId, personId, actor: { kind: 'services' } } as const;
    await expect(erasePerson(log.db, log.sources, erasure)).rejects.toThrow('killed');
    expect(await count('event_persons')).toBe(before);
    const said = log.db.selectFrom('events').where('kind', '=', 'log.person-erased').select('detail');
    expect(await said.execute()).toEqual([{ detail: '{"rows":3}' }]);
    await sql.raw('DROP TRIGGER kept').execute(log.db);
    expect(await erasePerson(log.db, log.sources, erasure)).toBe(3);
  });
});

async function addDevice(): Promise<{ id: string }> {
  const id = log.sources.newId();
  const created_ms = log.sources.nowMs();
  const key = { id: 'key', tenant_id: log.tenantId, name: '', key_hash: 'x', approval: 'automatic' };
  await log.db
    .insertInto('enrolment_keys')
    .values({ ...key, max_uses: 1, uses: 1, created_ms, expires_ms: created_ms, revoked_ms: null, created_by: '' })
    .execute();
  await log.db
    .insertInto('devices')
    .values({
      id,
      tenant_id: log.tenantId,
      name: 'Room',
      platform: 'simulated',
      state: 'monitored',
      public_key: '{}',
      key_thumbprint: id,
      enrolment_key_id: 'key',
      created_ms,
      credential_expires_ms: 0,
    })
    .execute();
  return { id };
}
