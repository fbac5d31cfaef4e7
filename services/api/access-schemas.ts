/** The shapes of roles, assignments, users, groups, and of who can reach a device. Bodies refuse unknown fields. */
import { limits } from '@ringside/protocol';
import { type TSchema, Type } from 'typebox';
import { apiKeyScopes } from '../access/api-keys.ts';
import { allPermissions, builtInRoleIds } from '../access/permissions.ts';
import { servicesLimits } from '../limits.ts';
import { id, line, name, strict, time } from './schemas.ts';

const permission = () => Type.Enum([...allPermissions]);
const permissions = () => Type.Array(permission(), { maxItems: allPermissions.length, uniqueItems: true });

export const permissionsSchema = Type.Object({
  permissions: Type.Array(
    Type.Object({
      name: permission(),
      allows: Type.String(),
      scope: Type.Union([Type.Literal('device'), Type.Literal('tenant')]),
      reserved: Type.Boolean(),
    }),
  ),
});

export const roleBody = strict({
  name: name(),
  description: line(500),
  permissions: permissions(),
});

export const roleSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  permissions: permissions(),
  builtIn: Type.Boolean(),
});

/** A custom role's ID, or a built-in role's name. */
const roleId = () => Type.Union([id(), Type.Enum([...builtInRoleIds])]);

export const roleParams = strict({ id: roleId() });

export const rolePreviewBody = strict({ permissions: permissions() });

export const rolePreviewSchema = Type.Object({
  added: permissions(),
  removed: permissions(),
  /** Assignments in force that hand the role on. */
  assignments: Type.Array(Type.String()),
  users: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  /** Live sessions that would end at once. */
  endingSessions: Type.Array(Type.String()),
  /** Why the caller may not make this change; null when it may be made. */
  refusal: Type.Union([Type.String(), Type.Null()]),
});

const ids = () => Type.Array(id(), { maxItems: servicesLimits.assignmentParties, uniqueItems: true });
const timeOrNull = () => Type.Union([time(), Type.Null()]);

export const assignmentBody = strict({
  roleId: roleId(),
  everyone: Type.Optional(Type.Boolean({ description: 'Every user, those included who are still to come' })),
  userIds: Type.Optional(ids()),
  userGroupIds: Type.Optional(ids()),
  everyDevice: Type.Optional(Type.Boolean({ description: 'Every device, those included that are still to come' })),
  deviceIds: Type.Optional(ids()),
  deviceGroupIds: Type.Optional(ids()),
  siteIds: Type.Optional(ids()),
  startsAt: Type.Optional(timeOrNull()),
  endsAt: Type.Optional(timeOrNull()),
});

export const assignmentSchema = Type.Object({
  id: Type.String(),
  roleId: Type.String(),
  everyone: Type.Boolean(),
  userIds: Type.Array(Type.String()),
  userGroupIds: Type.Array(Type.String()),
  everyDevice: Type.Boolean(),
  deviceIds: Type.Array(Type.String()),
  deviceGroupIds: Type.Array(Type.String()),
  siteIds: Type.Array(Type.String()),
  startsAt: timeOrNull(),
  endsAt: timeOrNull(),
  createdAt: time(),
  createdBy: Type.String(),
  /** ACC-9: what is wider than it may look. */
  warnings: Type.Array(Type.Union([Type.Literal('covers-everyone'), Type.Literal('covers-every-device')])),
});

export const newUserBody = strict({ name: name() });
export const userBody = strict({
  name: Type.String({ minLength: 1, maxLength: limits.nameUnits, description: 'A name, or the one that the user has' }),
  disabled: Type.Boolean(),
});
export const userSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  disabled: Type.Boolean(),
  administrator: Type.Boolean(),
});

export const groupBody = strict({ name: name() });
export const groupSchema = Type.Object({ id: Type.String(), name: Type.String() });
const claim = (form: TSchema) =>
  Type.Union([form, Type.Null()], {
    description: 'The identity provider’s group whose members these are; null where members are named here',
  });
export const userGroupBody = strict({ name: name(), claim: Type.Optional(claim(name())) });
export const userGroupSchema = Type.Object({ ...groupSchema.properties, claim: claim(Type.String()) });
export const memberParams = strict({ id: id(), member: id() });

export const apiKeyBody = strict({
  name: name(),
  scope: Type.Optional(
    Type.Enum([...apiKeyScopes], {
      description: 'sessions: start, see and end sessions. everything: whatever the named operator may do',
    }),
  ),
  origins: Type.Array(Type.String({ maxLength: limits.nameUnits, pattern: '^https?://[^/?#@\\s]+$' }), {
    minItems: 1,
    maxItems: servicesLimits.apiKeyOrigins,
    uniqueItems: true,
    description: 'Of the pages that may show its sessions, such as https://portal.example',
  }),
  expiresInSeconds: Type.Integer({ minimum: 1, maximum: servicesLimits.apiKeyDays * 24 * 60 * 60 }),
});

export const apiKeySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scope: Type.Enum([...apiKeyScopes]),
  origins: Type.Array(Type.String()),
  createdAt: time(),
  createdBy: Type.Union([Type.String(), Type.Null()], { description: 'Null: whoever runs services' }),
  expiresAt: time(),
  revokedAt: timeOrNull(),
});

export const newApiKeySchema = Type.Object({ ...apiKeySchema.properties, apiKey: Type.String() });

export const optInBody = Type.Union([
  strict({
    enabled: Type.Literal(true),
    email: Type.String({
      maxLength: 254,
      pattern: '^[^\\s@\\u0000-\\u001f\\u007f-\\u009f]{1,64}@[^\\s@\\u0000-\\u001f\\u007f-\\u009f]{1,189}$',
      description: 'Of the administrator who acknowledges the text',
    }),
    textVersion: Type.String({ maxLength: 40 }),
  }),
  strict({ enabled: Type.Literal(false) }),
]);

export const optInSchema = Type.Object({
  enabled: Type.Boolean(),
  since: timeOrNull(),
  acknowledgedBy: Type.Union([Type.String(), Type.Null()]),
  acknowledgedText: Type.Union([Type.String(), Type.Null()]),
  /** What is to be acknowledged now. */
  text: Type.Object({ version: Type.String(), text: Type.String() }),
});

const via = (kinds: string) =>
  Type.Object({ kind: Type.String({ description: kinds }), id: Type.String(), name: Type.String() });

export const deviceAccessSchema = Type.Object({
  /** Why nobody can start a session on it at the moment; null when those named can. */
  refusal: Type.Union([Type.String(), Type.Null()]),
  users: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      permission: Type.Union([Type.Literal('view'), Type.Literal('modify')]),
      because: Type.Array(
        Type.Object({
          assignmentId: Type.String(),
          role: Type.Object({ id: Type.String(), name: Type.String() }),
          user: via('By name (`user`), through a `group`, or as one of `everyone`'),
          device: Type.Array(via('By name (`device`), in a group (`devices`) or `site`, or as one of all (`tenant`)')),
          endsAt: timeOrNull(),
        }),
      ),
      /** Live sessions on the device. */
      sessions: Type.Array(Type.String()),
    }),
  ),
});
