/**
 * Signs in whom the issuer vouches for: a user known by the issuer's subject, made at the first sign-in with no rights
 * of their own; the groups that are mapped to the issuer's take them in or let them go (ACC-4, ACC-7).
 */
import { limits } from '@ringside/protocol';
import { followClaims } from '../access/claimed-groups.ts';
import { logSignInRefusal, openWebSession } from '../access/sign-in.ts';
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { nameFrom } from '../names.ts';
import { type ChangePorts, withWithdrawals } from '../sessions/access-changes.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { Identity } from './issuer.ts';

type Refusal = 'operator-disabled' | 'tenant-suspended' | 'limit-reached';

export type IssuerSignIn = { readonly token: string } | { readonly refused: Refusal };

const actor = { kind: 'services' } as const;

export async function signInByIssuer(
  ports: ChangePorts,
  tenantId: string,
  issuer: string,
  identity: Identity,
  replaces: string | undefined,
): Promise<IssuerSignIn> {
  const { sources } = ports;
  return withWithdrawals(ports, tenantId, actor, async (tx) => {
    const tenant = await tx.selectFrom('tenants').where('id', '=', tenantId).select('suspended_ms').executeTakeFirst();
    const refuse = async (refused: Refusal, operatorId?: string) => {
      const whose = operatorId === undefined ? {} : { operatorId };
      await logSignInRefusal(tx, sources, { tenantId, by: 'issuer', ...whose }, refused);
      return { refused };
    };
    if (tenant?.suspended_ms !== null) return refuse('tenant-suspended');
    const operator =
      (await known(tx, sources, tenantId, issuer, identity)) ?? (await made(tx, sources, tenantId, issuer, identity));
    if (operator === undefined) return refuse('limit-reached');
    if (operator.disabled) return refuse('operator-disabled', operator.id);
    const claims_until_ms = sources.nowMs() + servicesLimits.webSessionMs;
    await tx.updateTable('operators').set({ claims_until_ms }).where('id', '=', operator.id).execute();
    await markAdministrator(tx, sources, tenantId, operator, identity.administrator);
    await tx.deleteFrom('operator_claims').where('operator_id', '=', operator.id).execute();
    for (const claim of identity.groups) {
      await tx.insertInto('operator_claims').values({ operator_id: operator.id, claim }).execute();
    }
    await followClaims(tx, sources, { tenantId, actor, operatorId: operator.id });
    const opening = { authenticatedMs: identity.authenticatedMs, replaces };
    return { token: await openWebSession(tx, sources, { id: operator.id, tenantId }, opening) };
  });
}

interface Found {
  readonly id: string;
  readonly disabled: boolean;
  readonly administrator: boolean;
}

async function known(
  tx: Tx,
  sources: Sources,
  tenantId: string,
  issuer: string,
  { subject, name }: Identity,
): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .select(['id', 'name', 'disabled_ms', 'administrator_ms'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, administrator_ms } = row;
  if (row.disabled_ms !== null) return { id, disabled: true, administrator: administrator_ms !== null };
  const wanted = await freeName(tx, tenantId, name, row.id);
  if (wanted !== row.name) {
    await tx.updateTable('operators').set({ name: wanted }).where('id', '=', row.id).execute();
    const enabled = { disabled: false };
    const about = { detail: { before: enabled, after: enabled }, personal: { before: row.name, after: wanted } };
    await appendEvent(tx, sources, { kind: 'operator.changed', tenantId, actor, operatorId: row.id, ...about });
  }
  return { id, disabled: false, administrator: administrator_ms !== null };
}

async function made(
  tx: Tx,
  sources: Sources,
  tenantId: string,
  issuer: string,
  { subject, name }: Identity,
): Promise<Found | undefined> {
  const { count } = await tx
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= servicesLimits.usersPerTenant) return undefined;
  const id = sources.newId();
  const given = await freeName(tx, tenantId, name, id);
  const row = { id, tenant_id: tenantId, name: given, created_ms: sources.nowMs(), issuer, subject };
  await tx
    .insertInto('operators')
    .values({ ...row, disabled_ms: null, administrator_ms: null })
    .execute();
  const about = { operatorId: id, detail: {}, personal: { name: given } };
  await appendEvent(tx, sources, { kind: 'operator.created', tenantId, actor, ...about });
  return { id, disabled: false, administrator: false };
}

/** Names are unique here, and the issuer's are not: a namesake gets a number. */
async function freeName(tx: Tx, tenantId: string, name: string, ownId: string): Promise<string> {
  const rows = await tx
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('id', '!=', ownId)
    .select('name')
    .execute();
  const taken = new Set(rows.map((row) => row.name));
  // Whole characters, and room for a number; what the cut leaves at the end may be half of two that were joined.
  const base = nameFrom(
    Array.from(name)
      .slice(0, limits.nameUnits / 4)
      .join(''),
  );
  let free = base;
  for (let number = 2; taken.has(free); number++) free = `${base} (${number})`;
  return free;
}

async function markAdministrator(
  tx: Tx,
  sources: Sources,
  tenantId: string,
  operator: Found,
  administrator: boolean,
): Promise<void> {
  if (operator.administrator === administrator) return;
  const administrator_ms = administrator ? sources.nowMs() : null;
  await tx.updateTable('operators').set({ administrator_ms }).where('id', '=', operator.id).execute();
  const detail = { before: operator.administrator, after: administrator };
  await appendEvent(tx, sources, { kind: 'operator.administrator', tenantId, actor, operatorId: operator.id, detail });
}
