/** Reads the facts that `authorize` decides on: who operators are, and the assignments that cover them. */
import { servicesLimits } from '../limits.ts';
import { allEnded } from '../store/read-together.ts';
import type { Queryable } from '../store/schema.ts';
import { indexAssignments } from './assignment-index.ts';
import { isCredentialInForce } from './credential-in-force.ts';
import type { AccessFacts, AssignmentFacts, Giver, HeldAssignment, Through } from './facts.ts';
import { builtInRole, isPermission, type Permission } from './permissions.ts';
import type { Principal } from './principal.ts';
import { defaultTenantSettings, parseTenantSetting, type TenantSettings } from './tenant-settings.ts';

/**
 * Of who acts, in the transaction in which they act. Undefined: what they act with has ended since they were let in, or
 * there is no such operator any more.
 */
export async function readAccessFacts(
  db: Queryable,
  principal: Principal,
  atMs: number,
): Promise<AccessFacts | undefined> {
  const [inForce, facts] = await allEnded([
    isCredentialInForce(db, principal, atMs),
    readCallerFacts(db, principal, atMs),
  ]);
  return inForce ? facts : undefined;
}

/** Of who has just shown a sign-in or an API key. Undefined: there is no such operator any more. */
export async function readCallerFacts(
  db: Queryable,
  principal: Principal,
  atMs: number,
): Promise<AccessFacts | undefined> {
  const facts = (await readFactsOf(db, [principal.operatorId], atMs, 'current')).get(principal.operatorId);
  if (facts === undefined || principal.via === 'page') return facts;
  const { sessionsOnly, createdBy } = principal;
  const within = createdBy === null ? undefined : (await readGivers(db, [createdBy], atMs)).get(createdBy);
  // A maker who is not there gives nothing.
  if (createdBy !== null && within === undefined) return undefined;
  return throughKey(facts, { sessionsOnly, within });
}

type Claims = 'last-known' | 'current' | 'of-makers';

/** How long claims count beyond the end of the sign-in that they came with. */
export const claimsGraceMs: Readonly<Record<Claims, number>> = {
  'last-known': Number.POSITIVE_INFINITY,
  current: 0,
  'of-makers': servicesLimits.makerClaimsMs - servicesLimits.webSessionMs,
};

/** The same facts, of somebody for whom an API key acts. */
export function throughKey(
  facts: AccessFacts,
  { sessionsOnly, within }: { readonly sessionsOnly: boolean; readonly within: Giver | undefined },
): AccessFacts {
  return { ...facts, operator: { ...facts.operator, sessionsOnly, byApiKey: true, within } };
}

/** What makers of API keys may give: their keys live on while they are not signed in, and not for ever. */
export async function readGivers(
  db: Queryable,
  operatorIds: readonly string[],
  atMs: number,
): Promise<Map<string, Giver>> {
  const facts = await readFactsOf(db, operatorIds, atMs, 'of-makers');
  return new Map([...facts].map(([id, { operator }]) => [id, operator]));
}

/**
 * The facts of several operators, each as if signed in on our own page; those that do not exist are left out.
 * @param claims what an identity provider says of groups and administrators: what it last said, as if they signed in
 * now and it said so again; or only while that counts, for who acts or for keys that they made
 */
export async function readFactsOf(
  db: Queryable,
  operatorIds: readonly string[],
  atMs: number,
  claims: Claims = 'last-known',
): Promise<Map<string, AccessFacts>> {
  const facts = new Map<string, AccessFacts>();
  for (let at = 0; at < operatorIds.length; at += servicesLimits.operatorsAtOnce) {
    const some = operatorIds.slice(at, at + servicesLimits.operatorsAtOnce);
    for (const [id, each] of await readSomeFacts(db, some, atMs, claims)) facts.set(id, each);
  }
  return facts;
}

