/** What the streams of one display have of it. */
import type { Clock } from '../../clock.ts';
import type { Pixels, Rect } from '../../display/display-source.ts';
import type { CpuBudget } from '../cpu-budget.ts';
import type { SentPicture } from '../sent-picture.ts';
import type { TileGrid } from '../tile-grid.ts';
import type { TileHistory } from '../tile-history.ts';
import type { QueuedUpdate } from '../update-queue.ts';
import type { MotionWatch } from './motion-watch.ts';

export interface StreamParts {
  readonly grid: TileGrid;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly watch: MotionWatch;
  readonly budget: CpuBudget;
  readonly clock: Pick<Clock, 'after'>;
  readonly nowUs: () => number;
  readonly grab: (rect: Rect) => Promise<Pixels | undefined>;
  /** Whether a picture may be sent: what is only made exact gives way to it. */
  readonly hasCreditForNew: () => boolean;
  /** Keeps a credit for an update to come; each claim ends with a call of what it returns. */
  readonly claim: () => () => void;
  readonly socketFull: () => boolean;
  /** What the line carries, in kilobits per second; 0 while nothing limits it. */
  readonly lineRate: () => number;
  /** Nothing that is only made exact may stand before what comes now. */
  readonly interruptRefinement: () => void;
  /** A credit that was kept came to nothing, or there are tiles to send: whoever asked for credit in vain may have it. */
  readonly wakeAll: () => void;
  readonly push: (update: QueuedUpdate) => void;
  readonly flush: () => void;
  /** The screen could not be captured. */
  readonly failed: (cause: unknown) => void;
}
