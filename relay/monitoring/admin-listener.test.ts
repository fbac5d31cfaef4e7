import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectAgent, connectViewer, type RelayUnderTest, startRelayUnderTest } from '../testing/index.ts';
import { openAdminListener } from './admin-listener.ts';

let running: RelayUnderTest;

beforeEach(async () => {
  running = await startRelayUnderTest();
});

afterEach(async () => {
  await running.stop();
});

test('OPS-4: metrics tell of connections, sessions, bytes, drops and the event loop; nobody is named', async () => {
  const { url, services, relay } = running;
  const agent = await connectAgent(url, services);
  const viewer = await connectViewer(url, services, { device: agent.device });
  await agent.heard.first(({ message }) => message === 'demand');
  agent.sendFrame({ payload: new Uint8Array(1_000) });
  await viewer.frames.first();
  const text = await (await fetch(`${relay.adminUrl}/metrics`)).text();
  for (const line of [
    'ringside_relay_connections 2',
    'ringside_relay_devices 1',
    'ringside_relay_sessions 1',
    'ringside_relay_lease_fresh 1',
    'ringside_relay_frames_out_total 1',
    'ringside_relay_drops_total{reason="superseded"} 0',
    'ringside_relay_sessions_started_total 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).toMatch(/ringside_relay_event_loop_delay_seconds\{quantile="0.99"\} \d/);
  expect(text).not.toContain(agent.device);
  expect(text).not.toContain(viewer.session);
  // Asked again, the same: totals are what they are, not what was added since.
  expect(await (await fetch(`${relay.adminUrl}/metrics`)).text()).toContain('ringside_relay_frames_out_total 1');
});

test('unknown paths and methods are not found', async () => {
  const { adminUrl } = running.relay;
  expect((await fetch(`${adminUrl}/`)).status).toBe(404);
  expect((await fetch(`${adminUrl}/metrics`, { method: 'POST' })).status).toBe(404);
});

test('an occupied port is one sentence that names it', async () => {
  const { port } = new URL(running.relay.adminUrl);
  const metrics = { contentType: 'text/plain', text: async () => '' };
  const opening = openAdminListener({ host: '127.0.0.1', port: Number(port), notReady: () => undefined, metrics });
  await expect(opening).rejects.toMatchObject({ code: 'listen', message: expect.stringContaining(port) });
});
