/** What a viewer asks of the relay: the displays in sight, the one that comes first, streams or not. Said on change. */
import type { Subscription } from './relay-link.ts';

export interface Sight {
  /** Nobody sees the page, nor any window of it. */
  readonly hidden: boolean;
  /** Displays in sight, and how many there are. */
  readonly shown: readonly number[];
  readonly displays: number;
  readonly epoch: number;
  /** The display that was acted on last; 0 for none. */
  readonly attended: number;
  readonly streams: boolean;
}

/** For an opening, when the room's displays are not known yet. */
function openingSubscription(streams: boolean): Subscription {
  return { all: true, displays: [], focused: 0, streams };
}

function subscriptionOf({ hidden, shown, displays, attended, streams }: Sight): Subscription {
  if (hidden) return { all: false, displays: [], focused: 0, streams };
  const all = shown.length === displays;
  const focused = shown.includes(attended) ? attended : all ? 0 : (shown[0] ?? 0);
  return { all, displays: all ? [] : [...shown], focused, streams };
}

export class VideoSubscription {
  readonly #send: (subscription: Subscription) => void;
  #opening = '';
  #said = '';

  constructor(send: (subscription: Subscription) => void) {
    this.#send = send;
  }

  /** For the opening of a connection. */
  opening(streams: boolean): Subscription {
    const subscription = openingSubscription(streams);
    this.#opening = JSON.stringify(subscription);
    return subscription;
  }

  /** The connection lives: what it was opened with holds. */
  begin(): void {
    this.#said = this.#opening;
  }

  update(sight: Sight): void {
    const subscription = subscriptionOf(sight);
    // A choice of displays is one of a layout: with another one it is said again.
    const said = JSON.stringify(subscription) + (subscription.displays?.length ? sight.epoch : '');
    if (said === this.#said) return;
    this.#said = said;
    this.#send(subscription);
  }
}
