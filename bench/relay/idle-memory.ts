/** P11: memory that one connected device costs while nobody looks, after garbage collection, beside bare `ws`. */
import { limits } from '../limits.ts';
import { memoryAfterCollection } from '../process/memory.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { type Server, startForwarder, startRelay } from './servers.ts';
import { type Step, wsName } from './step.ts';

export async function idleMemoryRows(step: Step): Promise<Row[]> {
  const own = await relayMemoryPerDevice(step);
  const peer = await perDevice(step, 'forwarder', await startForwarder('ws'));
  const what = `resident memory per idle device, ${limits.idleDevices} more devices`;
  return [rowOf({ id: 'P11', what, unit: 'KiB', beside: wsName }, medianOf([own]), medianOf([peer]))];
}

/** Of our relay, in KiB. */
export async function relayMemoryPerDevice(step: Step): Promise<number> {
  return perDevice(step, 'relay', await startRelay(await step.load.call('services')));
}

async function perDevice({ load, log }: Step, kind: 'relay' | 'forwarder', server: Server): Promise<number> {
  try {
    const { port, child } = server;
    await load.call('connectIdle', { kind, port, count: limits.idleWarmDevices });
    const before = await memoryAfterCollection(child);
    await load.call('connectIdle', { kind, port, count: limits.idleDevices });
    const after = await memoryAfterCollection(child);
    await load.call('closeIdle');
    const heap = (after.heapBytes - before.heapBytes) / limits.idleDevices / 1_024;
    const resident = (after.residentBytes - before.residentBytes) / limits.idleDevices / 1_024;
    log(`${kind}: ${resident.toFixed(1)} KiB resident a device, ${heap.toFixed(1)} KiB of it JavaScript heap`);
    return resident;
  } finally {
    await server.stop();
  }
}
