/** What sweeps look at: sessions that rest on nothing, as if their rights had ended without a word. */
import { limits } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsGraceMs } from '../access/access-facts.ts';
import { createTenant } from '../access/first-start.ts';
import { forgetEndedSignIns } from '../access/sign-in.ts';
import { createEnrolmentKey } from '../devices/enrolment-keys.ts';
import { servicesLimits } from '../limits.ts';
import type { Db, Tables } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { type SweepPorts, sweepInTurns, timedEnds } from './session-sweep.ts';

const digits = [...'0123456789abcdef'];
const hourMs = 60 * 60_000;
const actor = { kind: 'services' } as const;

let store: TemporaryStore;
let db: Db;
let sources: ReturnType<typeof manualSources>;
let tenantId: string;
let operatorId: string;
let lostMs: number;
let ports: SweepPorts;
beforeEach(async () => {
  store = await temporaryStore();
  ({ db } = store);
  sources = manualSources();
  ({ tenantId, operatorId } = await db.transaction().execute((tx) => createTenant(tx, sources, 'Ours', actor)));
  const key = { tenantId, actor, name: 'Rooms', approval: 'automatic', maxUses: 1, lifeMs: hourMs } as const;
  const made = await createEnrolmentKey(db, sources, key);
  const device = {
    id: 'd',
    tenant_id: tenantId,
    name: 'Room',
    platform: 'linux',
    state: 'monitored',
    public_key: '{}',
  };
  const proof = { key_thumbprint: 'd', enrolment_key_id: made.key.id, created_ms: 1, credential_expires_ms: 1 };
  await db
    .insertInto('devices')
    .values({ ...device, ...proof })
    .execute();
  lostMs = 0;
  const relays = { lostForMs: () => lostMs, endSession: () => undefined } as unknown as SweepPorts['relays'];
  ports = { db, sources, relays };
});
afterEach(() => store.remove());

/** One session for each digit that an ID may end with. */
async function sessions(change: Partial<Tables['sessions']> = {}): Promise<void> {
  const nowMs = sources.nowMs();
  const whose = { tenant_id: tenantId, operator_id: operatorId, device_id: 'd', node: 'n', instance: 'i' };
  const asked = { permission: 'view', reason: '', origin: 'https://portal.example', requested_ms: nowMs };
  const times = { ends_ms: nowMs + hourMs, ticket_expires_ms: nowMs - 1, suspended_ms: null, resume_until_ms: null };
  const state = { state: 'started', started_ms: nowMs, ended_ms: null, end_reason: null, replaced_tickets: 0 };
  const held = { credential_kind: null, credential_id: null, operator_erased: 0 };
  for (const digit of digits) {
    const id = `00000000-0000-7000-8000-00000000000${digit}`;
    await db
      .insertInto('sessions')
      .values({ id, ...whose, ...asked, ...times, ...state, ...held, ...change })
      .execute();
  }
}

const ended = async () =>
  (await db.selectFrom('sessions').where('ended_ms', 'is not', null).select('end_reason').execute()).map(
    ({ end_reason }) => end_reason,
  );
const all = (reason: string) => digits.map(() => reason);

describe('sweeping in turns', () => {
  it('SES-4: finds what rests on nothing within a lease, a part of it each time', async () => {
    await sessions();
    const sweep = sweepInTurns(ports);
    const found: number[] = [];
    for (let turn = 1; turn <= servicesLimits.sweepTurns; turn++) {
      await sweep();
      found.push((await ended()).length);
    }
    expect(found).toEqual([4, 8, 12, 16]);
    expect(found.length * servicesLimits.sweepMs).toBeLessThan(limits.leaseMs);
    expect(await ended()).toEqual(all('withdrawn'));
  });

  it.each([
    ['SES-7', 'time-limit', () => ({ ends_ms: sources.nowMs() - servicesLimits.sessionGraceMs - 1 }), 0],
    ['SES-4', 'lease-lapsed', () => ({}), servicesLimits.nodeLostMs + 1],
    ['TOK-1', 'never-started', () => ({ state: 'requested', started_ms: null, ticket_expires_ms: 1 }), 0],
    ['SES-5', 'resume-expired', () => ({ state: 'suspended', suspended_ms: 1, resume_until_ms: 2 }), 0],
  ] as const)('%s: finds whatever is over (%s) each time', async (_, reason, change, awayMs) => {
    await sessions(change());
    lostMs = awayMs;
    await sweepInTurns(ports)();
    expect(await ended()).toEqual(all(reason));
  });
});

describe('what ends by the clock', () => {
  it('SES-4: ends sessions with the sign-in that they were started in, though what is over is just being forgotten', async () => {
    const endMs = sources.nowMs() + 1_000;
    const proof = { token_hash: 't', created_ms: 1, authenticated_ms: null };
    await db
      .insertInto('web_sessions')
      .values({ id: 's', operator_id: operatorId, expires_ms: endMs, ...proof })
      .execute();
    await sessions({ credential_kind: 'sign-in', credential_id: 's' });
    const ask = timedEnds(ports);
    sources.advance(1_000);
    await forgetEndedSignIns(db, sources.nowMs());
    await ask();
    expect(await ended()).toEqual(all('withdrawn'));
    sources.advance(servicesLimits.signInSweepMs);
    await forgetEndedSignIns(db, sources.nowMs());
    expect(await db.selectFrom('web_sessions').select('id').execute()).toEqual([]);
  });

  const claimed = (untilMs: number) => db.updateTable('operators').set({ claims_until_ms: untilMs }).execute();

  it.each(['current', 'of-makers'] as const)(
    'ACC-6: ends sessions when claims no longer count (%s)',
    async (claims) => {
      await sessions();
      await claimed(sources.nowMs() + 1_000 - claimsGraceMs[claims]);
      const ask = timedEnds(ports);
      sources.advance(999);
      await ask();
      expect(await ended()).toEqual([]);
      sources.advance(1);
      await ask();
      expect(await ended()).toEqual(all('withdrawn'));
    },
  );
});
