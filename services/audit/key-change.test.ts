import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTenant } from '../access/first-start.ts';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { exportLine, logSigner, parseSignedLine } from './checkpoint.ts';
import { makeCheckpoints } from './checkpointing.ts';
import { keyChangeLine } from './key-change.ts';
import { openLogKey, publicKeyText, rotateLogKey, settleLogKey, watchedLogKey } from './log-key.ts';
import { logLines } from './log-lines.ts';
import { LogVerifier } from './log-verifier.ts';
import { checkLogs } from './self-check.ts';
import { verifyLogFile } from './verify-log-file.ts';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

const actor = { kind: 'command-line' } as const;
const ports = () => ({ ...log, signer: openLogKey(log.folder, 'x') });

async function lines(): Promise<string[]> {
  const all: string[] = [];
  for await (const line of logLines(ports(), log.tenantId)) all.push(line);
  return all;
}

function verify(given: readonly string[], key: KeyObject) {
  const verifier = new LogVerifier(key);
  for (const line of given) if (!verifier.line(line)) break;
  return verifier.end();
}

/** A session under each of three keys, with a checkpoint of its own. @returns the keys, oldest first */
async function threeKeys(): Promise<KeyObject[]> {
  const keys: KeyObject[] = [];
  for (let turn = 0; turn < 3; turn++) {
    if (turn > 0) await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    keys.push(openLogKey(log.folder, 'x').publicKey);
    await log.session();
    await makeCheckpoints(ports());
  }
  return keys;
}

