/** Medians, percentiles and spread of a set of samples. */

/** The value below which this share of the samples lies, by linear interpolation; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = Float64Array.from(samples).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** How far single runs lie from each other: the lowest and the highest. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

export function spread(samples: readonly number[]): Spread {
  return { low: Math.min(...samples), high: Math.max(...samples) };
}
