/** Who is signed in on the device itself: not an operator of ours, but whoever sits at its screen and keyboard. */

export interface AccountSight {
  /** Tells users apart, and never leaves the agent. Undefined: nobody is signed in. */
  readonly user: string | undefined;
  /** The screen is locked: whoever is signed in has to unlock it first. */
  readonly locked: boolean;
}

/** Looks once. Rejects when it cannot be told at this moment, as while somebody is signing in. */
export type LookAtAccount = () => Promise<AccountSight>;
