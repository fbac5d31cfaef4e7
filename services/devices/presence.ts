/** What relays report of devices: kept as the current state, bounded, and taken only from the device's home node. */
import {
  type AgentCapabilities,
  CallState,
  CommandRefusal,
  type DisplayLayout,
  limits,
  RingState,
  type RoomStatus,
} from '@ringside/protocol';
import type { KnownCallState, KnownRingState } from '../access/facts.ts';
import { closeIncident } from '../incidents/incidents.ts';
import { commandName } from '../sessions/command-names.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { DeviceCapabilities, DeviceDisplay } from './device-records.ts';
import { isTurnedAway } from './relay-rules.ts';

interface Home {
  readonly node: string;
  readonly instance: string;
}

/** @returns false when the relay must be told (again) that the device is withdrawn */
export async function deviceConnected(
  tx: Tx,
  sources: Sources,
  { node, instance }: Home,
  device: string,
  capabilities: AgentCapabilities | null,
): Promise<boolean> {
  if (await isTurnedAway(tx, device)) return false;
  const presence = {
    node,
    instance,
    connected_ms: sources.nowMs(),
    call_state_since_ms: sources.nowMs(),
    // Until it says otherwise.
    call_state: 'unknown',
    call_state_source: '',
    ring: 'down',
    ejected_ms: null,
    displays: '[]',
    capabilities: capabilities === null ? '' : JSON.stringify(knownCapabilities(capabilities)),
  };
  await tx
    .insertInto('presence')
    .values({ device_id: device, ...presence })
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet(presence))
    .execute();
  await closeIncident(tx, sources, { deviceId: device, kind: 'agent-outdated', actor: { kind: 'relay', id: node } });
  return true;
}

export async function deviceStatus(
  tx: Tx,
  sources: Sources,
  { node, instance }: Home,
  device: string,
  room: RoomStatus | null,
  layout: DisplayLayout | null,
): Promise<void> {
  const status = {
    ...(room === null
      ? {}
      : {
          call_state: callStateName(room.callState),
          call_state_source: clip(room.callStateSource),
          ring: ringStateName(room.ring),
          ejected_ms: room.ejected ? sources.nowMs() : null,
        }),
    ...(layout === null ? {} : { displays: JSON.stringify(knownDisplays(layout)) }),
  };
  if (Object.keys(status).length === 0) return;
  if (status.call_state !== undefined) {
    await tx
      .updateTable('presence')
      .set({ call_state_since_ms: sources.nowMs() })
      .where('device_id', '=', device)
      .where('instance', '=', instance)
      .where('call_state', '!=', status.call_state)
      .execute();
  }
  const { numUpdatedRows } = await tx
    .updateTable('presence')
    .set(status)
    .where('device_id', '=', device)
    .where('instance', '=', instance)
    .executeTakeFirst();
  if (numUpdatedRows === 0n || room?.ring !== RingState.RING_STATE_VERIFIED) return;
  // It is there again, whole, on every display.
  await closeIncident(tx, sources, { deviceId: device, kind: 'ring-lost', actor: { kind: 'relay', id: node } });
}

/** A late word from an earlier home does not hide the newer one. */
export async function deviceDisconnected(tx: Tx, { instance }: Home, device: string): Promise<void> {
  await tx.deleteFrom('presence').where('device_id', '=', device).where('instance', '=', instance).execute();
}

/** What an earlier instance of a node said of its devices is void: they connect anew. */
export async function forgetOldInstances(tx: Tx, { node, instance }: Home): Promise<void> {
  await tx.deleteFrom('presence').where('node', '=', node).where('instance', '!=', instance).execute();
}

const clip = (text: string): string => text.slice(0, limits.nameUnits);

const clipAll = (texts: readonly string[]): string[] => texts.slice(0, limits.listEntries).map(clip);

function knownCapabilities(capabilities: AgentCapabilities): DeviceCapabilities {
  return {
    agentVersion: clip(capabilities.agentVersion),
    platform: clip(capabilities.platform),
    callStateSources: clipAll(capabilities.callStateSources),
    input: capabilities.input,
    missing: clipAll(capabilities.missing),
    commands: capabilities.commands.slice(0, limits.listEntries).map(({ kind, refusal, reason }) => ({
      command: commandName(kind),
      unavailable: refusal === CommandRefusal.COMMAND_REFUSAL_UNSPECIFIED ? null : clip(reason),
    })),
  };
}

function knownDisplays(layout: DisplayLayout): DeviceDisplay[] {
  return layout.displays
    .slice(0, limits.displays)
    .map(({ display, name, width, height, asleep }) => ({ id: display, name: clip(name), width, height, asleep }));
}

function callStateName(state: CallState): KnownCallState {
  if (state === CallState.CALL_STATE_IDLE) return 'idle';
  return state === CallState.CALL_STATE_IN_CALL ? 'in-call' : 'unknown';
}

function ringStateName(state: RingState): KnownRingState {
  if (state === RingState.RING_STATE_VERIFIED) return 'verified';
  return state === RingState.RING_STATE_LOST ? 'lost' : 'down';
}
