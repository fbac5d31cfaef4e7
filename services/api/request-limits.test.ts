/** How many requests count against whom, with limits that are reached quickly. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApiKey } from '../access/api-keys.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type Rig, startRig } from '../testing/rig.ts';

vi.mock('../limits.ts', async (original) => {
  const { servicesLimits } = await original<typeof import('../limits.ts')>();
  return { servicesLimits: { ...servicesLimits, operatorRequestsPerMinute: 8, apiKeyRequestsPerMinute: 12 } };
});

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

it('EMB-3: of an API key they are limited whomever it names, and of an operator whatever names them', async () => {
  const { tenantId, firstOperatorId } = rig.services;
  const cookie = await rig.signIn();
  const { body: olga } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Olga' } });
  const { body: omar } = await rig.request('POST', '/v1/users', { cookie, body: { name: 'Omar' } });
  const db = await openSqlite(rig.dataFolder);
  const about = { tenantId, actor: { kind: 'command-line' }, scope: 'sessions', lifeMs: 3_600_000 } as const;
  const keyOf = (name: string) =>
    createApiKey(db, rig.sources, { ...about, name, origins: ['https://portal.example'] });
  const [one, other] = [await keyOf('one'), await keyOf('other')];
  await db.destroy();
  const ask = async (key: string, operator: string, times: number) => {
    const headers = { authorization: `Bearer ${key}`, 'ringside-operator': operator };
    const answers: number[] = [];
    for (let asked = 0; asked < times; asked++) {
      answers.push((await rig.request('GET', '/v1/me', { origin: null, headers })).status);
    }
    return answers;
  };
  const many = (count: number, status: number) => Array.from({ length: count }, () => status);
  expect(await ask(one, olga.id, 8)).toEqual(many(8, 200));
  expect(await ask(one, omar.id, 5)).toEqual([...many(4, 200), 429]);
  expect(await ask(one, firstOperatorId, 1)).toEqual([429]);
  expect(await ask(other, omar.id, 5)).toEqual([...many(4, 200), 429]);
  expect((await rig.request('GET', '/v1/me', { cookie })).status).toBe(200);
});
