/** What must be done to get from one state of the guard to the next. */
import type { GuardEffect, GuardState } from './guard-state.ts';

/** Closing first, then input, ring and opening; what others are told comes last. */
export function effectsBetween(
  before: GuardState,
  after: GuardState,
  tells: readonly GuardEffect[],
): readonly GuardEffect[] {
  const effects: GuardEffect[] = [];
  if (before.phase === 'open') {
    const staying = after.phase === 'open' ? after.seats : [];
    const left = before.seats.some((seat) => !staying.some(({ viewer }) => viewer === seat.viewer));
    if (after.phase !== 'open') effects.push({ effect: 'shut' });
    else if (left) effects.push({ effect: 'release-input' });
  }
  const ringBefore = 'ring' in before ? before.ring : undefined;
  const ringAfter = 'ring' in after ? after.ring : undefined;
  if (ringAfter?.kind === 'rising' && ringAfter.raise !== ringBefore?.raise) {
    effects.push({ effect: 'raise-ring', raise: ringAfter.raise });
  }
  if (ringBefore !== undefined && ringAfter === undefined) effects.push({ effect: 'lower-ring' });
  if (before.phase !== 'open' && after.phase === 'open') effects.push({ effect: 'open' });
  return [...effects, ...tells];
}
