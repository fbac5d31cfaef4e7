/**
 * Whether the monitors that somebody has set are what the screens in the room show. They can be set to anything, by any
 * program: to a part of what an output shows, so that the rest stands without the ring, or to more than it shows, so
 * that the ring stands where nobody sees it. And an output can be made to show something else than its part.
 */
import type { Monitor, ScreenPart, ShownPart } from '../x11/randr-extension.ts';

/**
 * @param shown what each output shows; nothing where there is no output, whose monitors nobody sees anyway
 * @returns why the ring on these monitors would not be the ring on those screens, in a sentence for the operator
 */
export function misfitOf(monitors: readonly Monitor[], shown: readonly ShownPart[]): string | undefined {
  if (shown.length === 0) return undefined;
  const bent = shown.find((part) => part.bent);
  if (bent !== undefined) {
    return `The output at ${bent.left},${bent.top} pans, or bends its picture, so that the ring would not be seen there: use xrandr --panning 0x0 and --transform none.`;
  }
  // The server makes its own from what outputs show, a screen of several tiles included.
  const stray = monitors.find((monitor) => !monitor.automatic && !shown.some((part) => contains(part, monitor)));
  if (stray !== undefined) {
    return `The monitor ${stray.name} reaches beyond what one output shows, and so would its ring: set it within one output, or delete it with xrandr --delmonitor.`;
  }
  const bare = shown.find((part) => monitors.reduce<ScreenPart[]>(without, [part]).length > 0);
  if (bare === undefined) return undefined;
  const { left, top, width, height } = bare;
  return `Of the output at ${left},${top} (${width} × ${height}) a part belongs to no monitor, and would have no ring: delete the monitors set there with xrandr --delmonitor, or set some for all of it.`;
}

function contains(outer: ScreenPart, inner: ScreenPart): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

/** What is left of the parts where this one is taken out: of each, strips above, below, left and right of it. */
function without(parts: readonly ScreenPart[], taken: ScreenPart): ScreenPart[] {
  return parts.flatMap((part) => {
    const left = Math.max(part.left, taken.left);
    const top = Math.max(part.top, taken.top);
    const right = Math.min(part.left + part.width, taken.left + taken.width);
    const bottom = Math.min(part.top + part.height, taken.top + taken.height);
    if (left >= right || top >= bottom) return [part];
    const strips = [
      { ...part, height: top - part.top },
      { ...part, top: bottom, height: part.top + part.height - bottom },
      { left: part.left, top, width: left - part.left, height: bottom - top },
      { left: right, top, width: part.left + part.width - right, height: bottom - top },
    ];
    return strips.filter(({ width, height }) => width > 0 && height > 0);
  });
}
