/** Worlds in a real database: what is read of them and decided, beside the model of the rules. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCallerFacts } from '../../services/access/access-facts.ts';
import type { AccessFacts, DeviceFacts } from '../../services/access/facts.ts';
import { usersWithRemoteAccess } from '../../services/access/remote-access-report.ts';
import { readDevice } from '../../services/devices/device-records.ts';
import { whoCanReach } from '../../services/sessions/device-reach.ts';
import { unheldSessions } from '../../services/sessions/held-sessions.ts';
import { listSessions } from '../../services/sessions/session-list.ts';
import { readSession } from '../../services/sessions/session-records.ts';
import type { Db, Tx } from '../../services/store/schema.ts';
import { openSqlite } from '../../services/store/sqlite-database.ts';
import { manualSources } from '../../services/testing/manual-sources.ts';
import { anyNearGift, kindsOfGifts } from './gifts.ts';
import { givingAnswers, shareOf } from './giving-rules.ts';
import { matrixLimits } from './limits.ts';
import { answer, permissionsOnDevice, type World } from './rules.ts';
import { decide, requestOf } from './snapshot.ts';
import { type Ground, giveCredentials, layGround, StoredWorld } from './stored-world.ts';
import { anyGiving, anyInterview, anyWorld, nowMs } from './worlds.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-matrix-'));
const sources = manualSources(nowMs);
let db: Db;
let ground: Ground;

beforeAll(async () => {
  db = await openSqlite(folder);
  const [plain] = fc.sample(anyWorld, { seed: matrixLimits.seed, numRuns: 1 });
  if (plain === undefined) throw new Error('no world');
  ground = await db
    .transaction()
    .execute(async (tx) => giveCredentials(tx, sources, await layGround(tx, sources, plain)));
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** Smaller worlds are many, and each takes a while: the difference is told in words. */
const endOnFailure = true;

class Done extends Error {}

/** In a transaction that is always taken back: each case begins on the same ground. */
async function tried(work: (tx: Tx) => Promise<void>): Promise<void> {
  const done = new Done();
  const trial = db.transaction().execute(async (tx) => {
    await work(tx);
    throw done;
  });
  await trial.catch((error: unknown) => {
    if (error !== done) throw error;
  });
}

const isLinked = () => true;

async function devicesOf(tx: Tx, stored: StoredWorld, world: World): Promise<Map<string, DeviceFacts>> {
  const devices = new Map<string, DeviceFacts>();
  for (const { id } of world.devices) {
    const device = await readDevice(tx, stored.id(id), isLinked);
    if (device !== undefined) devices.set(id, device);
  }
  return devices;
}

/** What of the rules and of the store differs, in words. */
async function differences(tx: Tx, stored: StoredWorld, world: World, interviews: Interviews): Promise<string[]> {
  const found: string[] = [];
  const compare = (what: string, byProduct: unknown, byRules: unknown) => {
    const [product, rules] = [JSON.stringify(byProduct), JSON.stringify(byRules)];
    if (product !== rules) found.push(`${what}: by the rules ${rules}, by the product ${product}`);
  };
  const devices = await devicesOf(tx, stored, world);
  // Those who made the world are not in it, but are among everyone.
  const names = new Map([...ground.ids].map(([name, id]) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;

  // Of each kind of asker once: it is three statements or six.
  const read = new Map<string, Promise<AccessFacts | undefined>>();
  for (const { asker, questions } of interviews) {
    const kind = JSON.stringify(asker);
    const reading = read.get(kind) ?? readCallerFacts(tx, stored.principalOf(asker), sources.nowMs());
    read.set(kind, reading);
    const facts = await reading;
    if (facts === undefined) throw new Error(`${kind} is not there`);
    for (const question of questions) {
      const request = requestOf(
        question,
        (id) => devices.get(id),
        (name) => ground.ids.get(name) ?? name,
      );
      compare(`${JSON.stringify(question)} of ${kind}`, decide(facts, request), answer(world, asker, question));
    }
    // Only as far as the user may do anything at all: a request of others ends before it.
    if (answer(world, asker, { ask: 'own account' }) !== 'allowed') continue;
    const { sessions } = await listSessions(tx, facts, { after: undefined, limit: ground.sessions.size });
    const listed = sessions.map(({ id }) => id);
    const visible = [...ground.sessions].filter(
      ([, session]) => answer(world, asker, { ask: 'see session', session }) === 'allowed',
    );
    compare(`sessions that ${kind} sees`, listed.toSorted(), visible.map(([id]) => id).toSorted());
  }

  const unheld = await unheldSessions(tx, await sessionsIn(tx), sources.nowMs());
  const lost = [...ground.sessions].filter(([, { operator: user, device, keyMadeBy, isOver }]) => {
    const asker = keyMadeBy === undefined ? { user, sessionsOnly: false } : { user, sessionsOnly: true, keyMadeBy };
    const held = answer(world, asker, { ask: 'hold session', device, permission: 'view' });
    return isOver === true || held !== 'allowed';
  });
  compare('sessions that end', unheld.map(({ id }) => id).toSorted(), lost.map(([id]) => id).toSorted());

  for (const { id: name, tenant, state } of world.devices) {
    const device = await readDevice(tx, stored.id(name), isLinked);
    if (device === undefined) throw new Error(`${name} is not there`);
    const reach = await whoCanReach(tx, device, sources.nowMs());
    const reaching = reach.users.filter(({ id }) => names.has(id));
    const suspended = world.tenants.some(({ id, suspended }) => id === tenant && suspended);
    const byRules = suspended ? [] : holders(world, name);
    compare(
      `who reaches ${name}`,
      reaching.map(({ id, permission }) => `${nameOf(id)} ${permission}`).toSorted(),
      byRules,
    );
    const listed: string[] = [];
    for await (const row of usersWithRemoteAccess(tx, stored.id(tenant), sources.nowMs())) {
      const isAsked = row.deviceId === device.id && names.has(row.operatorId);
      if (isAsked) listed.push(`${nameOf(row.operatorId)} ${row.permission}`);
    }
    compare(`report of ${name}`, listed.toSorted(), state === 'unenrolled' ? [] : holders(world, name));
  }
  return found;
}

/** AUD-7, ACC-6: who has remote access, with the most that they may do. */
const holders = (world: World, device: string): string[] =>
  world.users
    .filter(({ disabled }) => !disabled)
    .flatMap(({ id }) => {
      const held = permissionsOnDevice(world, id, device, 'last heard');
      const best = ['modify', 'view'].find((each) => held.includes(`remote-access.${each}`));
      return best === undefined ? [] : [`${id} ${best}`];
    })
    .toSorted();

const sessionsIn = async (tx: Tx) => {
  const sessions = await Promise.all([...ground.sessions.keys()].map((id) => readSession(tx, id)));
  return sessions.flatMap((session) => session ?? []);
};

type Interviews = readonly (typeof anyInterview extends fc.Arbitrary<infer I> ? I : never)[];

it(
  'ACC-1 to ACC-4, ACC-6, AUD-7, SES-1, SES-4, SES-9: what is stored is decided as the rules say, and after each change',
  async () => {
    let worlds = 0;
    await fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWorld,
        fc.array(anyInterview, { minLength: 24, maxLength: 24 }),
        async (first, second, interviews) => {
          await tried(async (tx) => {
            const stored = new StoredWorld(tx, sources, ground);
            for (const world of [first, second]) {
              const found = await differences(tx, stored, await stored.become(world), interviews);
              if (found.length > 0) throw new Error(found.join('\n'));
              worlds++;
            }
          });
        },
      ),
      { seed: matrixLimits.seed, numRuns: matrixLimits.stored, endOnFailure },
    );
    expect(worlds).toBe(2 * matrixLimits.stored);
  },
  matrixLimits.timeoutMs,
);

