import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../store/sqlite-database.ts';
import { type Rig, startRig } from '../testing/rig.ts';
import { createLog } from './log.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const control = async (path: string) => {
  const response = await fetch(`${rig.services.controlUrl.replace('ws:', 'http:').replace('/control', '')}${path}`);
  return { status: response.status, text: await response.text() };
};

describe('monitoring', () => {
  it('OPS-4: metrics are on the control listener only, in numbers', async () => {
    await rig.node();
    await rig.request('GET', '/v1/me');
    const { status, text } = await control('/metrics');
    expect(status).toBe(200);
    expect(text).toContain('ringside_services_nodes 1');
    expect(text).toContain('ringside_services_refusals_total{code="not-signed-in"} 1');
    expect((await rig.request('GET', '/metrics')).status).toBe(404);
    expect((await control('/v1/me')).status).toBe(404);
  });

  it('OPS-4: is ready while the database can be written, and healthy in any case', async () => {
    expect((await rig.request('GET', '/readyz')).body).toEqual({ status: 'ready' });
    // The clock goes on, or is set back: an answer is kept for a second only.
    for (const ms of [2_000, -3_600_000]) {
      rig.sources.advance(2_000);
      expect((await rig.request('GET', '/readyz')).status).toBe(200);
      const blocker = await openSqlite(rig.dataFolder);
      rig.sources.advance(ms);
      const blocked = await blocker.transaction().execute(() => rig.request('GET', '/readyz'));
      await blocker.destroy();
      expect([blocked.status, blocked.body]).toEqual([503, { status: 'the database cannot be written' }]);
    }
    expect((await rig.request('GET', '/healthz')).status).toBe(200);
    rig.sources.advance(2_000);
    expect((await control('/readyz')).status).toBe(200);
  });

  it('SES-4: heartbeats go on while a write waits for a locked database', async () => {
    const node = await rig.node({ node: 'n', instance: 'i' });
    const blocker = await openSqlite(rig.dataFolder);
    await blocker.transaction().execute(async () => {
      const before = node.heartbeats().length;
      void rig.request('GET', '/readyz');
      const since = performance.now();
      await node.until(() => node.heartbeats().length >= before + 2);
      // Two heartbeats a second apart, give or take a busy machine, while SQLite waits for up to 2 s.
      expect(performance.now() - since).toBeLessThan(4_000);
    });
    await blocker.destroy();
  });

  it('TOK-3, AUD-3: what looks like a secret is cut out of a log line, wherever somebody puts it', () => {
    const lines: string[] = [];
    const log = createLog({ write: (line: string) => void lines.push(line) });
    const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlLWNhbmFyeQ';
    const canary = `rs_web_${'c'.repeat(43)}`;
    log.info({ ticket: 'canary-1', nested: { authorization: 'canary-2' }, other: jwt }, `told ${canary}`);
    log.error({ err: new Error(`failed with ${canary}`) }, 'fault');
    const text = lines.join('');
    for (const secret of ['canary-1', 'canary-2', 'c2lnbmF0dXJl', canary]) expect(text).not.toContain(secret);
    expect(text).toContain('[secret]');
  });
});
