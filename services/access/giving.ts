/** ACC-5: nobody gives what they do not have, neither more permissions, nor over more devices, nor for longer. */

import { coversTarget, type Target } from './coverage.ts';
import type { AccessFacts } from './facts.ts';
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
  const { operator, tenant } = facts;
  for (const permission of gift.permissions) {
    const mayGive = operator.administrator ? !operator.sessionsOnly : hasAtLeast(facts, permission, gift);
    if (!mayGive) return 'beyond-own-rights';
    if (isRemoteAccess(permission) && !tenant.optedIn) return 'tenant-not-opted-in';
  }
  return undefined;
}

function hasAtLeast(
  { atMs, operator }: AccessFacts,
  permission: Permission,
  { over, startsMs, endsMs }: Gift,
): boolean {
  if (operator.sessionsOnly) return false;
  // What starts in the past starts now.
  const fromMs = Math.max(startsMs ?? atMs, atMs);
  return operator.assignments.all.some(
    (own) =>
      own.permissions.has(permission) &&
      (own.startsMs === null || own.startsMs <= fromMs) &&
      (own.endsMs === null || (endsMs !== null && endsMs <= own.endsMs)) &&
      coversTarget(own.over, over),
  );
}

/** A role by itself gives nothing to anybody, but its editor must hold everything in it, over some device at least. */
export function holdsSomewhere({ atMs, operator }: AccessFacts, permission: Permission): boolean {
  if (operator.sessionsOnly) return false;
  if (operator.administrator) return true;
  return operator.assignments.all.some(
    ({ permissions, endsMs }) => permissions.has(permission) && (endsMs === null || atMs < endsMs),
  );
}
