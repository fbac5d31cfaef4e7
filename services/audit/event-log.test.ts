import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { csvLine } from './csv.ts';
import { appendEvent, type EventEntry } from './event-log.ts';

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

/** Hands over what no caller of ours could write down, but a mistake could. */
function append(entry: object): Promise<void> {
  const whole = { tenantId: log.tenantId, actor: { kind: 'services' }, ...entry } as EventEntry;
  return log.db.transaction().execute((tx) => appendEvent(tx, log.sources, whole));
}

const events = async () => (await log.db.selectFrom('events').select('sequence').execute()).length;

describe('the log', () => {
  it('AUD-3: takes no kind and no field that its schema does not have', async () => {
    const before = await events();
    for (const entry of [
      { kind: 'session.typed', detail: {} },
      { kind: 'toString', detail: {} },
      { kind: 'tenant.opted-in', detail: { keys: 'canary' } },
      { kind: 'tenant.opted-in', detail: {}, personal: { name: 'canary' } },
      { kind: 'access.refused', detail: { reason: 'forbidden' } },
      { kind: 'access.refused', detail: { reason: 'for\nbidden', route: '' } },
      { kind: 'access.refused', detail: { reason: 'x'.repeat(301), route: '' } },
      { kind: 'operator.created', detail: {}, operatorId: 'o', personal: { name: 'N', password: 'canary' } },
      { kind: 'session.refused', detail: { permission: 'everything', reason: 'x', by: 'relay' } },
    ]) {
      await expect(append(entry)).rejects.toThrow(TypeError);
    }
    expect(await events()).toBe(before);
    await append({ kind: 'access.refused', detail: { reason: 'forbidden', route: 'GET /v1/log' } });
    expect(await events()).toBe(before + 1);
  });

  it('PRV-11: names no person with devices, and in records only where it can be erased', async () => {
    await log.session(log.otherOperatorId, 'a reason');
    const tables = await log.db.introspection.getTables();
    for (const name of ['devices', 'presence', 'events']) {
      const columns = tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [];
      expect(columns.length).toBeGreaterThan(5);
      expect(columns.filter((column) => /operator|person|user|email/.test(column))).toEqual([]);
    }
    const rows = JSON.stringify(await log.db.selectFrom('events').selectAll().execute());
    expect(rows).not.toContain(log.otherOperatorId);
    expect(rows).not.toContain('a reason');
  });

  it('AUD-4: what is committed to cannot be guessed: the same person and reason look different each time', async () => {
    await log.session();
    await log.session();
    const rows = await log.db
      .selectFrom('events')
      .where('kind', '=', 'session.requested')
      .select('commitments')
      .execute();
    expect(new Set(rows.map(({ commitments }) => commitments)).size).toBe(2);
  });
});

describe('CSV', () => {
  it('AUD-6: turns what a spreadsheet would run into text, and quotes what would break a row', () => {
    for (const formula of [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '\uff1d1',
      `${' '.repeat(99)}=1`,
    ]) {
      expect(csvLine([formula])).toMatch(/^"?'/);
    }
    for (const hidden of ['\u200b=1', '\u202e=1', '\u0000=1', '\u00ad@x', '\ufeff-1', '\uff0b1', '\uff20x']) {
      expect(csvLine([hidden])).toMatch(/^"?'/);
    }
    // Where rows are divided at semicolons, and quotes in the middle of a cell mean nothing.
    expect(csvLine(['a;=1+1;b', 'a; =1', 'a\n=1', 'a\t@x', '{"reason":";=1"}', 'a;b'])).toBe(
      `"a;'=1+1;b","a;' =1","a\n'=1","a\t'@x","{""reason"":"";'=1""}","a;b"\r\n`,
    );
    expect(csvLine(['a;"=1;b', 'a; " "-1'])).toBe(`"a;'""=1;b","a;' "" ""-1"\r\n`);
    expect(csvLine(['2026-01-01', 'a-b', 'x=y'])).toBe('2026-01-01,a-b,x=y\r\n');
    expect(csvLine(['a,b', 'say "x"', 'two\r\nlines', 'plain', null, -1])).toBe(
      '"a,b","say ""x""","two\r\nlines",plain,,-1\r\n',
    );
  });
});
