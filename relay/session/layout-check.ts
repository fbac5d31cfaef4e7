/** Whether a layout may follow another: a newer epoch, or the same one with the same displays. */
import { type DisplayLayout, ProtocolError } from '@ringside/protocol';

/** @throws ProtocolError */
export function checkLayout(layout: DisplayLayout, former: DisplayLayout | undefined): void {
  if (former === undefined || layout.epoch > former.epoch) return;
  // Names and sleep may change within an epoch; what frames refer to may not.
  if (layout.epoch < former.epoch || shape(layout) !== shape(former)) {
    throw new ProtocolError('out-of-range', 'layout without a new epoch');
  }
}

function shape({ displays }: DisplayLayout): string {
  return displays.map(({ display, width, height }) => `${display}:${width}x${height}`).join();
}