/** Three statements, whatever they hold, two of them at once: every request waits for them. */
async function readSomeFacts(
  db: Queryable,
  operatorIds: readonly string[],
  atMs: number,
  claims: Claims,
): Promise<Map<string, AccessFacts>> {
  const facts = new Map<string, AccessFacts>();
  const operatorRows = db
    .selectFrom('operators')
    .innerJoin('tenants', 'tenants.id', 'operators.tenant_id')
    .leftJoin('tenant_settings', 'tenant_settings.tenant_id', 'tenants.id')
    .where('operators.id', 'in', operatorIds)
    .select(['operators.id', 'operators.tenant_id', 'operators.disabled_ms', 'operators.administrator_ms'])
    .select('operators.claims_until_ms')
    .select(['tenants.opted_in_ms', 'tenants.suspended_ms', 'tenants.card_off_ms'])
    .select(['tenants.restarts_withheld_ms', 'tenants.view_shortcuts_ms'])
    .select(['tenant_settings.name as setting', 'tenant_settings.value']);
  const [rows, assigned] = await allEnded([operatorRows.execute(), assignmentRows(db, operatorIds)]);
  const settings = new Map<string, TenantSettings>();
  for (const { tenant_id, setting, value } of rows) {
    const before = settings.get(tenant_id) ?? defaultTenantSettings;
    settings.set(tenant_id, { ...before, ...parseTenantSetting(setting, value) });
  }
  const operators = new Map(rows.map((row) => [row.id, row]));
  const lapsed = new Set<string>();
  for (const { id, claims_until_ms } of operators.values()) {
    if (claims_until_ms !== null && claims_until_ms + claimsGraceMs[claims] <= atMs) lapsed.add(id);
  }
  const tenantOf = new Map(rows.map(({ id, tenant_id }) => [id, tenant_id]));
  const held = heldBy(await withPermissions(db, assigned), assigned, tenantOf, lapsed);
  for (const row of operators.values()) {
    const { id, tenant_id: tenantId } = row;
    facts.set(id, {
      atMs,
      operator: {
        id,
        tenantId,
        active: row.disabled_ms === null,
        administrator: row.administrator_ms !== null && !lapsed.has(id),
        sessionsOnly: false,
        assignments: indexAssignments([...(held.get(id)?.values() ?? [])]),
      },
      tenant: {
        id: tenantId,
        active: row.suspended_ms === null,
        optedIn: row.opted_in_ms !== null,
        rooms: {
          cardOff: row.card_off_ms !== null,
          restartsWithheld: row.restarts_withheld_ms !== null,
          viewShortcuts: row.view_shortcuts_ms !== null,
        },
        settings: settings.get(tenantId) ?? defaultTenantSettings,
      },
    });
  }
  return facts;
}

type AssignmentRows = Awaited<ReturnType<typeof assignmentRows>>;

/** Of the operators, by name, through a group, or with everyone else of their tenant. */
async function assignmentRows(db: Queryable, operatorIds: readonly string[]) {
  const joined = db
    .selectFrom('group_members')
    .where('group_members.member_id', 'in', operatorIds)
    .select(['group_members.group_id', 'group_members.member_id']);
  const tenants = db.selectFrom('operators').where('operators.id', 'in', operatorIds).select('operators.tenant_id');
  return db
    .selectFrom('assignment_subjects')
    .innerJoin('assignments', 'assignments.id', 'assignment_subjects.assignment_id')
    .innerJoin('assignment_targets', 'assignment_targets.assignment_id', 'assignments.id')
    .leftJoin(joined.as('joined'), 'joined.group_id', 'assignment_subjects.subject_id')
    .leftJoin('groups', 'groups.id', 'assignment_subjects.subject_id')
    .where((row) =>
      row.or([
        row('assignment_subjects.subject_id', 'in', operatorIds),
        row('assignment_subjects.subject_id', 'in', tenants),
        row('assignment_subjects.subject_id', 'in', joined.clearSelect().select('group_members.group_id')),
      ]),
    )
    .select(['assignments.id', 'assignments.tenant_id', 'assignments.role_id'])
    .select(['assignments.starts_ms', 'assignments.ends_ms'])
    .select(['assignment_subjects.kind', 'assignment_subjects.subject_id', 'joined.member_id', 'groups.claim'])
    .select(['assignment_targets.kind as target_kind', 'assignment_targets.target_id'])
    .execute();
}

/**
 * @param tenantOf the operators, with their tenants
 * @param lapsed those for whom groups of an identity provider no longer count
 * @returns by operator and assignment; of their own tenant only
 */
