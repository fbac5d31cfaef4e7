import { loadSettings } from '@ringside/settings';
import { describe, expect, test } from 'vitest';
import { checkSettings, relaySettingsSchema } from './settings.ts';

const secret = 'a-control-secret-of-tests-with-length';

function settingsOf(env: Record<string, string>) {
  const base = { RINGSIDE_RELAY_CONTROL_SECRET: secret, RINGSIDE_RELAY_CONTROL_URL: 'ws://127.0.0.1:1/control' };
  const settings = loadSettings(relaySettingsSchema, { section: 'relay', env: { ...base, ...env } });
  checkSettings(settings);
  return settings;
}

describe('settings', () => {
  test('by default everything listens on loopback, and the best transport is taken', () => {
    expect(settingsOf({})).toMatchObject({
      host: '127.0.0.1',
      port: 8401,
      adminHost: '127.0.0.1',
      node: 'node-1',
      transport: 'auto',
    });
  });

  test.each([
    ['open to the network without TLS', { RINGSIDE_RELAY_HOST: '0.0.0.0' }, 'without TLS'],
    ['a certificate without its key', { RINGSIDE_RELAY_TLS_CERTIFICATE: 'c.pem' }, 'relay.tlsKey'],
    ['metrics open to the network', { RINGSIDE_RELAY_ADMIN_HOST: '0.0.0.0' }, 'relay.adminHost'],
    ['a plain control link to another machine', { RINGSIDE_RELAY_CONTROL_URL: 'ws://services/control' }, 'wss://'],
    ['a short secret', { RINGSIDE_RELAY_CONTROL_SECRET: 'short' }, 'RINGSIDE_RELAY_CONTROL_SECRET'],
    ['a port that is none', { RINGSIDE_RELAY_PORT: '70000' }, 'RINGSIDE_RELAY_PORT'],
    ['a transport that is none', { RINGSIDE_RELAY_TRANSPORT: 'tcp' }, 'RINGSIDE_RELAY_TRANSPORT'],
  ])('PRV-6: refuses %s with a sentence that names the setting', (_what, env, named) => {
    expect(() => settingsOf(env)).toThrow(named);
  });

  test.each([
    { RINGSIDE_RELAY_HOST: '0.0.0.0', RINGSIDE_RELAY_BEHIND_PROXY: 'true' },
    { RINGSIDE_RELAY_HOST: '0.0.0.0', RINGSIDE_RELAY_TLS_CERTIFICATE: 'c.pem', RINGSIDE_RELAY_TLS_KEY: 'k.pem' },
    { RINGSIDE_RELAY_HOST: '::1', RINGSIDE_RELAY_CONTROL_URL: 'ws://[::1]:1/control' },
  ])('takes %j', (env) => {
    expect(settingsOf(env)).toBeDefined();
  });
});
