/**
 * A1: `authorize` on random pairs of users and devices of a large estate. What is measured is what services call, with
 * facts as services read them; nothing of an answer is kept.
 */
import { randomUUID } from 'node:crypto';
import { indexAssignments } from '../../services/access/assignment-index.ts';
import { type AccessRequest, authorize } from '../../services/access/authorize.ts';
import type { AccessFacts, DeviceFacts, HeldAssignment } from '../../services/access/facts.ts';
import { builtInRole, type Permission } from '../../services/access/permissions.ts';
import { defaultTenantSettings } from '../../services/access/tenant-settings.ts';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { createDice, type Dice } from './dice.ts';

const { accessDevices, accessUsers, accessAssignments, accessUserGroups, accessDeviceGroups } = limits;
const atMs = Date.UTC(2026, 0, 1);
const tenantId = randomUUID();

/** Who asks about what, as places in the lists, so that the estate is what fills the processor's caches. */
interface Questions {
  readonly users: readonly AccessFacts[];
  readonly devices: readonly DeviceFacts[];
  readonly user: Uint16Array;
  readonly device: Uint16Array;
  /** Bit 0: to modify; bit 1: to hold what was started, not to start. */
  readonly kind: Uint8Array;
}

export function decisionRows(log: (line: string) => void): Row[] {
  const questions = makeQuestions(createDice(1));
  const share = 1 - decide(questions, limits.accessPairs) / limits.accessPairs;
  if (share < limits.accessRefusedShare) throw new BenchError('usage', `Only ${share} of the questions are refused.`);
  // So that the code is compiled.
  decide(questions, limits.accessDecisionsPerRound);
  const rounds = Array.from({ length: limits.accessDecisionRounds }, () => {
    // Of this process's own time: others may use the core meanwhile.
    const before = process.cpuUsage();
    decide(questions, limits.accessDecisionsPerRound);
    const { user, system } = process.cpuUsage(before);
    return (limits.accessDecisionsPerRound * 1_000_000) / (user + system);
  });
  log(`${rounds.map((rate) => Math.round(rate)).join(', ')} decisions a second`);
  const title = { id: 'A1', what: 'decisions per second of one core', unit: '/s', beside: '' };
  const estate = `${accessDevices} devices, ${accessUsers} users, ${accessAssignments} assignments`;
  return [rowOf(title, medianOf(rounds), undefined, `${estate}; ${Math.round(share * 100)} % refused`)];
}

const starting = {
  action: 'start-session',
  begun: false,
  viewers: 0,
  reasonGiven: false,
  authenticatedMs: 0,
} as const;

/** @returns how many were allowed, so that no decision can be left out */
function decide({ users, devices, user, device, kind }: Questions, count: number): number {
  let allowed = 0;
  for (let index = 0; index < count; index++) {
    const place = index % limits.accessPairs;
    const facts = users[user[place] ?? 0];
    if (facts === undefined) continue;
    const about = devices[device[place] ?? 0];
    const bits = kind[place] ?? 0;
    const permission = (bits & 1) === 0 ? 'view' : 'modify';
    const request: AccessRequest =
      (bits & 2) === 0
        ? { ...starting, device: about, permission }
        : { action: 'hold-session', device: about, permission };
    if (authorize(facts, request).allowed) allowed++;
  }
  return allowed;
}

function makeQuestions(dice: Dice): Questions {
  const groups = Array.from({ length: accessDeviceGroups }, () => randomUUID());
  const devices = Array.from({ length: accessDevices }, () => makeDevice(dice, groups));
  const users = makeUsers(dice, devices, groups);
  const places = { length: limits.accessPairs };
  return {
    users,
    devices,
    user: Uint16Array.from(places, () => dice.below(users.length)),
    device: Uint16Array.from(places, () => dice.below(devices.length)),
    kind: Uint8Array.from(places, () => dice.below(4)),
  };
}

/** In a site and one or two groups; one in ten is in a call or away. */
function makeDevice(dice: Dice, groups: readonly string[]): DeviceFacts {
  const away = dice.below(10) === 0;
  return {
    id: randomUUID(),
    tenantId,
    groupIds: Array.from({ length: 2 + dice.below(2) }, () => dice.pick(groups)),
    state: 'monitored',
    connected: !away,
    callState: dice.below(10) === 0 ? 'in-call' : 'idle',
    ring: 'down',
    ejected: false,
  };
}

/** Half of the assignments are to groups of users; one in ten is over every device, the others over groups and devices. */
function makeUsers(dice: Dice, devices: readonly DeviceFacts[], groups: readonly string[]): AccessFacts[] {
  const held = Array.from({ length: accessUsers }, (): HeldAssignment[] => []);
  const membersOf = Array.from({ length: accessUserGroups }, () =>
    Array.from({ length: 60 }, () => dice.below(accessUsers)),
  );
  for (let count = 0; count < accessAssignments; count++) {
    const members =
      dice.below(2) === 0 ? dice.pick(membersOf) : Array.from({ length: 20 }, () => dice.below(accessUsers));
    const assignment = makeAssignment(dice, devices, groups);
    for (const user of new Set(members)) held[user]?.push(assignment);
  }
  return held.map((own) => ({
    atMs,
    operator: {
      id: randomUUID(),
      tenantId,
      active: true,
      administrator: false,
      sessionsOnly: false,
      assignments: indexAssignments(own),
    },
    tenant: {
      id: tenantId,
      active: true,
      optedIn: true,
      rooms: { cardOff: false, restartsWithheld: false, viewShortcuts: false },
      settings: defaultTenantSettings,
    },
  }));
}

function makeAssignment(dice: Dice, devices: readonly DeviceFacts[], groups: readonly string[]): HeldAssignment {
  const roles: readonly ReadonlySet<Permission>[] = [
    new Set<Permission>(['remote-access.view']),
    new Set<Permission>(['remote-access.view', 'remote-access.modify']),
    new Set<Permission>(['remote-access.modify', 'devices.read', 'sessions.read']),
    builtInRole('site-technician') ?? new Set(),
  ];
  const tenant = dice.below(10) === 0;
  return {
    id: randomUUID(),
    roleId: randomUUID(),
    through: { kind: 'user', id: '' },
    permissions: dice.pick(roles),
    over: {
      tenant,
      groups: new Set(Array.from({ length: tenant ? 0 : 5 }, () => dice.pick(groups))),
      devices: new Set(Array.from({ length: tenant ? 0 : 50 }, () => dice.pick(devices).id)),
    },
    startsMs: dice.below(4) === 0 ? atMs - 1 : null,
    endsMs: dice.below(4) === 0 ? atMs + 1 : null,
  };
}
