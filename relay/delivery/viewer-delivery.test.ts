import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Counters } from '../monitoring/counters.ts';
import type { Connection } from '../transport/transport.ts';
import { FlightWindow } from './flight-window.ts';
import { Turn } from './turn.ts';
import { type VideoStream, ViewerDelivery } from './viewer-delivery.ts';

const windowBytes = 1_000;
const chunkBytes = 10;
const connection: Connection = {
  address: '',
  origin: '',
  send: () => 'sent',
  queuedBytes: () => 0,
  cork: (sends) => sends(),
  close() {},
  ask() {},
  authenticated() {},
};

class CountingStream implements VideoStream {
  readonly display: number;
  /** Chunks that it has to send. */
  waiting = 0;
  sent = 0;
  looks = 0;
  readonly #delivery: ViewerDelivery;

  constructor(display: number, delivery: ViewerDelivery) {
    this.display = display;
    this.#delivery = delivery;
    delivery.add(this);
  }

  get ready(): boolean {
    return this.waiting > 0 && this.#delivery.open;
  }

  sendNext(): void {
    this.sent++;
    this.waiting--;
    this.#delivery.transmit(new Uint8Array(chunkBytes));
  }

  pumped(): void {
    this.looks++;
  }

  end(): void {}
}

function viewerAt(times: { readonly nowMs: number }): [ViewerDelivery, FlightWindow] {
  const window = new FlightWindow({
    windowStartBytes: windowBytes,
    windowLeastBytes: windowBytes,
    windowMostBytes: windowBytes,
  });
  const parts = { window, counters: new Counters(), turn: new Turn(() => {}), nowMs: () => times.nowMs };
  return [new ViewerDelivery(connection, parts), window];
}

function viewerWith(displays: number): [ViewerDelivery, CountingStream[]] {
  const [delivery] = viewerAt({ nowMs: 0 });
  return [delivery, Array.from({ length: displays }, (_, index) => new CountingStream(index + 1, delivery))];
}

function twoDisplays(): [ViewerDelivery, CountingStream, CountingStream] {
  const [delivery, [one, other]] = viewerWith(2);
  if (one === undefined || other === undefined) throw new Error('two were asked for');
  return [delivery, one, other];
}

test('the way is timed anew when the display of the frame that was timed is looked at no more', () => {
  const times = { nowMs: 0 };
  const [delivery, window] = viewerAt(times);
  const [one, other] = [new CountingStream(1, delivery), new CountingStream(2, delivery)];
  delivery.frameBegins(one, 1);
  delivery.transmit(new Uint8Array(chunkBytes));
  delivery.remove(one);
  delivery.forget(chunkBytes);
  delivery.frameBegins(other, 1);
  delivery.transmit(new Uint8Array(chunkBytes));
  times.nowMs = 40;
  delivery.painted(other, 1, chunkBytes);
  expect(window.tripMs).toBe(40);
});

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
    other.waiting = 1;
    delivery.pump(one);
    expect([one.looks, other.looks]).toEqual([1, 1]);
  });
});

const chunksPainted = fc.array(fc.integer({ min: 1, max: windowBytes / chunkBytes }), { minLength: 5, maxLength: 60 });

/** A line that is always full: whenever something is painted, whoever is chosen sends as much. */
function fillAndPaint(delivery: ViewerDelivery, streams: readonly CountingStream[], painted: readonly number[]): void {
  for (const stream of streams) stream.waiting = Number.POSITIVE_INFINITY;
  delivery.pump();
  for (const chunks of painted) {
    delivery.painted(streams[0] ?? expect.fail(), 0, chunks * chunkBytes);
    delivery.pump();
  }
}

describe('a line that is always full', () => {
  test('VID-3: is shared by all displays, to the chunk', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), chunksPainted, (displays, painted) => {
        const [delivery, streams] = viewerWith(displays);
        fillAndPaint(delivery, streams, painted);
        const sent = streams.map((stream) => stream.sent);
        expect(Math.max(...sent) - Math.min(...sent)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('VID-3: belongs to the focused display as long as that has something', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), chunksPainted, (displays, painted) => {
        const [delivery, streams] = viewerWith(displays);
        delivery.focused = displays;
        fillAndPaint(delivery, streams, painted);
        const others = streams.slice(0, -1).map((stream) => stream.sent);
        expect(others).toEqual(others.map(() => 0));
      }),
    );
  });
});
