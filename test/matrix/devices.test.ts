/** What becomes of devices in a real database, whatever happens in whichever order, beside the model of the rules. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPublicKey, generateProofKeys, isOlderAgent, type ProofRole, signProof } from '@ringside/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTenant } from '../../services/access/first-start.ts';
import { setTenantSuspended } from '../../services/access/tenant-suspension.ts';
import { DeviceChallenges } from '../../services/devices/device-challenge.ts';
import { deviceDoubled } from '../../services/devices/device-reports.ts';
import { changeDeviceState } from '../../services/devices/device-withdrawal.ts';
import { enrolDevice, renewCredential, unenrolDevice } from '../../services/devices/enrolment.ts';
import { createEnrolmentKey } from '../../services/devices/enrolment-keys.ts';
import { setEntitlement } from '../../services/devices/entitlement.ts';
import { readRelayRules } from '../../services/devices/relay-rules.ts';
import { openIncidents } from '../../services/incidents/incidents.ts';
import { openKeyRing } from '../../services/keys/key-ring.ts';
import type { RelayLink } from '../../services/relay-link.ts';
import type { Db } from '../../services/store/schema.ts';
import { openSqlite } from '../../services/store/sqlite-database.ts';
import { manualSources } from '../../services/testing/manual-sources.ts';
import { type Estate, type Happening, happen, isTooOld, mayConnect } from './device-rules.ts';
import { matrixLimits } from './limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-devices-'));
const sources = manualSources();
const actor = { kind: 'command-line' } as const;
/** Of machines: as many as one story can need. */
const keyNames = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const keyPairs = new Map<string, Awaited<ReturnType<typeof generateProofKeys>>>();
let db: Db;
let ports: Parameters<typeof enrolDevice>[0];

