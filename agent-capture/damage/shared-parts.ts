/** What all displays of a pipeline share. */
import type { Clock } from '../clock.ts';
import type { ImageEncoder } from '../encode/image-encoder.ts';
import type { CpuBudget } from './cpu-budget.ts';
import type { PipelineError } from './pipeline-error.ts';
import type { Slots } from './slots.ts';
import type { StreamSource } from './streams/display-streams.ts';
import type { Uplink } from './uplink.ts';
import type { VideoOutlet } from './video-pipeline.ts';

export interface SharedParts {
  readonly outlet: Pick<VideoOutlet, 'grab' | 'nowUs' | 'watch'>;
  readonly uplink: Uplink;
  readonly encoder: ImageEncoder;
  readonly streams: StreamSource;
  readonly budget: CpuBudget;
  readonly clock: Pick<Clock, 'after'>;
  /** For new damage, and apart from it for making tiles exact, so that damage never waits for that. */
  readonly encoding: Slots;
  readonly refining: Slots;
  /** Encoding or grabbing is broken: everything stops. */
  failed(error: PipelineError): void;
}
