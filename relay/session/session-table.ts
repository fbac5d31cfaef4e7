/** The sessions of the node that are not over, by their ids and by their devices: no device pays for all the others. */
import type { Session } from './session.ts';

export class SessionTable {
  readonly #byId = new Map<string, Session>();
  readonly #byDevice = new Map<string, Set<Session>>();

  get byId(): ReadonlyMap<string, Session> {
    return this.#byId;
  }

  /** Devices with sessions. */
  get devices(): Iterable<string> {
    return this.#byDevice.keys();
  }

  /** Those of one device; the list stays as it is while sessions end. */
  of(device: string): Session[] {
    return [...(this.#byDevice.get(device) ?? [])];
  }

  add(session: Session): void {
    this.#byId.set(session.id, session);
    const others = this.#byDevice.get(session.device);
    if (others === undefined) this.#byDevice.set(session.device, new Set([session]));
    else others.add(session);
  }

  delete(session: Session): void {
    this.#byId.delete(session.id);
    const others = this.#byDevice.get(session.device);
    others?.delete(session);
    if (others?.size === 0) this.#byDevice.delete(session.device);
  }
}
