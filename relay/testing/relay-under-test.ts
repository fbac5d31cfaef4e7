/** A relay in this process, with services' double behind it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createLog, type Relay, type RelayPorts, type RelaySettings, startRelay, systemClock } from '../index.ts';
import { type ServicesDouble, startServicesDouble } from './services-double.ts';

export interface RelayUnderTest {
  readonly relay: Relay;
  readonly services: ServicesDouble;
  readonly url: string;
  stop(): Promise<void>;
}

export function testSettings(services: ServicesDouble, changes: Partial<RelaySettings> = {}): RelaySettings {
  return {
    host: '127.0.0.1',
    port: 0,
    adminHost: '127.0.0.1',
    adminPort: 0,
    controlUrl: services.url,
    controlSecret: services.secret,
    node: 'node-1',
    behindProxy: false,
    transport: 'auto',
    logLevel: 'silent',
    ...changes,
  };
}

export function testPorts(changes: Partial<RelayPorts> = {}): RelayPorts {
  return {
    clock: systemClock,
    log: createLog('silent'),
    random: Math.random,
    nonce: () => randomBytes(32),
    newId: randomUUID,
    ...changes,
  };
}

export async function startRelayUnderTest(
  changes: Partial<RelaySettings> = {},
  ports: Partial<RelayPorts> = {},
): Promise<RelayUnderTest> {
  const services = await startServicesDouble();
  const relay = await startRelay(testSettings(services, changes), testPorts(ports));
  return {
    relay,
    services,
    url: relay.url,
    async stop() {
      await relay.stop();
      await services.stop();
    },
  };
}
