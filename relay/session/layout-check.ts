/** Whether a layout that an agent reports is one: bounded, without doubles, and newer or the same in what counts. */
import { type DisplayLayout, limits, ProtocolError } from '@ringside/protocol';

/** @throws ProtocolError */
export function checkLayout(layout: DisplayLayout, former: DisplayLayout | undefined): void {
  const { epoch, displays } = layout;
  if (epoch < Math.max(1, former?.epoch ?? 1)) throw new ProtocolError('out-of-range', 'layout epoch');
  if (displays.length > limits.displays) throw new ProtocolError('out-of-range', 'too many displays');
  if (new Set(displays.map(({ display }) => display)).size !== displays.length) {
    throw new ProtocolError('out-of-range', 'display twice');
  }
  const edge = limits.displayEdgePixels;
  for (const { display, name, width, height } of displays) {
    const sound = display >= 1 && width >= 1 && width <= edge && height >= 1 && height <= edge;
    if (!sound || name.length > limits.nameUnits) throw new ProtocolError('out-of-range', 'display');
  }
  if (epoch === former?.epoch && shape(layout) !== shape(former)) {
    throw new ProtocolError('out-of-range', 'displays changed without a new epoch');
  }
}

function shape({ displays }: DisplayLayout): string {
  return displays.map(({ display, width, height }) => `${display}:${width}x${height}`).join();
}