function heldBy(
  assignments: ReadonlyMap<string, AssignmentFacts>,
  rows: AssignmentRows,
  tenantOf: ReadonlyMap<string, string>,
  lapsed: ReadonlySet<string>,
): Map<string, Map<string, HeldAssignment>> {
  const held = new Map<string, Map<string, HeldAssignment>>();
  const operatorIds = [...tenantOf.keys()];
  for (const { id, tenant_id, kind, subject_id, member_id, claim } of rows) {
    const assignment = assignments.get(id);
    const covered = kind === 'everyone' ? operatorIds : [kind === 'group' ? member_id : subject_id];
    const through = { kind: kind === 'everyone' || kind === 'group' ? kind : 'user', id: subject_id } as const;
    for (const operator of covered) {
      if (assignment === undefined || operator === null || tenantOf.get(operator) !== tenant_id) continue;
      if (claim !== null && lapsed.has(operator)) continue;
      const own = held.get(operator) ?? new Map<string, HeldAssignment>();
      const known = own.get(id);
      if (known === undefined || isNarrower(through, known.through)) own.set(id, { ...assignment, through });
      held.set(operator, own);
    }
  }
  return held;
}

const fromNarrow: readonly Through['kind'][] = ['user', 'group', 'everyone'];

/** Whom an assignment covers in several ways it covers by the narrowest, whatever order its rows come in. */
function isNarrower(one: Through, other: Through): boolean {
  return one.kind === other.kind ? one.id < other.id : fromNarrow.indexOf(one.kind) < fromNarrow.indexOf(other.kind);
}

interface AssignmentRow {
  readonly id: string;
  readonly role_id: string;
  readonly starts_ms: number | null;
  readonly ends_ms: number | null;
  readonly target_kind: string;
  readonly target_id: string;
}

/** Assignments by ID, from a row for each of their targets, with their roles' permissions as they are now. */
async function withPermissions(db: Queryable, rows: readonly AssignmentRow[]): Promise<Map<string, AssignmentFacts>> {
  const roles = await readRolePermissions(db, [...new Set(rows.map(({ role_id }) => role_id))]);
  const assignments = new Map<string, AssignmentFacts>();
  const coverages = new Map<string, { tenant: boolean; groups: Set<string>; devices: Set<string> }>();
  for (const row of rows) {
    const { id, role_id: roleId, starts_ms: startsMs, ends_ms: endsMs } = row;
    const over = coverages.get(id) ?? { tenant: false, groups: new Set(), devices: new Set() };
    coverages.set(id, over);
    if (row.target_kind === 'tenant') over.tenant = true;
    else if (row.target_kind === 'group') over.groups.add(row.target_id);
    else if (row.target_kind === 'device') over.devices.add(row.target_id);
    if (assignments.has(id)) continue;
    // A role that is not there holds nothing.
    const permissions = roles.get(roleId) ?? new Set<Permission>();
    assignments.set(id, { id, roleId, permissions, over, startsMs, endsMs });
  }
  return assignments;
}

export async function readAssignments(db: Queryable, ids: readonly string[]): Promise<Map<string, AssignmentFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('assignment_targets', 'assignment_targets.assignment_id', 'assignments.id')
    .where('assignments.id', 'in', ids)
    .select(['assignments.id', 'assignments.role_id', 'assignments.starts_ms', 'assignments.ends_ms'])
    .select(['assignment_targets.kind as target_kind', 'assignment_targets.target_id'])
    .execute();
  return withPermissions(db, rows);
}

/** Of built-in and custom roles. */
export async function readRolePermissions(
  db: Queryable,
  roleIds: readonly string[],
): Promise<Map<string, ReadonlySet<Permission>>> {
  const roles = new Map<string, ReadonlySet<Permission>>();
  const custom = new Map<string, Set<Permission>>();
  for (const id of roleIds) {
    const builtIn = builtInRole(id);
    if (builtIn === undefined) custom.set(id, new Set());
    roles.set(id, builtIn ?? custom.get(id) ?? new Set());
  }
  if (custom.size === 0) return roles;
  const rows = await db
    .selectFrom('role_permissions')
    .where('role_id', 'in', [...custom.keys()])
    .selectAll()
    .execute();
  for (const { role_id, permission } of rows) if (isPermission(permission)) custom.get(role_id)?.add(permission);
  return roles;
}
