import { EndReason, encodeAgentMessage, FrameEncoding, FrameKind } from '@ringside/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';
import { openSession, startTestAgent, type TestAgent } from '../testing/test-agent.ts';

const frameBytes = 15 * 1024;
const framesMost = 1_000;

let test: TestAgent;
afterEach(() => test.close());

/** Hands the link as many pictures as the test wants, without asking what the line takes. */
function createEagerPipeline(outlet: VideoOutlet): VideoPipeline & { push(): boolean } {
  let [epoch, frame] = [0, 0];
  const place = { display: 1, kind: FrameKind.FRAME_KIND_TILES, tilesWide: 1, tilesHigh: 1, chunks: 1 };
  const payload = new Uint8Array(frameBytes);
  return {
    push() {
      frame += 1;
      const encoding = FrameEncoding.FRAME_ENCODING_PNG;
      return outlet.send(encodeAgentMessage({ frame: { ...place, epoch, frame, update: frame, encoding, payload } }));
    },
    layoutChanged(next) {
      epoch = next;
    },
    damaged: () => undefined,
    demand: () => undefined,
    refresh: () => undefined,
    stop: () => undefined,
  };
}

describe('a relay that does not read', () => {
  it.each([
    ['CALL-2: a call', () => test.platform.call('in-call'), EndReason.END_REASON_CALL_STARTED],
    ['RING-2: a lost ring', () => test.platform.events.broken(1, 'hidden'), EndReason.END_REASON_RING_LOST],
  ])('%s: gets nothing of what waited for it, and hears of the end on the next link', async (_, close, reason) => {
    let pipeline: ReturnType<typeof createEagerPipeline> | undefined;
    test = await startTestAgent({
      createPipeline(outlet) {
        pipeline = createEagerPipeline(outlet);
        return pipeline;
      },
    });
    const at = await test.relay.accept();
    await at.welcome();
    const session = await openSession(test, at, 1);
    at.freeze();
    let sent = 0;
    while (sent < framesMost && pipeline?.push()) {
      sent += 1;
      // The look at the ring goes on, or nothing would be handed to the link.
      await new Promise((resolve) => setTimeout(resolve, 1));
      test.platform.call('idle');
    }
    expect(sent).toBe(framesMost);
    close();
    at.thaw();
    expect(await at.closed).toBe(1006);
    expect(at.frames.length).toBeLessThan(sent);
    const back = await test.relay.accept();
    await back.welcome();
    const { sessionEnded } = await back.next('sessionEnded');
    expect(sessionEnded).toMatchObject({ session, reason });
    expect(back.frames).toEqual([]);
  });
});
