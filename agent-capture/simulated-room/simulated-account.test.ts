import { describe } from 'vitest';
import { accountContract } from '../testing/account-contract.ts';
import { SimulatedAccount } from './simulated-account.ts';

describe('the simulated account', () => {
  accountContract(async () => {
    const account = new SimulatedAccount();
    return {
      look: async () => account.sight,
      signIn: (user) => account.signIn(user),
      signOut: () => account.signOut(),
      setLocked: (locked) => void account.setLocked(locked),
    };
  });
});
