/**
 * Who may report, whatever way it has come: a stranger introduces itself in time, then it is the one reporter of its
 * source until a newer one takes over. Whatever is odd about a reporter, from a wrong line to a broken connection,
 * makes its source unknown.
 */
import type { Clock } from '../clock.ts';
import { createRateLimit } from '../input/rate-limit.ts';
import type { CallStateEvents } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';
import { type Introduction, readState } from './reporter-line.ts';

/** Why a reporter was sent away, for the log of whoever writes one. */
export type Dismissal = 'crowded' | 'late' | 'not-authentic' | 'flood' | 'malformed' | 'silent' | 'replaced';

export interface Connection {
  /** Ends it; `left` follows, or has been called. */
  end(): void;
  /** The source it speaks for, if this first line proves that it may. */
  introduces(line: string): Introduction['source'] | undefined;
  /** It is in, from now on. */
  welcomed?(): void;
}

export interface Visit {
  hear(line: string): void;
  dismiss(why: Dismissal): void;
  /** The connection is gone. */
  left(): void;
}

export interface ReporterDesk {
  /** @returns undefined when it was sent away at once */
  arrive(connection: Connection): Visit | undefined;
}

export interface ReporterDeskParts {
  readonly clock: Clock;
  readonly events: CallStateEvents;
  readonly dismissed: (why: Dismissal) => void;
}

export function createReporterDesk({ clock, events, dismissed }: ReporterDeskParts): ReporterDesk {
  const reporters = new Map<Introduction['source'], Visit>();
  let strangers = 0;

  function arrive(connection: Connection): Visit | undefined {
    if (strangers >= limits.strangers) {
      dismissed('crowded');
      connection.end();
      return undefined;
    }
    let source: Introduction['source'] | undefined;
    let present = true;
    const rate = createRateLimit(clock, limits.linesPerSecond, limits.linesPerSecond);
    const cancelOpening = clock.after(limits.openingMs, () => visit.dismiss('late'));
    strangers += 1;

    function introduce(line: string): void {
      source = connection.introduces(line);
      if (source === undefined) {
        visit.dismiss('not-authentic');
        return;
      }
      strangers -= 1;
      cancelOpening();
      const before = reporters.get(source);
      reporters.set(source, visit);
      before?.dismiss('replaced');
      events.reported(source, 'unknown');
      connection.welcomed?.();
    }

    const visit: Visit = {
      hear(line) {
        if (!present) return;
        if (!rate.take()) visit.dismiss('flood');
        else if (source === undefined) introduce(line);
        else {
          const state = readState(line);
          if (state === undefined) visit.dismiss('malformed');
          else events.reported(source, state);
        }
      },
      dismiss(why) {
        if (!present) return;
        dismissed(why);
        visit.left();
        connection.end();
      },
      left() {
        if (!present) return;
        present = false;
        if (source === undefined) {
          strangers -= 1;
          cancelOpening();
        } else if (reporters.get(source) === visit) {
          reporters.delete(source);
          events.reported(source, 'unknown');
        }
      },
    };
    return visit;
  }

  return { arrive };
}
