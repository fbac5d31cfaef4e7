import { EndReason, RingFault, RingState } from '@ringside/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { startSessionFixture } from '../testing/session-fixture.ts';
import { ringLossWords } from './ring-loss-words.ts';

async function setUp() {
  const fixture = await startSessionFixture();
  onTestFinished(() => fixture.rig.stop());
  const { rig, node, device } = fixture;
  const room = (ring: RingState) =>
    node.report({ deviceStatus: { device, room: { callState: 1, callStateSource: 'test', ring } } });
  const incidents = async () =>
    (await rig.request('GET', `/v1/devices/${device}`, { cookie: fixture.cookie })).body.incidents;
  const logged = async () => {
    const records = await fixture.events();
    return records.map(({ kind }) => kind).filter((kind) => kind.startsWith('incident.'));
  };
  return { ...fixture, room, incidents, logged };
}

it('RING-2: sessions that end for a lost ring are one incident, which says what was seen, until it is shown again', async () => {
  const { node, running, room, incidents, logged } = await setUp();
  const sessions = [await running(), await running()];
  const reason = EndReason.END_REASON_RING_LOST;
  const ringLoss = { fault: RingFault.RING_FAULT_HIDDEN, display: 'front-1' };
  for (const session of sessions) await node.report({ sessionEnded: { session, reason, ringLoss } });
  const detail = 'front-1: its window was hidden';
  expect(await incidents()).toEqual([{ kind: 'ring-lost', detail, openedAt: expect.any(String) }]);
  await room(RingState.RING_STATE_LOST);
  await room(RingState.RING_STATE_DOWN);
  expect(await logged()).toEqual(['incident.opened']);
  await room(RingState.RING_STATE_VERIFIED);
  expect(await incidents()).toEqual([]);
  expect(await logged()).toEqual(['incident.opened', 'incident.closed']);
});

it('RING-2: no incident of an end for another reason, nor of a session that was over', async () => {
  const { node, running, incidents } = await setUp();
  const session = await running();
  await node.report({ sessionEnded: { session, reason: EndReason.END_REASON_EJECTED } });
  await node.report({ sessionEnded: { session, reason: EndReason.END_REASON_RING_LOST } });
  expect(await incidents()).toEqual([]);
});

it('RING-2: a device that does not say what was seen, or says what only a newer one knows, is heard all the same', () => {
  expect(ringLossWords(null)).toBe('the ring was lost');
  expect(ringLossWords({ fault: 99 as RingFault, display: '' })).toBe('the ring was lost');
  expect(ringLossWords({ fault: RingFault.RING_FAULT_NOT_RAISED, display: '' })).toMatch(/not shown in time/);
});
