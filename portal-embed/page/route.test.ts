import { expect, test } from 'vitest';
import { hashOf, mayEnter, type Route, routeOf } from './route.ts';

test('EMB-4: every place has an address of its own, and any other address is the list of rooms', () => {
  const routes: Route[] = [
    ...(['rooms', 'log', 'remote-access', 'roles', 'api-keys', 'general'] as const).map((place) => ({ place })),
    { place: 'room', id: '0190c0de-0000-7000-8000-000000000001' },
  ];
  for (const route of routes) expect(routeOf(hashOf(route))).toEqual(route);
  for (const hash of ['', '#', '#/settings', '#/rooms/../log/remote-access', '#sign-in=x']) {
    expect(routeOf(hash)).toEqual({ place: 'rooms' });
  }
});

test('EMB-4: who has no permission enters nothing but the rooms', () => {
  expect(mayEnter('rooms', [])).toBe(true);
  for (const place of ['log', 'remote-access', 'roles', 'api-keys', 'general'] as const) {
    expect(mayEnter(place, [])).toBe(false);
  }
  expect(mayEnter('log', ['log.read'])).toBe(true);
  expect(mayEnter('roles', ['log.read', 'settings.manage'])).toBe(false);
  expect(mayEnter('api-keys', ['roles.manage', 'users.manage'])).toBe(false);
});
