import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessFacts, type AccessRequest, authorize, type DeviceFacts } from './authorize.ts';
import { type Permission, remoteAccessPermissions, tenantPermissions } from './permissions.ts';

const tenantId = 'tenant';
const device: DeviceFacts = {
  id: 'device',
  tenantId,
  state: 'monitored',
  connected: true,
  callState: 'idle',
  ring: 'down',
  ejected: false,
};

function facts(grants: Record<string, Permission[]>, change: Partial<AccessFacts['operator']> = {}): AccessFacts {
  const granted = new Map(Object.entries(grants).map(([target, permissions]) => [target, new Set(permissions)]));
  const operator = { id: 'operator', tenantId, active: true, grants: granted, sessionsOnly: false, ...change };
  return { operator, tenant: { id: tenantId, optedIn: true } };
}

const may = (access: AccessFacts, request: AccessRequest) => {
  const decision = authorize(access, request);
  return decision.allowed ? 'allowed' : decision.reason;
};

const start = (permission: 'view' | 'modify', of: DeviceFacts | undefined = device): AccessRequest => ({
  action: 'start-session',
  device: of,
  permission,
});

describe('authorize', () => {
  it('SES-1: refuses in the order of the rule, one reason at a time', () => {
    const worst: DeviceFacts = { ...device, state: 'pending', connected: false, callState: 'in-call', ring: 'lost' };
    const nobody = facts({});
    const granted = facts({ device: ['remote-access.view'] });
    const optedOut = { ...granted, tenant: { id: tenantId, optedIn: false } };
    expect(may(nobody, start('view', undefined))).toBe('device-not-found');
    expect(may({ ...nobody, tenant: optedOut.tenant }, start('view', worst))).toBe('device-not-found');
    expect(may(optedOut, start('view', worst))).toBe('tenant-not-opted-in');
    expect(may(granted, start('view', worst))).toBe('device-not-monitored');
    expect(may(granted, start('view', { ...worst, state: 'monitored' }))).toBe('device-not-connected');
    expect(may(granted, start('view', { ...worst, state: 'monitored', connected: true }))).toBe('in-call');
    expect(may(granted, start('view', { ...device, callState: 'unknown', ejected: true }))).toBe('call-state-unknown');
    expect(may(granted, start('view', { ...device, ejected: true, ring: 'lost' }))).toBe('ejected');
    expect(may(granted, start('view', { ...device, ring: 'lost' }))).toBe('ring-unavailable');
    expect(may(granted, start('view', device))).toBe('allowed');
  });

  it('DEV-2: only a monitored device allows a session', () => {
    for (const state of ['pending', 'suspended', 'unenrolled'] as const) {
      expect(may(facts({ device: ['remote-access.modify'] }), start('view', { ...device, state }))).toBe(
        'device-not-monitored',
      );
    }
  });

  it('modify includes view, view does not include modify', () => {
    expect(may(facts({ device: ['remote-access.modify'] }), start('view'))).toBe('allowed');
    expect(may(facts({ device: ['remote-access.view'] }), start('modify'))).toBe('device-not-found');
  });

  it('SES-9: a device or session of another tenant does not exist, whatever is granted', () => {
    const everything = facts({
      device: [...remoteAccessPermissions],
      [tenantId]: [...tenantPermissions],
      other: [...tenantPermissions],
    });
    const foreign = { ...device, tenantId: 'other' };
    expect(may(everything, start('view', foreign))).toBe('device-not-found');
    expect(may(everything, { action: 'see-device', device: foreign })).toBe('device-not-found');
    const session = { tenantId: 'other', operatorId: 'operator' };
    expect(may(everything, { action: 'see-session', session })).toBe('session-not-found');
    expect(may(everything, { action: 'end-session', session })).toBe('session-not-found');
  });

  it('ACC-2: who administers the tenant has no remote access by that', () => {
    expect(may(facts({ [tenantId]: [...tenantPermissions] }), start('view'))).toBe('device-not-found');
    expect(may(facts({ [tenantId]: [...remoteAccessPermissions] }), start('view'))).toBe('device-not-found');
  });

  it('a sign-in that is for sessions only administers nothing', () => {
    const access = facts({ [tenantId]: [...tenantPermissions] }, { sessionsOnly: true });
    for (const permission of tenantPermissions) {
      expect(may(access, { action: 'administer', permission })).toBe('forbidden');
    }
  });

  it('SES-3: what a live session rests on does not include connection, call or ring', () => {
    const hold = (of: DeviceFacts): AccessRequest => ({ action: 'hold-session', device: of, permission: 'view' });
    const access = facts({ device: ['remote-access.view'] });
    expect(may(access, hold({ ...device, connected: false, callState: 'in-call', ring: 'lost' }))).toBe('allowed');
    expect(may(access, hold({ ...device, state: 'suspended' }))).toBe('device-not-monitored');
    expect(may(facts({}), hold(device))).toBe('device-not-found');
  });

  const anyDevice = fc.record({
    id: fc.constantFrom('device', 'other'),
    tenantId: fc.constantFrom(tenantId, 'other'),
    state: fc.constantFrom('pending', 'monitored', 'suspended', 'unenrolled'),
    connected: fc.boolean(),
    callState: fc.constantFrom('idle', 'in-call', 'unknown'),
    ring: fc.constantFrom('down', 'verified', 'lost'),
    ejected: fc.boolean(),
  });
  const session = fc.record({
    tenantId: fc.constantFrom(tenantId, 'other'),
    operatorId: fc.constantFrom('somebody', 'else'),
  });
  const anyRequest: fc.Arbitrary<AccessRequest> = fc.oneof(
    fc.record({
      action: fc.constantFrom('start-session', 'hold-session'),
      device: fc.option(anyDevice, { nil: undefined }),
      permission: fc.constantFrom('view', 'modify'),
    }),
    fc.record({ action: fc.constant('see-device'), device: fc.option(anyDevice, { nil: undefined }) }),
    fc.record({ action: fc.constant('administer'), permission: fc.constantFrom(...tenantPermissions) }),
    fc.record({
      action: fc.constantFrom('see-session', 'end-session'),
      session: fc.option(session, { nil: undefined }),
    }),
  );

  it('default deny: without a grant nothing is allowed, and a disabled operator may nothing at all', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(authorize(facts({}), request).allowed).toBe(false);
        const all = facts({ device: [...remoteAccessPermissions], [tenantId]: [...tenantPermissions] });
        const disabled = { ...all, operator: { ...all.operator, active: false } };
        expect(may(disabled, request)).toBe('operator-disabled');
      }),
    );
    expect(may(facts({}, { active: false }), { action: 'own-account' })).toBe('operator-disabled');
    expect(may(facts({}, { tenantId: 'other' }), { action: 'own-account' })).toBe('operator-disabled');
  });
});
