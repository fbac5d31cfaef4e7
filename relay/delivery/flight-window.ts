/**
 * How many bytes may be on the way to one viewer: what its line carries in the time that a frame needs to its screen
 * and back, and a short queue on top. The line's rate is what is painted per time while the window is full, so it needs
 * no clock of the viewer's, and acknowledgements may be as coarse as one a picture.
 */
import { deliveryLimits } from './limits.ts';

export interface WindowLimits {
  readonly windowStartBytes: number;
  readonly windowLeastBytes: number;
  readonly windowMostBytes: number;
}

const {
  queueMs,
  lateMs,
  rateLifeMs,
  delayLifeMs,
  emptyFrames,
  usedLifeMs,
  limitedLifeMs,
  rateDoublingMs,
  unlimitedKilobits,
} = deliveryLimits;

export class FlightWindow {
  #bytes: number;
  readonly #start: number;
  readonly #least: number;
  readonly #most: number;
  /** Most bytes that were on the way at once: in the time under way and in the one before. */
  #peak = 0;
  #formerPeak = 0;
  #peakMs = 0;
  /** Bytes painted so far. */
  #delivered = 0;
  #deliveredMs = 0;
  /** Since when something is on the way, if it is. */
  #busyMs = 0;
  /** The frame that is timed: when it began to leave, and what was painted when, and how much, by then. */
  #sentMs = 0;
  #startMs = 0;
  #startDelivered = 0;
  /** Whether the window was in use when it left. */
  #used = false;
  /** Whether the window, or the socket, has held something back since then. */
  #limited = false;
  #limitedMs = Number.NEGATIVE_INFINITY;
  /** Highest rates, bytes a millisecond: of the time under way and of the one before. */
  #rate = 0;
  #formerRate = 0;
  #rateMs = 0;
  /** The least delay, and when it was last met. */
  #leastDelayMs = Number.POSITIVE_INFINITY;
  #leastDelayAtMs = 0;
  /** Of frames that left while nothing else was on the way: how many in a row, and their least delay. */
  #sentEmpty = false;
  #emptyFrames = 0;
  #emptyDelayMs = Number.POSITIVE_INFINITY;
  /** The line runs empty, so that a queue which always stands does not pass for a long way. */
  #emptying = false;

  constructor({ windowStartBytes, windowLeastBytes, windowMostBytes }: WindowLimits) {
    this.#bytes = windowStartBytes;
    this.#start = windowStartBytes;
    this.#least = windowLeastBytes;
    this.#most = windowMostBytes;
  }

  /** Another frame may begin while less than this is on the way. */
  get bytes(): number {
    return this.#emptying ? 1 : this.#bytes;
  }

  /** The same as it is while the line need not run empty. */
  get usualBytes(): number {
    return this.#bytes;
  }

