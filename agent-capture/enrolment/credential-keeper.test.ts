import { describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createTestServices } from '../testing/test-services.ts';
import { createCredentialKeeper, isDue } from './credential-keeper.ts';
import type { IdentityFile } from './identity-file.ts';

async function setUp() {
  const { identity } = await createTestServices();
  const clock = createFakeClock();
  const saved: IdentityFile[] = [];
  const services = { renewals: 0, refuse: false };
  const time = { nowMs: Date.now() };
  const keeper = createCredentialKeeper({
    identity,
    client: {
      enrol: () => Promise.reject(new Error('not here')),
      async renew(device) {
        services.renewals += 1;
        if (services.refuse || device !== identity.device) throw new Error('suspended');
        return { credential: `credential-${services.renewals}`, relayUrl: 'ws://127.0.0.1:3' };
      },
    },
    clock,
    nowMs: () => time.nowMs,
    save: (file) => saved.push(file),
    log: { info: () => undefined, warn: () => undefined },
  });
  return { identity, clock, saved, services, time, keeper };
}

const hourMs = 3_600_000;

describe('credential keeper', () => {
  it('DEV-1: renews in advance, when a quarter of the life is left, and saves it without the key', async () => {
    const { clock, saved, services, time, keeper } = await setUp();
    time.nowMs += 17 * hourMs;
    await clock.advance(agentLimits.renewCheckMs);
    expect(services.renewals).toBe(0);
    time.nowMs += 2 * hourMs;
    await clock.advance(agentLimits.renewCheckMs);
    expect(keeper.identity).toMatchObject({ credential: 'credential-1', relayUrl: 'ws://127.0.0.1:3' });
    expect(saved).toHaveLength(1);
    expect(saved[0]).not.toHaveProperty('privateKey');
    keeper.close();
    expect(clock.timers).toBe(0);
  });

  it('asks again when services refuse or are away, and keeps what it has', async () => {
    const { identity, clock, services, time, keeper } = await setUp();
    services.refuse = true;
    time.nowMs += 30 * hourMs;
    await clock.advance(3 * agentLimits.renewCheckMs);
    expect(services.renewals).toBe(3);
    expect(keeper.identity.credential).toBe(identity.credential);
    expect(await keeper.renew()).toBe(false);
    services.refuse = false;
    expect(await keeper.renew()).toBe(true);
    keeper.close();
  });

  it('renews once for all who ask at the same time', async () => {
    const { services, keeper } = await setUp();
    expect(await Promise.all([keeper.renew(), keeper.renew()])).toEqual([true, true]);
    expect(services.renewals).toBe(1);
    keeper.close();
  });

  it('TOK-6: notes an accepted key set for the next start', async () => {
    const { saved, keeper } = await setUp();
    keeper.noteKeySet(12);
    expect(saved).toMatchObject([{ keySetSequence: 12 }]);
    keeper.close();
  });

  it('a credential that cannot be read is due', async () => {
    const { identity, keeper } = await setUp();
    expect(isDue(identity.credential, Date.now())).toBe(false);
    for (const credential of ['', 'x', 'a.b.c', `a.${Buffer.from('[]').toString('base64url')}.c`]) {
      expect(isDue(credential, Date.now())).toBe(true);
    }
    keeper.close();
  });
});
