/**
 * Groups of users that stand for a group of the issuer's: who is in them is what the issuer said at each user's last
 * sign-in, and nothing else.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

export interface Following {
  readonly tenantId: string;
  readonly actor: Actor;
  /** Of one user only, or of one group only. */
  readonly operatorId?: string;
  readonly groupId?: string;
}

/** Brings memberships to what the claims say; each change is in the log. */
export async function followClaims(tx: Tx, sources: Sources, following: Following): Promise<void> {
  const { tenantId, actor, operatorId, groupId } = following;
  let wanted = tx
    .selectFrom('groups')
    .innerJoin('operator_claims', 'operator_claims.claim', 'groups.claim')
    .innerJoin('operators', 'operators.id', 'operator_claims.operator_id')
    .where('groups.tenant_id', '=', tenantId)
    .where('operators.tenant_id', '=', tenantId)
    .select(['groups.id as group', 'operators.id as member']);
  let there = tx
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .where('groups.tenant_id', '=', tenantId)
    .where('groups.claim', 'is not', null)
    .select(['groups.id as group', 'group_members.member_id as member']);
  if (operatorId !== undefined) {
    wanted = wanted.where('operators.id', '=', operatorId);
    there = there.where('group_members.member_id', '=', operatorId);
  }
  if (groupId !== undefined) {
    wanted = wanted.where('groups.id', '=', groupId);
    there = there.where('groups.id', '=', groupId);
  }
  const [should, are] = [await wanted.execute(), await there.execute()];
  const keyOf = ({ group, member }: Membership) => `${group} ${member}`;
  const [shouldKeys, areKeys] = [new Set(should.map(keyOf)), new Set(are.map(keyOf))];
  for (const membership of should.filter((each) => !areKeys.has(keyOf(each)))) {
    await tx.insertInto('group_members').values({ group_id: membership.group, member_id: membership.member }).execute();
    await log(tx, sources, { tenantId, actor, kind: 'group.member-added', ...membership });
  }
  for (const membership of are.filter((each) => !shouldKeys.has(keyOf(each)))) {
    await tx
      .deleteFrom('group_members')
      .where('group_id', '=', membership.group)
      .where('member_id', '=', membership.member)
      .execute();
    await log(tx, sources, { tenantId, actor, kind: 'group.member-removed', ...membership });
  }
}

interface Membership {
  readonly group: string;
  readonly member: string;
}

async function log(
  tx: Tx,
  sources: Sources,
  change: Membership & {
    readonly tenantId: string;
    readonly actor: Actor;
    readonly kind: 'group.member-added' | 'group.member-removed';
  },
): Promise<void> {
  const { tenantId, actor, kind, group, member } = change;
  await appendEvent(tx, sources, { kind, tenantId, actor, operatorId: member, detail: { group, of: 'users' } });
}
