/** P13: from the press that starts a session to the whole picture, at a round trip of 50 ms. */
import { firstPictureMs } from '../glass/first-picture.ts';
import { limits } from '../limits.ts';
import { PageDevtools } from '../process/devtools.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { shifted } from '../x-server/calibration.ts';
import type { Contestant } from './contestant.ts';
import { shapes } from './shapes.ts';

export async function firstPictureRows(own: Contestant, peer: Contestant, log: (line: string) => void): Promise<Row[]> {
  const contestants = [own, peer];
  const times = new Map<Contestant, number[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 1; round <= limits.firstPictures; round++) {
    for (const contestant of contestants) times.get(contestant)?.push(await timeOf(contestant));
    log(`first picture, round ${round}`);
  }
  const { bitsPerSecond, roundTripMs } = shapes.near;
  const title = {
    id: 'P13',
    what: `from "start session" to the first whole picture, ${roundTripMs} ms round trip`,
    unit: 'ms',
    beside: `${peer.name}, connecting`,
  };
  const note =
    `A desktop with three windows, at ${bitsPerSecond / 1e6} Mb/s. Ours asks services, gets a ticket, and has the ` +
    'ring shown and verified; the peer connects without asking anybody.';
  return [rowOf(title, medianOf(times.get(own) ?? []), medianOf(times.get(peer) ?? []), note)];
}

async function timeOf({ lined: { stack, line }, scenes }: Contestant): Promise<number> {
  const { screen, browser, offset } = stack;
  await line.reshape(shapes.near);
  const page = await PageDevtools.open(await browser.debuggingPort());
  try {
    scenes.still.begin();
    const marks = shifted(screen.drawPatches(), offset);
    await screen.client.sync();
    return await firstPictureMs(stack, page, marks);
  } finally {
    page.close();
  }
}
