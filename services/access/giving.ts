/** ACC-5: nobody gives what they do not have, neither more permissions, nor over more devices, nor for longer. */

import { coversTarget, type Target } from './coverage.ts';
import type { AccessFacts, AssignmentFacts, Giver } from './facts.ts';
import { isRemoteAccess, type Permission } from './permissions.ts';

/** What a change would let somebody do that they may not do without it. */
export interface Gift {
  readonly permissions: Iterable<Permission>;
  readonly over: Target;
  readonly startsMs: number | null;
  readonly endsMs: number | null;
}

export type GiftRefusal = 'beyond-own-rights' | 'tenant-not-opted-in';

/** Undefined: it may be given. An administrator is where the tenant's permissions come from, and gives any. */
export function giftRefusal(facts: AccessFacts, gift: Gift): GiftRefusal | undefined {
  const { atMs, operator, tenant } = facts;
  for (const permission of gift.permissions) {
    const mayGive = giversOf(facts).every((giver) => giver.administrator || hasAtLeast(giver, permission, gift, atMs));
    if (!mayGive || operator.sessionsOnly) return 'beyond-own-rights';
    if (isRemoteAccess(permission) && !tenant.optedIn) return 'tenant-not-opted-in';
  }
  return undefined;
}

/** Who gives: the operator, and through an API key its maker too. */
const giversOf = ({ operator }: AccessFacts): readonly Giver[] =>
  operator.within === undefined ? [operator] : [operator, operator.within];

function hasAtLeast(
  { assignments }: Giver,
  permission: Permission,
  { over, startsMs, endsMs }: Gift,
  atMs: number,
): boolean {
  // What starts in the past starts now.
  const fromMs = Math.max(startsMs ?? atMs, atMs);
  return assignments.all.some(
    (own) =>
      own.permissions.has(permission) &&
      (own.startsMs === null || own.startsMs <= fromMs) &&
      (own.endsMs === null || (endsMs !== null && endsMs <= own.endsMs)) &&
      coversTarget(own.over, over),
  );
}

/** A role by itself gives nothing to anybody, but its editor must hold everything in it, over some device at least. */
export function holdsSomewhere(facts: AccessFacts, permission: Permission): boolean {
  const { atMs, operator } = facts;
  if (operator.sessionsOnly) return false;
  const holds = ({ permissions, endsMs }: AssignmentFacts) =>
    permissions.has(permission) && (endsMs === null || atMs < endsMs);
  return giversOf(facts).every(({ administrator, assignments }) => administrator || assignments.all.some(holds));
}
