import { readdir, readFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { loadCanvas } from '../drawing/canvas.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { CardPainter } from './card-painter.ts';
import { drawCard } from './card-picture.ts';
import { cardText } from './card-words.ts';
import { cardLimits } from './limits.ts';
import { createProcessCardPainter } from './process-card-painter.ts';

const person = { session: 's1', name: 'Анна Müller', permission: 'modify', reason: '', away: false } as const;
const inner = { x: 20, y: 20, width: 1240, height: 760 };
const request = { text: cardText([person], () => 0), space: { inner, density: 1 }, pressed: undefined };
let painter: CardPainter | undefined;
afterEach(() => painter?.rest());

/** Processes that this one started to draw. */
async function painters(): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const [stat, line] = await Promise.all(
      ['stat', 'cmdline'].map((file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
    );
    const parent = Number(stat?.split(') ').at(-1)?.split(' ')[1]);
    if (parent === process.pid && line?.includes('painter-process')) found.push(Number(name));
  }
  return found;
}

it('RING-4: draws in another process what it would draw here, in order', async () => {
  painter = createProcessCardPainter(systemClock);
  const [drawn, none, pressed] = await Promise.all([
    painter.paint(request),
    painter.paint({ ...request, space: { inner: { ...inner, width: 10 }, density: 1 } }),
    painter.paint({ ...request, pressed: 'eject' }),
  ]);
  const createSurface = await loadCanvas();
  const here = drawCard(createSurface, request);
  expect(here?.picture.bgrx.equals(drawn?.picture.bgrx ?? Buffer.alloc(0))).toBe(true);
  expect(drawn?.controls).toEqual(here?.controls);
  expect(none).toBeUndefined();
  expect(pressed?.picture.bgrx.equals(drawn?.picture.bgrx ?? Buffer.alloc(0))).toBe(false);
  expect(await painters()).toHaveLength(1);
  painter.rest();
  await expect.poll(painters).toEqual([]);
});

it('RING-4: one that is killed fails what waits, and the next card has another', async () => {
  painter = createProcessCardPainter(systemClock);
  await painter.paint(request);
  const waiting = painter.paint(request);
  for (const pid of await painters()) process.kill(pid, 'SIGKILL');
  // It may have answered before.
  await Promise.allSettled([waiting]);
  const width = () => painter?.paint(request).then((drawn) => drawn?.picture.width, String);
  await expect.poll(width, { timeout: 20_000 }).toBe(cardLimits.width);
});

it('RING-4: one that hangs is given up after a while, with a sentence', async () => {
  const clock = createFakeClock();
  painter = createProcessCardPainter(clock);
  await painter.paint(request);
  for (const pid of await painters()) process.kill(pid, 'SIGSTOP');
  const late = expect(painter.paint(request)).rejects.toThrow(/has not answered for 15 s/);
  await clock.advance(cardLimits.paintMs);
  await late;
  await expect.poll(painters).toEqual([]);
});

it('knows nothing of how this product is configured', async () => {
  process.env.RINGSIDE_TEST_SECRET = 'canary';
  painter = createProcessCardPainter(systemClock);
  await painter.paint(request);
  delete process.env.RINGSIDE_TEST_SECRET;
  const [pid] = await painters();
  expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('canary');
});
