/**
 * Small worlds of two tenants, and questions in them, from fast-check. One number describes one thing and is taken apart
 * into choices, the simplest first: a case costs microseconds, and shrinks to the fewest and plainest things.
 */
import fc from 'fast-check';
import type { Gift } from './giving-rules.ts';
import {
  type Asker,
  type Assignment,
  type Device,
  type Group,
  makersWordMs,
  permissionsOfRules,
  type Question,
  type Role,
  type Tenant,
  type User,
  type World,
} from './rules.ts';

export const nowMs = 1_000_000;
const stepUpMinutes = 5;
const tenantIds = ['north', 'south'];
const userIds = ['north-olga', 'north-omar', 'north-ada', 'south-olga'];
const deviceIds = ['north-room', 'north-hall', 'south-room'];
const groupIds = (kind: string) => [`north-${kind}-1`, `north-${kind}-2`, `south-${kind}-1`];
const customRoleIds = ['north-role-1', 'north-role-2', 'south-role-1'];

const tenantOf = (id: string): string => id.split('-', 1)[0] ?? '';
const ofTenant = (ids: readonly string[], tenant: string) => ids.filter((id) => tenantOf(id) === tenant);

/** ACC-3: `roles.manage` is what makes a manager, and no custom role holds it. */
export const forCustomRoles = Object.keys(permissionsOfRules).filter((each) => each !== 'roles.manage');
const permissionsOver = (over: 'device' | 'tenant'): [string, ...string[]] => {
  const [first, ...others] = Object.keys(permissionsOfRules).filter((each) => permissionsOfRules[each]?.over === over);
  if (first === undefined) throw new Error(`no permission over the ${over}`);
  return [first, ...others];
};
const tenantPermissions = permissionsOver('tenant');
const devicePermissions = permissionsOver('device');

/** Takes one choice after the other out of a number. 0 chooses the first of everything. */
export class Choices {
  #left: number;

  constructor(number: number) {
    this.#left = number;
  }

  #below(count: number): number {
    const chosen = this.#left % count;
    this.#left = Math.floor(this.#left / count);
    return chosen;
  }

  of<const T>(options: readonly [T, ...T[]]): T {
    return options[this.#below(options.length)] ?? options[0];
  }

  oneIn(count: number): boolean {
    return this.#below(count) === count - 1;
  }

  /** Each with the same chance. */
  some<T>(all: readonly T[]): T[] {
    const chosen = this.#below(2 ** all.length);
    return all.filter((_, place) => Math.floor(chosen / 2 ** place) % 2 === 1);
  }
}

const tenant = (id: string, number: number): Tenant => {
  const choices = new Choices(number);
  return {
    id,
    suspended: choices.oneIn(16),
    optedIn: !choices.oneIn(4),
    viewersPerDevice: choices.of([4, 1, 2]),
    reasonRequired: choices.oneIn(2),
    stepUpMinutes: choices.of([0, stepUpMinutes]),
  };
};

const user = (id: string, number: number): User => {
  const choices = new Choices(number);
  return {
    id,
    tenant: tenantOf(id),
    disabled: choices.oneIn(16),
    administrator: choices.oneIn(4),
    claimsUntilMs: choices.of([
      null,
      null,
      nowMs + 1,
      nowMs,
      nowMs - 1,
      nowMs - makersWordMs + 1,
      nowMs - makersWordMs,
    ]),
  };
};

const group = (id: string, members: readonly string[], number: number): Group => {
  const tenant = tenantOf(id);
  const choices = new Choices(number);
  const group = { id, tenant, members: choices.some(ofTenant(members, tenant)) };
  return id.includes('-users-') ? { ...group, followsIssuer: choices.oneIn(3) } : group;
};

/** A device is in one site at most. */
function sitesOf(number: number): Group[] {
  const choices = new Choices(number);
  const members = new Map(groupIds('site').map((id) => [id, [] as string[]]));
  for (const device of deviceIds) {
    members.get(choices.of(['', ...ofTenant([...members.keys()], tenantOf(device))]))?.push(device);
  }
  return [...members].map(([id, its]) => ({ id, tenant: tenantOf(id), members: its }));
}

