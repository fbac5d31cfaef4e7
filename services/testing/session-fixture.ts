/** A rig with one node, one connected idle device and a signed-in operator: what most tests of sessions begin with. */
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { createSignInLink } from '../access/sign-in.ts';
import type { ServicesSettings } from '../index.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type Answer, connectDevice, type Rig, startRig } from './rig.ts';
import type { TestNode } from './test-node.ts';

export interface SessionFixture {
  readonly rig: Rig;
  readonly node: TestNode;
  readonly device: string;
  cookie: string;
  start(body?: object, options?: object): Promise<Answer>;
  resume(session: string, options?: object): Promise<Answer>;
  /** @returns the cookie of another operator */
  signInAs(operatorId: string): Promise<string>;
  /** Starts a session and has the node report it as started. */
  running(): Promise<string>;
  record(session: string): Promise<Record<string, unknown>>;
  /** Ends every session that lives. */
  endAll(): Promise<void>;
  /** Waits until the sweep or an event has brought the session there. */
  until(session: string, state: string): Promise<Record<string, unknown>>;
  events(session?: string): Promise<{ kind: string; detail: Record<string, unknown> }[]>;
}

export async function startSessionFixture(overrides: Partial<ServicesSettings> = {}): Promise<SessionFixture> {
  const rig = await startRig(overrides);
  const node = await rig.node();
  const { body } = await rig.enrol();
  const device: string = body.deviceId;
  await connectDevice(node, device);
  const publicKey = await exportPublicKey(await generateProofKeys());
  const fixture: SessionFixture = {
    rig,
    node,
    device,
    cookie: await rig.signIn(),
    start: (change = {}, options = {}) =>
      rig.request('POST', '/v1/sessions', {
        cookie: fixture.cookie,
        body: { deviceId: device, permission: 'modify', publicKey, ...change },
        ...options,
      }),
    resume: (session, options = {}) =>
      rig.request('POST', `/v1/sessions/${session}/tickets`, {
        cookie: fixture.cookie,
        body: { publicKey },
        ...options,
      }),
    signInAs: async (operatorId) => {
      const db = await openSqlite(rig.dataFolder);
      const secret = await createSignInLink(db, rig.sources, operatorId);
      await db.destroy();
      const { headers } = await rig.request('POST', '/v1/sign-in', { body: { secret } });
      return headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    running: async () => {
      const { body: started } = await fixture.start();
      await node.report({ sessionStarted: { session: started.sessionId, resumed: false } }, rig.sources.nowMs());
      return started.sessionId;
    },
    record: async (session) => {
      const { body: list } = await rig.request('GET', '/v1/sessions', { cookie: fixture.cookie });
      return list.sessions.find(({ id }: { id: string }) => id === session);
    },
    endAll: async () => {
      const { body: list } = await rig.request('GET', '/v1/sessions', { cookie: fixture.cookie });
      for (const { id, state } of list.sessions) {
        if (state !== 'ended') await rig.request('POST', `/v1/sessions/${id}/end`, { cookie: fixture.cookie });
      }
    },
    until: async (session, state) => {
      for (;;) {
        const record = await fixture.record(session);
        if (record.state === state) return record;
        await new Promise((later) => setTimeout(later, 20));
      }
    },
    events: async (session) => {
      const db = await openSqlite(rig.dataFolder);
      let query = db.selectFrom('events').selectAll().orderBy('sequence');
      if (session !== undefined) query = query.where('session_id', '=', session);
      const rows = await query.execute();
      await db.destroy();
      return rows.map(({ kind, detail }) => ({ kind, detail: JSON.parse(detail) }));
    },
  };
  return fixture;
}
