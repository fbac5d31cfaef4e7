/** Rules that change while a node is being welcomed, or while they are read: no node misses them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeHeartbeat,
  decodeToNodeMessage,
  encodeNodeMessage,
  limits,
  type ToNodeMessage,
} from '@ringside/protocol';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ensureFirstOperator } from '../access/first-start.ts';
import { withRelayRules } from '../devices/relay-rules.ts';
import { openKeyRing } from '../keys/key-ring.ts';
import { servicesLimits } from '../limits.ts';
import { createLog } from '../monitoring/log.ts';
import { Recoveries } from '../recoveries/recoveries.ts';
import type { Db } from '../store/schema.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { ControlPlane } from './control-plane.ts';
import { Heartbeats } from './heartbeats.ts';
import { NodeRegistry } from './node-registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-control-'));
const sources = manualSources();
/** All of a node's connection but what it hears. */
const idleSocket = {
  close: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  ping: () => undefined,
  bufferedBytes: 0,
};
const hello = { version: 1, node: 'n', instance: 'i', viewerUrl: 'ws://127.0.0.1:9/', liveSessions: [] };

let db: Db;
let tenantId: string;
beforeAll(async () => {
  db = await openSqlite(folder);
  ({ tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'Test', embedded: false }));
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});
beforeEach(() => setMinimum(null));

const setMinimum = async (minimum_agent: string | null) => {
  await db.updateTable('tenants').set({ minimum_agent }).where('id', '=', tenantId).execute();
};

/** A store that lets something happen once, right after its next commit. */
function interrupted(between: () => Promise<void>): Db {
  let happened = false;
  const transaction = () => ({
    execute: async (work: Parameters<ReturnType<Db['transaction']>['execute']>[0]) => {
      const result = await db.transaction().execute(work);
      if (!happened) {
        happened = true;
        await between();
      }
      return result;
    },
  });
  return new Proxy(db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name).bind(target)),
  });
}

it('DEV-4, DEV-5: a node that links while a rule changes hears of it', async () => {
  const nodes = new NodeRegistry(sources, () => undefined);
  const keys = await openKeyRing(folder, sources);
  const heartbeats = await Heartbeats.open(db, sources, keys);
  const racing = interrupted(async () => {
    await setMinimum('2.0.0');
    await withRelayRules(db, sources, nodes, (rules) => nodes.apply(rules));
  });
  const log = createLog({ write: () => undefined });
  const ports = { db: racing, sources, keys, heartbeats, nodes, recoveries: new Recoveries(), log };
  const received: ToNodeMessage[] = [];
  const beaten = new Promise<void>((done) => {
    const link = new ControlPlane(ports).accept({
      send: (bytes) => {
        const message = decodeToNodeMessage(bytes);
        received.push(message);
        if (message.message === 'heartbeat') done();
      },
      ...idleSocket,
    });
    link.receive(encodeNodeMessage({ hello }));
  });
  await beaten;
  const [welcome] = received;
  expect(welcome?.message === 'welcome' && welcome.welcome.minimumAgents).toEqual([]);
  const commands = received.flatMap((message) => (message.message === 'command' ? [message.command.minimumAgent] : []));
  expect(commands).toMatchObject([{ tenant: tenantId, version: '2.0.0' }]);
});

it('DEV-4: rules that were read before a device was withdrawn do not take that back', async () => {
  const nodes = new NodeRegistry(sources, () => undefined);
  const seen: boolean[] = [];
  let reads = 0;
  const relays = {
    get told() {
      // Somebody suspends a device while they are read.
      if (++reads === 2) nodes.withdrawDevice('a device');
      return nodes.told;
    },
  };
  await withRelayRules(db, sources, relays, () => seen.push(reads === 4));
  expect(seen).toEqual([true]);
});

it('SES-4, threat 6: a node that says hello again and again makes no turn of ended sessions shorter', async () => {
  const nodes = new NodeRegistry(sources, () => undefined);
  const keys = await openKeyRing(folder, sources);
  const heartbeats = await Heartbeats.open(db, sources, keys);
  for (let count = 0; count < 2 * limits.endedSessions; count++) heartbeats.sessionEnded(randomUUID());
  const log = createLog({ write: () => undefined });
  const control = new ControlPlane({ db, sources, keys, heartbeats, nodes, recoveries: new Recoveries(), log });
  const named = new Set<string>();
  let heard = (): void => undefined;
  const link = control.accept({
    send(bytes) {
      const message = decodeToNodeMessage(bytes);
      if (message.message !== 'heartbeat') return;
      for (const session of decodeHeartbeat(message.heartbeat.payload).endedSessions) named.add(session);
      heard();
    },
    ...idleSocket,
  });
  for (let times = 0; times <= servicesLimits.endedSessionBeats; times++) {
    const beaten = new Promise<void>((done) => {
      heard = done;
    });
    link.receive(encodeNodeMessage({ hello }));
    await beaten;
  }
  expect(named.size).toBe(limits.endedSessions);
});
