/**
 * How fresh the picture is, what it costs and what holds it back: gathered at each paint without allocation, read once
 * a second.
 */
import { viewerLimits } from '../limits.ts';
import { percentile, RecentSamples } from './recent-samples.ts';

/** What sets the pace: the line, this browser, the room itself; or nothing moves. */
export type LimitedBy = 'line' | 'decoder' | 'agent' | 'nothing-moving';

export interface Figures {
  readonly roundTripMs: number | undefined;
  /** Age of what is seen, over the last seconds: half of it is younger than `p50`, nearly all of it than `p95`. */
  readonly ageMs: { readonly p50: number; readonly p95: number } | undefined;
  /** Over the last second, of all displays: changes of the picture, and bytes of video that came. */
  readonly updatesPerSecond: number;
  readonly bytesPerSecond: number;
  readonly limitedBy: LimitedBy;
  /** Regions that are video streams at the moment. */
  readonly streams: number;
}

/** What was painted together on one display, now. */
export interface Paint {
  readonly display: number;
  /** The newest capture in it, on the agent's clock. */
  readonly capturedUs: number;
  /** Its age, if the agent's clock is known. */
  readonly ageMs: number | undefined;
  /** Since its last byte came. */
  readonly waitedMs: number;
  /** From the first byte of a frame to its last, of all frames in it. */
  readonly transferMs: number;
}

/** What the link's probes say. */
export interface LinkFigures {
  readonly roundTripMs: number | undefined;
  /** How much longer answers take from the agent to here than at best. */
  readonly delayMs: number;
}

interface LastPaint {
  capturedUs: number;
  paintedMs: number;
  ageMs: number | undefined;
}

export class FigureCounter {
  readonly #ages = new RecentSamples(viewerLimits.figureSamples, viewerLimits.figureWindowMs);
  readonly #waits = new RecentSamples(viewerLimits.figureSamples, viewerLimits.figureWindowMs);
  readonly #transfers = new RecentSamples(viewerLimits.figureSamples, viewerLimits.figureWindowMs);
  readonly #last = new Map<number, LastPaint>();
  #updates = 0;
  #bytes = 0;
  #sinceMs: number;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  /** Another connection: displays and clocks may be others. */
  begin(nowMs: number): void {
    for (const samples of [this.#ages, this.#waits, this.#transfers]) samples.clear();
    this.#last.clear();
    this.#updates = 0;
    this.#bytes = 0;
    this.#sinceMs = nowMs;
  }

  received(bytes: number): void {
    this.#bytes += bytes;
  }

  painted(paint: Paint, nowMs: number): void {
    const last = this.#last.get(paint.display);
    // The rest of an update that was painted in two goes.
    if (last?.capturedUs === paint.capturedUs) return;
    // What the relay sends again of a room in which nothing moves is not old: it is what the room shows.
    if (last !== undefined && paint.capturedUs < last.capturedUs) return;
    this.#updates++;
    this.#waits.add(paint.waitedMs, nowMs);
    this.#transfers.add(paint.transferMs, nowMs);
    if (paint.ageMs !== undefined) this.#addAges(paint.ageMs, last, nowMs);
    if (last === undefined) {
      this.#last.set(paint.display, { capturedUs: paint.capturedUs, paintedMs: nowMs, ageMs: paint.ageMs });
      return;
    }
    last.capturedUs = paint.capturedUs;
    last.paintedMs = nowMs;
    last.ageMs = paint.ageMs;
  }

  /**
   * The picture's age now. And the age that the one before reached till now, if this one was captured already when that
   * one was painted: what was seen meanwhile was old, not still.
   */
  #addAges(ageMs: number, last: LastPaint | undefined, nowMs: number): void {
    this.#ages.add(ageMs, nowMs);
    if (last?.ageMs === undefined) return;
    const shownMs = nowMs - last.paintedMs;
    if (ageMs >= shownMs) this.#ages.add(last.ageMs + shownMs, nowMs);
  }

  /** Ends the interval. */
  read(nowMs: number, link: LinkFigures, streams: number): Figures {
    const seconds = Math.max(0.001, (nowMs - this.#sinceMs) / 1_000);
    const ages = this.#ages.sorted(nowMs);
    const [p50, p95] = [percentile(ages, 0.5), percentile(ages, 0.95)];
    const figures = {
      roundTripMs: link.roundTripMs,
      ageMs: p50 === undefined || p95 === undefined ? undefined : { p50, p95 },
      updatesPerSecond: this.#updates / seconds,
      bytesPerSecond: this.#bytes / seconds,
      limitedBy: this.#limitedBy(nowMs, link.delayMs),
      streams,
    };
    this.#updates = 0;
    this.#bytes = 0;
    this.#sinceMs = nowMs;
    return figures;
  }

  /** A line or a browser that costs no time worth mentioning leaves the pace to the room. */
  #limitedBy(nowMs: number, delayMs: number): LimitedBy {
    if (this.#updates === 0) return 'nothing-moving';
    const lineMs = this.#transfers.mean(nowMs) + delayMs;
    const decoderMs = this.#waits.mean(nowMs);
    if (Math.max(lineMs, decoderMs) < viewerLimits.limitMs) return 'agent';
    return lineMs >= decoderMs ? 'line' : 'decoder';
  }
}

export type Quality = 'good' | 'fair' | 'poor';

type Latencies = Pick<Figures, 'roundTripMs' | 'ageMs'>;

/** What an operator waits for: the answer of the room, or the picture of it. */
export function latencyOf({ roundTripMs, ageMs }: Latencies): number | undefined {
  return ageMs === undefined ? roundTripMs : Math.max(roundTripMs ?? 0, ageMs.p50);
}

/** Under 80 ms a pointer feels attached, over 250 ms one waits for it. */
export function qualityOf(figures: Latencies): Quality {
  const latencyMs = latencyOf(figures) ?? 0;
  if (latencyMs <= 80) return 'good';
  return latencyMs <= 250 ? 'fair' : 'poor';
}
