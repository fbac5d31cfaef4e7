import { describe, expect, test } from 'vitest';
import { readGrant, readStartFailure } from './start-session.ts';

describe('what a host answers', () => {
  const grant = { sessionId: 's', ticket: 't', relayUrl: 'wss://relay.example/viewer' };

  test('a grant is read, and more than it needs is left out', () => {
    expect(readGrant({ ...grant, permission: 'view' })).toEqual(grant);
  });

  test.each([
    null,
    'ticket',
    {},
    { ...grant, ticket: '' },
    { ...grant, sessionId: 7 },
    { ...grant, relayUrl: 'javascript:alert(1)' },
  ])('TOK-3: %j is no grant', (answer) => {
    expect(readGrant(answer)).toBeUndefined();
  });

  test.each([
    [
      { code: 'in-call', status: 409, detail: 'd' },
      { code: 'in-call', detail: 'd', mayPass: false },
    ],
    [
      { code: 'device-not-connected', status: 409 },
      { code: 'device-not-connected', detail: '', mayPass: true },
    ],
    [
      { code: 'ticket-outstanding', status: 409 },
      { code: 'ticket-outstanding', detail: '', mayPass: true },
    ],
    [
      { code: 'session-ended', status: 409, endReason: 'ejected' },
      { code: 'session-ended', detail: '', mayPass: false, ended: 'ejected' },
    ],
    [
      { code: 'session-ended', status: 409, endReason: 'moon-phase' },
      { code: 'session-ended', detail: '', mayPass: false, ended: 'unknown' },
    ],
    [{ status: 503 }, { code: 'unavailable', detail: '', mayPass: true }],
    [{ status: 403 }, { code: 'refused', detail: '', mayPass: false }],
    [new TypeError('Failed to fetch'), { code: 'unreachable', detail: '', mayPass: true }],
    [new DOMException('x', 'AbortError'), { code: 'unreachable', detail: '', mayPass: true }],
    [undefined, { code: 'unreachable', detail: '', mayPass: true }],
  ])('SES-1: the failure %o has one code', (error, failure) => {
    expect(readStartFailure(error)).toEqual(failure);
  });
});
