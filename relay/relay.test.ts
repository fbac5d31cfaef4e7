import { afterEach, expect, test } from 'vitest';
import { connectAgent, connectViewer, type RelayUnderTest, startRelayUnderTest } from './testing/index.ts';

let running: RelayUnderTest | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

for (const transport of ['uwebsockets', 'ws'] as const) {
  test(`SES-1, VID-7: on ${transport}, a ticket opens a session and the agent's bytes reach the viewer unchanged`, async () => {
    running = await startRelayUnderTest({ transport });
    const { url, services } = running;
    const agent = await connectAgent(url, services);
    const viewer = await connectViewer(url, services, { device: agent.device });
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update >= 1);
    const messages = agent.frameMessages({ payload: new Uint8Array(40_000).fill(7), tilesWide: 30, tilesHigh: 17 });
    expect(messages.length).toBe(3);
    for (const message of messages) agent.peer.send(message);
    await viewer.frames.first(({ header }) => header.chunk === 2);
    expect(viewer.frames.all.map(({ bytes }) => Buffer.from(bytes))).toEqual(messages.map((m) => Buffer.from(m)));
    await agent.heard.first((heard) => heard.message === 'demand' && heard.demand.update === 4);
    await services.events.first(({ event }) => event === 'sessionStarted');
  });
}