const device = (id: string, number: number): Device => {
  const choices = new Choices(number);
  return {
    id,
    tenant: tenantOf(id),
    state: choices.of([
      'monitored',
      'monitored',
      'monitored',
      'monitored',
      'monitored',
      'pending',
      'suspended',
      'unenrolled',
    ]),
    connected: !choices.oneIn(8),
    callState: choices.of(['idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'in-call', 'unknown']),
    ring: choices.of(['down', 'verified', 'down', 'verified', 'down', 'verified', 'down', 'lost']),
    ejected: choices.oneIn(10),
  };
};

const role = (id: string, number: number): Role => {
  return { id, tenant: tenantOf(id), permissions: new Choices(number).some(forCustomRoles) };
};

function assignment(id: string, who: number, what: number, of?: string): Assignment {
  const subjects = new Choices(who);
  const targets = new Choices(what);
  const drawn = subjects.of(['north', 'north', 'north', 'south']);
  const tenant = of ?? drawn;
  const own = (ids: readonly string[], from: Choices) => from.some(ofTenant(ids, tenant));
  const custom = ofTenant(customRoleIds, tenant);
  return {
    id,
    tenant,
    // Custom ones half of the time.
    role: subjects.of(['manager', ...custom, ...custom, 'site-lead', 'site-technician']),
    everyone: subjects.oneIn(6),
    users: own(userIds, subjects),
    userGroups: own(groupIds('users'), subjects),
    everyDevice: targets.oneIn(4),
    devices: own(deviceIds, targets),
    deviceGroups: own(groupIds('devices'), targets),
    sites: own(groupIds('site'), targets),
    // Around now, to the millisecond.
    startsMs: targets.of([null, null, null, null, nowMs - 1, nowMs, nowMs + 1]),
    endsMs: targets.of([null, null, null, null, nowMs + 1, nowMs, nowMs - 1]),
  };
}

const number = fc.nat();
const numbers = (count: number) => fc.array(number, { minLength: count, maxLength: count });
const each = <T>(ids: readonly string[], drawn: readonly number[], make: (id: string, number: number) => T): T[] =>
  ids.map((id, place) => make(id, drawn[place] ?? 0));

export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    tenants: numbers(tenantIds.length),
    users: numbers(userIds.length),
    groups: numbers(6),
    sites: number,
    devices: numbers(deviceIds.length),
    roles: numbers(customRoleIds.length),
    assignments: fc.array(fc.tuple(number, number), { maxLength: 6, size: 'max' }),
  })
  .map(({ tenants, users, groups, sites, devices, roles, assignments }) => ({
    nowMs,
    tenants: each(tenantIds, tenants, tenant),
    users: each(userIds, users, user),
    userGroups: each(groupIds('users'), groups, (id, drawn) => group(id, userIds, drawn)),
    deviceGroups: each(groupIds('devices'), groups.slice(3), (id, drawn) => group(id, deviceIds, drawn)),
    sites: sitesOf(sites),
    devices: each(deviceIds, devices, device),
    roles: each(customRoleIds, roles, role),
    assignments: assignments.map(([who, what], place) => assignment(`assignment-${place + 1}`, who, what)),
  }));

const oldestMs = nowMs - stepUpMinutes * 60_000;

/** In person, or through a key: of whoever runs services, or of a user of the same tenant. */
function anyAsker(user: string, choices: Choices): Asker {
  const sessionsOnly = choices.oneIn(4);
  const makers = tenantOf(user) === 'north' ? (['north-ada', 'north-omar'] as const) : (['south-olga'] as const);
  const keyMadeBy = choices.of([undefined, undefined, null, ...makers]);
  return keyMadeBy === undefined && !sessionsOnly
    ? { user, sessionsOnly }
    : { user, sessionsOnly, keyMadeBy: keyMadeBy ?? null };
}

/** Who asks, and of each kind of question one. */
export interface Interview {
  readonly asker: Asker;
  readonly questions: readonly Question[];
}

export const anyInterview: fc.Arbitrary<Interview> = fc.tuple(number, number).map(([first, second]) => {
  const choices = new Choices(first);
  const details = new Choices(second);
  const asker = anyAsker(choices.of(['north-olga', 'north-omar', 'north-ada', 'south-olga']), choices);
  const device = choices.of(['north-room', 'north-room', 'north-room', 'north-hall', 'south-room', 'nowhere']);
  const permission = choices.of(['view', 'modify']);
  const session = {
    tenant: choices.of(['north', 'north', 'south']),
    operator: choices.of(['north-omar', 'north-olga', 'north-ada', 'south-olga']),
    device: choices.of(['north-room', 'north-hall', 'south-room']),
  };
  return {
    asker,
    questions: [
      { ask: 'own account' },
      { ask: 'administer', permission: details.of(tenantPermissions) },
      { ask: 'opt in' },
      { ask: 'suspend tenant' },
      { ask: 'see device', device },
      { ask: 'recover device', device },
      { ask: 'manage device', device, permission: details.of(devicePermissions) },
      {
        ask: 'start session',
        device,
        permission,
        comingBack: details.oneIn(3),
        viewers: details.of([0, 0, 1, 2, 3, 4]),
        reasonGiven: !details.oneIn(3),
        authenticatedMs: details.of([nowMs, null, oldestMs, oldestMs - 1, nowMs + 30_000, nowMs + 30_001]),
      },
      { ask: 'hold session', device, permission },
      { ask: 'see session', session: details.oneIn(20) ? undefined : session },
      { ask: 'end session', session: details.oneIn(20) ? undefined : session },
    ],
  };
});

/** Somebody tries to give something, of each kind once. */
export interface Giving {
  readonly giver: Asker;
  readonly gifts: readonly Gift[];
}

export const anyGiving: fc.Arbitrary<Giving> = fc
  .tuple(number, number, number, number)
  .map(([first, who, what, held]) => {
    const choices = new Choices(first);
    const giver = anyAsker(choices.of(['north-olga', 'north-omar', 'north-ada']), choices);
    const place = choices.of(['1', '2']);
    const device = choices.of(['north-room', 'north-hall']);
    const gifts: Gift[] = [
      { give: 'assignment', assignment: assignment('given', who, what, 'north') },
      { give: 'permissions', role: `north-role-${place}`, permissions: new Choices(held).some(forCustomRoles) },
      {
        give: 'membership',
        of: 'userGroups',
        group: `north-users-${place}`,
        member: choices.of(['north-olga', 'north-omar', 'north-ada']),
      },
      { give: 'membership', of: 'deviceGroups', group: `north-devices-${place}`, member: device },
      { give: 'membership', of: 'sites', group: `north-site-${place}`, member: device },
      { give: 'enabling', user: choices.of(['north-omar', 'north-olga', 'north-ada']) },
    ];
    // Each of them comes first now and then.
    const turn = choices.of([0, 1, 2, 3, 4, 5]);
    return { giver, gifts: [...gifts.slice(turn), ...gifts.slice(0, turn)] };
  });
