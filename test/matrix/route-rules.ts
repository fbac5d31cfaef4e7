/**
 * What each route of the HTTP API needs, written from the rules: by hand, and in words. A route that does not stand here
 * fails the matrix until somebody has decided who may use it.
 */
import { type Asker, answer, type Question, type World } from './rules.ts';

/** Whose request it is: nobody's where credentials are missing or no good, else a user's, with a scope. */
export type Caller = Asker | 'nobody';

export interface RouteRule {
  readonly needs: string;
  /** What its `:id` is, and its `:member`. */
  readonly about?: Thing;
  readonly member?: Thing;
  /** What one hears whom the rules let through, where the test cannot bring the rest with it. */
  readonly hears?: string;
}

export type Thing =
  | 'role'
  | 'assignment'
  | 'user'
  | 'user-group'
  | 'device-group'
  | 'site'
  | 'api-key'
  | 'enrolment-key'
  | 'device'
  | 'session';

/** Own, of another tenant, or nothing at all. */
export type Whose = 'own' | 'foreign' | 'unknown';

const administers = (permission: string, about?: Thing, member?: Thing): RouteRule => ({
  needs: `administer ${permission}`,
  ...(about === undefined ? {} : { about }),
  ...(member === undefined ? {} : { member }),
});

const collection = (path: string, permission: string, about: Thing, member?: Thing): Record<string, RouteRule> => ({
  [`GET ${path}`]: administers(permission),
  [`POST ${path}`]: administers(permission),
  [`GET ${path}/:id`]: administers(permission, about),
  [`PUT ${path}/:id`]: administers(permission, about),
  ...(about === 'user' ? {} : { [`DELETE ${path}/:id`]: administers(permission, about) }),
  ...(member === undefined
    ? {}
    : {
        [`GET ${path}/:id/members`]: administers(permission, about),
        [`PUT ${path}/:id/members/:member`]: administers(permission, about, member),
        [`DELETE ${path}/:id/members/:member`]: administers(permission, about),
      }),
});

export const routeRules: Readonly<Record<string, RouteRule>> = {
  // Anybody: what is asked for is the credential.
  'GET /v1/sign-in': { needs: 'nothing' },
  'POST /v1/sign-in': { needs: 'nothing', hears: 'invalid-request' },
  // There is no identity provider here.
  'GET /v1/sign-in/issuer': { needs: 'nothing', hears: 'issuer-not-set' },
  'GET /v1/sign-in/issuer/callback': { needs: 'nothing', hears: 'issuer-not-set' },
  'POST /v1/device-challenges': { needs: 'nothing' },
  'POST /v1/enrolments': { needs: 'nothing', hears: 'invalid-request' },
  'POST /v1/device-credentials': { needs: 'nothing', hears: 'invalid-request' },
  'POST /v1/device-unenrolments': { needs: 'nothing', hears: 'invalid-request' },
  'GET /.well-known/jwks.json': { needs: 'nothing' },
  'GET /healthz': { needs: 'nothing' },
  'GET /readyz': { needs: 'nothing' },
  'GET /v1/openapi.json': { needs: 'nothing' },
  'GET /': { needs: 'nothing' },
  'GET /*': { needs: 'nothing' },

  // Everybody who is signed in, about themselves.
  'GET /v1/me': { needs: 'own account' },
  'GET /v1/permissions': { needs: 'own account' },
  'POST /v1/sign-out': { needs: 'own account' },

  // ACC-3, device by device. Lists hold what one may see, and may be empty.
  'GET /v1/devices': { needs: 'own account' },
  'GET /v1/devices/:id': { needs: 'see device', about: 'device' },
  'GET /v1/devices/:id/access': { needs: 'manage device access.read', about: 'device' },
  'POST /v1/devices/:id/state': { needs: 'manage device devices.manage', about: 'device' },
  // DEV-3, DEV-4: who manages a device takes it off, and lets another machine have its record.
  'DELETE /v1/devices/:id': { needs: 'manage device devices.manage', about: 'device' },
  'POST /v1/devices/:id/rebinding': { needs: 'manage device devices.manage', about: 'device' },
  // CALL-6: no device of the test has been unknown for a minute.
  'POST /v1/devices/:id/recovery': { needs: 'recover device', about: 'device', hears: 'no-incident' },
  'GET /v1/sessions': { needs: 'own account' },
  'POST /v1/sessions': { needs: 'start session', about: 'device' },
  'POST /v1/sessions/:id/tickets': { needs: 'resume session', about: 'session' },
  'POST /v1/sessions/:id/end': { needs: 'end session', about: 'session' },

  // ACC-2, ACC-3: who administers what.
  ...collection('/v1/roles', 'roles.manage', 'role'),
  'POST /v1/roles/:id/preview': administers('roles.manage', 'role'),
  ...collection('/v1/assignments', 'roles.manage', 'assignment'),
  ...collection('/v1/users', 'users.manage', 'user'),
  ...collection('/v1/user-groups', 'users.manage', 'user-group', 'user'),
  ...collection('/v1/device-groups', 'sites.manage', 'device-group', 'device'),
  ...collection('/v1/sites', 'sites.manage', 'site', 'device'),
  'GET /v1/settings': administers('settings.manage'),
  'PUT /v1/settings': administers('settings.manage'),
  'GET /v1/api-keys': administers('api-keys.manage'),
  'POST /v1/api-keys': administers('api-keys.manage'),
  'DELETE /v1/api-keys/:id': administers('api-keys.manage', 'api-key'),
  'GET /v1/enrolment-keys': administers('enrolment-keys.manage'),
  'POST /v1/enrolment-keys': administers('enrolment-keys.manage'),
  'DELETE /v1/enrolment-keys/:id': administers('enrolment-keys.manage', 'enrolment-key'),

  // ACC-1: whether it is on is one of the settings; only administrators switch it.
  'GET /v1/opt-in': administers('settings.manage'),
  'PUT /v1/opt-in': { needs: 'opt in' },
  'POST /v1/suspension': { needs: 'suspend tenant' },

  // DEV-5, DEV-6: how old agents may be is one of the settings; the number of devices only stands there.
  'GET /v1/device-rules': administers('settings.manage'),
  'PUT /v1/device-rules': administers('settings.manage'),

  // AUD-6, AUD-7: reading the log and its reports, and saying how it is kept.
  'GET /v1/log': administers('log.read'),
  'GET /v1/log.csv': administers('log.read'),
  'GET /v1/log.ndjson': administers('log.read'),
  'GET /v1/log/status': administers('log.read'),
  'GET /v1/log/retention': administers('log.read'),
  'PUT /v1/log/retention': administers('log.manage'),
  'POST /v1/log/erasures': administers('log.manage'),
  'GET /v1/reports/sessions': administers('log.read'),
  'GET /v1/reports/sessions.csv': administers('log.read'),
  'GET /v1/reports/remote-access': administers('log.read'),
  'GET /v1/reports/remote-access.csv': administers('log.read'),
};

