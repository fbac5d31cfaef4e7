import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { checkpointLine, logSigner, parseSignedLine } from './checkpoint.ts';
import { erasePerson } from './erasure.ts';
import { type KeptElsewhere, LogVerifier } from './log-verifier.ts';
import { firstHash, nextHash } from './record.ts';
import { checkLogs, readElsewhere } from './self-check.ts';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
  await log.session();
  await log.checkpoint();
  await log.session(log.otherOperatorId, '=cmd|"quoted"\u202e und "ü"');
  await log.checkpoint();
  await log.session();
});
afterEach(() => log.close());

function verify(lines: readonly string[], key = log.signer.publicKey, elsewhere?: KeptElsewhere) {
  const verifier = new LogVerifier(key, elsewhere);
  for (const line of lines) if (!verifier.line(line)) break;
  return verifier.end();
}

/** The numbers of records that a line is about, for its place among the lines. */
const sequenceOf = (line: string): number => JSON.parse(line).record?.sequence ?? 0;

describe('verify-log', () => {
  it('AUD-4: an untouched log verifies, with what it covers', async () => {
    const lines = await log.lines();
    const records = lines.filter((line) => line.startsWith('{"record"')).length;
    expect(records).toBeGreaterThan(10);
    expect(verify(lines)).toEqual({
      intact: true,
      summary: { tenant: log.tenantId, first: 1, last: records, checkpoints: 2, erased: 0 },
    });
  });

  it('AUD-4: every single-byte edit is found, and the first bad record is named', { timeout: 240_000 }, async () => {
    const lines = await log.lines();
    let edits = 0;
    for (const [index, line] of lines.entries()) {
      for (let at = 0; at < line.length; at++) {
        const replaced = String.fromCharCode(line.charCodeAt(at) ^ 1);
        const edited = `${line.slice(0, at)}${replaced}${line.slice(at + 1)}`;
        const outcome = verify(lines.with(index, edited));
        if (outcome.intact) throw new Error(`not found: ${edited}`);
        const sequence = sequenceOf(line);
        // A changed record is named itself.
        if (sequence > 0 && outcome.sequence !== sequence) throw new Error(`${outcome.sequence} for ${edited}`);
        edits++;
      }
    }
    expect(edits).toBeGreaterThan(5_000);
  });

  it('AUD-4: dropped, doubled, swapped and foreign records and a truncated log are found', async () => {
    const lines = await log.lines();
    const records = lines.flatMap((line, index) => (line.startsWith('{"record"') ? [index] : []));
    for (const index of records) {
      const line = lines[index] ?? '';
      const sequence = sequenceOf(line);
      const isLast = index === lines.length - 1;
      expect(verify(lines.toSpliced(index, 1))).toMatchObject({ intact: false, sequence });
      expect(verify(lines.toSpliced(index, 0, line))).toMatchObject({ intact: false, sequence: sequence + 1 });
      expect(verify(lines.slice(0, index))).toMatchObject({ intact: false, sequence });
      const other = records.find((each) => each > index);
      if (isLast || other === undefined) continue;
      const swapped = lines.with(index, lines[other] ?? '').with(other, line);
      expect(verify(swapped)).toMatchObject({ intact: false, sequence, problem: 'not-next' });
    }
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('{"record"')) continue;
      expect(verify(lines.toSpliced(index, 1)).intact).toBe(false);
    }
    expect(verify([])).toMatchObject({ intact: false, problem: 'no-export' });
  });

  it('AUD-4: a log that was written anew from some record on is found by its checkpoints', async () => {
    const lines = await log.lines();
    let hash = firstHash(log.tenantId);
    const forked = lines.map((line, index) => {
      if (!line.startsWith('{"record"')) return line;
      const [, text = '', rest = ''] = /^\{"record":(.*),"persons":(.*),"hash":".{43}"\}$/.exec(line) ?? [];
      const changed = index === 3 ? text.replace('"timeMs":1', '"timeMs":2') : text;
      hash = nextHash(hash, changed);
      return `{"record":${changed},"persons":${rest},"hash":"${hash}"}`;
    });
    expect(verify(forked)).toMatchObject({ intact: false, problem: 'checkpoint-differs' });
    const withoutCheckpoints = forked.filter((line) => !line.startsWith('{"checkpoint"'));
    expect(verify(withoutCheckpoints)).toMatchObject({ intact: false, problem: 'altered' });
  });

  it('AUD-4: a log that was signed anew with its own key differs from the checkpoints kept elsewhere', async () => {
    const elsewhere = await readElsewhere(log.sink.lines());
    const before = await log.lines();
    await log.db
      .updateTable('event_heads')
      .set({ sequence: 3, hash: firstHash('x'), handed_over: 0 })
      .execute();
    for (const table of ['events', 'event_persons', 'event_checkpoints'] as const) {
      await log.db.deleteFrom(table).where('sequence', '>', 3).execute();
    }
    const third = await log.db.selectFrom('events').where('sequence', '=', 3).select('hash').executeTakeFirstOrThrow();
    await log.db.updateTable('event_heads').set({ hash: third.hash }).execute();
    // A rolled back log is whole by itself.
    expect(verify(await log.lines()).intact).toBe(true);
    const known = elsewhere.get(log.tenantId);
    expect(verify(await log.lines(), log.signer.publicKey, known)).toMatchObject({ sequence: 4, problem: 'truncated' });
    expect(await checkLogs(log)).toMatchObject([{ tenantId: log.tenantId, problem: 'truncated' }]);
    for (let count = 0; count < 8; count++) await log.session();
    await log.checkpoint();
    const forked = verify(await log.lines(), log.signer.publicKey, known);
    expect(forked).toMatchObject({ intact: false, problem: 'checkpoint-differs' });
    expect(verify(before, log.signer.publicKey, known).intact).toBe(true);
  });

  it('AUD-4: checkpoints kept elsewhere prove nothing unless they are signed, where the log has no such ones too', async () => {
    const lines = await log.lines();
    const kept: string[] = [];
    for await (const line of log.sink.lines()) kept.push(line);
    const first = parseSignedLine(kept[0] ?? '');
    if (first?.kind !== 'checkpoint') throw new Error('nothing was kept');
    const against = async (...texts: string[]) => {
      const elsewhere = await readElsewhere(Readable.from(texts), { signed: true });
      return verify(lines, log.signer.publicKey, elsewhere.get(log.tenantId));
    };
    const { sequence } = first.statement;
    expect(await against(...kept)).toMatchObject({ intact: true });
    // Made at another time, of the same record: not the log's own line, and signed all the same.
    const again = { ...first.statement, timeMs: first.statement.timeMs + 1 };
    expect(await against(checkpointLine(log.signer.sign(again)))).toMatchObject({ intact: true });
    const stranger = logSigner(generateKeyPairSync('ed25519').privateKey);
    for (const forged of [
      stranger.sign(again),
      stranger.sign({ ...again, key: stranger.keyId }),
      { ...first, signature: stranger.sign(first.statement).signature },
    ]) {
      expect(await against(checkpointLine(forged))).toEqual({ intact: false, sequence, problem: 'elsewhere-forged' });
    }
    // Nor do they say that the log was replaced; one that is signed does.
    const other = { ...again, hash: nextHash(first.statement.hash, '{}') };
    const problemOf = async (text: string) => ({ problem: 'none', ...(await against(text)) }).problem;
    expect(await problemOf(checkpointLine(stranger.sign(other)))).toBe('elsewhere-forged');
    expect(await problemOf(checkpointLine(log.signer.sign(other)))).toBe('checkpoint-differs');
  });

  it('AUD-4: another key, and statements signed as something else, are refused', async () => {
    const lines = await log.lines();
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(verify(lines, publicKey)).toMatchObject({ intact: false, problem: 'export-forged' });
    const checkpoint = lines.find((line) => line.startsWith('{"checkpoint"')) ?? '';
    const asExport = checkpoint.replace('{"checkpoint"', '{"export"');
    expect(verify([asExport, ...lines.slice(1)])).toMatchObject({ intact: false, problem: 'no-export' });
    const signed = parseSignedLine(checkpoint);
    if (signed?.kind !== 'checkpoint') throw new Error('there is none');
    const foreign = checkpointLine(log.signer.sign({ ...signed.statement, tenant: 'another' }));
    expect(verify(lines.map((line) => (line === checkpoint ? foreign : line)))).toMatchObject({
      problem: 'checkpoint-differs',
    });
    // The last character of a signature has bits that nobody reads.
    const at = checkpoint.length - 3;
    const spelling = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const next = spelling[spelling.indexOf(checkpoint[at] ?? '') + 1] ?? '';
    const spelled = `${checkpoint.slice(0, at)}${next}"}`;
    expect(verify(lines.map((line) => (line === checkpoint ? spelled : line)))).toMatchObject({
      problem: 'checkpoint-forged',
    });
  });

  it('AUD-4: a record that is there twice in one line has no two meanings', async () => {
    const lines = await log.lines();
    const line = lines[2] ?? '';
    expect(line).toContain('"salt"');
    for (const twice of [
      line.replace(',"persons"', ',"record":{"kind":"fake"},"persons"'),
      line.replace(',"hash"', ',"record":{"kind":"fake"},"hash"'),
      line.replace(',"hash"', ',"persons":{},"hash"'),
      `${line} `,
      ` ${line}`,
      line.replace(',"persons":{', ',"persons":{ '),
      // The commitment covers salt and identifier one after the other.
      line.replace(/"id":"(.)([^"]*)","salt":"([^"]*)"/, '"id":"$2","salt":"$3$1"'),
    ]) {
      expect(verify(lines.with(2, twice))).toMatchObject({ intact: false });
    }
  });

  it('AUD-4: a log without a person whose data was erased verifies, and says so', async () => {
    const before = await log.lines();
    expect(before.join('')).toContain(log.otherOperatorId);
    const erasure = { tenantId: log.tenantId, personId: log.otherOperatorId, actor: { kind: 'services' } } as const;
    expect(await erasePerson(log.db, log.sources, erasure)).toBe(3);
    const after = await log.lines();
    expect(after.join('')).not.toContain(log.otherOperatorId);
    expect(after.join('')).not.toContain('=cmd');
    expect(verify(after)).toMatchObject({ intact: true, summary: { erased: 3 } });
    // What was erased cannot come back as something else.
    const index = before.findIndex((line) => line.includes('=cmd'));
    const lied = (before[index] ?? '').replace('=cmd', 'harmless');
    expect(verify(before.with(index, lied))).toMatchObject({ problem: 'person-altered' });
  });
});

