/** Displays at both ends of what the wire allows, through the whole agent. */
import { EndReason } from '@ringside/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createVideoPipeline } from '../damage/create-video-pipeline.ts';
import { createContentEncoder } from '../encode/content-encoder.ts';
import { openSession, startTestAgent, type TestAgent } from '../testing/test-agent.ts';
import type { AgentAtDouble } from '../testing/ws-relay-double.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { openX11Room } from '../x11/x11-room.ts';

const cpu = { cores: 1, usedMs: () => process.cpuUsage().user / 1_000 };
let xvfb: Xvfb;
let test: TestAgent;
let at: AgentAtDouble;
let stopReporting = (): void => undefined;

/** A session on a display of this width and height, whose pictures the relay has asked for. */
async function watch(edge: number): Promise<void> {
  xvfb = await startXvfb({ width: edge, height: edge });
  const encoder = createContentEncoder();
  test = await startTestAgent({
    createPipeline: (outlet) =>
      createVideoPipeline(outlet, { encoder, videoEncoders: undefined, cpu, clock: systemClock }),
    async openRoom(events) {
      const room = await openX11Room({ display: xvfb.display }, events);
      const source = await room.openDisplaySource(events);
      return { source, sink: room.inputSink, frame: room.ringFrame, close: () => room.close() };
    },
  });
  at = await test.relay.accept();
  await at.welcome();
  await test.agent.connected;
  await openSession(test, at, 1);
  const timer = setInterval(() => test.platform.call('idle'), 200);
  stopReporting = () => clearInterval(timer);
  const layouts = at.messages.flatMap((message) => (message.message === 'layout' ? [message.layout] : []));
  expect(layouts.at(-1)?.displays).toMatchObject([{ display: 1, width: edge, height: edge }]);
  const epoch = layouts.at(-1)?.epoch ?? 0;
  at.send({ demand: { display: 1, epoch, update: 1_000, streams: false, focused: true } });
}

afterEach(async () => {
  stopReporting();
  await test.close();
  await xvfb.stop();
});

describe('a display', () => {
  it('RING-1, CALL-2: of one pixel, all of it ring, gives its picture and ends like any other', async () => {
    await watch(1);
    await at.nextFrame();
    stopReporting();
    test.platform.call('in-call');
    expect((await at.next('sessionEnded')).sessionEnded.reason).toBe(EndReason.END_REASON_CALL_STARTED);
  });

  it('RING-2: of 16,384 × 16,384 takes its X server longer to copy than the ring may be unseen: it ends', async () => {
    const before = process.memoryUsage().rss;
    await watch(16_384);
    expect((await at.next('sessionEnded')).sessionEnded.reason).toBe(EndReason.END_REASON_RING_LOST);
    expect(at.frames).toEqual([]);
    // Less than twice its picture of a gigabyte.
    expect(process.memoryUsage().rss - before).toBeLessThan(2 * 1024 ** 3);
  });
});
