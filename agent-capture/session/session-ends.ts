/**
 * The last word on sessions that the agent ended: nothing leaves the device after it but that word, and the relay hears
 * it, on the next link if this one had to be broken for it.
 */
import { EndReason, encodeAgentMessage, type RingLoss } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { agentLimits } from '../limits.ts';
import type { Leaving } from '../link/relay-socket.ts';
import type { Log } from '../log.ts';

export interface SessionEndsParts {
  /** `send` is false when there is no link. `cut` breaks it, so that what has not left yet never does. */
  readonly link: { send(message: Uint8Array): boolean; leaving(): Leaving; cut(): void };
  /** Whether others are still in, whose pictures may go on. */
  readonly isOpen: () => boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

export interface SessionEnds {
  /** The agent ended this session; the gate is shut already if nobody else is in. */
  ended(session: string, reason: EndReason, ringLoss?: Partial<RingLoss>): void;
  /** The gate is open (again): what leaves now may. */
  opened(): void;
  /** There is a new link: the relay hears what it could not be told. */
  linked(): void;
  close(): void;
}

export function createSessionEnds({ link, isOpen, clock, log }: SessionEndsParts): SessionEnds {
  const untold = new Map<string, Uint8Array>();
  let cancelSecondLook = (): void => undefined;

  /**
   * Pictures that were written and wait, here or in the system, would leave after this. What has left and is lost on
   * the way would leave again: that shows only when there was time for it to be acknowledged.
   */
  function stopLeaving(): void {
    if (breakIf(({ unsent }) => unsent)) return;
    cancelSecondLook();
    cancelSecondLook = clock.after(agentLimits.acknowledgedMs, () => breakIf(({ unacknowledged }) => unacknowledged));
  }

  function breakIf(late: (leaving: Leaving) => number): boolean {
    const bytes = late(link.leaving());
    if (bytes === 0) return false;
    log.warn('link-cut', { bytes });
    link.cut();
    return true;
  }

  function tell(session: string, message: Uint8Array): void {
    if (link.send(message)) return;
    untold.set(session, message);
    for (const oldest of untold.keys()) {
      if (untold.size <= agentLimits.untoldEnds) break;
      untold.delete(oldest);
    }
  }

  return {
    ended(session, reason, ringLoss) {
      // An agent that stops says so in order; it was not the room that wanted anything stopped.
      if (!isOpen() && reason !== EndReason.END_REASON_AGENT_STOPPED) stopLeaving();
      tell(session, encodeAgentMessage({ sessionEnded: { session, reason, ringLoss: ringLoss ?? null } }));
    },
    opened: () => cancelSecondLook(),
    linked() {
      cancelSecondLook();
      const before = [...untold];
      untold.clear();
      for (const [session, message] of before) tell(session, message);
    },
    close: () => cancelSecondLook(),
  };
}
