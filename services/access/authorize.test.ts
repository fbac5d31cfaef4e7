import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexAssignments } from './assignment-index.ts';
import { type AccessRequest, authorize } from './authorize.ts';
import type { AccessFacts, DeviceFacts, Giver, HeldAssignment } from './facts.ts';
import {
  allPermissions,
  builtInRole,
  builtInRoleIds,
  devicePermissions,
  isRemoteAccess,
  type Permission,
  remoteAccessPermissions,
  type TenantPermission,
  tenantPermissions,
} from './permissions.ts';
import { defaultTenantSettings } from './tenant-settings.ts';

const tenantId = 'tenant';
const atMs = 1_000;
const device: DeviceFacts = {
  id: 'device',
  tenantId,
  groupIds: ['group', 'site'],
  state: 'monitored',
  connected: true,
  callState: 'idle',
  ring: 'down',
  ejected: false,
};

type Over = 'everything' | { readonly groups?: string[]; readonly devices?: string[] };

function assignment(
  permissions: readonly Permission[],
  over: Over,
  times: Partial<HeldAssignment> = {},
): HeldAssignment {
  const named = over === 'everything' ? {} : over;
  return {
    id: 'assignment',
    roleId: 'role',
    through: { kind: 'user', id: 'operator' },
    permissions: new Set(permissions),
    over: { tenant: over === 'everything', groups: new Set(named.groups), devices: new Set(named.devices) },
    startsMs: null,
    endsMs: null,
    ...times,
  };
}

function facts(assignments: HeldAssignment[], change: Partial<AccessFacts['operator']> = {}): AccessFacts {
  const operator = { id: 'operator', tenantId, active: true, administrator: false, sessionsOnly: false };
  const tenant = {
    id: tenantId,
    active: true,
    optedIn: true,
    rooms: { cardOff: false, restartsWithheld: false, viewShortcuts: false },
    settings: defaultTenantSettings,
  };
  return { atMs, operator: { ...operator, assignments: indexAssignments(assignments), ...change }, tenant };
}

const onDevice = (...permissions: Permission[]) => assignment(permissions, { devices: ['device'] });

const may = (access: AccessFacts, request: AccessRequest) => {
  const decision = authorize(access, request);
  return decision.allowed ? 'allowed' : decision.reason;
};

const start = (
  permission: 'view' | 'modify',
  of: DeviceFacts | undefined = device,
  { viewers = 0, reasonGiven = false, authenticatedMs = null as number | null, begun = false } = {},
): AccessRequest => ({
  action: 'start-session',
  device: of,
  permission,
  begun,
  viewers,
  reasonGiven,
  authenticatedMs,
});

