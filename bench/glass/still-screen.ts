/** P10: what a still screen costs the device, with the ring verified all the time as it must be, and without. */
import { fileURLToPath } from 'node:url';
import { BenchError, sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { startNode } from '../process/child.ts';
import type { Launch } from '../relay/servers.ts';
import { failedRow, medianOf, type Row, rowOf } from '../report/row.ts';
import { shifted } from '../x-server/calibration.ts';
import { type StillRound, stillRound } from './measures.ts';
import { fullNames } from './results.ts';
import { openRingsidePath } from './ringside-path.ts';
import { openStack, type Stack } from './stack.ts';

const beside = fullNames.x11vnc;
const what = `still screen for ${limits.stillSeconds} s`;
const titles = {
  withoutRing: { id: 'P10.cpu', what: `${what}: CPU of the agent, ring not looked at`, unit: '% of a core', beside },
  withRing: { id: 'P10.cpu.ring', what: `${what}: CPU of the agent, ring verified`, unit: '% of a core', beside },
  bytes: { id: 'P10.bytes', what: `${what}: bytes sent by the agent, keep-alives included`, unit: 'B', beside },
};

const cardNote = "Once a minute the console's card says a new duration, which is a change of some tiles: 7 KB.";

/** An agent that looks at the ring once, and then no more. */
export const launchWithRareLooks: Launch = (name, file, args, env) => {
  const preload = fileURLToPath(new URL('rare-ring-looks.ts', import.meta.url));
  return startNode(name, file, args, { env, execArgv: ['--import', preload] });
};

/** @param own our stack as it is, @param peer x11vnc's; whichever did not come up fails the rows */
export async function stillRows(own: Stack | undefined, peer: Stack | undefined): Promise<Row[]> {
  try {
    if (own === undefined || peer === undefined)
      throw new BenchError('not-ready', `${own === undefined ? 'Ringside' : beside} did not start.`);
    const verified = await stillRound(own);
    const other = await stillRound(peer);
    // No load of its own while the third one runs.
    await own.close();
    const unverified = await withoutRing();
    const share = ({ cpuShare }: StillRound): ReturnType<typeof medianOf> => medianOf([cpuShare * 100]);
    return [
      rowOf(titles.withoutRing, share(unverified), share(other)),
      rowOf(titles.withRing, share(verified), share(other)),
      rowOf(titles.bytes, medianOf([verified.bytes]), medianOf([other.bytes]), cardNote),
    ];
  } catch (error) {
    return Object.values(titles).map((title) => failedRow(title, sentenceOf(error)));
  }
}

async function withoutRing(): Promise<StillRound> {
  const stack = await openStack('ringside', () => openRingsidePath({ launchAgent: launchWithRareLooks }));
  try {
    const round = await stillRound(stack);
    // A session that the missing looks had ended would cost nothing at all.
    const seen = await stack.watcher.allSeen(shifted(stack.screen.drawBlock(0.5), stack.offset));
    if (seen === undefined) throw new BenchError('not-ready', 'The session without looks at the ring did not last.');
    return round;
  } finally {
    await stack.close();
  }
}
