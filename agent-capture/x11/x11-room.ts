/**
 * A room device on X11: displays, input, and ring with card, each over a connection of its own, so that input never
 * waits behind a grab and the ring stands whatever the others do.
 */
import type { CardEvents, CardFace } from '../card/card-face.ts';
import { X11Card } from '../card/x11-card.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { DisplayEvents } from '../display/display-source.ts';
import { openX11Display, type X11DisplaySource } from '../display/x11-display.ts';
import type { DisplayNames } from '../display/x11-monitors.ts';
import type { InputSink } from '../input/input-sink.ts';
import { openX11Input } from '../input/x11-input.ts';
import type { RingEvents, RingFrame } from '../ring/ring-frame.ts';
import { X11Ring } from '../ring/x11-ring.ts';
import { X11TopWindows } from './top-windows.ts';

export interface X11RoomOptions {
  /** The X display: ":0". */
  readonly display: string;
  /** Names of displays by monitor: { "HDMI-1": "console" }. */
  readonly names?: DisplayNames;
  readonly clock?: Clock;
}

export interface X11Room {
  /** Rejects with a sentence for the operator. */
  readonly openDisplaySource: (events: DisplayEvents) => Promise<X11DisplaySource>;
  readonly inputSink: InputSink;
  readonly ringFrame: RingFrame;
  readonly cardFace: CardFace;
  close(): Promise<void>;
}

/** @throws X11Error in a sentence for the operator, when there is no X server or it lacks what is needed */
export async function openX11Room(options: X11RoomOptions, events: RingEvents & CardEvents): Promise<X11Room> {
  const clock = options.clock ?? systemClock;
  let source: X11DisplaySource | undefined;
  const windows = new X11TopWindows({ display: options.display, clock });
  const ringFrame = new X11Ring(windows, events);
  const cardFace = new X11Card(windows, events);
  // Now already, so that a server that cannot show the ring is told of before anybody asks for a session.
  await windows.open();
  const inputSink = await openX11Input({
    display: options.display,
    clock,
    displayAt: (id) => source?.displays.find((display) => display.id === id),
  }).catch(async (error: unknown) => {
    await windows.close();
    throw error;
  });
  return {
    async openDisplaySource(displayEvents) {
      source = await openX11Display(options, displayEvents);
      return source;
    },
    inputSink,
    ringFrame,
    cardFace,
    async close() {
      inputSink.releaseAll();
      await source?.close();
      await ringFrame.close().catch(() => undefined);
      await windows.close();
      await inputSink.close();
    },
  };
}