describe('the log verified by services themselves', () => {
  it('AUD-4: a failure is found, opened once in the log, and closed when the log verifies again', async () => {
    expect(await checkLogs(log)).toEqual([]);
    const { detail } = await log.db
      .selectFrom('events')
      .where('sequence', '=', 6)
      .select('detail')
      .executeTakeFirstOrThrow();
    const edit = (value: string) =>
      log.db.updateTable('events').set({ detail: value }).where('sequence', '=', 6).execute();
    await edit('{"edited":true}');
    const failed = { tenantId: log.tenantId, sequence: 6, problem: 'altered' };
    expect(await checkLogs(log)).toEqual([failed]);
    expect(await checkLogs(log)).toEqual([failed]);
    const told = () =>
      log.db
        .selectFrom('events')
        .where('kind', 'like', 'log.verification-%')
        .orderBy('sequence')
        .select(['kind', 'detail'])
        .execute();
    const failure = { kind: 'log.verification-failed', detail: '{"sequence":6,"problem":"altered"}' };
    expect(await told()).toEqual([failure]);
    const failedMs = log.sources.nowMs();
    await edit(detail);
    log.sources.advance(1_000);
    expect(await checkLogs(log)).toEqual([]);
    expect(await checkLogs(log)).toEqual([]);
    const mended = { failedMs, sequence: 6, problem: 'altered', because: 'right-again' };
    const pass = { kind: 'log.verification-passed', detail: JSON.stringify(mended) };
    expect(await told()).toEqual([failure, pass]);
    await edit('{"edited":true}');
    await checkLogs(log);
    expect(await told()).toEqual([failure, pass, failure]);
  });

  it('AUD-4: a log that cannot be read is a failure, and no reason to leave the others out', async () => {
    const damaged = '0190c0de-0000-7000-8000-00000000dead';
    const head = {
      sequence: 0,
      hash: firstHash(damaged),
      pruned_hash: firstHash(damaged),
      retention_days: 180,
      ...{ pruned: 0, handed_over: 0 },
    };
    await log.db
      .insertInto('event_heads')
      .values({ tenant_id: damaged, ...head })
      .execute();
    const cause = new Error('database disk image is malformed');
    const sign: typeof log.signer.sign = (statement) => {
      if ('tenant' in statement && statement.tenant === damaged) throw cause;
      return log.signer.sign(statement);
    };
    const signer = { ...log.signer, sign };
    const { db, sources, sink } = log;
    const failed = { tenantId: damaged, sequence: 1, problem: 'unreadable' };
    expect(await checkLogs({ db, sources, sink, signer })).toEqual([{ ...failed, cause }]);
    const heads = db.selectFrom('event_heads').select(['tenant_id', 'failed_problem', 'verified_ms']);
    const found = await heads.orderBy('tenant_id').execute();
    const of = (tenant: string) => found.find(({ tenant_id }) => tenant_id === tenant);
    expect(of(damaged)).toMatchObject({ failed_problem: 'unreadable', verified_ms: null });
    expect(of(log.tenantId)).toMatchObject({ failed_problem: null, verified_ms: sources.nowMs() });
  });
});
