/**
 * The heartbeat: signed once a second, its sequence growing across restarts. Numbers are reserved on disk ahead of
 * their use and in the background, so no heartbeat waits for a flush, and none is sent whose number could come again.
 */
import type { SignedStatement } from '@ringside/protocol';
import type { KeyRing } from '../keys/key-ring.ts';
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';

const counter = 'heartbeat';

export class Heartbeats {
  readonly #db: Db;
  readonly #sources: Sources;
  readonly #keys: KeyRing;
  /** Sessions that services ended, with the time of it, oldest first. */
  readonly #ended = new Map<string, number>();
  #endedFrom = 0;
  #last: number;
  #reserved: number;
  #reserving: Promise<void> | undefined;

  private constructor(db: Db, sources: Sources, keys: KeyRing, reserved: number) {
    this.#db = db;
    this.#sources = sources;
    this.#keys = keys;
    this.#last = reserved;
    this.#reserved = reserved;
  }

  static async open(db: Db, sources: Sources, keys: KeyRing): Promise<Heartbeats> {
    const row = await db.selectFrom('counters').where('name', '=', counter).select('value').executeTakeFirst();
    const heartbeats = new Heartbeats(db, sources, keys, row?.value ?? 0);
    await heartbeats.#reserve();
    const since = sources.nowMs() - servicesLimits.endedSessionsMs;
    const ended = await db.selectFrom('sessions').where('ended_ms', '>', since).select(['id', 'ended_ms']).execute();
    for (const { id, ended_ms } of ended) heartbeats.#ended.set(id, ended_ms ?? since);
    return heartbeats;
  }

  sessionEnded(session: string): void {
    this.#ended.set(session, this.#sources.nowMs());
  }

  /** Undefined when no number can be reserved: without a disk, sessions end by their lease. */
  async next(): Promise<SignedStatement | undefined> {
    const timeMs = this.#sources.nowMs();
    if (this.#reserved - this.#last <= servicesLimits.heartbeatReserve / 2) void this.#reserve().catch(() => undefined);
    const sequence = this.#last + 1;
    if (sequence > this.#reserved) return undefined;
    this.#last = sequence;
    return this.#keys.signHeartbeat({ sequence, timeMs, endedSessions: this.#endedSessions(timeMs) });
  }

  /** All of the last minute's, or turn by turn when they are too many for one message. */
  #endedSessions(nowMs: number): string[] {
    for (const [session, endedMs] of this.#ended) {
      if (nowMs - endedMs > servicesLimits.endedSessionsMs) this.#ended.delete(session);
    }
    const all = [...this.#ended.keys()];
    const most = servicesLimits.endedSessionsPerHeartbeat;
    if (all.length <= most) return all;
    const from = this.#endedFrom % all.length;
    this.#endedFrom = from + most;
    return [...all.slice(from), ...all.slice(0, from)].slice(0, most);
  }

  #reserve(): Promise<void> {
    this.#reserving ??= this.#reserveMore().finally(() => {
      this.#reserving = undefined;
    });
    return this.#reserving;
  }

  async #reserveMore(): Promise<void> {
    const value = this.#last + servicesLimits.heartbeatReserve;
    await this.#db
      .insertInto('counters')
      .values({ name: counter, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    this.#reserved = value;
  }
}
