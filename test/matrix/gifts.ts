/**
 * Somebody who has something tries to give it: as much as they have, or one thing more. In worlds at random hardly
 * anybody who gives has any of it, and each gift would be refused for that.
 */
import fc from 'fast-check';
import type { Gift } from './giving-rules.ts';
import type { Asker, Assignment, Group, Role, World } from './rules.ts';
import { anyWorld, Choices, forCustomRoles, nowMs } from './worlds.ts';

export interface NearGift {
  readonly world: World;
  readonly giver: Asker;
  readonly gift: Gift;
}

export const kindsOfGifts = [
  'assignment',
  'change',
  'permissions',
  'membership in userGroups',
  'membership in deviceGroups',
  'membership in sites',
  'enabling',
  'following',
] as const;
type Kind = (typeof kindsOfGifts)[number];

/** What of it goes beyond what the giver has; each is one thing only. */
type Beyond = 'nothing' | 'permission' | 'device' | 'end' | 'start';

type Content = Pick<Assignment, 'everyDevice' | 'devices' | 'deviceGroups' | 'sites' | 'startsMs' | 'endsMs'>;

type Over = Omit<Content, 'startsMs' | 'endsMs'>;

const nowhere: Over = { everyDevice: false, devices: [], deviceGroups: [], sites: [] };
const over = {
  everyDevice: { ...nowhere, everyDevice: true },
  room: { ...nowhere, devices: ['north-room'] },
  hall: { ...nowhere, devices: ['north-hall'] },
  group: { ...nowhere, deviceGroups: ['north-devices-1'] },
  site: { ...nowhere, sites: ['north-site-1'] },
} satisfies Record<string, Over>;
/** Each covers the room, and the group and the site only the room. */
const overs: readonly [Over, ...Over[]] = [over.room, over.group, over.site, over.everyDevice];

/** The room is in the first of each, and in no other; who is in the second of users the kind of gift says. */
const placed = (groups: readonly Group[], members: Readonly<Record<string, readonly string[]>>): Group[] =>
  groups.map((group) => ({ ...group, members: [...(members[group.id] ?? group.members)] }));

const givers = ['north-olga', 'north-omar', 'north-ada'] as const;

const custom = ['remote-access.view', ...forCustomRoles] as const;

/** Whose rights grow: never the giver. */
const accompliceOf = (giver: string): string => (giver === 'north-omar' ? 'north-ada' : 'north-omar');

function askerOf(user: string, choices: Choices): Asker {
  const maker = choices.of([undefined, undefined, undefined, undefined, null, ...givers]);
  const sessionsOnly = maker !== undefined && choices.oneIn(6);
  return maker === undefined ? { user, sessionsOnly } : { user, sessionsOnly, keyMadeBy: maker };
}

/** As much as the giver has of it, or one thing more. */
function contentOf(held: Content, beyond: Beyond, choices: Choices): Content {
  const within = held.everyDevice
    ? choices.of<Over>([...overs, over.hall])
    : held.devices.length > 0
      ? over.room
      : choices.of<Over>([held, over.room]);
  // A group is more than what is in it.
  const more = choices.of<Over>([
    over.hall,
    over.everyDevice,
    over.group,
    over.site,
    { ...over.hall, devices: ['north-room', 'north-hall'] },
  ]);
  const { everyDevice, devices, deviceGroups, sites } = beyond === 'device' ? more : within;
  const { startsMs: heldFromMs, endsMs: heldToMs } = held;
  const toMs = heldToMs === null ? choices.of([null, nowMs + 20]) : choices.of([heldToMs, heldToMs - 1]);
  const fromMs = heldFromMs === null || heldFromMs <= nowMs ? choices.of([null, heldFromMs, nowMs + 2]) : heldFromMs;
  return {
    everyDevice,
    devices,
    deviceGroups,
    sites,
    startsMs: beyond === 'start' ? choices.of([null, nowMs]) : fromMs,
    endsMs: beyond === 'end' ? choices.of([null, nowMs + 31]) : toMs,
  };
}

/** What an assignment of the accomplice's is before it is changed: nothing of the gift yet. */
const little = { ...over.room, startsMs: nowMs + 3, endsMs: nowMs + 4 };

