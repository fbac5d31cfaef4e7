/** A world that holds every kind of caller: each built-in role, each permission by itself, and those who may nothing. */
import { type Assignment, builtInRolesOfRules, permissionsOfRules, type Role, type User, type World } from './rules.ts';

const nowMs = 1_000_000;
const customPermissions = Object.keys(permissionsOfRules).filter((each) => each !== 'roles.manage');

interface Kind {
  readonly name: string;
  readonly role?: string;
  readonly over?: 'everything' | 'site' | 'device' | 'group';
  readonly change?: Partial<Assignment>;
  readonly user?: Partial<User>;
}

const everywhereAndHere = (name: string, role: string): Kind[] => [
  { name: `${name}-everywhere`, role, over: 'everything' },
  { name: `${name}-at-the-site`, role, over: 'site' },
];

const kinds: readonly Kind[] = [
  { name: 'nothing' },
  { name: 'administrator', user: { administrator: true } },
  { name: 'disabled', role: 'manager', over: 'everything', user: { disabled: true, administrator: true } },
  { name: 'expired', role: 'north-all', over: 'everything', change: { endsMs: nowMs } },
  { name: 'early', role: 'north-all', over: 'everything', change: { startsMs: nowMs + 1 } },
  { name: 'grouped', role: 'north-all', over: 'group', change: { users: [], userGroups: ['north-users'] } },
  ...everywhereAndHere('all', 'north-all'),
  ...builtInRolesOfRules.flatMap((role) => everywhereAndHere(role, role)),
  ...customPermissions.flatMap((permission): Kind[] => [
    { name: `only-${permission}-everywhere`, role: `north-${permission}`, over: 'everything' },
    { name: `only-${permission}-here`, role: `north-${permission}`, over: 'device' },
  ]),
];

const nobody = { everyone: false, users: [], userGroups: [] };
const nowhere = { everyDevice: false, devices: [], deviceGroups: [], sites: [] };
const overs = {
  everything: { ...nowhere, everyDevice: true },
  site: { ...nowhere, sites: ['north-site'] },
  device: { ...nowhere, devices: ['north-room'] },
  group: { ...nowhere, deviceGroups: ['north-rooms'] },
};

const role = (id: string, permissions: readonly string[]): Role => ({ id, tenant: 'north', permissions });
const device = (id: string, tenant: string) =>
  ({ id, tenant, state: 'monitored', connected: true, callState: 'idle', ring: 'down', ejected: false }) as const;
const tenant = (id: string, suspended = false) => ({
  id,
  suspended,
  optedIn: true,
  viewersPerDevice: 4,
  reasonRequired: false,
  stepUpMinutes: 0,
});
const manages = (tenant: string): Assignment => ({
  ...nobody,
  ...overs.everything,
  id: `${tenant}-manages`,
  tenant,
  role: 'manager',
  users: [`${tenant}-manager`],
  startsMs: null,
  endsMs: null,
});
const stranger = (id: string, tenant: string, administrator: boolean): User => {
  return { id, tenant, disabled: false, administrator, claimsUntilMs: null };
};

export const callersWorld: World = {
  nowMs,
  tenants: [tenant('north'), tenant('south'), tenant('west', true)],
  users: [
    ...kinds.map(({ name, user }) => ({
      id: `north-${name}`,
      tenant: 'north',
      disabled: false,
      administrator: false,
      claimsUntilMs: null,
      ...user,
    })),
    stranger('south-administrator', 'south', true),
    stranger('south-manager', 'south', false),
    stranger('west-administrator', 'west', true),
    stranger('west-manager', 'west', false),
  ],
  userGroups: [{ id: 'north-users', tenant: 'north', members: ['north-grouped'] }],
  deviceGroups: [{ id: 'north-rooms', tenant: 'north', members: ['north-room'] }],
  sites: [{ id: 'north-site', tenant: 'north', members: ['north-room'] }],
  devices: [
    device('north-room', 'north'),
    device('north-hall', 'north'),
    device('south-room', 'south'),
    device('west-room', 'west'),
  ],
  roles: [
    ...['north', 'south', 'west'].map((tenant) => ({ ...role(`${tenant}-none`, []), tenant })),
    role('north-all', customPermissions),
    ...customPermissions.map((permission) => role(`north-${permission}`, [permission])),
  ],
  assignments: [
    manages('south'),
    manages('west'),
    ...kinds.flatMap(({ name, role: held, over, change }): Assignment[] => {
      if (held === undefined || over === undefined) return [];
      const times = { startsMs: null, endsMs: null };
      const users = [`north-${name}`];
      return [{ ...nobody, ...overs[over], id: name, tenant: 'north', role: held, users, ...times, ...change }];
    }),
  ],
};

/** In whose name API keys are used, with either scope. */
export const keyedUsers = [
  'north-nothing',
  'north-administrator',
  'north-all-everywhere',
  'north-manager-everywhere',
  'north-only-remote-access.modify-here',
  'west-administrator',
];

/** Who makes API keys: each does no more than its maker may give. */
export const makers = ['north-administrator', 'north-manager-everywhere', 'north-only-remote-access.modify-here'];
