import { expect, it } from 'vitest';
import type { VideoPipeline } from '../damage/video-pipeline.ts';
import { createSolidPipeline } from '../testing/solid-pipeline.ts';
import { openSession, startTestAgent } from '../testing/test-agent.ts';

it('VID-3: what the wire leaves out of a demand or a refresh, as it does with zeros, reaches the pipeline as zeros', async () => {
  const heard: unknown[] = [];
  const test = await startTestAgent({
    createPipeline: (outlet): VideoPipeline => ({
      ...createSolidPipeline(outlet),
      demand: (...demand) => void heard.push(demand),
      refresh: (...refresh) => void heard.push(refresh),
    }),
  });
  const at = await test.relay.accept();
  await at.welcome();
  await openSession(test, at, 1);
  at.send({ demand: { display: 1, epoch: 1, update: 3 } });
  at.send({ refresh: { display: 1, epoch: 1, tilesWide: 3, tilesHigh: 2 } });
  await expect.poll(() => heard).toHaveLength(2);
  // Compared as text: properties of a prototype do not count.
  expect(JSON.parse(JSON.stringify(heard))).toEqual([
    [1, 1, { update: 3, streams: false, focused: false, kilobitsPerSecond: 0 }],
    [1, 1, { tileX: 0, tileY: 0, tilesWide: 3, tilesHigh: 2 }],
  ]);
  await test.close();
});
