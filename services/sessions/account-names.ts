/** What became of the device's own account, as the log names it. Nobody's name is in it (SES-10). */
import { AccountAction, AccountState } from '@ringside/protocol';

const states = {
  [AccountState.ACCOUNT_STATE_UNSPECIFIED]: 'unknown',
  [AccountState.ACCOUNT_STATE_SAME]: 'same',
  [AccountState.ACCOUNT_STATE_CHANGED]: 'changed',
  [AccountState.ACCOUNT_STATE_SIGNED_OUT]: 'signed-out',
} as const satisfies Record<AccountState, string>;

const actions = {
  [AccountAction.ACCOUNT_ACTION_UNSPECIFIED]: 'none',
  [AccountAction.ACCOUNT_ACTION_SIGN_OUT]: 'sign-out',
  [AccountAction.ACCOUNT_ACTION_LOCK]: 'lock',
  [AccountAction.ACCOUNT_ACTION_RESTART]: 'restart',
} as const satisfies Record<AccountAction, string>;

export interface AccountNews {
  readonly account: string;
  readonly locked: boolean;
  readonly atEnd: boolean;
  /** What the device did, `none` when it could do nothing; null while the session lives. */
  readonly action: string | null;
}

/** A newer agent may know a state or an action that this build does not. */
export function accountNews(news: {
  readonly account: AccountState;
  readonly locked: boolean;
  readonly atEnd: boolean;
  readonly action: AccountAction;
}): AccountNews {
  const { account, locked, atEnd, action } = news;
  return { account: states[account] ?? 'unknown', locked, atEnd, action: atEnd ? (actions[action] ?? 'none') : null };
}
