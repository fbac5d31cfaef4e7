/** How the room is protected, with full-motion video on its display: rings, calls, keys, and what looking costs. */
import { sentenceOf } from '../bench-error.ts';
import { failedRow, type Row } from '../report/row.ts';
import { callRows } from './call-rows.ts';
import { ringLossRows } from './ring-loss-rows.ts';
import { RoomRig } from './room-rig.ts';
import type { Length, RoomStep } from './room-step.ts';

const steps: readonly {
  readonly ids: readonly string[];
  readonly what: string;
  rows(step: RoomStep): Promise<Row[]>;
}[] = [
  { ids: ['R1'], what: 'the ring is lost', rows: ringLossRows },
  { ids: ['R4', 'P14'], what: 'calls start', rows: callRows },
];

/** @param only ids of goals such as R1, all when empty */
export async function roomBench(
  log: (line: string) => void,
  length: Length,
  only: readonly string[] = [],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { ids, what, rows: measure } of steps) {
    if (only.length > 0 && !ids.some((id) => only.includes(id))) continue;
    log(`${ids.join(', ')}: ${what}`);
    try {
      // A room of its own for each: what one leaves behind does not burden the next.
      const rig = await RoomRig.open();
      try {
        rows.push(...(await measure({ rig, log, length })));
      } finally {
        await rig.close();
      }
    } catch (error) {
      rows.push(failedRow({ id: ids[0] ?? '', what, unit: '', beside: '' }, sentenceOf(error)));
    }
  }
  return rows;
}
