/** From glass to glass through MeshCentral's desktop, in turns with ours; for information, the bar are the VNC stacks. */
import { blockRound, pictureRound } from '../glass/measures.ts';
import { openRingsidePath } from '../glass/ringside-path.ts';
import { openStack, type Stack } from '../glass/stack.ts';
import { videoRound } from '../glass/video-round.ts';
import { limits } from '../limits.ts';
import { percentileOf, type Row, rowOf, type Title } from '../report/row.ts';
import { seededRandom } from '../x-server/picture.ts';
import { meshName } from './mesh-package.ts';
import { openMeshPath } from './mesh-path.ts';

type Measure = 'blocks' | 'pictures' | 'videos';
interface Figure {
  readonly id: string;
  readonly what: string;
  readonly measure: Measure;
  readonly share: number;
}

const figures: readonly Figure[] = [
  { id: 'P1.mesh.p50', what: 'glass to glass, 64x64 block, p50', measure: 'blocks', share: 0.5 },
  { id: 'P1.mesh.p99', what: 'glass to glass, 64x64 block, p99', measure: 'blocks', share: 0.99 },
  { id: 'P2.mesh.p50', what: 'glass to glass, full-screen picture, p50', measure: 'pictures', share: 0.5 },
  { id: 'P3.mesh.p50', what: '640x360 video at 30 fps, p50', measure: 'videos', share: 0.5 },
  { id: 'P3.mesh.p99', what: '640x360 video at 30 fps, p99', measure: 'videos', share: 0.99 },
];

export const glassTitles: readonly Title[] = figures.map(titleOf);

interface Round {
  readonly latenciesMs: readonly number[];
  readonly bytesEach: number;
  readonly lost?: number;
  readonly shown?: number;
  readonly drawn?: number;
}

type Rounds = Record<Measure, Round[]>;

export async function meshGlassRows(log: (line: string) => void, packageFolder: string): Promise<Row[]> {
  const stacks: Stack[] = [];
  try {
    stacks.push(await openStack('ringside', () => openRingsidePath()));
    stacks.push(await openStack('MeshCentral', () => openMeshPath(packageFolder)));
    const measured = stacks.map((): Rounds => ({ blocks: [], pictures: [], videos: [] }));
    for (let round = 1; round <= limits.meshGlassRounds; round++) {
      for (const [index, stack] of stacks.entries()) {
        const rounds = measured[index];
        rounds?.blocks.push(await blockRound(stack, seededRandom(round)));
        rounds?.pictures.push(await pictureRound(stack, seededRandom(round)));
        rounds?.videos.push(await videoRound(stack));
        log(`${stack.name}, round ${round}`);
      }
    }
    const [own, peer] = measured;
    if (own === undefined || peer === undefined) return [];
    return figures.map((figure) => {
      const at = (rounds: Rounds): ReturnType<typeof percentileOf> =>
        percentileOf(
          rounds[figure.measure].map(({ latenciesMs }) => latenciesMs),
          figure.share,
        );
      const note = `Ringside: ${details(own[figure.measure])}; ${meshName}, with TLS: ${details(peer[figure.measure])}`;
      return rowOf(titleOf(figure), at(own), at(peer), note);
    });
  } finally {
    for (const stack of stacks) await stack.close();
  }
}

function titleOf({ id, what }: Figure): Title {
  return { id, what, unit: 'ms', beside: meshName };
}

/** What latency alone does not say. */
function details(rounds: readonly Round[]): string {
  const kilobytes = rounds.reduce((sum, { bytesEach }) => sum + bytesEach, 0) / rounds.length / 1_000;
  const sum = (count: 'lost' | 'shown' | 'drawn'): number =>
    rounds.reduce((all, round) => all + (round[count] ?? 0), 0);
  const shown = sum('drawn') === 0 ? '' : `, ${Math.round((100 * sum('shown')) / sum('drawn'))} % of frames shown`;
  return `${kilobytes.toFixed(1)} KB each${shown}${sum('lost') > 0 ? `, ${sum('lost')} lost` : ''}`;
}