beforeAll(async () => {
  db = await openSqlite(folder);
  const nothing = () => undefined;
  const relays: RelayLink = {
    isLinked: () => true,
    endSession: nothing,
    withdrawDevice: nothing,
    restoreDevice: nothing,
    rebindDevice: nothing,
    recoverDevice: nothing,
  };
  const challenges = new DeviceChallenges(sources);
  ports = { db, sources, keys: await openKeyRing(folder, sources), challenges, relays };
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** A tenant of its own for each story, so that none is in the way of the next. */
class Tenant {
  readonly #id: string;
  /** In the order in which they enrolled. */
  readonly #devices: string[] = [];
  readonly #rebindingKeys = new Map<number, string>();

  constructor(id: string) {
    this.#id = id;
  }

  static async found(): Promise<Tenant> {
    keyPairs.clear();
    for (const name of keyNames) keyPairs.set(name, await generateProofKeys());
    const made = await db.transaction().execute((tx) => createTenant(tx, sources, sources.newId(), actor));
    return new Tenant(made.tenantId);
  }

  async happen(happening: Happening): Promise<string> {
    // The order of enrolment is told by the time.
    sources.advance(1);
    const place = 'machine' in happening ? happening.machine : -1;
    const deviceId = this.#devices[place];
    const of = { tenantId: this.#id, actor };
    if (happening.what === 'enrol') return this.#enrol(await this.#newKey(happening.approval), happening.key);
    if (happening.what === 'entitle') {
      await setEntitlement({ db, sources }, { ...of, devices: happening.devices });
      return 'done';
    }
    if (happening.what === 'suspend tenant' || happening.what === 'restore tenant') {
      const suspended = happening.what === 'suspend tenant';
      await db.transaction().execute((tx) => setTenantSuspended(tx, sources, { ...of, suspended }));
      return 'done';
    }
    if (deviceId === undefined) return 'nothing';
    switch (happening.what) {
      case 'move':
        return outcome(await changeDeviceState(ports, { ...of, deviceId, state: happening.to }));
      case 'delete':
        return outcome(await changeDeviceState(ports, { ...of, deviceId, state: 'unenrolled', deleteData: true }));
      case 'make rebinding key': {
        // What the route looks at, which is in the matrix of routes.
        const { state } = await this.#row(deviceId);
        if (state === 'unenrolled') return 'state-change-not-allowed';
        this.#rebindingKeys.set(place, await this.#newKey('automatic', deviceId));
        return 'done';
      }
      case 'rebind':
        return this.#enrol(this.#rebindingKeys.get(place) ?? 'of nobody', happening.key, place);
      case 'come twice':
        await db.transaction().execute((tx) => deviceDoubled(tx, sources, { node: 'node' }, deviceId));
        return 'done';
      case 'renew': {
        const renewal = await renewCredential(ports, await proofOf('renewal', deviceId, happening.key));
        return renewal.renewed ? 'done' : renewal.reason;
      }
      case 'leave': {
        const proof = await proofOf('unenrolment', deviceId, happening.key);
        return outcome(await unenrolDevice(ports, { ...proof, deleteData: happening.deleteData }));
      }
      default:
        return happening satisfies never;
    }
  }

  async #newKey(approval: 'automatic' | 'required', deviceId?: string): Promise<string> {
    const made = { tenantId: this.#id, actor, name: 'key', approval, maxUses: 1, lifeMs: 3_600_000 };
    return (await createEnrolmentKey(db, sources, deviceId === undefined ? made : { ...made, deviceId })).secret;
  }

  async #enrol(enrolmentKey: string, keyName: string, place?: number): Promise<string> {
    const { privateKey, publicKey } = pairOf(keyName);
    const nonce = ports.challenges.issue();
    const proof = await signProof(privateKey, 'enrolment', Buffer.from(nonce, 'base64url'), enrolmentKey);
    const enrolled = await enrolDevice(ports, {
      enrolmentKey,
      nonce,
      proof: Buffer.from(proof).toString('base64url'),
      publicKey: await exportPublicKey({ privateKey, publicKey }),
      name: 'Room',
      platform: 'simulated',
    });
    if (!enrolled.enrolled) return enrolled.reason;
    if (place === undefined) this.#devices.push(enrolled.deviceId);
    else if (enrolled.deviceId !== this.#devices[place]) return 'another device was rebound';
    return 'done';
  }

  #row(deviceId: string) {
    return db.selectFrom('devices').where('id', '=', deviceId).selectAll().executeTakeFirstOrThrow();
  }

  /** What is there now, machine by machine. */
  async shown(): Promise<string[]> {
    const rules = await readRelayRules(db, sources.nowMs());
    const incidents = await openIncidents(db, this.#id);
    const rows = await Promise.all(this.#devices.map((device) => this.#row(device)));
    return rows.map(({ id, state, deleted_ms, name }) =>
      told({
        state,
        deleted: deleted_ms !== null && name !== 'Room',
        doubled: (incidents.get(id) ?? []).some(({ kind }) => kind === 'identity-doubled'),
        turnedAway: rules.withdrawn.has(id),
      }),
    );
  }
}

const outcome = (said: string | undefined): string => (said === undefined || said === 'changed' ? 'done' : said);

function pairOf(name: string) {
  const pair = keyPairs.get(name);
  if (pair === undefined) throw new Error(`no key pair ${name}`);
  return pair;
}

async function proofOf(role: ProofRole, deviceId: string, keyName: string) {
  const nonce = ports.challenges.issue();
  const proof = await signProof(pairOf(keyName).privateKey, role, Buffer.from(nonce, 'base64url'), deviceId);
  return { deviceId, nonce, proof: Buffer.from(proof).toString('base64url') };
}

interface Shown {
  readonly state: string;
  readonly deleted: boolean;
  readonly doubled: boolean;
  /** Relays are told to turn it away. */
  readonly turnedAway: boolean;
}

const told = ({ state, deleted, doubled, turnedAway }: Shown): string =>
  [state, deleted && 'deleted', doubled && 'doubled', turnedAway && 'turned away'].filter(Boolean).join(', ');

const shownByRules = (estate: Estate): string[] =>
  estate.machines.map((machine, place) =>
    told({ ...machine, turnedAway: machine.key === 'none' || !mayConnect(estate, place, machine.key) }),
  );

const machine = fc.constantFrom(0, 0, 1, 2);
const key = fc.constantFrom(...keyNames);
const drawn = (what: Happening['what'], rest: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ what: fc.constant(what), ...rest }) as fc.Arbitrary<Happening>;
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: drawn('enrol', { approval: fc.constantFrom('automatic', 'required'), key }) },
  { weight: 4, arbitrary: drawn('move', { machine, to: fc.constantFrom('monitored', 'suspended', 'unenrolled') }) },
  { weight: 1, arbitrary: drawn('delete', { machine }) },
  { weight: 2, arbitrary: drawn('entitle', { devices: fc.constantFrom(null, 0, 1, 2) }) },
  { weight: 1, arbitrary: drawn('suspend tenant') },
  { weight: 2, arbitrary: drawn('restore tenant') },
  { weight: 2, arbitrary: drawn('make rebinding key', { machine }) },
  { weight: 3, arbitrary: drawn('rebind', { machine, key }) },
  { weight: 1, arbitrary: drawn('come twice', { machine }) },
  { weight: 3, arbitrary: drawn('renew', { machine, key }) },
  { weight: 1, arbitrary: drawn('leave', { machine, key, deleteData: fc.boolean() }) },
);

/** A key pair is made anew each time: one that was enrolled before is another rule's business. */
function withFreshKeys(happenings: readonly Happening[]): Happening[] {
  const unused = [...keyNames];
  const current = new Map<number, string>();
  let enrolled = 0;
  return happenings.flatMap((happening): Happening[] => {
    if (happening.what === 'enrol' || happening.what === 'rebind') {
      const fresh = unused.shift();
      if (fresh === undefined) return [];
      current.set(happening.what === 'rebind' ? happening.machine : enrolled++, fresh);
      return [{ ...happening, key: fresh }];
    }
    if (happening.what === 'renew' || happening.what === 'leave') {
      // The right one most of the time: where it is not, one that was drawn.
      const right = current.get(happening.machine);
      return [{ ...happening, key: right !== undefined && happening.key !== 'tenth' ? right : happening.key }];
    }
    return [happening];
  });
}

/** What has to be reached, or the matrix has gone blind. */
const answers = [
  'done',
  'nothing',
  'tenant-suspended',
  'device-not-found',
  'state-change-not-allowed',
  'entitlement-reached',
  'enrolment-key-unknown',
  'enrolment-key-revoked',
  'enrolment-key-used-up',
  'proof-invalid',
  'device-withdrawn',
];

it(
  'DEV-1 to DEV-4, DEV-6: whatever happens to devices, they are afterwards what the rules say, and relays turn away those that they say',
  async () => {
    const said = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyHappening, { minLength: 16, maxLength: 32 }), async (story) => {
        const tenant = await Tenant.found();
        let estate: Estate = { suspended: false, entitled: null, machines: [] };
        for (const happening of withFreshKeys(story)) {
          const byRules = happen(estate, happening);
          estate = byRules.estate;
          const byProduct = await tenant.happen(happening);
          said.set(byProduct, (said.get(byProduct) ?? 0) + 1);
          const [rules, product] = [shownByRules(estate).join('; '), (await tenant.shown()).join('; ')];
          if (byProduct === byRules.said && product === rules) continue;
          const what = JSON.stringify(happening);
          throw new Error(`${what}: by the rules ${byRules.said} (${rules}), by the product ${byProduct} (${product})`);
        }
      }),
      { seed: matrixLimits.seed, numRuns: matrixLimits.stories, endOnFailure: true },
    );
    expect([...said.keys()].toSorted()).toEqual(answers.toSorted());
  },
  matrixLimits.timeoutMs,
);

it('DEV-5: an agent is too old for relays when it is by the rules', () => {
  const numbers = fc.array(fc.constantFrom('0', '1', '2', '9', '10', '010', '999999'), { minLength: 1, maxLength: 4 });
  const version = numbers.map((each) => each.join('.'));
  const named = fc
    .tuple(version, fc.constantFrom('', '', '', '-beta', '+5', '-rc.1', '.', '.1.1.1.1', ' ', 'x'))
    .map(([release, suffix]) => `${release}${suffix}`);
  const told = fc.oneof(
    { weight: 9, arbitrary: named },
    { weight: 1, arbitrary: fc.constantFrom('', 'v1', '-', 'next') },
  );
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(told, fc.option(version), (agent, minimum) => {
      const byRules = isTooOld(agent, minimum);
      seen.add(byRules);
      // Empty: any.
      const byProduct = isOlderAgent(agent, minimum ?? '');
      if (byProduct !== byRules)
        throw new Error(`${agent} for ${minimum}: by the rules ${byRules}, not by the product`);
    }),
    { seed: matrixLimits.seed, numRuns: matrixLimits.versions },
  );
  expect(seen).toEqual(new Set([true, false]));
});
