import type { NodeEvent } from '@ringside/protocol';
import { type ServicesDouble, startServicesDouble } from '@ringside/relay/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Census } from './census.ts';

let services: ServicesDouble;

beforeEach(async () => {
  services = await startServicesDouble();
});

afterEach(() => services.stop());

let sequence = 0;
function hear(event: object): void {
  services.events.add({ sequence: ++sequence, atMs: 0, ...event } as unknown as NodeEvent);
}

test('L2: what is lost no longer counts, and what a former run of the relay said never does', async () => {
  hear({ deviceConnected: { device: 'before' } });
  const census = new Census(services, 200);
  hear({ deviceConnected: { device: 'a' } });
  hear({ deviceConnected: { device: 'b' } });
  hear({ sessionStarted: { session: 's' } });
  await census.complete(2, 1);
  hear({ deviceDisconnected: { device: 'b' } });
  hear({ sessionSuspended: { session: 's' } });
  await expect(census.complete(2, 0)).rejects.toThrow('there are 1 devices and 0 sessions');
});
