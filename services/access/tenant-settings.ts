/**
 * What a tenant may set about its sessions. One table of settings with their forms and defaults: a new setting is one
 * line here. Stored are only those that differ from the default.
 */
import { roomConsents } from '@ringside/protocol';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';

const { sessionMinutes, sessionIdleMinutes, viewersPerDevice } = servicesLimits;
const minutes = (most: number, initial: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: most, default: initial, description });

export const tenantSettingsSchema = Type.Object(
  {
    sessionMinutes: minutes(sessionMinutes.most, sessionMinutes.initial, 'How long a session may last'),
    idleMinutes: minutes(sessionIdleMinutes.most, sessionIdleMinutes.initial, 'How long it may last untouched'),
    viewersPerDevice: minutes(viewersPerDevice, viewersPerDevice, 'Viewers that a device may have at a time'),
    stepUpMinutes: Type.Integer({
      minimum: 0,
      maximum: servicesLimits.stepUpMinutes,
      default: 0,
      description: 'A session needs a sign-in that is no older than this; 0: any sign-in will do',
    }),
    reasonRequired: Type.Boolean({ default: false, description: 'Whether a session needs a reason or a reference' }),
    roomConsent: Type.Enum([...roomConsents], {
      default: 'none',
      description: 'Whether the room is told of a session, or asked for it, before anything is shown',
    }),
  },
  { additionalProperties: false },
);

export type TenantSettings = Static<typeof tenantSettingsSchema>;

export const defaultTenantSettings: TenantSettings = Value.Create(tenantSettingsSchema);

const forms = new Map(Object.entries(tenantSettingsSchema.properties).map(([name, form]) => [name, Compile(form)]));

/** Nothing where this build does not understand the setting or its value: then the default holds. */
export function parseTenantSetting(name: string | null, text: string | null): Partial<TenantSettings> {
  const form = forms.get(name ?? '');
  if (form === undefined || text === null) return {};
  const value: unknown = JSON.parse(text);
  return form.Check(value) ? { [name ?? '']: value } : {};
}

export async function readTenantSettings(db: Queryable, tenantId: string): Promise<TenantSettings> {
  const rows = await db.selectFrom('tenant_settings').where('tenant_id', '=', tenantId).selectAll().execute();
  return Object.assign({ ...defaultTenantSettings }, ...rows.map(({ name, value }) => parseTenantSetting(name, value)));
}
