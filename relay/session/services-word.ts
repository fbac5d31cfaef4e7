/** Carries out what services command, and tells them of devices when they may not know. */
import type { ServicesCommand } from '@ringside/protocol';
import type { RelayNode } from '../relay-node.ts';
import type { SessionDirectory } from './session-directory.ts';

export function carryOut(command: ServicesCommand, node: RelayNode, sessions: SessionDirectory): void {
  const { endSession, withdrawDevice, restoreDevice, recoverDevice, rebindDevice, minimumAgent } = command;
  if (endSession) sessions.endSession(endSession.session, endSession.reason);
  if (withdrawDevice) {
    node.trust.withdrawnDevices.add(withdrawDevice.device);
    sessions.withdraw(withdrawDevice.device);
  }
  if (rebindDevice) {
    const { device, key } = rebindDevice;
    node.trust.reboundDevices.set(device, key);
    sessions.rebind(device, key);
  }
  if (minimumAgent) {
    node.trust.setMinimumAgent(minimumAgent.tenant, minimumAgent.version);
    sessions.turnOutdatedAway(minimumAgent.tenant);
  }
  if (restoreDevice) node.trust.withdrawnDevices.delete(restoreDevice.device);
  // The agent verifies it by itself; who is not connected does not hear of it, and services wait no longer than it is good.
  if (recoverDevice?.recovery) sessions.devices.get(recoverDevice.device)?.send({ recovery: recoverDevice.recovery });
}

/** A device as it is now: connected with its state, or not. */
export function reportDevice({ journal }: RelayNode, sessions: SessionDirectory, device: string): void {
  const link = sessions.devices.get(device);
  if (link === undefined) {
    journal.device(device, { deviceDisconnected: { device } });
    return;
  }
  const { capabilities, room, layout } = link;
  journal.device(device, { deviceConnected: { device, capabilities } });
  journal.device(device, { deviceStatus: { device, room, layout } });
}

/** Services may have been restarted, and do not store who is connected. */
export function reportAll(node: RelayNode, sessions: SessionDirectory): void {
  for (const device of sessions.devices.keys()) reportDevice(node, sessions, device);
}
