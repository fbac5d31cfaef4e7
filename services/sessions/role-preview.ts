/** ACC-6: what a change to a role would do: tried in a transaction that is always taken back. */
import { type Change, isRefused, refuse } from '../access/access-change.ts';
import { readAccessFacts, readFactsOf } from '../access/access-facts.ts';
import { isInForce } from '../access/assignment-index.ts';
import { allPermissions, type Permission } from '../access/permissions.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import { readRole, updateRole } from '../access/roles.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { unheldSessions } from './held-sessions.ts';
import { livePhases, sessionOf } from './session-records.ts';

export interface RolePreview {
  readonly added: Permission[];
  readonly removed: Permission[];
  /** Assignments in force that hand the role on, and the users who have it by them. */
  readonly assignments: string[];
  readonly users: { readonly id: string; readonly name: string }[];
  readonly endingSessions: string[];
  /** Why the change would be refused; null when it would not. */
  readonly refusal: string | null;
}

interface Ports {
  readonly db: Db;
  readonly sources: Sources;
}

class TakenBack extends Error {
  readonly preview: RolePreview | undefined;

  constructor(preview: RolePreview | undefined) {
    super('taken back');
    this.preview = preview;
  }
}

/** Undefined: there is no such role. */
export async function previewRole(
  ports: Ports,
  principal: Principal,
  roleId: string,
  permissions: readonly Permission[],
): Promise<RolePreview | undefined> {
  try {
    return await ports.db.transaction().execute(async (tx) => {
      throw new TakenBack(await preview(tx, ports, principal, roleId, permissions));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.preview;
    throw error;
  }
}

async function preview(
  tx: Tx,
  { sources }: Ports,
  principal: Principal,
  roleId: string,
  permissions: readonly Permission[],
): Promise<RolePreview | undefined> {
  const { tenantId } = principal;
  const atMs = sources.nowMs();
  const role = await readRole(tx, tenantId, roleId);
  if (role === undefined) return undefined;
  const operators = await tx
    .selectFrom('operators')
    .where('tenant_id', '=', tenantId)
    .where('disabled_ms', 'is', null)
    .orderBy('name')
    .select(['id', 'name'])
    .execute();
  const everybody = operators.map(({ id }) => id);
  const facts = await readFactsOf(tx, everybody, atMs);
  const held = (id: string) =>
    (facts.get(id)?.operator.assignments.all ?? []).filter((each) => each.roleId === roleId && isInForce(each, atMs));
  const own = await readAccessFacts(tx, principal, atMs);
  const rows = await tx
    .selectFrom('sessions')
    .where('state', 'in', livePhases)
    .where('tenant_id', '=', tenantId)
    .selectAll()
    .execute();
  const change: Change | undefined = own && { tx, sources, actor: actorOf(principal), facts: own };
  const { name, description } = role;
  const done =
    change === undefined
      ? refuse('not-signed-in')
      : await updateRole(change, roleId, { name, description, permissions });
  const ending = await unheldSessions(tx, rows.map(sessionOf), atMs);
  return {
    added: allPermissions.filter((each) => permissions.includes(each) && !role.permissions.includes(each)),
    removed: allPermissions.filter((each) => !permissions.includes(each) && role.permissions.includes(each)),
    assignments: [...new Set(everybody.flatMap((id) => held(id).map((each) => each.id)))].toSorted(),
    users: operators.filter(({ id }) => held(id).length > 0),
    endingSessions: ending.map(({ id }) => id),
    refusal: isRefused(done) ? done.refused : null,
  };
}
