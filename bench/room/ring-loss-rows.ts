/** R1: the ring is lost under full video, in every way there is; how long frames leave and keys arrive after that. */

import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { failedRow, medianOf, type Row, rowOf, type Title } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import { seededRandom } from '../x-server/picture.ts';
import type { Session } from './operator.ts';
import { type RingLoss, ringLosses } from './ring-losses.ts';
import type { RoomRig } from './room-rig.ts';
import type { RoomStep } from './room-step.ts';
import { longest, randomMoment, type Stopping } from './stopping.ts';

export async function ringLossRows({ rig, log, length, only }: RoomStep): Promise<Row[]> {
  const trials = { quick: limits.quickTrials, usual: limits.ringLossTrials, long: limits.longRingLossTrials }[length];
  const rows: Row[] = [];
  const all: Stopping[] = [];
  const failures: string[] = [];
  const random = seededRandom(1);
  const wanted = ringLosses.filter(({ name }) => isWanted(name, only));
  for (const loss of wanted) {
    const startedMs = performance.now();
    try {
      const stoppings = await stoppingsOf(loss, trials, rig, random);
      all.push(...stoppings);
      rows.push(kindRow(loss, stoppings));
    } catch (error) {
      failures.push(`${loss.name}: ${sentenceOf(error)}`);
      rows.push(failedRow(kindTitle(loss), sentenceOf(error)));
    }
    log(`${loss.name}: ${trials} times in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  }
  return [mostRow(trials, wanted.length, all, failures), lateRow(all), ...rows];
}

async function stoppingsOf(
  loss: RingLoss,
  trials: number,
  rig: RoomRig,
  random: () => number,
): Promise<readonly Stopping[]> {
  const stoppings: Stopping[] = [];
  let session: Session | undefined;
  for (let trial = 0; trial < trials; trial++) {
    session ??= await rig.busySession();
    await randomMoment(random);
    const [stopping, left] = await loss.lose(rig, session, random);
    if (left === undefined) session.viewer.close();
    session = left;
    stoppings.push(stopping);
  }
  if (session !== undefined) await rig.operator.end(session);
  return stoppings;
}

function isWanted(name: string, only: readonly string[]): boolean {
  const kinds = only.filter((id) => id.startsWith('R1.'));
  return kinds.length === 0 || kinds.includes(`R1.${name}`);
}

function most(values: readonly number[]): number {
  return Math.max(...values);
}

function mostRow(trials: number, kinds: number, all: readonly Stopping[], failures: readonly string[]): Row {
  const title = {
    id: 'R1',
    what: `ring lost -> frames and input stopped, most of ${trials} trials of each of ${kinds} kinds`,
    unit: 'ms',
    beside: '',
  };
  const measured = medianOf([most(all.map(longest))]);
  return failures.length === 0 ? rowOf(title, measured) : failedRow(title, failures.join('; '), measured);
}

function lateRow(all: readonly Stopping[]): Row {
  const title = { id: 'R1.late', what: 'frames after the agent has said that it is over', unit: 'frames', beside: '' };
  return rowOf(title, medianOf([all.reduce((sum, { late }) => sum + late, 0)]));
}

function kindTitle({ name, what }: RingLoss): Title {
  return { id: `R1.${name}`, what: `${what}: most`, unit: 'ms', beside: '' };
}

function kindRow(loss: RingLoss, stoppings: readonly Stopping[]): Row {
  const { name } = loss;
  const values = stoppings.map(longest);
  const words = (which: 'frameMs' | 'keyMs' | 'viewerFrameMs'): string => {
    const each = stoppings.map((stopping) => stopping[which]);
    return `${median(each).toFixed(0)} and ${most(each).toFixed(0)} ms`;
  };
  const parts = [`last frame out of the device, median and most: ${words('frameMs')}`];
  if (name !== 'frozen') parts.push(`last key on it: ${words('keyMs')}`);
  if (name !== 'hot-plugged') parts.push(`last frame at the viewer: ${words('viewerFrameMs')}`);
  const measured = { value: most(values), spread: { low: Math.min(...values), high: most(values) } };
  return rowOf(
    { id: `R1.${name}`, what: `${what}: most`, unit: 'ms', beside: '' },
    measured,
    undefined,
    parts.join('; '),
  );
}