describe('authorize', () => {
  it('SES-1: refuses in the order of the rule, one reason at a time', () => {
    const worst: DeviceFacts = { ...device, state: 'pending', connected: false, callState: 'in-call', ring: 'lost' };
    const nobody = facts([]);
    const granted = facts([onDevice('remote-access.view')]);
    const settings = { ...defaultTenantSettings, viewersPerDevice: 1, reasonRequired: true };
    const strict = { ...granted, tenant: { ...granted.tenant, settings } };
    const optedOut = { ...granted, tenant: { ...strict.tenant, optedIn: false } };
    expect(may(nobody, start('view', undefined))).toBe('device-not-found');
    expect(may({ ...nobody, tenant: optedOut.tenant }, start('view', worst))).toBe('device-not-found');
    expect(may(optedOut, start('view', worst))).toBe('tenant-not-opted-in');
    expect(may(strict, start('view', worst))).toBe('device-not-monitored');
    expect(may(strict, start('view', { ...worst, state: 'monitored' }))).toBe('device-not-connected');
    expect(may(strict, start('view', { ...worst, state: 'monitored', connected: true }))).toBe('in-call');
    expect(may(strict, start('view', { ...device, callState: 'unknown', ejected: true }))).toBe('call-state-unknown');
    expect(may(strict, start('view', { ...device, ejected: true, ring: 'lost' }))).toBe('ejected');
    expect(may(strict, start('view', { ...device, ring: 'lost' }, { viewers: 1 }))).toBe('ring-unavailable');
    expect(may(strict, start('view', device, { viewers: 1 }))).toBe('too-many-viewers');
    expect(may(strict, start('view', device))).toBe('reason-required');
    expect(may(strict, start('view', device, { reasonGiven: true }))).toBe('allowed');
  });

  it('SES-1: a sign-in is fresh for as long as the tenant says, and one that lies ahead, or of no known time, never is', () => {
    const granted = facts([onDevice('remote-access.view')]);
    const settings = { ...defaultTenantSettings, stepUpMinutes: 5 };
    const strict = { ...granted, atMs: 1_000_000, tenant: { ...granted.tenant, settings } };
    const signedIn = (agoMs: number) => may(strict, start('view', device, { authenticatedMs: strict.atMs - agoMs }));
    expect(may(strict, start('view'))).toBe('step-up-required');
    expect([signedIn(0), signedIn(300_000), signedIn(300_001)]).toEqual(['allowed', 'allowed', 'step-up-required']);
    // Another clock may be off a little.
    expect([signedIn(-30_000), signedIn(-30_001)]).toEqual(['allowed', 'step-up-required']);
    expect(may(granted, start('view'))).toBe('allowed');
  });

  it('RING-4: the room that said no to others lets a session come back that has been open, and starts none', () => {
    const granted = facts([onDevice('remote-access.view')]);
    const ejected = { ...device, ejected: true };
    expect(may(granted, start('view', ejected, { begun: true }))).toBe('allowed');
    expect(may(granted, start('view', ejected))).toBe('ejected');
    expect(may(granted, start('view', { ...ejected, callState: 'in-call' }, { begun: true }))).toBe('in-call');
    expect(may(granted, start('view', { ...ejected, ring: 'lost' }, { begun: true }))).toBe('ring-unavailable');
  });

  it('DEV-2: only a monitored device allows a session', () => {
    for (const state of ['pending', 'suspended', 'unenrolled'] as const) {
      const access = facts([onDevice('remote-access.modify')]);
      expect(may(access, start('view', { ...device, state }))).toBe('device-not-monitored');
    }
  });

  it('modify includes view, view does not include modify', () => {
    expect(may(facts([onDevice('remote-access.modify')]), start('view'))).toBe('allowed');
    expect(may(facts([onDevice('remote-access.view')]), start('modify'))).toBe('device-not-found');
  });

  it('ACC-3, ACC-4: permissions add up, from assignments that cover the device by name, group, site or altogether', () => {
    for (const over of ['everything', { devices: ['device'] }, { groups: ['group'] }, { groups: ['site'] }] as Over[]) {
      expect(may(facts([assignment(['remote-access.modify'], over)]), start('modify'))).toBe('allowed');
    }
    const elsewhere = assignment(['remote-access.modify'], { devices: ['other'], groups: ['another'] });
    expect(may(facts([elsewhere]), start('view'))).toBe('device-not-found');
    expect(may(facts([elsewhere, onDevice('remote-access.view')]), start('view'))).toBe('allowed');
    expect(may(facts([elsewhere, onDevice('remote-access.view')]), start('modify'))).toBe('device-not-found');
  });

  it('ACC-4: an assignment counts from its start until just before its end', () => {
    const during = (startsMs: number | null, endsMs: number | null) =>
      may(facts([{ ...onDevice('remote-access.view'), startsMs, endsMs }]), start('view'));
    expect(during(atMs, atMs + 1)).toBe('allowed');
    expect(during(atMs + 1, null)).toBe('device-not-found');
    expect(during(null, atMs)).toBe('device-not-found');
  });

  it('SES-9: a device or session of another tenant does not exist, whatever is assigned', () => {
    const everything = facts([assignment(allPermissions, 'everything')], { administrator: true });
    const foreign = { ...device, tenantId: 'other' };
    expect(may(everything, start('view', foreign))).toBe('device-not-found');
    expect(may(everything, { action: 'see-device', device: foreign })).toBe('device-not-found');
    for (const permission of devicePermissions) {
      expect(may(everything, { action: 'manage-device', permission, device: foreign })).toBe('device-not-found');
    }
    const session = { tenantId: 'other', operatorId: 'operator', device: foreign };
    expect(may(everything, { action: 'see-session', session })).toBe('session-not-found');
    expect(may(everything, { action: 'end-session', session })).toBe('session-not-found');
  });

  it('ACC-2: no built-in role and no administrator has remote access by that', () => {
    for (const id of builtInRoleIds) {
      const role = builtInRole(id) ?? new Set();
      expect([...role].filter(isRemoteAccess)).toEqual([]);
      expect(may(facts([assignment([...role], 'everything')]), start('view'))).toBe('device-not-found');
    }
    expect(may(facts([], { administrator: true }), start('view'))).toBe('device-not-found');
    expect(may(facts([], { administrator: true }), { action: 'see-device', device })).toBe('allowed');
  });

  it('ACC-3: what is over the tenant counts only by an assignment over every device', () => {
    for (const permission of tenantPermissions) {
      const request = { action: 'administer', permission } as const;
      expect(may(facts([assignment([permission], 'everything')]), request)).toBe('allowed');
      expect(may(facts([assignment([permission], { groups: ['site'], devices: ['device'] })]), request)).toBe(
        'forbidden',
      );
      expect(may(facts([{ ...assignment([permission], 'everything'), endsMs: atMs }]), request)).toBe('forbidden');
    }
  });

  it('ACC-2: a site lead manages the devices of the site, and no others', () => {
    const lead = facts([assignment([...(builtInRole('site-lead') ?? [])], { groups: ['site'] })]);
    const manage = (of: DeviceFacts) =>
      may(lead, { action: 'manage-device', permission: 'devices.manage', device: of });
    expect(manage(device)).toBe('allowed');
    expect(manage({ ...device, groupIds: ['another'] })).toBe('device-not-found');
    const technician = facts([assignment([...(builtInRole('site-technician') ?? [])], { groups: ['site'] })]);
    expect(may(technician, { action: 'manage-device', permission: 'devices.manage', device })).toBe('forbidden');
    const session = { tenantId, operatorId: 'else', device };
    expect(may(lead, { action: 'end-session', session })).toBe('allowed');
    expect(may(technician, { action: 'see-session', session })).toBe('allowed');
    expect(may(technician, { action: 'end-session', session })).toBe('session-not-found');
  });

  it('ACC-1: only an administrator switches remote access on', () => {
    const manager = facts([assignment([...(builtInRole('manager') ?? [])], 'everything')]);
    expect(may(manager, { action: 'opt-in' })).toBe('forbidden');
    expect(may(facts([], { administrator: true }), { action: 'opt-in' })).toBe('allowed');
    expect(may(facts([], { administrator: true, sessionsOnly: true }), { action: 'opt-in' })).toBe('forbidden');
  });

  it('a sign-in that is for sessions only administers nothing', () => {
    for (const administrator of [true, false]) {
      const access = facts([assignment(allPermissions, 'everything')], { sessionsOnly: true, administrator });
      for (const permission of tenantPermissions) {
        expect(may(access, { action: 'administer', permission })).toBe('forbidden');
      }
      const permission = 'devices.manage';
      expect(may(access, { action: 'manage-device', permission, device })).toBe('forbidden');
      const session = { tenantId, operatorId: 'else', device };
      expect(may(access, { action: 'end-session', session })).toBe('session-not-found');
      expect(may(access, start('modify'))).toBe('allowed');
    }
  });

  it('ACC-5: through an API key everything is allowed that its operator may do and its maker may give, no more', () => {
    const maker = (permissions: readonly Permission[], change: Partial<Giver> = {}): Giver => {
      const assignments = indexAssignments([assignment(permissions, 'everything')]);
      return { active: true, administrator: false, assignments, ...change };
    };
    const everything = [assignment(allPermissions, 'everything')];
    const administer = (permission: TenantPermission) => ({ action: 'administer', permission }) as const;
    for (const administrator of [true, false]) {
      const through = (within: Giver | undefined) => facts(everything, { administrator, byApiKey: true, within });
      expect(may(through(undefined), start('modify'))).toBe('allowed');
      expect(may(through(maker([])), start('view'))).toBe('device-not-found');
      expect(may(through(maker(['remote-access.view'])), start('view'))).toBe('allowed');
      expect(may(through(maker(['remote-access.view'])), start('modify'))).toBe('device-not-found');
      // An administrator gives any without having it; nobody gives anything who is disabled.
      expect(may(through(maker([], { administrator: true })), start('modify'))).toBe('allowed');
      expect(may(through(maker(allPermissions, { active: false })), start('view'))).toBe('device-not-found');
      expect(may(through(maker([], { administrator: true, active: false })), start('view'))).toBe('device-not-found');
      expect(may(through(maker(['users.manage'])), administer('users.manage'))).toBe('allowed');
      expect(may(through(maker(['users.manage'])), administer('sites.manage'))).toBe('forbidden');
      expect(may(through(maker(allPermissions)), administer('api-keys.manage'))).toBe('forbidden');
      expect(may(through(undefined), administer('api-keys.manage'))).toBe('forbidden');
      expect(may(through(maker(allPermissions)), { action: 'opt-in' })).toBe('forbidden');
      const byAdministrator = through(maker([], { administrator: true }));
      expect(may(byAdministrator, { action: 'opt-in' })).toBe(administrator ? 'allowed' : 'forbidden');
    }
    const none = facts([], { byApiKey: true, within: maker(allPermissions, { administrator: true }) });
    expect(may(none, start('view'))).toBe('device-not-found');
    expect(may(none, administer('users.manage'))).toBe('forbidden');
  });

  it('SES-3: what a live session rests on does not include connection, call or ring', () => {
    const hold = (of: DeviceFacts): AccessRequest => ({ action: 'hold-session', device: of, permission: 'view' });
    const access = facts([onDevice('remote-access.view')]);
    expect(may(access, hold({ ...device, connected: false, callState: 'in-call', ring: 'lost' }))).toBe('allowed');
    expect(may(access, hold({ ...device, state: 'suspended' }))).toBe('device-not-monitored');
    expect(may(facts([]), hold(device))).toBe('device-not-found');
  });

  const anyDevice = fc.record({
    id: fc.constantFrom('device', 'other'),
    tenantId: fc.constantFrom(tenantId, 'other'),
    groupIds: fc.subarray(['group', 'site']),
    state: fc.constantFrom('pending', 'monitored', 'suspended', 'unenrolled'),
    connected: fc.boolean(),
    callState: fc.constantFrom('idle', 'in-call', 'unknown'),
    ring: fc.constantFrom('down', 'verified', 'lost'),
    ejected: fc.boolean(),
  });
  const maybeDevice = fc.option(anyDevice, { nil: undefined });
  const session = fc.record({
    tenantId: fc.constantFrom(tenantId, 'other'),
    operatorId: fc.constantFrom('somebody', 'else'),
    device: anyDevice,
  });
  const permission = fc.constantFrom('view', 'modify');
  const anyRequest: fc.Arbitrary<AccessRequest> = fc.oneof(
    fc.record({
      action: fc.constant('start-session'),
      device: maybeDevice,
      permission,
      begun: fc.boolean(),
      viewers: fc.nat(5),
      reasonGiven: fc.boolean(),
      authenticatedMs: fc.option(fc.nat(), { nil: null }),
    }),
    fc.record({ action: fc.constant('hold-session'), device: maybeDevice, permission }),
    fc.record({ action: fc.constant('see-device'), device: maybeDevice }),
    fc.record({
      action: fc.constant('manage-device'),
      device: maybeDevice,
      permission: fc.constantFrom(...devicePermissions),
    }),
    fc.record({ action: fc.constant('administer'), permission: fc.constantFrom(...tenantPermissions) }),
    fc.record({ action: fc.constant('opt-in') }),
    fc.record({
      action: fc.constantFrom('see-session', 'end-session'),
      session: fc.option(session, { nil: undefined }),
    }),
  );

  it('default deny: without an assignment nothing is allowed, and who is disabled or suspended may nothing at all', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(authorize(facts([]), request).allowed).toBe(false);
        const all = facts([assignment(allPermissions, 'everything')], { administrator: true });
        const disabled = { ...all, operator: { ...all.operator, active: false } };
        expect(may(disabled, request)).toBe('operator-disabled');
        expect(may({ ...all, tenant: { ...all.tenant, active: false } }, request)).toBe('tenant-suspended');
      }),
    );
    expect(may(facts([], { active: false }), { action: 'own-account' })).toBe('operator-disabled');
    expect(may(facts([], { tenantId: 'other' }), { action: 'own-account' })).toBe('operator-disabled');
  });

  it('another assignment never takes anything away', () => {
    const anyAssignment = fc
      .record({
        permissions: fc.subarray([...allPermissions]),
        over: fc.constantFrom<Over>('everything', { devices: ['device'] }, { groups: ['site'] }, {}),
        startsMs: fc.constantFrom(null, 0, 2_000),
        endsMs: fc.constantFrom(null, 500, 3_000),
      })
      .map(({ permissions, over, ...times }) => assignment(permissions, over, times));
    fc.assert(
      fc.property(fc.array(anyAssignment, { maxLength: 4 }), anyAssignment, anyRequest, (held, more, request) => {
        if (authorize(facts(held), request).allowed) expect(may(facts([...held, more]), request)).toBe('allowed');
      }),
    );
  });

  it('remote access is just what is called so', () => {
    expect(allPermissions.filter(isRemoteAccess)).toEqual([...remoteAccessPermissions]);
  });
});
