import { describe, expect, it } from 'vitest';
import type { VideoPipeline } from '../damage/video-pipeline.ts';
import { agentLimits } from '../limits.ts';
import type { ServicesTrust } from '../link/services-trust.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createSolidPipeline } from '../testing/solid-pipeline.ts';
import { openSession, startTestAgent } from '../testing/test-agent.ts';
import { createRelayDialogue } from './relay-dialogue.ts';
import type { RoomAccess } from './room-access.ts';

const home = { node: 'node', instance: 'run' };

/** A dialogue whose checks of what services signed break, as they do when this machine is out of memory. */
function setUp() {
  const broken = () => Promise.reject(new Error('no memory'));
  const dropped: string[] = [];
  const logged: string[] = [];
  const time = { request: () => new Uint8Array(32), nowMs: () => 1, forget: () => undefined };
  const trust = { time, acceptTime: broken, acceptHeartbeat: broken, acceptKeySet: broken, redeem: broken };
  const access = { happened: () => undefined, introduce: () => undefined };
  const dialogue = createRelayDialogue({
    access: access as unknown as RoomAccess,
    trust: trust as unknown as ServicesTrust,
    link: { send: () => true, drop: (name) => void dropped.push(name) },
    clock: createFakeClock(),
    log: { info: () => undefined, warn: (event) => void logged.push(event) },
  });
  dialogue.up(home);
  return { dialogue, dropped, logged };
}

describe('the dialogue with a relay', () => {
  it.each([
    ['time', { message: 'time', time: { statement: '' } }],
    ['a heartbeat', { message: 'heartbeat', heartbeat: { statement: '' } }],
    ['a ticket', { message: 'openSession', openSession: { viewer: 1, ticket: '' } }],
  ])('RING-3: a fault while %s is checked ends the link, not the agent', async (_, message) => {
    const { dialogue, dropped, logged } = setUp();
    dialogue.message(message as unknown as Parameters<typeof dialogue.message>[0]);
    await expect.poll(() => dropped).toEqual(['malformed']);
    expect(logged).toEqual(['message-failed']);
    dialogue.close();
  });

  it('SES-4: it asks for the time until somebody answers, and again before the anchor is old', async () => {
    const clock = createFakeClock();
    let asked = 0;
    let dueMs = 0;
    const time = { request: () => new Uint8Array(32).fill(++asked), dueInMs: () => dueMs, forget: () => undefined };
    const dialogue = createRelayDialogue({
      access: { happened: () => undefined, introduce: () => undefined } as unknown as RoomAccess,
      trust: { time } as unknown as ServicesTrust,
      link: { send: () => true, drop: () => undefined },
      clock,
      log: { info: () => undefined, warn: () => undefined },
    });
    dialogue.up(home);
    await clock.advance(agentLimits.timeRetryMs);
    expect(asked).toBe(2);
    dueMs = agentLimits.timeRenewMs;
    await clock.advance(agentLimits.timeRetryMs + agentLimits.timeRenewMs - 1);
    expect(asked).toBe(2);
    dueMs = 0;
    await clock.advance(1);
    expect(asked).toBe(3);
    dialogue.down();
    await clock.advance(agentLimits.timeRenewMs);
    expect([asked, clock.timers]).toEqual([3, 0]);
  });

  it('VID-3: what the wire leaves out of a demand or a refresh, as it does with zeros, reaches the pipeline as zeros', async () => {
    const heard: unknown[] = [];
    const test = await startTestAgent({
      createPipeline: (outlet): VideoPipeline => ({
        ...createSolidPipeline(outlet),
        demand: (...demand) => void heard.push(demand),
        refresh: (...refresh) => void heard.push(refresh),
      }),
    });
    const at = await test.relay.accept();
    await at.welcome();
    await openSession(test, at, 1);
    at.send({ demand: { display: 1, epoch: 1, update: 3 } });
    at.send({ refresh: { display: 1, epoch: 1, tilesWide: 3, tilesHigh: 2 } });
    await expect.poll(() => heard).toHaveLength(2);
    // Compared as text: properties of a prototype do not count.
    expect(JSON.parse(JSON.stringify(heard))).toEqual([
      [1, 1, { update: 3, streams: false, focused: false, kilobitsPerSecond: 0 }],
      [1, 1, { tileX: 0, tileY: 0, tilesWide: 3, tilesHigh: 2 }],
    ]);
    await test.close();
  });
});
