/** A2: starts of sessions at a steady rate, from a portal backend's request to the ticket in its answer. */
import { setTimeout as wait } from 'node:timers/promises';
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { connectDevice } from '../../services/testing/rig.ts';
import { TestNode } from '../../services/testing/test-node.ts';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { textAt } from '../process/message-field.ts';
import { cpuSeconds } from '../process/proc-stat.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import { ask, controlSecret, makeEstate, origin, startServices } from './estate.ts';

const { accessDevices, accessUsers, accessAssignments } = limits;

export async function startRows(log: (line: string) => void): Promise<Row[]> {
  const estate = await makeEstate({ users: accessUsers, devices: accessDevices, assignments: accessAssignments });
  const services = await startServices(estate);
  try {
    const node = await TestNode.link({ controlUrl: services.controlUrl, controlSecret });
    const every = accessDevices / limits.accessConnected;
    const connected = estate.devices.filter((_, index) => index % every === 0);
    for (const device of connected) await connectDevice(node, device);
    log(`${connected.length} of ${accessDevices} devices are connected`);
    const publicKey = await exportPublicKey(await generateProofKeys());

    /** The users of an assignment take turns on its devices. */
    const start = async (count: number): Promise<number> => {
      const device = count % connected.length;
      const assignment = Math.floor((device * accessAssignments) / connected.length);
      const each = accessUsers / accessAssignments;
      const operator = estate.users[assignment * each + (count % each)] ?? '';
      const body = { deviceId: connected[device], permission: 'modify', publicKey, origin };
      const startedMs = performance.now();
      const answer = await ask(services, estate, { operator, method: 'POST', path: '/v1/sessions', body });
      const tookMs = performance.now() - startedMs;
      if (textAt(answer, 'ticket') === undefined)
        throw new BenchError('refused', 'services answered without a ticket.');
      return tookMs;
    };

    // One every 20 ms, whether or not the last one has been answered.
    const started: Promise<number>[] = [];
    const cpuBefore = cpuSeconds(services.child.pid);
    const beganMs = performance.now();
    const total = limits.accessWarmStarts + limits.accessStartsPerSecond * limits.accessStartSeconds;
    for (let count = 0; count < total; count++) {
      const dueMs = beganMs + (count * 1_000) / limits.accessStartsPerSecond;
      if (dueMs > performance.now()) await wait(dueMs - performance.now());
      const start_ = start(count);
      start_.catch(() => {});
      started.push(start_);
    }
    const samples = (await Promise.all(started)).slice(limits.accessWarmStarts);
    const share = (cpuSeconds(services.child.pid) - cpuBefore) / ((performance.now() - beganMs) / 1_000);
    node.drop();
    const note = `${samples.length} starts, ${limits.accessStartsPerSecond} a second, each on disk before its ticket; services used ${Math.round(share * 100)} % of a core`;
    const title = (share: string) => ({
      id: `A2.${share}`,
      what: `request to ticket, ${share}`,
      unit: 'ms',
      beside: '',
    });
    return [
      rowOf(title('p50'), percentileOf([samples], 0.5)),
      rowOf(title('p99'), percentileOf([samples], 0.99), undefined, note),
    ];
  } finally {
    await services.child.stop();
    await estate.remove();
  }
}