describe('rotation of the log’s key', () => {
  it('AUD-4, TOK-6: the log verifies across two rotations with any of its three keys, and says that they were', async () => {
    const keys = await threeKeys();
    const exported = await lines();
    expect(exported.filter((line) => line.startsWith('{"key-change":'))).toHaveLength(2);
    for (const key of keys) {
      expect(verify(exported, key)).toMatchObject({ intact: true, summary: { checkpoints: 3 } });
    }
    const stranger = generateKeyPairSync('ed25519').publicKey;
    expect(verify(exported, stranger)).toMatchObject({ intact: false, problem: 'export-forged' });
    const file = join(log.folder, 'log.ndjson');
    writeFileSync(file, `${exported.join('\n')}\n`);
    const checkpoints = join(log.folder, 'checkpoints.ndjson');
    for (const publicKey of keys) {
      expect(await verifyLogFile(file, publicKeyText({ publicKey }), checkpoints)).toMatch(
        /is intact: .* 3 checkpoints, and 3 kept elsewhere agree/,
      );
    }
    const kinds = exported.filter((line) => line.includes('"kind":"log-key.rotated"'));
    expect(kinds).toHaveLength(2);
  });

  it('AUD-4: every single-byte edit of a change of keys is found', async () => {
    const [first, , last] = await threeKeys();
    const exported = await lines();
    for (const [index, line] of exported.entries()) {
      if (!line.startsWith('{"key-change":')) continue;
      for (let at = 0; at < line.length; at++) {
        const edited = `${line.slice(0, at)}${String.fromCharCode(line.charCodeAt(at) ^ 1)}${line.slice(at + 1)}`;
        for (const key of [first, last]) {
          if (key !== undefined && verify(exported.with(index, edited), key).intact)
            throw new Error(`not found: ${edited}`);
        }
      }
    }
  });

  it('AUD-4: changes that are dropped, swapped, doubled or foreign are found', async () => {
    const [first, , last] = await threeKeys();
    if (first === undefined || last === undefined) throw new Error('no keys');
    const [one = '', two = '', ...rest] = await lines();
    const problem = (given: readonly string[], key: KeyObject) => {
      const outcome = verify(given, key);
      return outcome.intact ? 'intact' : outcome.problem;
    };
    expect(problem([two, ...rest], first)).toBe('export-forged');
    expect(problem([one, ...rest], first)).toBe('export-forged');
    expect(problem([two, one, ...rest], first)).toBe('key-change-forged');
    expect(problem([one, one, two, ...rest], first)).toBe('key-change-forged');
    // Whoever has the last key alone still must have what came before, to believe its checkpoints.
    expect(problem(rest, last)).toBe('checkpoint-forged');
    const thief = logSigner(generateKeyPairSync('ed25519').privateKey);
    const old = logSigner(createPrivateKey(readFileSync(join(log.folder, 'log-key.pem'), 'utf8')));
    const halfSigned = keyChangeLine({ ...thief, publicKey: old.publicKey }, thief, 1);
    expect(problem([halfSigned, ...rest], last)).toBe('key-change-forged');
  });

  it('AUD-4: an old key signs no checkpoint after a newer one has', async () => {
    const before = openLogKey(log.folder, 'x');
    await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    await log.session();
    await makeCheckpoints(ports());
    await log.session();
    await makeCheckpoints({ ...log, signer: before });
    expect(verify(await lines(), before.publicKey)).toMatchObject({ intact: false, problem: 'checkpoint-forged' });
  });

  it('AUD-4: an old key signs no export after a newer one has taken its place', async () => {
    const before = openLogKey(log.folder, 'x');
    await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    await log.session();
    await makeCheckpoints(ports());
    const exported = await lines();
    expect(verify(exported, before.publicKey)).toMatchObject({ intact: true });
    const at = exported.findIndex((line) => line.startsWith('{"export"'));
    const signed = parseSignedLine(exported[at] ?? '');
    if (signed?.kind !== 'export') throw new Error('nothing was exported');
    const byOld = exportLine(before.sign({ ...signed.statement, key: before.keyId }));
    expect(verify(exported.with(at, byOld), before.publicKey)).toMatchObject({ problem: 'export-forged' });
  });

  it('AUD-2: a rotation stands in the log of every tenant', async () => {
    const other = await log.db.transaction().execute((tx) => createTenant(tx, log.sources, 'Other', actor));
    await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    const rotated = log.db.selectFrom('events').where('kind', '=', 'log-key.rotated').select('tenant_id');
    const tenants = (await rotated.execute()).map(({ tenant_id }) => tenant_id);
    expect(tenants.toSorted()).toEqual([log.tenantId, other.tenantId].toSorted());
  });

  it('running services take the new key up, and their own look at the log finds it intact', async () => {
    const watched = watchedLogKey(log.folder, 'x');
    const services = {
      ...log,
      get signer() {
        return watched.signer;
      },
    };
    await log.session();
    await makeCheckpoints(services);
    const old = watched.signer.keyId;
    await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    watched.refresh();
    expect(watched.signer.keyId).not.toBe(old);
    await log.session();
    await makeCheckpoints(services);
    expect(await checkLogs(services)).toEqual([]);
  });

  it('AUD-5: killed before its record is on disk, a rotation never was; killed after, it takes effect at the next look', async () => {
    const path = join(log.folder, 'log-key.pem');
    const keyId = () => openLogKey(log.folder, 'x').keyId;
    const before = keyId();
    const recorded = async () => {
      const rows = await log.db.selectFrom('events').where('kind', '=', 'log-key.rotated').select('detail').execute();
      return rows.map(({ detail }) => JSON.parse(detail).key);
    };
    // The disk is full when the record is to be written: the file was staged, and is not in force.
    const full = "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END";
    await sql.raw(full).execute(log.db);
    await expect(rotateLogKey({ ...log, dataFolder: log.folder }, actor)).rejects.toThrow('full');
    expect([keyId(), await recorded()]).toEqual([before, []]);
    await sql.raw('DROP TRIGGER full').execute(log.db);
    await settleLogKey(log.db, log.folder);
    expect([keyId(), existsSync(`${path}.next`)]).toEqual([before, false]);

    const old = readFileSync(path, 'utf8');
    const { keyId: after } = await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    expect(existsSync(`${path}.next`)).toBe(false);
    // As it is between the commit and the moment at which the file takes its place.
    renameSync(path, `${path}.next`);
    writeFileSync(path, old);
    expect(keyId()).toBe(before);
    await settleLogKey(log.db, log.folder);
    expect([keyId(), await recorded()]).toEqual([after, [after]]);
    expect(statSync(path).mode & 0o777).toBe(0o600);

    // The next rotation settles it as well, and builds upon it.
    renameSync(path, `${path}.next`);
    writeFileSync(path, old);
    const { keyId: last, changes } = await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    expect([keyId(), await recorded(), changes.length]).toEqual([last, [after, last], 2]);
    await log.session();
    await makeCheckpoints(ports());
    expect(await checkLogs(ports())).toEqual([]);
  });

  it('the key’s file is readable by its user alone; one that is damaged or gone says so, and no new key takes its place', async () => {
    const path = join(log.folder, 'log-key.pem');
    const watched = watchedLogKey(log.folder, 'x');
    await rotateLogKey({ ...log, dataFolder: log.folder }, actor);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, 'x');
    expect(() => watched.refresh()).toThrow(/is damaged: restore it/);
    const { rmSync } = await import('node:fs');
    rmSync(path);
    expect(() => watched.refresh()).toThrow(/is gone: restore it/);
  });
});
