/** P11 beside MeshCentral: memory that one connected device costs while nobody looks, after garbage collection. */
import { limits } from '../limits.ts';
import { memoryAfterCollection } from '../process/memory.ts';
import { relayMemoryPerDevice } from '../relay/idle-memory.ts';
import type { Step } from '../relay/step.ts';
import { medianOf, type Row, rowOf, type Title } from '../report/row.ts';
import { MeshControl } from './mesh-control.ts';
import { meshName } from './mesh-package.ts';
import { startMeshServer } from './mesh-server.ts';
import { connectAgent } from './played-agent.ts';

export const memoryTitle: Title = {
  id: 'P11.mesh',
  what: 'resident memory per idle device, no TLS',
  unit: 'KiB',
  beside: meshName,
};

export async function meshMemoryRows(step: Step, packageFolder: string): Promise<Row[]> {
  const own = await relayMemoryPerDevice(step);
  const peer = await memoryPerAgent(packageFolder);
  step.log(
    `MeshCentral: ${peer.perAgentKib.toFixed(1)} KiB resident a device, ${peer.alone.toFixed(0)} MiB without any`,
  );
  const note =
    `${limits.idleDevices} more devices here, ${limits.meshIdleDevices} more agents there, which are played, say nothing ` +
    `of their hardware, and so cost less than real ones. MeshCentral without any takes ${peer.alone.toFixed(0)} MiB.`;
  return [rowOf(memoryTitle, medianOf([own]), medianOf([peer.perAgentKib]), note)];
}

async function memoryPerAgent(packageFolder: string): Promise<{ perAgentKib: number; alone: number }> {
  const server = await startMeshServer(packageFolder, { tls: false, trusting: true });
  const connected: { terminate(): void }[] = [];
  try {
    const control = await MeshControl.open(server);
    const group = await control.createGroup();
    // Closed, since it is told of each device.
    control.close();
    const connect = async (count: number): Promise<void> => {
      for (let left = count; left > 0; left -= limits.meshOpeningsAtOnce) {
        const batch = Math.min(left, limits.meshOpeningsAtOnce);
        connected.push(...(await Promise.all(Array.from({ length: batch }, () => connectAgent(server, group)))));
      }
    };
    const alone = await memoryAfterCollection(server.child);
    await connect(limits.meshWarmDevices);
    const before = await memoryAfterCollection(server.child);
    await connect(limits.meshIdleDevices);
    const after = await memoryAfterCollection(server.child);
    return {
      perAgentKib: (after.residentBytes - before.residentBytes) / limits.meshIdleDevices / 1_024,
      alone: alone.residentBytes / 1_024 / 1_024,
    };
  } finally {
    for (const socket of connected) socket.terminate();
    await server.stop();
  }
}
