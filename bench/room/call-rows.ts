/** R4 and P14: a call starts under full video; how long frames leave the device, reach the viewer, and keys arrive. */
import { limits } from '../limits.ts';
import { medianOf, percentileOf, type Row, rowOf } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { seededRandom } from '../x-server/picture.ts';
import type { RoomStep } from './room-step.ts';
import { longest, randomMoment, type Stopping, stoppingAfter } from './stopping.ts';

export async function callRows({ rig, log, length }: RoomStep): Promise<Row[]> {
  const trials = { quick: limits.quickTrials, usual: limits.callTrials, long: limits.longCallTrials }[length];
  const random = seededRandom(4);
  const stoppings: Stopping[] = [];
  const openedMs: number[] = [];
  const startedMs = performance.now();
  for (let trial = 0; trial < trials; trial++) {
    const askedMs = performance.now();
    const session = await rig.busySession();
    openedMs.push(performance.now() - askedMs);
    await randomMoment(random);
    stoppings.push(await stoppingAfter(rig, session, () => rig.reportCall('in-call')));
    const from = rig.tap.said.all.length;
    await rig.reportCall('idle');
    await rig.restored(from);
    session.viewer.close();
  }
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  log(`calls: ${trials} in ${seconds} s; a session with video in ${median(openedMs).toFixed(0)} ms`);
  return rowsOf(stoppings, `${trials} calls in ${seconds} s, each in a session of its own`);
}

function rowsOf(stoppings: readonly Stopping[], trials: string): Row[] {
  const device = stoppings.map(longest);
  const viewer = stoppings.map(({ viewerFrameMs, keyMs }) => Math.max(viewerFrameMs, keyMs));
  const late = stoppings.reduce((sum, stopping) => sum + stopping.late, 0);
  const middle = (each: readonly number[]): string => `median ${median(each).toFixed(1)} ms`;
  const frames = `${trials}; frames: ${middle(stoppings.map(({ frameMs }) => frameMs))}`;
  const keys = `keys: ${middle(stoppings.map(({ keyMs }) => keyMs))}`;
  const title = (id: string, what: string) => ({ id, what, unit: 'ms', beside: '' });
  return [
    rowOf(
      title('R4.p99', 'call starts -> last frame out of the device, last key on it, p99'),
      percentileOf([device], 0.99),
      undefined,
      `${frames}; ${keys}`,
    ),
    rowOf(title('R4.most', 'the same, most'), medianOf([Math.max(...device)])),
    rowOf(
      { id: 'R4.late', what: 'frames after the agent has said that it is over', unit: 'frames', beside: '' },
      medianOf([late]),
    ),
    rowOf(
      title('P14', 'call starts -> last frame at the viewer, last of its keys on the device, p99'),
      percentileOf([viewer], 0.99),
      undefined,
      `frames: ${middle(stoppings.map(({ viewerFrameMs }) => viewerFrameMs))}; ${keys}`,
    ),
    rowOf(title('P14.most', 'the same, most'), medianOf([Math.max(...viewer)])),
  ];
}
