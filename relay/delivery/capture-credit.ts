/**
 * How far an agent may go on with one display: a few updates ahead of the fastest viewer's painting while its line takes
 * them at once, and one at a time, grabbed when it can leave, while the line is what limits.
 */

import type { DisplayStream } from './display-stream.ts';
import type { FrameOrder } from './frame-order.ts';

/** What an agent is told of a display that somebody looks at, or nobody: then `update` is 0. */
export interface DisplayDemand {
  readonly display: number;
  readonly update: number;
  readonly streams: boolean;
  readonly focused: boolean;
  readonly kilobitsPerSecond: number;
}

export interface CreditLimits {
  readonly updateCredit: number;
  readonly updateCreditMost: number;
  readonly updateIntervalMs: number;
}

interface CreditSource {
  readonly display: number;
  readonly streams: readonly DisplayStream[];
}

interface CreditPorts {
  demand(demand: DisplayDemand): void;
}

export class CaptureCredit {
  readonly #source: CreditSource;
  readonly #order: FrameOrder;
  readonly #limits: CreditLimits;
  readonly #ports: CreditPorts;
  /** In force at the agent; update 0 while nobody looks. */
  #update = 0;
  #streams = false;
  #focused = false;

  constructor(source: CreditSource, order: FrameOrder, limits: CreditLimits, ports: CreditPorts) {
    this.#source = source;
    this.#order = order;
    this.#limits = limits;
    this.#ports = ports;
  }

  /** Tells the agent what holds now, if it does not know. */
  update(): void {
    const { streams, display } = this.#source;
    if (streams.length === 0) {
      if (this.#update === 0) return;
      this.#update = 0;
      this.#streams = false;
      this.#focused = false;
      this.#ports.demand({ display, update: 0, streams: false, focused: false, kilobitsPerSecond: 0 });
      return;
    }
    let update = this.#update;
    let takesVideo = true;
    let focused = false;
    for (const stream of streams) {
      update = Math.max(update, this.#wish(stream));
      takesVideo &&= stream.takesVideo;
      focused ||= stream.delivery.focused === display;
    }
    if (update === this.#update && takesVideo === this.#streams && focused === this.#focused) return;
    this.#update = update;
    this.#streams = takesVideo;
    this.#focused = focused;
    this.#order.grant(update);
    const kilobitsPerSecond = this.#kilobitsPerSecond(streams);
    this.#ports.demand({ display, update, streams: takesVideo, focused, kilobitsPerSecond });
  }

  /** The newest update that this viewer has a use for now. */
  #wish(stream: DisplayStream): number {
    const { idle, delivery, flight, paintedUpdate } = stream;
    const { updateCredit, updateCreditMost, updateIntervalMs } = this.#limits;
    // A new start counts from what the agent last sent, complete or not.
    if (this.#update === 0) return this.#order.update + updateCredit;
    if (!idle) {
      // Once until it has caught up: what is replaced again and again would never arrive to its end.
      if (stream.replacement === 0 && stream.overdue) stream.replacement = this.#order.update + 1;
      return stream.replacement;
    }
    // An agent may leave an update without its end: with nothing on the way it is taken for over.
    const complete = flight.bytes === 0 ? this.#order.update : this.#order.completeUpdate;
    // Updates may hold nothing for this viewer: with nothing on the way it is as far as it can be.
    const painted = flight.bytes === 0 ? complete : paintedUpdate;
    // On a long way more are under way at a time, if there is to be no gap between them.
    const onTheWay = Math.min(updateCreditMost, updateCredit + Math.floor(delivery.tripMs / updateIntervalMs));
    return Math.min(painted + onTheWay, complete + (delivery.limits ? 1 : updateCredit));
  }

  /** Of the fastest viewer; 0 when the line of any is not what limits it. */
  #kilobitsPerSecond(streams: readonly DisplayStream[]): number {
    let fastest = 0;
    for (const { delivery } of streams) {
      const rate = delivery.kilobitsPerSecond;
      if (rate === 0) return 0;
      fastest = Math.max(fastest, rate);
    }
    return fastest;
  }
}
