import { describe, expect, test } from 'vitest';
import { room } from '../testing/portal.ts';
import { afterFailure, afterRefresh, signInSecret } from './page-state.ts';
import { lengthOf, parseRooms, parseSessions, type Room } from './room.ts';

const parse = (overrides: object = {}): Room => {
  const [parsed] = parseRooms({ devices: [room(overrides)] });
  if (parsed === undefined) throw new Error('not a room');
  return parsed;
};

describe('rooms', () => {
  test('EMB-4: a room without a refusal can be accessed; one that does not say so cannot', () => {
    expect(parse().refusal).toBeUndefined();
    expect(parse({ refusal: 'in-call' }).refusal).toBe('in-call');
    expect(parse({ refusal: undefined }).refusal).toBe('refused');
  });

  test('what the API says is parsed, never trusted', () => {
    expect(parseRooms(undefined)).toEqual([]);
    expect(parseRooms({ devices: [null, 7, {}] })).toEqual([]);
    const odd = parse({ name: 7, displays: 'no', permissions: ['own', 'view'], missing: [1, 'x'], connected: 'yes' });
    expect(odd).toMatchObject({ displays: [], permissions: ['view'], missing: ['x'], connected: false });
  });

  test('AUD-1: sessions are read with their times and their length', () => {
    const [session] = parseSessions({
      sessions: [
        {
          ...{ id: 's', deviceName: 'Boardroom', permission: 'view', endReason: null },
          ...{ requestedAt: '1970-01-01T00:00:01Z', startedAt: '1970-01-01T00:00:02Z', endedAt: null },
        },
      ],
    });
    expect(session).toMatchObject({ requestedAtMs: 1_000, startedAtMs: 2_000, endedAtMs: undefined });
    expect(session && lengthOf(session)).toBe('–');
    expect(session && lengthOf({ ...session, endedAtMs: 67_000 })).toBe('1:05');
  });
});

describe('page', () => {
  const operator = { id: 'o', name: 'Ada', tenant: 'Example', administrator: false, permissions: [] };
  const refreshed = { operator, rooms: [], sessions: [] };

  test('TOK-3: a sign-in secret comes from the fragment only', () => {
    expect(signInSecret('#sign-in=abc')).toBe('abc');
    expect(signInSecret('')).toBeUndefined();
    expect(signInSecret('#other=1')).toBeUndefined();
  });

  test('ACC-7: signed out is told apart from not reachable, and old rooms are marked as such', () => {
    const signedIn = afterRefresh(refreshed);
    expect(afterFailure(signedIn, 'unreachable')).toMatchObject({ kind: 'signed-in', stale: true });
    expect(afterFailure(signedIn, 'not-signed-in')).toEqual({ kind: 'signed-out', failure: undefined });
    expect(afterFailure(signedIn, 'tenant-suspended')).toEqual({ kind: 'suspended' });
    expect(afterFailure({ kind: 'loading' }, 'unreachable')).toEqual({ kind: 'unreachable' });
  });
});