export const anyNearGift: fc.Arbitrary<NearGift> = fc
  .tuple(anyWorld, fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat())
  .map(([drawn, who, what, kinds, details, contents]) => {
    const choices = new Choices(who);
    const user = choices.of(givers);
    const giver = askerOf(user, choices);
    const accomplice = accompliceOf(user);
    const kind = new Choices(kinds).of(kindsOfGifts);
    const beyond = new Choices(Math.floor(kinds / kindsOfGifts.length)).of<Beyond>([
      'nothing',
      'nothing',
      'nothing',
      'nothing',
      'permission',
      'device',
      'end',
      'start',
    ]);
    const some = new Choices(what);
    // Three or so, of which each gift has one at least.
    const own = [...new Set([some.of(custom), some.of(custom), some.of(custom)])];
    const detail = new Choices(details);
    const held = {
      ...detail.of(overs),
      startsMs: detail.of([null, null, nowMs, nowMs + 2]),
      endsMs: detail.of([null, null, nowMs + 30]),
    };
    const more = custom.filter((each) => !own.includes(each));
    const part = own.slice(0, detail.of([1, 2, 3]));
    const given = beyond === 'permission' ? [...part, detail.of(['devices.read', ...more])] : part;
    const content = contentOf(held, beyond, new Choices(contents));
    const gift = giftOf(kind, { accomplice, content, given });
    const device = beyond === 'device' ? 'north-hall' : 'north-room';
    const joined = kind.startsWith('membership') ? kind.slice('membership in '.length) : undefined;
    const reached =
      joined === 'deviceGroups'
        ? { ...nowhere, deviceGroups: ['north-devices-2'] }
        : joined === 'sites'
          ? { ...nowhere, sites: ['north-site-2'] }
          : {};
    const theirs: Assignment = {
      ...parties,
      id: 'theirs',
      role: 'north-role-2',
      ...content,
      ...reached,
      ...(kind === 'enabling' || kind === 'change' ? { users: [accomplice] } : { userGroups: ['north-users-2'] }),
      ...(kind === 'change' ? little : {}),
    };
    const makers = typeof giver.keyMadeBy === 'string' ? [giver.keyMadeBy] : [];
    const mine: Assignment = {
      ...parties,
      id: 'mine',
      role: 'north-role-1',
      users: [...new Set([user, ...makers])],
      ...held,
    };
    const has = (id: string, permissions: readonly string[]): Role => ({ id, tenant: 'north', permissions });
    return {
      giver,
      gift: gift.give === 'membership' && gift.of !== 'userGroups' ? { ...gift, member: device } : gift,
      world: {
        ...drawn,
        // Two in three have nothing else: who has everything gives everything.
        users: drawn.users.map((each) => ({
          ...each,
          administrator: each.administrator && detail.oneIn(4),
          disabled: kind === 'enabling' ? each.id === accomplice : each.disabled,
        })),
        userGroups: placed(drawn.userGroups, { 'north-users-2': kind === 'following' ? [accomplice] : [] }).map(
          (each) =>
            each.id === 'north-users-2' ? { ...each, followsIssuer: kind === 'following' && detail.oneIn(2) } : each,
        ),
        deviceGroups: placed(drawn.deviceGroups, { 'north-devices-1': ['north-room'], 'north-devices-2': [] }),
        sites: placed(drawn.sites, { 'north-site-1': ['north-room'], 'north-site-2': [] }),
        roles: [
          ...drawn.roles.filter(({ tenant }) => tenant !== 'north'),
          has('north-role-1', own),
          // The giver widens it in the end.
          has('north-role-2', kind === 'permissions' ? [] : given),
        ],
        assignments: [mine, theirs, ...drawn.assignments.slice(0, detail.of([0, 0, 1]))],
      },
    };
  })
  // What follows is a group that does: then it is let go of.
  .map((giving) => {
    const { gift, world } = giving;
    if (gift.give !== 'following') return giving;
    const follows = world.userGroups.some(({ id, followsIssuer }) => id === gift.group && followsIssuer === true);
    return { ...giving, gift: { ...gift, follows: !follows } };
  });

const parties = { tenant: 'north', everyone: false, users: [], userGroups: [] };

function giftOf(
  kind: Kind,
  { accomplice, content, given }: { readonly accomplice: string; readonly content: Content; readonly given: string[] },
): Gift {
  const group = { of: 'userGroups', group: 'north-users-2', member: accomplice } as const;
  const to = { ...parties, role: 'north-role-2', users: [accomplice], ...content };
  switch (kind) {
    case 'assignment':
      return { give: 'assignment', assignment: { ...to, id: 'given' } };
    case 'change':
      return { give: 'change', to: { ...to, id: 'theirs' } };
    case 'permissions':
      return { give: 'permissions', role: 'north-role-2', permissions: given };
    case 'membership in userGroups':
      return { give: 'membership', ...group };
    case 'membership in deviceGroups':
      return { give: 'membership', ...group, of: 'deviceGroups', group: 'north-devices-2' };
    case 'membership in sites':
      return { give: 'membership', ...group, of: 'sites', group: 'north-site-2' };
    case 'enabling':
      return { give: 'enabling', user: accomplice };
    case 'following':
      return { give: 'following', group: 'north-users-2', follows: true };
    default:
      return kind satisfies never;
  }
}
