/**
 * Watches the device's own account while somebody has access, and puts it right afterwards (SES-10): whoever is signed in
 * then, and was not when a session began, is signed out, or else locked out, or else the device restarts.
 */
import type { Clock } from '../clock.ts';
import type { Ability, RoomAbilities } from '../commands/abilities.ts';
import { type Log, reasonOf } from '../log.ts';
import {
  type AccountDuty,
  type AccountStanding,
  type AccountUse,
  isDue,
  isWatching,
  looked,
  nothingSeen,
  settled,
  standing,
} from './account-duty.ts';
import type { AccountSight, LookAtAccount } from './account-source.ts';
import { accountLimits } from './limits.ts';

export type AccountAction = 'sign-out' | 'lock' | 'restart' | 'none';

/** What may be told of it: nobody's name. */
export interface AccountStatus {
  readonly standing: AccountStanding;
  readonly locked: boolean;
  /** What the device does at the end, if another user is signed in then; the first of its means. */
  readonly action: AccountAction;
}

export interface AccountNews {
  readonly session: string;
  readonly standing: AccountStanding;
  readonly locked: boolean;
  /** After the last session: what was done. */
  readonly done: AccountAction | undefined;
}

export interface AccountWatchParts {
  readonly look: Ability<LookAtAccount>;
  readonly abilities: Pick<RoomAbilities, 'signOut' | 'lock' | 'restartDevice'>;
  readonly restartDevice: () => Promise<void>;
  readonly use: () => AccountUse;
  /** The status is not what it was. */
  readonly changed: () => void;
  /** For the log of services. @returns whether there was a link */
  readonly tell: (news: AccountNews) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AccountWatch {
  readonly status: AccountStatus;
  /** Something happened in the room. */
  roomChanged(): void;
  /** There is a new link: services hear what they could not be told. */
  linked(): void;
  close(): void;
}

export function createAccountWatch(parts: AccountWatchParts): AccountWatch {
  const { look, abilities, clock, log } = parts;
  let duty: AccountDuty = nothingSeen;
  let known = '';
  let shown = '';
  /** What the log was last told, or had no need to be: as it was when the first session began. */
  let logged: string | undefined;
  let looking = false;
  let again = false;
  let acting = false;
  let closed = false;
  let cancelLook = (): void => undefined;
  const untold: AccountNews[] = [];

  const means: readonly (readonly [AccountAction, Ability<() => Promise<void>>])[] = [
    ['sign-out', abilities.signOut],
    ['lock', abilities.lock],
    ['restart', 'run' in abilities.restartDevice ? { run: parts.restartDevice } : abilities.restartDevice],
  ];
  const action = ('run' in look && means.find(([, ability]) => 'run' in ability)?.[0]) || 'none';

  function status(): AccountStatus {
    return { standing: standing(duty), locked: duty.seen?.locked ?? false, action };
  }

  async function lookNow(): Promise<void> {
    if ('unavailable' in look || closed) return;
    again = looking;
    if (looking) return;
    looking = true;
    cancelLook();
    const sight = await look.run().catch((): undefined => undefined);
    looking = false;
    if (closed) return;
    become(looked(duty, parts.use(), sight, clock.monotonicMs()));
    if (again) return void lookNow();
    if (isDue(duty, parts.use())) void putRight();
    if (isWatching(duty, parts.use())) cancelLook = clock.after(accountLimits.lookMs, () => void lookNow());
  }

  function become(next: AccountDuty): void {
    duty = next;
    const { standing: now, locked } = status();
    const is = `${now} ${locked}`;
    if (is !== shown) parts.changed();
    shown = is;
    if (duty.starts.length === 0) logged = undefined;
    if (now === 'unknown' || is === logged) return;
    const isNews = logged !== undefined;
    logged = is;
    if (!isNews) return;
    log.info('account', { standing: now, locked });
    for (const session of duty.sessions) tell({ session, standing: now, locked, done: undefined });
  }

  function tell(news: AccountNews): void {
    if (parts.tell(news)) return;
    untold.push(news);
    if (untold.length > accountLimits.untold) untold.shift();
  }

  /** One means after the other, until a look says that it has worked. */
  async function putRight(): Promise<void> {
    if (acting) return;
    acting = true;
    const { last: session, seen } = duty;
    const { standing: found, locked } = status();
    let done: AccountAction = 'none';
    for (const [name, ability] of means) {
      if (closed || done !== 'none' || 'unavailable' in ability || !isDue(duty, parts.use())) continue;
      try {
        await ability.run();
        if (name === 'restart' || (await confirmed(name, seen))) done = name;
      } catch (error) {
        log.warn('account-failed', { action: name, reason: reasonOf(error) });
      }
    }
    acting = false;
    if (closed) return;
    // Put off by whoever has come meanwhile, or by a call: it is owed still.
    if (done === 'none' && !isDue(duty, parts.use())) return;
    log.info('account-end', { action: done });
    tell({ session, standing: found, locked, done });
    become(settled(duty));
    if (!isWatching(duty, parts.use())) cancelLook();
  }

  async function confirmed(name: AccountAction, before: AccountSight | undefined): Promise<boolean> {
    if ('unavailable' in look) return false;
    const untilMs = clock.monotonicMs() + accountLimits.confirmMs;
    while (!closed && clock.monotonicMs() < untilMs) {
      const sight = await look.run().catch((): undefined => undefined);
      if (sight !== undefined && (sight.user !== before?.user || (name === 'lock' && sight.locked))) return true;
      await new Promise<void>((resolve) => void clock.after(accountLimits.confirmEveryMs, resolve));
    }
    return false;
  }

  return {
    get status() {
      return status();
    },
    roomChanged() {
      const use = parts.use();
      const is = JSON.stringify(use);
      if (is === known) return;
      known = is;
      if (isWatching(duty, use)) void lookNow();
    },
    linked() {
      for (const news of untold.splice(0)) tell(news);
    },
    close() {
      closed = true;
      cancelLook();
    },
  };
}
