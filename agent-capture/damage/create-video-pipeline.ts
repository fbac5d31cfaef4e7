/** Puts the displays' videos of the layout in force behind the VideoPipeline contract. */
import type { Clock } from '../clock.ts';
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import type { ImageEncoder } from '../encode/image-encoder.ts';
import type { VideoEncoders } from '../encode/video-encoder.ts';
import { CpuBudget } from './cpu-budget.ts';
import { DisplayVideo } from './display-video.ts';
import { damageLimits } from './limits.ts';
import type { SharedParts } from './shared-parts.ts';
import { Slots } from './slots.ts';
import { Uplink } from './uplink.ts';
import type { DisplayDemand, TileRect, VideoOutlet, VideoPipeline } from './video-pipeline.ts';

export interface VideoPipelineOptions {
  readonly encoder: ImageEncoder;
  /** Undefined where none is installed: then there are tiles alone. */
  readonly videoEncoders: VideoEncoders | undefined;
  /** What may be used of the processor, in cores, and what the process has used so far. */
  readonly cpu: { readonly cores: number; readonly usedMs: () => number };
  readonly clock: Pick<Clock, 'after'>;
}

export function createVideoPipeline(outlet: VideoOutlet, options: VideoPipelineOptions): VideoPipeline {
  const { encoder, videoEncoders, cpu, clock } = options;
  const videos = new Map<number, DisplayVideo>();
  let layoutEpoch = 0;
  let broken = false;
  const shared: SharedParts = {
    outlet,
    uplink: new Uplink(outlet),
    encoder,
    streams: { encoders: videoEncoders, pausedUntilMs: Number.NEGATIVE_INFINITY, gaveWayMs: Number.NEGATIVE_INFINITY },
    budget: new CpuBudget(cpu.cores, cpu.usedMs, () => outlet.nowUs() / 1_000),
    clock,
    encoding: new Slots(damageLimits.encodersBusy),
    refining: new Slots(damageLimits.refinedAtOnce),
    failed(error) {
      broken = true;
      stop();
      outlet.failed(error);
    },
  };

  function stop(): void {
    for (const video of videos.values()) video.stop();
  }

  return {
    layoutChanged(epoch: number, displays: readonly DisplayInfo[]): void {
      stop();
      videos.clear();
      layoutEpoch = epoch;
      for (const display of displays) videos.set(display.id, new DisplayVideo(display, epoch, shared));
    },
    damaged(display: number, rect: Rect): void {
      videos.get(display)?.damaged(rect);
    },
    demand(display: number, epoch: number, demand: DisplayDemand): void {
      // A demand for an older layout was under way when the layout changed: the relay repeats it for the new one.
      if (epoch === layoutEpoch && !broken) videos.get(display)?.demand(demand);
    },
    refresh(display: number, epoch: number, tiles: TileRect): void {
      if (epoch === layoutEpoch) videos.get(display)?.refresh(tiles);
    },
    stop,
  };
}
