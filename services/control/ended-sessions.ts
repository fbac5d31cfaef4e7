/** Sessions that are over, as heartbeats name them: a relay that tells an agent nothing else must tell it this. */
import { servicesLimits } from '../limits.ts';

export class EndedSessions {
  /** Oldest first, with the number of heartbeats that named it. */
  readonly #ended = new Map<string, { readonly endedMs: number; beats: number }>();

  add(session: string, endedMs: number): void {
    this.#ended.set(session, { endedMs, beats: 0 });
  }

  /**
   * For the next heartbeat: all that could still be opened by a ticket. When they are too many for one message they take
   * turns, those first that had fewer; a turn is longer than a lease, so a relay that drops what names a session loses its
   * lease over it. One that comes in between, as after each hello of a node, is none of a turn: else whoever says hello
   * often makes turns shorter.
   * @param isDue it comes a heartbeat's time after the one before
   */
  next(nowMs: number, isDue = true): readonly string[] {
    const { endedSessionsMs, endedSessionBeats, endedSessionsPerHeartbeat } = servicesLimits;
    for (const [session, { endedMs, beats }] of this.#ended) {
      if (nowMs - endedMs > endedSessionsMs && beats >= endedSessionBeats) this.#ended.delete(session);
    }
    const turns = ({ beats }: { readonly beats: number }): number => Math.floor(beats / endedSessionBeats);
    const ended = [...this.#ended];
    if (ended.length > endedSessionsPerHeartbeat) ended.sort(([, a], [, b]) => turns(a) - turns(b));
    return ended.slice(0, endedSessionsPerHeartbeat).map(([session, one]) => {
      if (isDue) one.beats++;
      return session;
    });
  }
}
