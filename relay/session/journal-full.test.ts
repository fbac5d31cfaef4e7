/** What happens in a session must be told to services: while there is no room to keep it, none begins. */
import { CallState, RefusalReason } from '@ringside/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusalOf, type SessionRig, startSessionRig } from '../testing/session-rig.ts';

const journalEvents = vi.hoisted(() => 8);

vi.mock('../limits.ts', async (original) => {
  const { relayLimits } = await original<typeof import('../limits.ts')>();
  return { relayLimits: { ...relayLimits, journalEvents } };
});

let rig: SessionRig;
beforeEach(async () => {
  rig = await startSessionRig();
});
afterEach(async () => {
  await rig.running.stop();
});

test('AUD-5: no session opens while the journal is full, and one does once services have stored it', async () => {
  const { services } = rig.running;
  const agent = await rig.agent();
  services.acknowledge = false;
  const before = services.events.all.length;
  const { CALL_STATE_IDLE: idle, CALL_STATE_UNKNOWN: unknown } = CallState;
  // The last one that is kept says that the room is idle.
  for (let event = journalEvents; event > 0; event--) agent.room({ callState: event % 2 === 1 ? idle : unknown });
  await services.events.first(() => services.events.all.length - before >= journalEvents);
  const refused = await rig.approach(agent.device);
  expect(await refusalOf(refused)).toBe(RefusalReason.REFUSAL_REASON_LEASE_STALE);
  expect(agent.heard.all.some(({ message }) => message === 'openSession')).toBe(false);
  // Services have stored all that they heard.
  services.acknowledge = true;
  services.send({ eventAck: { sequence: Math.max(...services.events.all.map(({ sequence }) => Number(sequence))) } });
  const viewer = await rig.viewer(agent);
  expect(await rig.storyOf(refused.session)).toEqual(['REFUSAL_REASON_LEASE_STALE']);
  viewer.close();
});
