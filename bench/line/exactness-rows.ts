/** Our picture at rest must be the screen's, pixel by pixel: after every scene, on every line. */
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { play } from '../scenes/scene.ts';
import { type Exactness, exactWithin } from '../x-server/exactness.ts';
import type { LineShape } from './bottleneck.ts';
import type { Contestant } from './contestant.ts';
import { shapes } from './shapes.ts';

const lines: Readonly<Record<string, LineShape>> = { slow: shapes.slow, ordinary: shapes.ordinary, far: shapes.far };
/** Full-screen video on the slow line is P7's, which takes a transfer of many seconds. */
const onSlowLine = ['typing', 'scrolling', 'switching', 'small'] as const;
const everywhere = [...onSlowLine, 'full'] as const;

export async function exactnessRows(own: Contestant, log: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, shape] of Object.entries(lines)) {
    await own.lined.line.reshape(shape);
    const found: string[] = [];
    let wrong = 0;
    for (const id of shape === shapes.slow ? onSlowLine : everywhere) {
      const exactness = await restOf(own, id, shape === shapes.slow ? limits.transferMs : limits.shortTransferMs);
      wrong += exactness.wrong;
      found.push(exactnessInWords(own.scenes[id].name, exactness));
    }
    rows.push(exactRow(name, shape, wrong, found));
    log(`exactness, ${name} line`);
  }
  return rows;
}

async function restOf(
  { lined: { stack }, scenes }: Contestant,
  id: keyof Contestant['scenes'],
  withinMs: number,
): Promise<Exactness> {
  const scene = scenes[id];
  scene.begin();
  await play(scene, limits.shortSceneMs);
  const { screen, watcher, offset } = stack;
  await screen.client.sync();
  return exactWithin({
    device: screen.client,
    viewer: watcher.client,
    offset,
    withinMs,
    pollMs: limits.pollMs,
  });
}

export function exactnessInWords(scene: string, { wrong, where, afterMs }: Exactness): string {
  const seconds = (afterMs / 1_000).toFixed(1);
  if (where === undefined) return `${scene}: exact ${seconds} s after its end`;
  const { x, y, width, height } = where;
  return `${scene}: ${wrong} px wrong after ${seconds} s, within ${width}x${height} at ${x},${y}`;
}

function exactRow(name: string, { bitsPerSecond, roundTripMs }: LineShape, wrong: number, found: string[]): Row {
  const title = {
    id: `X.${name}`,
    what: `wrong pixels at rest after each scene, ${bitsPerSecond / 1e6} Mb/s and ${roundTripMs} ms`,
    unit: 'px',
    beside: '',
  };
  return rowOf(title, medianOf([wrong]), undefined, found.join('; '));
}