  /** What may be expected of the line, kilobits a second: what it gave when it last limited, and in time more; 0 for all. */
  kilobitsPerSecond(nowMs: number): number {
    const untriedMs = Math.max(0, nowMs - this.#limitedMs - limitedLifeMs);
    const kilobits = this.#highestRate * 8 * 2 ** (untriedMs / rateDoublingMs);
    return kilobits > 0 && kilobits < unlimitedKilobits ? Math.round(kilobits) : 0;
  }

  /** Whether the line, and not the room, has lately decided what this viewer gets. */
  limits(nowMs: number): boolean {
    return nowMs - this.#limitedMs < limitedLifeMs;
  }

  /** What a frame needs at least to the viewer's screen and back, milliseconds; 0 while unknown. */
  get tripMs(): number {
    return Number.isFinite(this.#leastDelayMs) ? this.#leastDelayMs : 0;
  }

  /** Something had to wait. */
  held(nowMs: number): void {
    this.#limited = true;
    this.#limitedMs = nowMs;
  }

  /** Something leaves while nothing is on the way. */
  begun(nowMs: number): void {
    this.#busyMs = nowMs;
    const sinceMs = nowMs - this.#peakMs;
    if (sinceMs < usedLifeMs) return;
    this.#formerPeak = sinceMs < 2 * usedLifeMs ? this.#peak : 0;
    this.#peak = 0;
    this.#peakMs = nowMs;
    const used = Math.max(this.#start, 2 * this.#formerPeak);
    if (this.#bytes <= used) return;
    this.#bytes = used;
    this.#rate = 0;
    this.#formerRate = 0;
    this.#limitedMs = Number.NEGATIVE_INFINITY;
  }

  /** So many bytes are on the way now. */
  filled(bytes: number): void {
    if (bytes > this.#peak) this.#peak = bytes;
  }

  /**
   * The first chunk of the frame to be timed leaves; at most one is timed at a time.
   * @param inFlight bytes on the way before it
   */
  timed(inFlight: number, nowMs: number): void {
    this.#sentMs = nowMs;
    this.#startMs = Math.max(this.#busyMs, this.#deliveredMs);
    this.#startDelivered = this.#delivered;
    this.#used = inFlight >= this.#bytes / 2;
    this.#sentEmpty = inFlight === 0;
    this.#limited = false;
  }

  /** So many bytes are painted. */
  painted(bytes: number, nowMs: number): void {
    this.#delivered += bytes;
    this.#deliveredMs = nowMs;
  }

  /** The timed frame is painted, and counted by painted(). */
  measured(nowMs: number): void {
    const delayMs = nowMs - this.#sentMs;
    this.#noteDelay(delayMs, nowMs);
    const painted = this.#delivered - this.#startDelivered;
    const rate = painted / Math.max(1, nowMs - this.#startMs);
    // What the room gave, or a part of the window, says little of the line, unless it is more than was known.
    const known = this.#highestRate;
    const late = known > 0 && delayMs > 2 * (this.#leastDelayMs + queueMs + painted / known) + lateMs;
    // A queue on the way says that the line limits, whoever else does: the credit may, before the window does.
    const queued = known > 0 && delayMs > this.#leastDelayMs + queueMs;
    const tells = late || queued || (this.#limited && painted >= this.#bytes / 2);
    if (late) {
      this.#rate = rate;
      this.#formerRate = 0;
      this.#rateMs = nowMs;
    } else if (tells || rate > known) {
      this.#noteRate(rate, nowMs);
    }
    const carried = this.#highestRate * (this.#leastDelayMs + queueMs);
    // A window in use that makes no queue is not what the line could carry.
    const roomy = this.#used && delayMs < this.#leastDelayMs + queueMs / 2;
    const target = Math.max(carried, roomy ? this.#bytes * 2 : 0, tells ? 0 : this.#bytes);
    this.#bytes = Math.round(Math.min(this.#most, Math.max(this.#least, target)));
  }

  get #highestRate(): number {
    return Math.max(this.#rate, this.#formerRate);
  }

  #noteDelay(delayMs: number, nowMs: number): void {
    if (this.#sentEmpty) {
      this.#emptyFrames++;
      this.#emptyDelayMs = Math.min(this.#emptyDelayMs, delayMs);
    }
    const measuredAnew = this.#sentEmpty && (this.#emptying || this.#emptyFrames >= emptyFrames);
    if (measuredAnew || delayMs <= this.#leastDelayMs) {
      this.#leastDelayMs = measuredAnew ? this.#emptyDelayMs : delayMs;
      this.#leastDelayAtMs = nowMs;
      this.#emptying = false;
    } else if (nowMs - this.#leastDelayAtMs > delayLifeMs) {
      this.#emptying = true;
    }
    if (measuredAnew || !this.#sentEmpty) {
      this.#emptyFrames = 0;
      this.#emptyDelayMs = Number.POSITIVE_INFINITY;
    }
  }

  #noteRate(rate: number, nowMs: number): void {
    if (nowMs - this.#rateMs > rateLifeMs) {
      this.#formerRate = this.#rate;
      this.#rate = rate;
      this.#rateMs = nowMs;
    }
    this.#rate = Math.max(this.#rate, rate);
  }
}
