/** Who is signed in on the simulated device: whoever the controls say. */
import type { AccountSight } from '../account/account-source.ts';

export class SimulatedAccount {
  #sight: AccountSight = { user: 'room', locked: false };

  get sight(): AccountSight {
    return this.#sight;
  }

  signIn(user: string): void {
    this.#sight = { user, locked: false };
  }

  signOut(): void {
    this.#sight = { user: undefined, locked: false };
  }

  /** @returns whether anybody is signed in */
  setLocked(locked: boolean): boolean {
    if (this.#sight.user === undefined) return false;
    this.#sight = { ...this.#sight, locked };
    return true;
  }
}
