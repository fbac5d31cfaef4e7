/** TOK-6: services change their signing key while sessions run. */
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SessionRig, startSessionRig } from '../testing/session-rig.ts';

let rig: SessionRig;
beforeEach(async () => {
  rig = await startSessionRig();
});
afterEach(() => rig.running.stop());

test('TOK-6: a new key is passed on to agents, signs heartbeats and tickets, and no session notices; the old key’s stay good', async () => {
  const { services } = rig.running;
  const agent = await rig.agent();
  const viewer = await rig.viewer(agent);
  const keys = await generateProofKeys();
  const old = await services.credential('late', await exportPublicKey(keys));
  const sign = await services.publish('key-2');
  const told = await agent.heard.first(({ message }) => message === 'keySet');
  expect(told.message === 'keySet' && told.keySet.keyId).toBe('root');
  sign();
  const before = agent.heard.all.length;
  await services.heartbeat();
  const beat = await agent.heard.first(({ message }) => message === 'heartbeat', before);
  expect(beat.message === 'heartbeat' && beat.heartbeat.keyId).toBe('key-2');
  await rig.viewer(agent);
  // Signed by the old key, and good as long as they live.
  await rig.agent({ device: 'late', keys, credential: old });
  expect(viewer.peer.closes.all).toEqual([]);
});

test('TOK-6: when the old key is known to others, what it signed is void at once, and open sessions go on', async () => {
  const { services } = rig.running;
  const agent = await rig.agent();
  const viewer = await rig.viewer(agent);
  const keys = await generateProofKeys();
  const forged = await services.credential('forged', await exportPublicKey(keys));
  const sign = await services.publish('key-2', { alone: true });
  await agent.heard.first(({ message }) => message === 'keySet');
  const old = await rig.agent({ device: 'forged', keys, credential: forged, waits: false });
  expect((await old.peer.closes.first()).name).toBe('refused');
  sign();
  await services.heartbeat();
  await rig.viewer(agent);
  expect(viewer.peer.closes.all).toEqual([]);
});
