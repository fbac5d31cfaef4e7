import { describe, expect, test } from 'vitest';
import { room } from '../testing/portal.ts';
import { afterFailure, afterRefresh, signInSecret } from './page-state.ts';
import { lengthOf, parseRooms, parseSessions, type Room, whyNot } from './room.ts';

const parse = (overrides: object = {}): Room => {
  const [parsed] = parseRooms({ devices: [room(overrides)] });
  if (parsed === undefined) throw new Error('not a room');
  return parsed;
};

describe('rooms', () => {
  test.each([
    [{}, undefined],
    [{ permissions: [] }, 'forbidden'],
    [{ state: 'suspended' }, 'device-not-monitored'],
    [{ connected: false, callState: 'in-call' }, 'device-not-connected'],
    [{ callState: 'in-call' }, 'in-call'],
    [{ callState: 'unknown' }, 'call-state-unknown'],
    [{ callState: undefined }, 'call-state-unknown'],
  ])('EMB-4: why no session can start with %j', (overrides, code) => {
    expect(whyNot(parse(overrides))).toBe(code);
  });

  test('what the API says is parsed, never trusted', () => {
    expect(parseRooms(undefined)).toEqual([]);
    expect(parseRooms({ devices: [null, 7, {}] })).toEqual([]);
    const odd = parse({ name: 7, displays: 'no', permissions: ['own', 'view'], missing: [1, 'x'], connected: 'yes' });
    expect(odd).toMatchObject({ displays: [], permissions: ['view'], missing: ['x'], connected: false });
  });

  test('AUD-1: sessions are read with their times in either form', () => {
    const [session] = parseSessions({
      sessions: [
        {
          id: 's',
          deviceId: 'd',
          permission: 'view',
          requestedAt: 1_000,
          startedAt: '1970-01-01T00:00:02Z',
          endedAt: 67_000,
        },
      ],
    });
    expect(session).toMatchObject({
      requestedAtMs: 1_000,
      startedAtMs: 2_000,
      endedAtMs: 67_000,
      endReason: undefined,
    });
    expect(session && lengthOf(session)).toBe('1:05');
  });
});

describe('page', () => {
  const refreshed = { operator: { name: 'Ada', tenant: 'Example' }, rooms: [], sessions: [] };

  test('TOK-3: a sign-in secret comes from the fragment only', () => {
    expect(signInSecret('#sign-in=abc')).toBe('abc');
    expect(signInSecret('')).toBeUndefined();
    expect(signInSecret('#other=1')).toBeUndefined();
  });

  test('ACC-7: signed out is told apart from not reachable, and old rooms are marked as such', () => {
    const signedIn = afterRefresh(refreshed);
    expect(afterFailure(signedIn, 'unreachable')).toMatchObject({ kind: 'signed-in', stale: true });
    expect(afterFailure(signedIn, 'not-signed-in')).toEqual({ kind: 'signed-out', failure: undefined });
    expect(afterFailure({ kind: 'loading' }, 'unreachable')).toEqual({ kind: 'unreachable' });
  });
});
