/** The four states of a device (DEV-2) and the moves between them. */
import type { DeviceState } from '../access/facts.ts';

const moves: Record<DeviceState, readonly DeviceState[]> = {
  pending: ['monitored', 'suspended', 'unenrolled'],
  monitored: ['suspended', 'unenrolled'],
  suspended: ['monitored', 'unenrolled'],
  // Final: a device that comes back enrols anew and gets a record of its own.
  unenrolled: [],
};

export const mayMove = (from: DeviceState, to: DeviceState): boolean => moves[from].includes(to);

/** A withdrawn device has no credential, and relays turn away the one it may still hold. */
export const isWithdrawn = (state: DeviceState): boolean => state === 'suspended' || state === 'unenrolled';
