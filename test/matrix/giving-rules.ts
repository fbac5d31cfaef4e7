/**
 * Who may give what, written from the rules: nobody gives what they do not have, neither more permissions, nor over more
 * devices, nor for longer (ACC-5), and no remote access while it is off (ACC-1).
 */
import {
  type Asker,
  type Assignment,
  administers,
  coversDevice,
  coversUser,
  isAdministrator,
  isRemoteAccess,
  permissionsOfRole,
  type User,
  type Word,
  type World,
} from './rules.ts';

export type Gift =
  | { readonly give: 'assignment'; readonly assignment: Assignment }
  | { readonly give: 'permissions'; readonly role: string; readonly permissions: readonly string[] }
  | {
      readonly give: 'membership';
      readonly of: 'userGroups' | 'deviceGroups' | 'sites';
      readonly group: string;
      readonly member: string;
    }
  | { readonly give: 'enabling'; readonly user: string }
  /** An assignment that is there becomes another. */
  | { readonly give: 'change'; readonly to: Assignment }
  /** From now on the identity provider says who is in a group; or no longer, and whoever is in it stays. */
  | { readonly give: 'following'; readonly group: string; readonly follows: boolean };

/** Permissions over one thing, from when until when. */
interface Handed {
  readonly permissions: readonly string[];
  readonly over: { readonly everyDevice: true } | { readonly group: string } | { readonly device: string };
  readonly startsMs: number | null;
  readonly endsMs: number | null;
}

/** Everything that an assignment hands on: a group counts as that group, whatever is in it. */
function handedOn(assignment: Assignment, permissions: readonly string[]): Handed[] {
  const { everyDevice, devices, deviceGroups, sites, startsMs, endsMs } = assignment;
  const overs: Handed['over'][] = [
    ...(everyDevice ? [{ everyDevice: true } as const] : []),
    ...[...deviceGroups, ...sites].map((group) => ({ group })),
    ...devices.map((device) => ({ device })),
  ];
  return overs.map((over) => ({ permissions, over, startsMs, endsMs }));
}

const isOver = (world: World, { endsMs }: Assignment) => endsMs !== null && endsMs <= world.nowMs;

const withImplied = (permissions: readonly string[]) =>
  permissions.includes('remote-access.modify') ? [...permissions, 'remote-access.view'] : [...permissions];

/** Whether it names nobody and nothing that was not named before, in the same role, and for no longer: that only takes. */
function onlyTakes(to: Assignment, from: Assignment): boolean {
  const named = [
    [to.users, from.users],
    [to.userGroups, from.userGroups],
    [to.devices, from.devices],
    [to.deviceGroups, from.deviceGroups],
    [to.sites, from.sites],
  ] as const;
  if (to.role !== from.role) return false;
  if (to.everyone && !from.everyone) return false;
  if (to.everyDevice && !from.everyDevice) return false;
  if (from.startsMs !== null && (to.startsMs === null || to.startsMs < from.startsMs)) return false;
  if (from.endsMs !== null && (to.endsMs === null || to.endsMs > from.endsMs)) return false;
  return named.every(([after, before]) => after.every((each) => before.includes(each)));
}

/** What is given to somebody who did not have it, by each kind of change. */
function handedBy(world: World, tenant: string, gift: Gift): Handed[] {
  const running = world.assignments.filter((each) => each.tenant === tenant && !isOver(world, each));
  const all = (assignments: readonly Assignment[]) =>
    assignments.flatMap((each) => handedOn(each, permissionsOfRole(world, tenant, each.role)));
  switch (gift.give) {
    case 'assignment':
      return handedOn(gift.assignment, permissionsOfRole(world, tenant, gift.assignment.role));
    case 'permissions': {
      const before = permissionsOfRole(world, tenant, gift.role);
      const added = gift.permissions.filter((each) => !before.includes(each));
      return running.filter(({ role }) => role === gift.role).flatMap((each) => handedOn(each, added));
    }
    case 'membership': {
      if (world[gift.of].some(({ id, members }) => id === gift.group && members.includes(gift.member))) return [];
      if (gift.of === 'userGroups') return all(running.filter(({ userGroups }) => userGroups.includes(gift.group)));
      // Whoever reaches the group reaches one device more.
      return running
        .filter((each) => [...each.deviceGroups, ...each.sites].includes(gift.group))
        .map((each) => ({
          permissions: permissionsOfRole(world, tenant, each.role),
          over: { device: gift.member },
          startsMs: each.startsMs,
          endsMs: each.endsMs,
        }));
    }
    case 'enabling': {
      const groups = world.userGroups.filter(({ members }) => members.includes(gift.user)).map(({ id }) => id);
      // What is assigned to everyone everybody has.
      return all(
        running.filter(
          ({ users, userGroups }) => users.includes(gift.user) || userGroups.some((each) => groups.includes(each)),
        ),
      );
    }
    case 'change': {
      const from = world.assignments.find(({ id }) => id === gift.to.id);
      if (from === undefined || onlyTakes(gift.to, from)) return [];
      return handedOn(gift.to, permissionsOfRole(world, tenant, gift.to.role));
    }
    case 'following': {
      // Either way somebody has it who had it not, or not for as long.
      const group = world.userGroups.find(({ id }) => id === gift.group);
      if ((group?.followsIssuer === true) === gift.follows) return [];
      return all(running.filter(({ userGroups }) => userGroups.includes(gift.group)));
    }
    default:
      return gift satisfies never;
  }
}

