/** k6's summary as `--summary-export` leaves it: which thresholds were crossed, and what was measured. */
import { fieldAt } from '../process/message-field.ts';

export interface Summary {
  /** "failures: count==0" */
  readonly thresholds: readonly string[];
  readonly crossed: readonly string[];
  /** A statistic of a metric, such as p(99) of frame_latency; NaN when nothing was measured. */
  figure(metric: string, statistic: string): number;
}

export function parseSummary(summary: unknown): Summary {
  const metrics = fieldAt(summary, 'metrics');
  const thresholds: string[] = [];
  const crossed: string[] = [];
  for (const name of Object.keys(typeof metrics === 'object' && metrics !== null ? metrics : {})) {
    const judged = fieldAt(fieldAt(metrics, name), 'thresholds');
    if (typeof judged !== 'object' || judged === null) continue;
    for (const [expression, isCrossed] of Object.entries(judged)) {
      thresholds.push(`${name}: ${expression}`);
      if (isCrossed === true) crossed.push(`${name}: ${expression}`);
    }
  }
  return {
    thresholds,
    crossed,
    figure(metric, statistic) {
      const value = fieldAt(fieldAt(metrics, metric), statistic);
      return typeof value === 'number' ? value : Number.NaN;
    },
  };
}
