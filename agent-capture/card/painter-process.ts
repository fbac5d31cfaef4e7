/** A program of its own that draws cards for the process that started it, and ends with it. */
import { loadCanvas } from '../drawing/canvas.ts';
import { type CardRequest, drawCard } from './card-picture.ts';
import type { PainterAnswer } from './process-card-painter.ts';

const loading = loadCanvas();
// Said with the first answer.
loading.catch(() => undefined);
let inOrder: Promise<void> = Promise.resolve();

process.on('message', (request: CardRequest) => {
  inOrder = inOrder.then(async () => {
    const answer = await draw(request);
    process.send?.(answer);
  });
});
process.on('disconnect', () => process.exit(0));

async function draw(request: CardRequest): Promise<PainterAnswer> {
  try {
    return { drawn: drawCard(await loading, request) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
