import { describe, expect, test } from 'vitest';
import { Counters } from '../monitoring/counters.ts';
import type { Connection } from '../transport/transport.ts';
import { FlightWindow } from './flight-window.ts';
import { Turn } from './turn.ts';
import { type VideoStream, ViewerDelivery } from './viewer-delivery.ts';

const windowBytes = 1_000;
const connection: Connection = {
  address: '',
  origin: '',
  send: () => 'sent',
  queuedBytes: () => 0,
  cork: (sends) => sends(),
  close() {},
  authenticated() {},
};

class CountingStream implements VideoStream {
  readonly display: number;
  ready = false;
  looks = 0;
  readonly #delivery: ViewerDelivery;

  constructor(display: number, delivery: ViewerDelivery) {
    this.display = display;
    this.#delivery = delivery;
    delivery.add(this);
  }

  sendNext(): void {
    this.ready = false;
    this.#delivery.transmit(new Uint8Array(10));
  }

  pumped(): void {
    this.looks++;
  }

  end(): void {}
}

function twoDisplays(): [ViewerDelivery, CountingStream, CountingStream] {
  const window = new FlightWindow({
    windowStartBytes: windowBytes,
    windowLeastBytes: windowBytes,
    windowMostBytes: windowBytes,
  });
  const parts = { window, counters: new Counters(), turn: new Turn(() => {}), nowMs: () => 0 };
  const delivery = new ViewerDelivery(connection, parts);
  return [delivery, new CountingStream(1, delivery), new CountingStream(2, delivery)];
}

describe('an acknowledgement of one display', () => {
  test('has what is owed looked for on that display alone', () => {
    const [delivery, one, other] = twoDisplays();
    delivery.transmit(new Uint8Array(100));
    delivery.painted(one, 1, 100);
    delivery.pump(one);
    expect([one.looks, other.looks]).toEqual([1, 0]);
  });

  test('that opens the window has it looked for on all, once', () => {
    const [delivery, one, other] = twoDisplays();
    delivery.transmit(new Uint8Array(windowBytes));
    delivery.painted(one, 1, windowBytes);
    delivery.pump(one);
    delivery.pump(one);
    expect([one.looks, other.looks]).toEqual([2, 1]);
  });

  test('behind which something leaves has it looked for on all', () => {
    const [delivery, one, other] = twoDisplays();
    other.ready = true;
    delivery.pump(one);
    expect([one.looks, other.looks]).toEqual([1, 1]);
  });
});
