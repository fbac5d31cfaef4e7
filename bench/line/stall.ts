/** A line that stalls for ten seconds and comes back: how soon the viewer sees what is, instead of what was. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import type { Findings, Place } from '../report/findings.ts';
import { medianOf, rowOf } from '../report/row.ts';
import type { Contestant } from './contestant.ts';
import { freshnessRound } from './freshness.ts';
import { shapes } from './shapes.ts';

const what = `small video on a line that stalls for ${limits.stallMs / 1_000} s`;

export async function stallFindings(own: Contestant, peer: Contestant, log: (line: string) => void): Promise<Findings> {
  const courses = new Map<Contestant, readonly Place[]>();
  for (const contestant of [own, peer]) {
    courses.set(contestant, await courseOf(contestant));
    log(`${contestant.name}: a stall of ${limits.stallMs / 1_000} s`);
  }
  const recovery = (contestant: Contestant) => medianOf([recoveryMs(courses.get(contestant) ?? [])]);
  const title = {
    id: 'X.stall',
    what: `${what}: until the picture is under ${limits.liveAgainMs} ms old again`,
    unit: 'ms',
    beside: peer.name,
  };
  return {
    rows: [rowOf(title, recovery(own), recovery(peer))],
    charts: [
      {
        title: `X.stall: age of what a viewer sees, ${what}`,
        across: 'seconds since the video began',
        up: 'seconds',
        lines: [own, peer].map((contestant) => ({ name: contestant.name, points: courses.get(contestant) ?? [] })),
      },
    ],
  };
}

async function courseOf(contestant: Contestant): Promise<readonly Place[]> {
  const { stack, line } = contestant.lined;
  await line.reshape(shapes.ordinary);
  await wait(limits.settleMs);
  const durationMs = limits.beforeStallMs + limits.stallMs + limits.afterStallMs;
  const round = freshnessRound(contestant, stack.video, durationMs, () => {
    setTimeout(() => void line.stall(limits.stallMs), limits.beforeStallMs);
  });
  return (await round).course;
}

/** From the stall's end to the first moment at which the picture is young; NaN when it never was. */
function recoveryMs(course: readonly Place[]): number {
  const endSeconds = (limits.beforeStallMs + limits.stallMs) / 1_000;
  const live = course.find(([atSeconds, age]) => atSeconds > endSeconds && age * 1_000 < limits.liveAgainMs);
  return live === undefined ? Number.NaN : (live[0] - endSeconds) * 1_000;
}
