/** Reads devices with what their home node last said of them. A device whose node is out of touch is not connected. */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { readDeviceGroups } from '../access/device-scopes.ts';
import type { DeviceFacts, DeviceState, HeldDevice, KnownCallState, KnownRingState } from '../access/facts.ts';
import { allEnded } from '../store/read-together.ts';
import type { Queryable } from '../store/schema.ts';
import { isRelayUrl } from './relay-choice.ts';

export const displaySchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  asleep: Type.Boolean(),
});

export const capabilitiesSchema = Type.Object({
  agentVersion: Type.String(),
  platform: Type.String(),
  callStateSources: Type.Array(Type.String()),
  input: Type.Boolean(),
  missing: Type.Array(Type.String()),
  commands: Type.Array(
    Type.Object({
      command: Type.String(),
      /** Why the device cannot do it, in words; null when it can. */
      unavailable: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});

export type DeviceDisplay = Static<typeof displaySchema>;
export type DeviceCapabilities = Static<typeof capabilitiesSchema>;

/** The relay node that a device is connected to. */
export interface HomeNode {
  readonly node: string;
  readonly instance: string;
  /** Where a viewer's socket goes. */
  readonly viewerUrl: string;
}

export interface DeviceRecord extends DeviceFacts {
  readonly name: string;
  readonly platform: string;
  readonly callStateSource: string;
  readonly displays: readonly DeviceDisplay[];
  readonly capabilities: DeviceCapabilities | undefined;
  /** There exactly while the device is connected. */
  readonly home: HomeNode | undefined;
}

export type IsLinked = (instance: string) => boolean;

const select = (db: Queryable) =>
  db
    .selectFrom('devices')
    .leftJoin('presence', 'presence.device_id', 'devices.id')
    .leftJoin('relay_instances', 'relay_instances.instance', 'presence.instance')
    .select([
      'devices.id',
      'devices.tenant_id',
      'devices.name',
      'devices.platform',
      'devices.state',
      'presence.node',
      'presence.instance',
      'presence.call_state',
      'presence.call_state_source',
      'presence.ring',
      'presence.ejected_ms',
      'presence.displays',
      'presence.capabilities',
      'relay_instances.viewer_url',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

export async function readDevice(db: Queryable, id: string, isLinked: IsLinked): Promise<DeviceRecord | undefined> {
  const there = select(db).where('devices.id', '=', id).where('devices.deleted_ms', 'is', null);
  const [row, groups] = await allEnded([there.executeTakeFirst(), readDeviceGroups(db, { deviceIds: [id] })]);
  return row && record(row, groups.get(id) ?? [], isLinked);
}

/** By ID; what does not exist is left out. */
export async function readHeldDevices(db: Queryable, ids: readonly string[]): Promise<Map<string, HeldDevice>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('devices').where('id', 'in', ids).select(['id', 'tenant_id', 'state']).execute();
  const groups = await readDeviceGroups(db, { deviceIds: ids });
  return new Map(
    rows.map(({ id, tenant_id: tenantId, state }) => {
      return [id, { id, tenantId, state: deviceState(state), groupIds: groups.get(id) ?? [] }];
    }),
  );
}

export async function listDevices(db: Queryable, tenantId: string, isLinked: IsLinked): Promise<DeviceRecord[]> {
  const rows = await select(db)
    .where('devices.tenant_id', '=', tenantId)
    .where('devices.deleted_ms', 'is', null)
    .orderBy('devices.name')
    .execute();
  const groups = await readDeviceGroups(db, { tenantId });
  return rows.map((row) => record(row, groups.get(row.id) ?? [], isLinked));
}

function record(row: Row, groupIds: readonly string[], isLinked: IsLinked): DeviceRecord {
  const { node, instance, viewer_url: baseUrl } = row;
  const home =
    node !== null && instance !== null && baseUrl !== null && isRelayUrl(baseUrl) && isLinked(instance)
      ? { node, instance, viewerUrl: viewerUrl(baseUrl) }
      : undefined;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    groupIds,
    name: row.name,
    platform: row.platform,
    state: deviceState(row.state),
    connected: home !== undefined,
    callState: home === undefined ? 'unknown' : callState(row.call_state),
    callStateSource: home === undefined ? '' : (row.call_state_source ?? ''),
    ring: home === undefined ? 'down' : ringState(row.ring),
    ejected: home !== undefined && row.ejected_ms !== null,
    displays: parseJson(displaysForm, row.displays) ?? [],
    capabilities: parseJson(capabilitiesForm, row.capabilities),
    home,
  };
}

/** A node names its base; viewers and agents have a path each below it. */
const viewerUrl = (baseUrl: string): string => new URL('viewer', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).href;

/** A state that this build does not know allows nothing. */
export function deviceState(value: string): DeviceState {
  return value === 'pending' || value === 'monitored' || value === 'unenrolled' ? value : 'suspended';
}

const callState = (value: string | null): KnownCallState =>
  value === 'idle' || value === 'in-call' ? value : 'unknown';

const ringState = (value: string | null): KnownRingState => (value === 'verified' || value === 'lost' ? value : 'down');

interface Form<T> {
  Check(value: unknown): value is T;
}

const displaysForm = Compile(Type.Array(displaySchema));
const capabilitiesForm = Compile(capabilitiesSchema);

function parseJson<T>(form: Form<T>, text: string | null): T | undefined {
  if (text === null || text === '') return undefined;
  const value: unknown = JSON.parse(text);
  return form.Check(value) ? value : undefined;
}
