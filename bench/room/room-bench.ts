/** How the room is protected, with full-motion video on its display: rings, calls, keys, and what looking costs. */
import { sentenceOf } from '../bench-error.ts';
import { failedRow, type Row } from '../report/row.ts';
import { callRows } from './call-rows.ts';
import { disconnectRows } from './disconnect-rows.ts';
import { ringCostRows } from './ring-cost-rows.ts';
import { ringLossRows } from './ring-loss-rows.ts';
import { RoomRig } from './room-rig.ts';
import type { Length, RoomStep } from './room-step.ts';

interface Step {
  /** Of its goals. */
  readonly ids: readonly string[];
  readonly what: string;
  rows(log: (line: string) => void, length: Length, only: readonly string[]): Promise<Row[]>;
}

const steps: readonly Step[] = [
  { ids: ['R1'], what: 'the ring is lost', rows: inRoom(ringLossRows) },
  { ids: ['R2'], what: 'operators are cut off', rows: inRoom(disconnectRows) },
  { ids: ['R3'], what: 'looking at the ring', rows: (log) => ringCostRows(log) },
  { ids: ['R4', 'P14'], what: 'calls start', rows: inRoom(callRows) },
];

/** In a room of its own: what one measurement leaves behind does not burden the next. */
function inRoom(measure: (step: RoomStep) => Promise<Row[]>): Step['rows'] {
  return async (log, length, only) => {
    const rig = await RoomRig.open();
    try {
      return await measure({ rig, log, length, only });
    } finally {
      await rig.close();
    }
  };
}

/** @param only ids of goals such as R1, or R1.covered, all when empty */
export async function roomBench(
  log: (line: string) => void,
  length: Length,
  only: readonly string[] = [],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { ids, what, rows: measure } of steps) {
    if (only.length > 0 && !ids.some((id) => only.some((one) => one === id || one.startsWith(`${id}.`)))) continue;
    log(`${ids.join(', ')}: ${what}`);
    try {
      rows.push(...(await measure(log, length, only)));
    } catch (error) {
      rows.push(failedRow({ id: ids[0] ?? '', what, unit: '', beside: '' }, sentenceOf(error)));
    }
  }
  return rows;
}