it(
  'ACC-1, ACC-5: who gives what they do not have is refused, and nobody else',
  async () => {
    const said = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyWorld, anyGiving, async (drawn, { giver, gifts }) => {
        await tried(async (tx) => {
          const stored = new StoredWorld(tx, sources, ground);
          const world = await stored.become(drawn);
          for (const gift of gifts) {
            const byRules = givingAnswers(world, giver, gift);
            const byProduct = await stored.attempt(giver, gift);
            said.set(byProduct, (said.get(byProduct) ?? 0) + 1);
            if (!byRules.includes(byProduct)) {
              const what = `${JSON.stringify(gift)} by ${JSON.stringify(giver)}`;
              throw new Error(`${what}: by the rules ${byRules.join(' or ')}, by the product ${byProduct}`);
            }
            // The world has become another one, which the next worlds look at.
            if (byProduct === 'allowed') break;
          }
        });
      }),
      { seed: matrixLimits.seed, numRuns: matrixLimits.giving, endOnFailure },
    );
    // That remote access may be off is reached by the gifts below, of each kind.
    for (const each of ['allowed', 'beyond-own-rights', 'assignment-times']) {
      expect([each, (said.get(each) ?? 0) > 0]).toEqual([each, true]);
    }
  },
  matrixLimits.timeoutMs,
);

it(
  'ACC-5: who has all of it gives it, who lacks one thing of it is refused, by each kind of change',
  async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyNearGift, async ({ world: drawn, giver, gift }) => {
        await tried(async (tx) => {
          const stored = new StoredWorld(tx, sources, ground);
          const world = await stored.become(drawn);
          const share = shareOf(world, giver, gift);
          const byRules = givingAnswers(world, giver, gift);
          const byProduct = await stored.attempt(giver, gift);
          if (!byRules.includes(byProduct)) {
            const what = `${JSON.stringify(gift)} by ${JSON.stringify(giver)}, who ${share}`;
            throw new Error(`${what}: by the rules ${byRules.join(' or ')}, by the product ${byProduct}`);
          }
          const kind = gift.give === 'membership' ? `membership in ${gift.of}` : gift.give;
          const key = `${kind}: ${share}, ${byProduct}`;
          seen.set(key, (seen.get(key) ?? 0) + 1);
        });
      }),
      { seed: matrixLimits.seed, numRuns: matrixLimits.nearGifts, endOnFailure },
    );
    // Of each kind a sixth is given by who has all of it, and a sixth refused to who has a part: else it is blind.
    for (const kind of kindsOfGifts) {
      const ofKind = [...seen].filter(([key]) => key.startsWith(`${kind}: `));
      const tries = ofKind.reduce((sum, [, count]) => sum + count, 0);
      for (const wanted of ['has all, allowed', 'has part, beyond-own-rights']) {
        const share = (seen.get(`${kind}: ${wanted}`) ?? 0) / tries;
        expect([kind, wanted, share, share > 1 / 6]).toEqual([kind, wanted, share, true]);
      }
      expect([kind, seen.has(`${kind}: has all, tenant-not-opted-in`)]).toEqual([kind, true]);
    }
  },
  matrixLimits.timeoutMs,
);
