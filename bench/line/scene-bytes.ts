/** What the scenes of a desktop cost on an ordinary line, per stack, and how true the screen is once they rest. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { play, type Scene } from '../scenes/scene.ts';
import { exactWithin } from '../x-server/exactness.ts';
import type { Contestant } from './contestant.ts';
import { quietBytes } from './quiet-line.ts';
import { shapes } from './shapes.ts';

/** A still console is P10's. */
const measured = ['typing', 'scrolling', 'switching'] as const;

export async function sceneRows(
  own: Contestant,
  peers: readonly Contestant[],
  log: (line: string) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const contestant of [own, ...peers]) await contestant.lined.line.reshape(shapes.ordinary);
  for (const id of measured) {
    const costs = [];
    for (const contestant of [own, ...peers]) costs.push(await costOf(contestant, contestant.scenes[id]));
    rows.push(rowOfScene(id, costs));
    log(own.scenes[id].name);
  }
  return rows;
}

interface Cost {
  readonly name: string;
  readonly scene: string;
  readonly kilobytes: number;
  readonly wrongPixels: number;
}

async function costOf({ name, lined: { stack, line } }: Contestant, scene: Scene): Promise<Cost> {
  const { screen, watcher, offset } = stack;
  scene.begin();
  await screen.client.sync();
  await wait(limits.settleMs);
  const before = await quietBytes(line);
  await play(scene, limits.sceneMs);
  await wait(limits.settleMs);
  const bytes = (await quietBytes(line)) - before;
  const { wrong } = await exactWithin({
    device: screen.client,
    viewer: watcher.client,
    offset,
    withinMs: 0,
    pollMs: 0,
  });
  return { name, scene: scene.name, kilobytes: bytes / 1_000, wrongPixels: wrong };
}

function rowOfScene(id: string, costs: readonly Cost[]): Row {
  const [own, ...others] = costs;
  const [peer] = others.toSorted((a, b) => a.kilobytes - b.kilobytes);
  const note = costs
    .map(({ name, kilobytes, wrongPixels }) => `${name}: ${kilobytes.toFixed(1)} KB, ${wrongPixels} px wrong at rest`)
    .join('; ');
  const title = {
    id: `S.${id}`,
    what: `${own?.scene ?? id}, ${limits.sceneMs / 1_000} s: sent to the viewer`,
    unit: 'KB',
    beside: `${peer?.name ?? ''} (fewest)`,
  };
  const kilobytes = (cost: Cost | undefined) => medianOf([cost?.kilobytes ?? Number.NaN]);
  return rowOf(title, kilobytes(own), kilobytes(peer), note);
}
