/** P7: a viewer at 1 Mb/s of a full-screen video of 20 Mb/s, beside TigerVNC's, on the same line. */
import { limits } from '../limits.ts';
import type { Findings } from '../report/findings.ts';
import { type Measured, medianOf, percentileOf, type Row, rowOf } from '../report/row.ts';
import { exactWithin } from '../x-server/exactness.ts';
import type { Contestant } from './contestant.ts';
import { type FreshnessRound, freshnessRound } from './freshness.ts';
import { shapes } from './shapes.ts';

const what = 'a viewer at 1 Mb/s of full-screen video';

export async function freshnessFindings(
  own: Contestant,
  peer: Contestant,
  log: (line: string) => void,
): Promise<Findings> {
  const contestants = [own, peer];
  const rounds = new Map<Contestant, FreshnessRound[]>(contestants.map((contestant) => [contestant, []]));
  for (const { lined } of contestants) await lined.line.reshape(shapes.slow);
  const rest: Row[] = [];
  for (let round = 1; round <= limits.freshnessRounds; round++) {
    for (const contestant of contestants) {
      rounds.get(contestant)?.push(await freshnessRound(contestant, contestant.fullVideo, limits.freshnessMs));
      log(`${contestant.name}: age at 1 Mb/s, round ${round}`);
      if (contestant === own && round === limits.freshnessRounds) rest.push(await restRow(own));
    }
  }
  const [ownRounds, peerRounds] = [rounds.get(own) ?? [], rounds.get(peer) ?? []];
  return {
    rows: [...ageRows(ownRounds, peerRounds, peer.name), heldRow(ownRounds, peerRounds, peer.name), ...rest],
    charts: [
      {
        title: `P7: age of what ${what} sees`,
        across: 'seconds since the video began',
        up: 'seconds',
        lines: contestants.map((contestant) => ({
          name: contestant.name,
          points: rounds.get(contestant)?.[0]?.course ?? [],
        })),
      },
    ],
  };
}

function ageRows(own: readonly FreshnessRound[], peer: readonly FreshnessRound[], beside: string): Row[] {
  const age = (rounds: readonly FreshnessRound[], share: number): Measured =>
    percentileOf(
      rounds.map(({ agesMs }) => agesMs),
      share,
    );
  const middle = (rounds: readonly FreshnessRound[]): string =>
    `${Math.round(
      percentileOf(
        rounds.map(({ middleAgesMs }) => middleAgesMs),
        0.95,
      ).value,
    )} ms`;
  const rate = (rounds: readonly FreshnessRound[]): string =>
    medianOf(rounds.map(({ megabitsPerSecond }) => megabitsPerSecond)).value.toFixed(2);
  const note =
    `Age of the oldest of nine parts; of the part in the middle, p95: ${middle(own)} beside ${middle(peer)}. ` +
    `The line carried ${rate(own)} and ${rate(peer)} Mb/s.`;
  return ([0.5, 0.95] as const).map((share) => {
    const name = share === 0.5 ? 'p50' : 'p95';
    const title = { id: `P7.${name}`, what: `age of what ${what} sees, ${name}`, unit: 'ms', beside };
    return rowOf(title, age(own, share), age(peer, share), note);
  });
}

function heldRow(own: readonly FreshnessRound[], peer: readonly FreshnessRound[], beside: string): Row {
  const most = (rounds: readonly FreshnessRound[]): Measured =>
    medianOf(rounds.map(({ heldBytes }) => Math.max(...heldBytes) / 1e6));
  const title = { id: 'P7.held', what: `held on the way to ${what}, most`, unit: 'MB', beside };
  const note =
    "Ours: the relay's memory of the screen, and all that is sent and not painted, on the line too; " +
    "the peer: the kernel's queues alone.";
  return rowOf(title, most(own), most(peer), note);
}

async function restRow({ lined: { stack } }: Contestant): Promise<Row> {
  const { screen, watcher, offset } = stack;
  const { wrong, afterMs } = await exactWithin({
    device: screen.client,
    viewer: watcher.client,
    offset,
    withinMs: limits.transferMs,
    pollMs: limits.slowLookMs,
  });
  const title = { id: 'P7.exact', what: `wrong pixels once ${what} rests`, unit: 'px', beside: '' };
  return rowOf(
    title,
    medianOf([wrong]),
    undefined,
    `Looked at ${(afterMs / 1_000).toFixed(1)} s after the last frame.`,
  );
}
