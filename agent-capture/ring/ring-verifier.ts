/**
 * Makes sure that the ring is seen, from the captured pixels: shows it, looks until it is whole on every display, and
 * then keeps looking. It reports what it saw and when; the guard decides.
 */
import type { Clock } from '../clock.ts';
import type { DisplayInfo, DisplaySource } from '../display/display-source.ts';
import { agentLimits } from '../limits.ts';
import type { RingFrame } from './ring-frame.ts';
import { isRed, latticeStart, ringStrips, sampleStep } from './ring-pixels.ts';

export interface RingVerifierParts {
  readonly source: DisplaySource;
  readonly frame: RingFrame;
  readonly clock: Clock;
  /** Where each look looks: others must not know it beforehand. */
  readonly random: () => number;
  /** Nothing has left the device for a while: looks may be rarer. */
  readonly isStill: () => boolean;
  /** The ring is whole on every display; the look began at this time. Said at each good look. */
  readonly seen: (raise: number, atMs: number) => void;
  /** The ring is not whole on this display, though it was before, and raising it did not help. */
  readonly lost: (display: number) => void;
  /** The platform failed to show, hide or grab; for the log. */
  readonly trouble: (error: Error) => void;
}

export interface RingVerifier {
  /** Shows the ring on these displays and looks at it from now on. Replaces an earlier raise. */
  raise(raise: number, displays: readonly DisplayInfo[]): void;
  lower(): void;
  /** Looks at once: the platform says that something is wrong. */
  lookNow(): void;
  close(): Promise<void>;
}

interface Watch {
  readonly raise: number;
  readonly displays: readonly DisplayInfo[];
  seen: boolean;
  /** The display that stayed without it while the layout was being read: a loss, unless the displays have changed. */
  missed: number | undefined;
  /** Somebody asked for a look while one was under way, which may have come too early. */
  again: boolean;
  /** It was missing, and is raised and looked at again. */
  mending: boolean;
  /** Wakes the watch from its wait between two looks. */
  wake: () => void;
}

export function createRingVerifier(parts: RingVerifierParts): RingVerifier {
  const { source, frame, clock, random, isStill, trouble } = parts;
  let watch: Watch | undefined;
  /** Showing and hiding run one after the other, so that the last one asked for is the one that stays. */
  let showing: Promise<void> = Promise.resolve();

  const inOrder = (run: () => Promise<void>): Promise<void> => {
    showing = showing.then(run).catch((error: unknown) => trouble(asError(error)));
    return showing;
  };

  /** All strips at once: a look then takes one round trip to the display server, however busy this process is. */
  async function look(displays: readonly DisplayInfo[]): Promise<number | undefined> {
    const verdicts = await Promise.all(
      displays.flatMap((display) => {
        const step = sampleStep(display);
        return ringStrips(display, frame.thickness(display)).map(async (strip) => {
          const pixels = await source.grab(display.id, strip);
          // Chosen after the grab: what was drawn cannot have been drawn for it.
          const start = latticeStart(step, random);
          return pixels !== undefined && isRed(pixels, step, start) ? undefined : display.id;
        });
      }),
    );
    return verdicts.find((display) => display !== undefined);
  }

  async function keepLooking(current: Watch): Promise<void> {
    await inOrder(async () => {
      if (watch === current) await frame.show(current.displays);
    });
    while (watch === current) {
      const startMs = clock.monotonicMs();
      current.again = false;
      const { missing, atMs } = await lookAndMend(current, startMs);
      current.mending = false;
      if (watch !== current) return;
      if (missing === undefined) {
        current.seen = true;
        parts.seen(current.raise, atMs);
      } else if (current.seen) {
        current.missed = undefined;
        parts.lost(missing);
      }
      if (current.again) continue;
      const pause = Math.max(0, startMs + periodOf(current) - clock.monotonicMs());
      await wait(current, pause);
    }
  }

  function periodOf({ seen }: Watch): number {
    if (!seen) return agentLimits.ringRaiseRetryMs;
    return isStill() ? agentLimits.ringStillCheckMs : agentLimits.ringCheckMs;
  }

  /**
   * One look; while it finds that a ring which stood is missing, the ring is raised and looked at again: a window that
   * opened above it just now is no loss.
   */
  async function lookAndMend(current: Watch, startMs: number): Promise<{ missing: number | undefined; atMs: number }> {
    let mends = 0;
    for (;;) {
      const atMs = clock.monotonicMs();
      const missing = await look(current.displays).catch(failed);
      if (watch !== current || (missing !== undefined && !current.seen)) return { missing, atMs };
      // However slow this machine is now, there are more looks: meanwhile nothing passes (guard/gate.ts).
      const late = clock.monotonicMs() - startMs + agentLimits.ringRaiseRetryMs > agentLimits.ringMendMs;
      const lost = missing !== undefined && mends >= agentLimits.ringMends && late ? missing : current.missed;
      // A look through a layout that may be no more proves nothing yet, neither way; meanwhile nothing passes.
      if (!source.layoutKnown) current.missed = lost;
      // Had the displays changed meanwhile, the ring would have been asked for anew: it was missing where it belongs.
      else if (lost !== undefined || missing === undefined) return { missing: lost, atMs };
      if (missing !== undefined) {
        mends++;
        current.mending = true;
        await frame.mend().catch(failed);
      }
      await wait(current, agentLimits.ringRaiseRetryMs);
    }
  }

  function failed(error: unknown): number {
    trouble(asError(error));
    return 0;
  }

  function wait(current: Watch, pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(pauseMs, resolve);
      current.wake = () => {
        cancel();
        resolve();
      };
    });
  }

  const replace = (next: Watch | undefined): void => {
    const before = watch;
    watch = next;
    before?.wake();
  };

  return {
    raise(raise, displays) {
      // Asked for anew on the same displays: what was missed there is not forgotten.
      const missed = watch?.displays === displays ? watch.missed : undefined;
      const waiting = { again: false, mending: false, wake: () => undefined };
      const next: Watch = { raise, displays, seen: false, missed, ...waiting };
      replace(next);
      void keepLooking(next);
    },
    lower() {
      replace(undefined);
      void inOrder(async () => {
        if (watch === undefined) await frame.hide();
      });
    },
    lookNow() {
      if (watch === undefined) return;
      watch.again = true;
      // It is looked at soon then, and better not in the moment in which another window comes above it.
      if (!watch.mending) watch.wake();
    },
    async close() {
      replace(undefined);
      await inOrder(() => frame.hide());
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
