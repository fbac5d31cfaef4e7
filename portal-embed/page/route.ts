/** Where in the page one is, as the fragment of its address says: the back button works, and places can be linked to. */

export type Place = 'rooms' | 'log' | 'remote-access' | 'roles' | 'api-keys' | 'general';
export type Route = { readonly place: Place } | { readonly place: 'room'; readonly id: string };

const hashes: Readonly<Record<Place, string>> = {
  rooms: '#/rooms',
  log: '#/log',
  'remote-access': '#/settings/remote-access',
  roles: '#/settings/roles',
  'api-keys': '#/settings/api-keys',
  general: '#/settings/general',
};

const places = new Map(Object.entries(hashes).map(([place, hash]) => [hash, place as Place]));

export const hashOf = (route: Route): string =>
  route.place === 'room' ? `#/rooms/${encodeURIComponent(route.id)}/remote-access` : hashes[route.place];

/** Anything else is the list of rooms. */
export function routeOf(hash: string): Route {
  const place = places.get(hash);
  if (place !== undefined) return { place };
  const [, id] = /^#\/rooms\/([\w-]+)\/remote-access$/.exec(hash) ?? [];
  return id === undefined ? { place: 'rooms' } : { place: 'room', id };
}

/** The places under Settings. */
export const settingsPlaces = ['remote-access', 'roles', 'api-keys', 'general'] as const;

/** What each place takes, by the operator's permissions over the organisation; rooms are everybody's. */
const needed: Readonly<Partial<Record<Place, string>>> = {
  log: 'log.read',
  'remote-access': 'settings.manage',
  roles: 'roles.manage',
  'api-keys': 'api-keys.manage',
  general: 'log.read',
};

export function mayEnter(place: Place, permissions: readonly string[]): boolean {
  const permission = needed[place];
  return permission === undefined || permissions.includes(permission);
}
