/** How the ring was lost, as the wire says it: what was seen first counts, until the ring is asked for anew. */
import { RingFault, type RingLoss } from '@ringside/protocol';
import type { DisplayInfo } from '../display/display-source.ts';
import type { RingBreak } from '../ring/ring-frame.ts';

const faults: Readonly<Record<RingBreak | 'not seen', RingFault>> = {
  'not seen': RingFault.RING_FAULT_NOT_SEEN,
  'covered again and again': RingFault.RING_FAULT_COVERED,
  hidden: RingFault.RING_FAULT_HIDDEN,
  moved: RingFault.RING_FAULT_MOVED,
  reshaped: RingFault.RING_FAULT_RESHAPED,
  gone: RingFault.RING_FAULT_GONE,
};

export class RingLosses {
  readonly #displays: () => readonly DisplayInfo[];
  #last: RingLoss | undefined;

  constructor(displays: () => readonly DisplayInfo[]) {
    this.#displays = displays;
  }

  /** @param display its id; the first thing seen counts, since the rest may follow from it */
  seen(display: number, how: RingBreak | 'not seen'): void {
    const name = this.#displays().find(({ id }) => id === display)?.name ?? '';
    this.#last ??= { fault: faults[how], display: name };
  }

  raised(): void {
    this.#last = undefined;
  }

  /** With nothing seen, there was nothing to see: it did not come up, or had no display to do so. */
  get last(): RingLoss {
    if (this.#last !== undefined) return this.#last;
    const none = this.#displays().length === 0;
    return { fault: none ? RingFault.RING_FAULT_NO_DISPLAY : RingFault.RING_FAULT_NOT_RAISED, display: '' };
  }
}