export interface RouteCase {
  readonly rule: RouteRule;
  readonly caller: Caller;
  readonly whose: Whose;
  /** The device in question, or that of the session. */
  readonly device: string;
  /** The session's operator. */
  readonly operator: string;
  /** The tenant of who or what is to join a group, where that is not the caller's. */
  readonly member?: string;
}

const notFound = (thing: Thing): string =>
  `${['user-group', 'device-group', 'site'].includes(thing) ? 'group' : thing}-not-found`;

/** @returns "allowed", or the code of the answer */
export function expectedAnswer(world: World, { rule, caller, whose, device, operator, member }: RouteCase): string {
  const done = rule.hears ?? 'allowed';
  if (rule.needs === 'nothing') return done;
  if (caller === 'nobody') return 'not-signed-in';
  const user = world.users.find(({ id }) => id === caller.user);
  // Who is disabled has no sign-in left.
  if (user === undefined || user.disabled) return 'not-signed-in';
  const ask = (question: Question) => {
    const said = answer(world, caller, question);
    return said === 'allowed' ? done : said;
  };
  const account = answer(world, caller, { ask: 'own account' });
  if (account !== 'allowed') return account;
  const tenant = world.devices.find(({ id }) => id === device)?.tenant ?? '';
  const session = whose === 'unknown' ? undefined : { tenant, operator, device };
  const start = { device, permission: 'view', viewers: 0, reasonGiven: true, authenticatedMs: world.nowMs } as const;
  const [verb, permission = ''] = [rule.needs.split(' ')[0], rule.needs.split(' ').at(-1)];
  switch (rule.needs) {
    case 'own account':
      return done;
    case 'opt in':
      return ask({ ask: 'opt in' });
    case 'suspend tenant':
      return ask({ ask: 'suspend tenant' });
    case 'see device':
      return ask({ ask: 'see device', device });
    case 'recover device':
      return ask({ ask: 'recover device', device });
    case 'start session':
      return ask({ ask: 'start session', comingBack: false, ...start });
    case 'end session':
      return ask({ ask: 'end session', session });
    case 'resume session':
      // SES-5: one's own, with all of SES-1 anew.
      if (session === undefined || session.operator !== caller.user) return 'session-not-found';
      return ask({ ask: 'start session', comingBack: true, ...start });
    default:
      break;
  }
  if (verb === 'manage') return ask({ ask: 'manage device', permission, device });
  const said = ask({ ask: 'administer', permission });
  // SES-9: what is another tenant's is not there.
  if (said !== done || rule.about === undefined) return said;
  if (whose !== 'own') return notFound(rule.about);
  return member !== undefined && rule.member !== undefined ? notFound(rule.member) : done;
}