interface Giver {
  readonly user: User;
  readonly word: Word;
}

/** The user, and through a key its maker too: each of them has to have what is given. */
function giversOf(world: World, { user, keyMadeBy }: Asker): Giver[] {
  const find = (name: string | null | undefined) => world.users.filter(({ id }) => id === name);
  return [
    ...find(user).map((found) => ({ user: found, word: 'current' as const })),
    ...find(keyMadeBy).map((found) => ({ user: found, word: 'of a maker of keys' as const })),
  ];
}

/** The assignments of a giver that hold the permission. */
const holding = (world: World, { user, word }: Giver, permission: string): Assignment[] =>
  world.assignments.filter(
    (own) =>
      coversUser(world, own, user, word) &&
      withImplied(permissionsOfRole(world, user.tenant, own.role)).includes(permission),
  );

/** Whether one of the giver's own assignments reaches as far, for as long. What starts in the past starts now. */
function hasAsMuch(world: World, giver: Giver, permission: string, { over, startsMs, endsMs }: Handed): boolean {
  // The tenant's permissions come from them.
  if (administers(world, giver.user, giver.word)) return true;
  const fromMs = startsMs === null || startsMs < world.nowMs ? world.nowMs : startsMs;
  for (const own of holding(world, giver, permission)) {
    if (own.startsMs !== null && own.startsMs > fromMs) continue;
    if (own.endsMs !== null && (endsMs === null || endsMs > own.endsMs)) continue;
    if (own.everyDevice) return true;
    if ('group' in over && [...own.deviceGroups, ...own.sites].includes(over.group)) return true;
    const device = 'device' in over ? world.devices.find(({ id }) => id === over.device) : undefined;
    if (device !== undefined && coversDevice(world, own, device)) return true;
  }
  return false;
}

/** A role by itself gives nothing, but its editor holds everything that is added, somewhere, now or later. */
const holdsSomewhere = (world: World, giver: Giver, permission: string): boolean =>
  administers(world, giver.user, giver.word) || holding(world, giver, permission).some((own) => !isOver(world, own));

/** How much the giver has of what would be given. A part is some of it, or some permission of it over less or for less long. */
export type Share = 'nothing is given' | 'administers' | 'has all' | 'has part' | 'has none';

export function shareOf(world: World, asker: Asker, gift: Gift): Share {
  const tenant = world.users.find(({ id }) => id === asker.user)?.tenant ?? '';
  const givers = giversOf(world, asker);
  const handed = handedBy(world, tenant, gift).flatMap((each) =>
    each.permissions.map((permission) => ({ permission, each })),
  );
  if (handed.length === 0) return 'nothing is given';
  if (givers.every(({ user, word }) => administers(world, user, word))) return 'administers';
  if (asker.sessionsOnly) return 'has none';
  const hasAll = (one: (typeof handed)[number]) =>
    givers.every((giver) => hasAsMuch(world, giver, one.permission, one.each));
  if (handed.every(hasAll)) return 'has all';
  const hasSome = ({ permission }: (typeof handed)[number]) =>
    givers.every((giver) => holdsSomewhere(world, giver, permission));
  return handed.some(hasSome) ? 'has part' : 'has none';
}

/** @returns the answers that are right: "allowed" alone, or each reason against it that applies */
export function givingAnswers(world: World, asker: Asker, gift: Gift): string[] {
  const givers = giversOf(world, asker);
  const user = givers[0]?.user;
  const tenant = world.tenants.find(({ id }) => id === user?.tenant);
  if (user === undefined || tenant === undefined) return ['nobody gives anything'];
  const reasons = new Set<string>();
  if (gift.give === 'assignment' || gift.give === 'change') {
    const { startsMs, endsMs } = gift.give === 'change' ? gift.to : gift.assignment;
    if (endsMs !== null && (endsMs <= world.nowMs || (startsMs !== null && endsMs <= startsMs))) {
      return ['assignment-times'];
    }
  }
  if (gift.give === 'enabling') {
    const enabled = world.users.find(({ id }) => id === gift.user);
    if (enabled?.administrator && !isAdministrator(world, asker)) return ['beyond-own-rights'];
    if (!enabled?.disabled) return ['allowed'];
  }
  if (gift.give === 'membership' && gift.of === 'userGroups') {
    const group = world.userGroups.find(({ id }) => id === gift.group);
    if (group?.followsIssuer) return ['group-follows-issuer'];
  }
  if (gift.give === 'permissions') {
    const before = permissionsOfRole(world, user.tenant, gift.role);
    for (const permission of gift.permissions) {
      if (before.includes(permission)) continue;
      const hold = !asker.sessionsOnly && givers.every((giver) => holdsSomewhere(world, giver, permission));
      if (!hold) return ['beyond-own-rights'];
    }
  }
  for (const handed of handedBy(world, user.tenant, gift)) {
    for (const permission of handed.permissions) {
      const has = !asker.sessionsOnly && givers.every((giver) => hasAsMuch(world, giver, permission, handed));
      if (!has) reasons.add('beyond-own-rights');
      if (isRemoteAccess(permission) && !tenant.optedIn) reasons.add('tenant-not-opted-in');
    }
  }
  return reasons.size === 0 ? ['allowed'] : [...reasons];
}
