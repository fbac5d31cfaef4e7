/** Roles: the built-in ones, and those that a tenant makes (ACC-2, ACC-3). */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';
import { type Change, isRefused, isStale, type Refused, refuse } from './access-change.ts';
import { readRolePermissions } from './access-facts.ts';
import { givenByRole } from './given.ts';
import { giftRefusal, holdsSomewhere } from './giving.ts';
import { allPermissions, builtInRole, builtInRoleIds, type Permission, reservedPermissions } from './permissions.ts';

export interface RoleContent {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

export interface Role extends RoleContent {
  readonly id: string;
  readonly builtIn: boolean;
}

const builtInWords = {
  manager: ['Manager', 'Administers the organisation.'],
  'site-lead': ['Site lead', 'Looks after the devices of a site.'],
  'site-technician': ['Site technician', 'Sees the devices of a site and what happens on them.'],
} as const;

export const builtInRoles: readonly Role[] = builtInRoleIds.map((id) => {
  const [name, description] = builtInWords[id];
  return { id, name, description, permissions: [...(builtInRole(id) ?? [])], builtIn: true };
});

/** Custom roles of a tenant in the order of their making, after one of them. */
export async function listRoles(
  db: Queryable,
  tenantId: string,
  { after, rows: most }: { readonly after: string; readonly rows: number },
): Promise<Role[]> {
  const rows = await db
    .selectFrom('roles')
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .selectAll()
    .execute();
  const permissions = await readRolePermissions(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, description }) => {
    return { id, name, description, permissions: ordered(permissions.get(id)), builtIn: false };
  });
}

export async function readRole(db: Queryable, tenantId: string, id: string): Promise<Role | undefined> {
  const builtIn = builtInRoles.find((role) => role.id === id);
  if (builtIn !== undefined) return builtIn;
  const row = await db
    .selectFrom('roles')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .selectAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const permissions = ordered((await readRolePermissions(db, [id])).get(id));
  return { id, name: row.name, description: row.description, permissions, builtIn: false };
}

const ordered = (held: ReadonlySet<Permission> | undefined): Permission[] =>
  allPermissions.filter((permission) => held?.has(permission));

export async function createRole(change: Change, content: RoleContent): Promise<Role | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const refused = contentRefusal(change, content) ?? (await nameRefusal(change, content.name, ''));
  if (refused !== undefined) return refused;
  const others = await tx.selectFrom('roles').where('tenant_id', '=', tenantId).select('id').execute();
  if (others.length >= servicesLimits.rolesPerTenant) return refuse('limit-reached');
  const { name, description } = content;
  const role = { id: sources.newId(), name, description, permissions: ordered(new Set(content.permissions)) };
  await tx
    .insertInto('roles')
    .values({ id: role.id, tenant_id: tenantId, name, description, created_ms: sources.nowMs() })
    .execute();
  await writePermissions(change, role.id, role.permissions);
  const detail = { role: role.id, before: null, after: shown(role) };
  await appendEvent(tx, sources, { kind: 'role.created', tenantId, actor, detail });
  return { ...role, builtIn: false };
}

/** Whoever has the role has its new permissions at once: so they must be the editor's to give wherever it is assigned. */
export async function updateRole(change: Change, id: string, content: RoleContent): Promise<Role | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const before = await editable(change, id);
  if (isRefused(before)) return before;
  const added = new Set(content.permissions.filter((permission) => !before.permissions.includes(permission)));
  const refused = contentRefusal(change, { permissions: [...added] }) ?? (await nameRefusal(change, content.name, id));
  if (refused !== undefined) return refused;
  for (const gift of await givenByRole(change, id, added)) {
    const beyond = giftRefusal(facts, gift);
    if (beyond !== undefined) return refuse(beyond);
  }
  const { name, description } = content;
  const role = { ...before, name, description, permissions: ordered(new Set(content.permissions)) };
  await tx.updateTable('roles').set({ name, description }).where('id', '=', id).execute();
  await tx.deleteFrom('role_permissions').where('role_id', '=', id).execute();
  await writePermissions(change, id, role.permissions);
  const detail = { role: id, before: shown(before), after: shown(role) };
  await appendEvent(tx, sources, { kind: 'role.changed', tenantId, actor, detail });
  return role;
}

export async function deleteRole(change: Change, id: string): Promise<undefined | Refused> {
  const { tx, sources, facts, actor } = change;
  const role = await editable(change, id);
  if (isRefused(role)) return role;
  const uses = await tx.selectFrom('assignments').where('role_id', '=', id).select('id').limit(1).execute();
  if (uses.length > 0) return refuse('role-in-use');
  await tx.deleteFrom('role_permissions').where('role_id', '=', id).execute();
  await tx.deleteFrom('roles').where('id', '=', id).execute();
  const detail = { role: id, before: shown(role), after: null };
  await appendEvent(tx, sources, { kind: 'role.deleted', tenantId: facts.tenant.id, actor, detail });
  return undefined;
}

const shown = ({ name, permissions }: Pick<RoleContent, 'name' | 'permissions'>) => {
  return { name, permissions: [...permissions] };
};

async function editable(change: Change, id: string): Promise<Role | Refused> {
  const role = await readRole(change.tx, change.facts.tenant.id, id);
  if (role === undefined) return refuse('role-not-found');
  if (role.builtIn) return refuse('role-built-in');
  return isStale(change, role) ? refuse('changed-meanwhile') : role;
}

function contentRefusal({ facts }: Change, { permissions }: Pick<RoleContent, 'permissions'>): Refused | undefined {
  if (permissions.some((permission) => reservedPermissions.has(permission))) return refuse('permission-reserved');
  return permissions.every((permission) => holdsSomewhere(facts, permission)) ? undefined : refuse('beyond-own-rights');
}

async function nameRefusal({ tx, facts }: Change, name: string, except: string): Promise<Refused | undefined> {
  const taken = await tx
    .selectFrom('roles')
    .where('tenant_id', '=', facts.tenant.id)
    .where('name', '=', name)
    .where('id', '!=', except)
    .select('id')
    .executeTakeFirst();
  return taken === undefined ? undefined : refuse('name-taken');
}

async function writePermissions({ tx }: Change, role_id: string, permissions: readonly Permission[]): Promise<void> {
  for (const permission of permissions) {
    await tx.insertInto('role_permissions').values({ role_id, permission }).execute();
  }
}
