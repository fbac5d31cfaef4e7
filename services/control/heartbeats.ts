/**
 * The heartbeat: signed once a second, its sequence growing across restarts. Numbers are reserved on disk ahead of
 * their use and in the background, so no heartbeat waits for a flush, and none is sent whose number could come again.
 */
import type { SignedStatement } from '@ringside/protocol';
import type { KeyRing } from '../keys/key-ring.ts';
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';
import { EndedSessions } from './ended-sessions.ts';

const counter = 'heartbeat';

export class Heartbeats {
  readonly #db: Db;
  readonly #sources: Sources;
  readonly #keys: KeyRing;
  readonly #ended = new EndedSessions();
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
    // A database restored from a backup knows an older number than relays and agents have heard; time is ahead of both.
    const heartbeats = new Heartbeats(db, sources, keys, Math.max(row?.value ?? 0, sources.nowMs()));
    await heartbeats.#reserve();
    const since = sources.nowMs() - servicesLimits.endedSessionsMs;
    const ended = db.selectFrom('sessions').where('ended_ms', '>', since).orderBy('ended_ms');
    for (const { id, ended_ms } of await ended.select(['id', 'ended_ms']).execute()) {
      heartbeats.#ended.add(id, ended_ms ?? since);
    }
    return heartbeats;
  }

  sessionEnded(session: string): void {
    this.#ended.add(session, this.#sources.nowMs());
  }

  /**
   * Undefined when no number can be reserved: without a disk, sessions end by their lease.
   * @param isDue false for one that comes in between
   */
  async next(isDue = true): Promise<SignedStatement | undefined> {
    const timeMs = this.#sources.nowMs();
    if (this.#reserved - this.#last <= servicesLimits.heartbeatReserve / 2) void this.#reserve().catch(() => undefined);
    const sequence = this.#last + 1;
    if (sequence > this.#reserved) return undefined;
    this.#last = sequence;
    return this.#keys.signHeartbeat({ sequence, timeMs, endedSessions: this.#ended.next(timeMs, isDue) });
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
