/** A pipeline that sends one solid frame of the first tile at each damage, whatever the demand: makes leaks visible. */
import { encodeAgentMessage, FrameEncoding, FrameKind } from '@ringside/protocol';
import type { VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';

export function createSolidPipeline(outlet: VideoOutlet): VideoPipeline {
  let epoch = 0;
  let frame = 0;

  async function send(display: number): Promise<void> {
    const capturedUs = outlet.nowUs();
    const pixels = await outlet.grab(display, { x: 64, y: 64, width: 64, height: 64 });
    if (pixels === undefined) return;
    frame += 1;
    const message = encodeAgentMessage({
      frame: {
        display,
        epoch,
        frame,
        kind: FrameKind.FRAME_KIND_TILES,
        tileX: 1,
        tileY: 1,
        tilesWide: 1,
        tilesHigh: 1,
        chunks: 1,
        update: frame,
        lastOfUpdate: true,
        capturedUs,
        encoding: FrameEncoding.FRAME_ENCODING_SOLID,
        payload: pixels.bgrx.subarray(0, 3),
      },
    });
    outlet.send(message);
  }

  return {
    layoutChanged(next) {
      epoch = next;
      frame = 0;
    },
    damaged: (display) => void send(display),
    demand: () => undefined,
    refresh: () => undefined,
    stop: () => undefined,
  };
}
