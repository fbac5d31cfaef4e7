/** Users: the operators of a tenant, as those see them who administer it. */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import type { Queryable, Tx } from '../store/schema.ts';
import { type Change, isStale, type Refused, refuse } from './access-change.ts';
import { isAdministrator } from './authorize.ts';
import { givenToUser } from './given.ts';
import { giftRefusal } from './giving.ts';

export interface UserContent {
  readonly name: string;
  /** A user who is disabled may do nothing, and whatever they had open ends. */
  readonly disabled: boolean;
}

export interface User extends UserContent {
  readonly id: string;
  readonly administrator: boolean;
}

/** No issuer's word made them. */
export const madeHere = { issuer: null, subject: null } as const;

const columns = ['id', 'name', 'disabled_ms', 'administrator_ms'] as const;

const userOf = (row: {
  id: string;
  name: string;
  disabled_ms: number | null;
  administrator_ms: number | null;
}): User => {
  return {
    id: row.id,
    name: row.name,
    disabled: row.disabled_ms !== null,
    administrator: row.administrator_ms !== null,
  };
};

export async function listUsers(
  db: Queryable,
  tenantId: string,
  { after, rows: most }: { readonly after: string; readonly rows: number },
): Promise<User[]> {
  const rows = await db
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .select(columns)
    .execute();
  return rows.map(userOf);
}

export async function readUser(db: Queryable, tenantId: string, id: string): Promise<User | undefined> {
  const row = await db
    .selectFrom('operators')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .select(columns)
    .executeTakeFirst();
  return row === undefined ? undefined : userOf(row);
}

/** A new user has what is assigned to everyone, and so has who adds them: nothing is given that they lack (ACC-5). */
export async function createUser(change: Change, name: string): Promise<User | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const others = await tx.selectFrom('operators').where('tenant_id', '=', tenantId).select('name').execute();
  if (others.some((other) => other.name === name)) return refuse('name-taken');
  if (others.length >= servicesLimits.usersPerTenant) return refuse('limit-reached');
  const id = sources.newId();
  const created_ms = sources.nowMs();
  await tx
    .insertInto('operators')
    .values({ id, tenant_id: tenantId, name, created_ms, disabled_ms: null, administrator_ms: null, ...madeHere })
    .execute();
  const about = { operatorId: id, detail: {}, personal: { name } };
  await appendEvent(tx, sources, { kind: 'operator.created', tenantId, actor, ...about });
  return { id, name, disabled: false, administrator: false };
}

/** An administrator is changed by administrators only, and nobody shuts themselves out. */
export async function updateUser(change: Change, id: string, content: UserContent): Promise<User | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const before = await readUser(tx, tenantId, id);
  if (before === undefined) return refuse('user-not-found');
  if (isStale(change, before)) return refuse('changed-meanwhile');
  if (before.administrator && !isAdministrator(facts)) return refuse('beyond-own-rights');
  if (content.disabled && id === facts.operator.id) return refuse('own-account');
  const taken = await tx
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', content.name)
    .where('id', '!=', id)
    .select('id')
    .executeTakeFirst();
  if (taken !== undefined) return refuse('name-taken');
  if (before.disabled && !content.disabled) {
    const beyond = await joiningRefusal(change, [id, ...(await groupsOf(change, id))]);
    if (beyond !== undefined) return beyond;
  }
  const disabled_ms = content.disabled ? sources.nowMs() : null;
  await tx.updateTable('operators').set({ name: content.name, disabled_ms }).where('id', '=', id).execute();
  if (content.disabled) await endSignIns(tx, id);
  const about = {
    detail: { before: { disabled: before.disabled }, after: { disabled: content.disabled } },
    personal: { before: before.name, after: content.name },
  };
  await appendEvent(tx, sources, { kind: 'operator.changed', tenantId, actor, operatorId: id, ...about });
  return { ...before, ...content };
}

/** For good: whoever has a cookie or a link of before, the user or a thief, signs in anew once the user is enabled. */
async function endSignIns(tx: Tx, operatorId: string): Promise<void> {
  await tx.deleteFrom('web_sessions').where('operator_id', '=', operatorId).execute();
  await tx.deleteFrom('sign_in_links').where('operator_id', '=', operatorId).execute();
}

async function joiningRefusal(change: Change, subjectIds: readonly string[]): Promise<Refused | undefined> {
  const { facts } = change;
  for (const gift of await givenToUser(change, subjectIds)) {
    const refused = giftRefusal(facts, gift);
    if (refused !== undefined) return refuse(refused);
  }
  return undefined;
}

async function groupsOf({ tx }: Change, userId: string): Promise<string[]> {
  const rows = await tx.selectFrom('group_members').where('member_id', '=', userId).select('group_id').execute();
  return rows.map(({ group_id }) => group_id);
}
