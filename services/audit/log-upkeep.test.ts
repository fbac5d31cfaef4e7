import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTenant } from '../access/first-start.ts';
import { createLog } from '../monitoring/log.ts';
import { openSampleLog, type SampleLog } from '../testing/sample-log.ts';
import { LogUpkeep, type UpkeepPorts } from './log-upkeep.ts';
import { LogVerifier } from './log-verifier.ts';

const dayMs = 24 * 60 * 60_000;

let log: SampleLog;
beforeEach(async () => {
  log = await openSampleLog();
});
afterEach(() => log.close());

function upkeepOf(change: Partial<UpkeepPorts> = {}) {
  const lines: string[] = [];
  const sinkFailures: number[] = [];
  const upkeep = new LogUpkeep({
    db: log.db,
    sources: log.sources,
    signer: log.signer,
    sink: log.sink,
    log: createLog({ write: (line: string) => void lines.push(line) }),
    countSinkFailure: () => void sinkFailures.push(1),
    ...change,
  });
  return { upkeep, lines, sinkFailures };
}

const kept = () => readFileSync(join(log.folder, 'checkpoints.ndjson'), 'utf8').trimEnd().split('\n');

describe('upkeep of the log', () => {
  it('AUD-4: makes a checkpoint when the log has grown, and none when it has not', async () => {
    const { upkeep } = upkeepOf();
    await upkeep.checkpoint();
    await upkeep.checkpoint();
    expect(kept()).toHaveLength(1);
    await log.session();
    await upkeep.checkpoint();
    expect(kept()).toHaveLength(2);
    expect(JSON.parse(kept()[1] ?? '').checkpoint).toMatchObject({ tenant: log.tenantId });
  });

  it('AUD-4: a sink that fails is counted, and told everything once it works again', async () => {
    let broken = true;
    const sink = {
      ...log.sink,
      write: (checkpoints: Parameters<typeof log.sink.write>[0]) =>
        broken ? Promise.reject(new Error('away')) : log.sink.write(checkpoints),
    };
    const { upkeep, sinkFailures, lines } = upkeepOf({ sink });
    await upkeep.checkpoint();
    await log.session();
    await upkeep.checkpoint();
    expect(sinkFailures).toHaveLength(2);
    expect(lines.join('')).toContain('could not be made');
    broken = false;
    await upkeep.checkpoint();
    expect(kept()).toHaveLength(2);
  });

  it('AUD-4: a sink that fails costs no tenant its checkpoint', async () => {
    const actor = { kind: 'services' } as const;
    await log.db.transaction().execute((tx) => createTenant(tx, log.sources, 'Other', actor));
    const { upkeep } = upkeepOf({ sink: { ...log.sink, write: () => Promise.reject(new Error('away')) } });
    await upkeep.checkpoint();
    const tenants = await log.db.selectFrom('event_checkpoints').select('tenant_id').execute();
    expect(new Set(tenants.map(({ tenant_id }) => tenant_id)).size).toBe(2);
  });

  it('AUD-4: a line that was cut off in the file of checkpoints does not take the next one with it', async () => {
    const { upkeep } = upkeepOf();
    await upkeep.checkpoint();
    const { appendFileSync } = await import('node:fs');
    appendFileSync(join(log.folder, 'checkpoints.ndjson'), '{"checkpoint":{"type"');
    await log.session();
    await upkeep.checkpoint();
    expect(kept()).toHaveLength(3);
    expect(JSON.parse(kept()[2] ?? '').checkpoint.tenant).toBe(log.tenantId);
    await upkeep.verify();
  });

  it('AUD-4: verification that fails is named', async () => {
    const { upkeep, lines } = upkeepOf();
    await upkeep.verify();
    expect(lines).toEqual([]);
    await log.db.updateTable('events').set({ actor_kind: 'relay' }).where('sequence', '=', 2).execute();
    await upkeep.verify();
    expect(lines.join('')).toMatch(/"sequence":2,"problem":"altered","msg":"the log does not verify/);
  });

  it('AUD-4: a checkpoint that is made while the log is read is no fault of it', async () => {
    await log.session();
    const { upkeep, lines } = upkeepOf();
    await upkeep.verify(() => upkeep.checkpoint());
    await log.session();
    const verifier = new LogVerifier(log.signer.publicKey);
    const reading = log.lines();
    await upkeep.checkpoint();
    for (const line of await reading) verifier.line(line);
    expect([lines, verifier.end().intact]).toEqual([[], true]);
  });

  it('AUD-1: deletes only on a clock that is not in doubt', async () => {
    const { upkeep } = upkeepOf();
    const first = async () =>
      (await log.db.selectFrom('events').select('sequence').orderBy('sequence').executeTakeFirst())?.sequence;
    await upkeep.retain();
    await upkeep.checkpoint();
    log.sources.advance(181 * dayMs);
    await upkeep.checkpoint();
    await upkeep.retain();
    expect(await first()).toBe(1);
    log.sources.advance(30 * 60_000);
    for (let half = 0; half < 24; half++) {
      await upkeep.checkpoint();
      log.sources.advance(30 * 60_000);
    }
    await upkeep.checkpoint();
    await upkeep.retain();
    expect(await first()).toBeGreaterThan(1);
  });

  it('AUD-1: what is deleted is gone from the disk, though something else could not be', async () => {
    const isOnDisk = (text: string) =>
      readdirSync(log.folder).some((file) => readFileSync(join(log.folder, file)).includes(text));
    await log.session(log.otherOperatorId, 'a canary');
    await log.checkpoint();
    log.sources.advance(181 * dayMs);
    const { upkeep } = upkeepOf();
    await upkeep.checkpoint();
    const { sequence } = await log.db.selectFrom('event_heads').select('sequence').executeTakeFirstOrThrow();
    await log.db.deleteFrom('events').where('sequence', '=', sequence).execute();
    await expect(upkeep.retain()).rejects.toThrow('not all was deleted');
    expect(isOnDisk('a canary')).toBe(false);
  });
});
