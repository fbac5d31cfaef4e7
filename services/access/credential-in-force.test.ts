/** What somebody acts with may end between the door and the transaction in which they act. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { readAccessFacts } from './access-facts.ts';
import { apiKeyPrincipal, createApiKey, revokeApiKeys } from './api-keys.ts';
import { createTenant, ensureFirstOperator, type FirstOperator } from './first-start.ts';
import type { Principal } from './principal.ts';
import { createSignInLink, pagePrincipal, signIn, signOut } from './sign-in.ts';
import { createUser } from './users.ts';

const sources = manualSources();
const hourMs = 3_600_000;
const actor = { kind: 'services' } as const;
let store: TemporaryStore;
let db: Db;
let admin: FirstOperator;
beforeAll(async () => {
  store = await temporaryStore();
  ({ db } = store);
  admin = await ensureFirstOperator(db, sources, { tenantName: 'Test', embedded: false });
});
afterAll(() => store.remove());

const shown = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing there');
  return value;
};

async function signedIn(): Promise<Principal> {
  const link = await createSignInLink(db, sources, admin.operatorId);
  const token = shown(await db.transaction().execute((tx) => signIn(tx, sources, link)));
  return shown(await pagePrincipal(db, sources, token));
}

async function byKey(name: string, createdBy?: string): Promise<Principal> {
  const content = { name, scope: 'everything', origins: ['https://portal.example'], lifeMs: hourMs } as const;
  const maker = createdBy === undefined ? {} : { createdBy };
  const key = await createApiKey(db, sources, { ...content, ...maker, tenantId: admin.tenantId, actor });
  return shown(await apiKeyPrincipal(db, sources, key, admin.operatorId));
}

const acts = async (principal: Principal) => (await readAccessFacts(db, principal, sources.nowMs())) !== undefined;

it('SES-4: a sign-in that is over, or is somebody else’s, acts no more', async () => {
  const first = await signedIn();
  expect(await acts(first)).toBe(true);
  expect(await acts({ ...first, operatorId: 'another' })).toBe(false);
  if (first.via === 'page') await db.transaction().execute((tx) => signOut(tx, sources, first));
  expect(await acts(first)).toBe(false);
  const second = await signedIn();
  sources.advance(12 * hourMs);
  expect(await acts(second)).toBe(false);
});

it('SES-4, ACC-5: an API key that is revoked or over, or whose maker is disabled, acts no more', async () => {
  const revoked = await byKey('one');
  expect(await acts(revoked)).toBe(true);
  expect(await acts({ ...revoked, tenantId: 'another' })).toBe(false);
  await revokeApiKeys(db, sources, { tenantId: admin.tenantId, actor, name: 'one' });
  expect(await acts(revoked)).toBe(false);
  const principal = await signedIn();
  const user = await db.transaction().execute(async (tx) => {
    const facts = shown(await readAccessFacts(tx, principal, sources.nowMs()));
    return createUser({ tx, sources, actor, facts }, 'Mia');
  });
  const maker = 'id' in user ? user.id : '';
  const disabled = await byKey('two', maker);
  expect(await acts(disabled)).toBe(true);
  await db.updateTable('operators').set({ disabled_ms: 1 }).where('id', '=', maker).execute();
  expect(await acts(disabled)).toBe(false);
  // Nor is it let in.
  await expect(byKey('two again', maker)).rejects.toThrow('nothing there');
  const over = await byKey('three');
  sources.advance(hourMs);
  expect(await acts(over)).toBe(false);
});

it('EMB-4: an API key whose scope this build does not know is for sessions only', async () => {
  const { tenantId, operatorId } = admin;
  const content = { name: 'newer', scope: 'everything', origins: ['https://portal.example'], lifeMs: hourMs } as const;
  const key = await createApiKey(db, sources, { ...content, tenantId, actor });
  const read = () => apiKeyPrincipal(db, sources, key, operatorId);
  expect(await read()).toMatchObject({ sessionsOnly: false });
  await db.updateTable('api_keys').set({ scope: 'everything-else' }).where('name', '=', 'newer').execute();
  expect(await read()).toMatchObject({ sessionsOnly: true });
});

it('SES-9: an API key acts in the name of nobody of another tenant', async () => {
  const { tenantId, operatorId } = admin;
  const other = await db.transaction().execute((tx) => createTenant(tx, sources, 'Other', actor));
  const content = { name: 'ours', scope: 'everything', origins: ['https://portal.example'], lifeMs: hourMs } as const;
  const key = await createApiKey(db, sources, { ...content, tenantId, actor });
  expect(await apiKeyPrincipal(db, sources, key, operatorId)).toMatchObject({ tenantId, operatorId });
  expect(await apiKeyPrincipal(db, sources, key, other.operatorId)).toBeUndefined();
});
