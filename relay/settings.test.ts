import { loadSettings } from '@ringside/settings';
import { describe, expect, test } from 'vitest';
import { checkSettings, relaySettingsSchema } from './settings.ts';

const secret = 'a-control-secret-of-tests-with-length';

const publicUrl = { RINGSIDE_RELAY_PUBLIC_URL: 'wss://relay.example' };
const tls = { RINGSIDE_RELAY_TLS_CERTIFICATE: 'c.pem', RINGSIDE_RELAY_TLS_KEY: 'k.pem' };

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
    ['a control link that is no address', { RINGSIDE_RELAY_CONTROL_URL: 'ws://' }, 'relay.controlUrl'],
    ['a proxy without the address in front of it', { RINGSIDE_RELAY_BEHIND_PROXY: 'true' }, 'relay.publicUrl'],
    ['all addresses without the one for viewers', { RINGSIDE_RELAY_HOST: '0.0.0.0', ...tls }, 'relay.publicUrl'],
    ['viewers in the clear', { ...tls, RINGSIDE_RELAY_PUBLIC_URL: 'ws://relay.example' }, 'wss://'],
    ['a public address that is none', { RINGSIDE_RELAY_PUBLIC_URL: 'wss://[' }, 'relay.publicUrl'],
    ['a public address with a query', { RINGSIDE_RELAY_PUBLIC_URL: 'wss://relay.example/?a=b' }, 'without user, query'],
    ['a public address with a password', { RINGSIDE_RELAY_PUBLIC_URL: 'wss://a:b@relay.example' }, 'without user'],
    ['a short secret', { RINGSIDE_RELAY_CONTROL_SECRET: 'short' }, 'RINGSIDE_RELAY_CONTROL_SECRET'],
    ['a port that is none', { RINGSIDE_RELAY_PORT: '70000' }, 'RINGSIDE_RELAY_PORT'],
    ['a transport that is none', { RINGSIDE_RELAY_TRANSPORT: 'tcp' }, 'RINGSIDE_RELAY_TRANSPORT'],
  ])('PRV-6: refuses %s with a sentence that names the setting', (_what, env, named) => {
    expect(() => settingsOf(env)).toThrow(named);
  });

  test.each([
    { RINGSIDE_RELAY_HOST: '0.0.0.0', RINGSIDE_RELAY_BEHIND_PROXY: 'true', ...publicUrl },
    { RINGSIDE_RELAY_HOST: '0.0.0.0', ...tls, ...publicUrl },
    { RINGSIDE_RELAY_PUBLIC_URL: 'ws://localhost:8401' },
    { RINGSIDE_RELAY_HOST: '::1', RINGSIDE_RELAY_CONTROL_URL: 'ws://[::1]:1/control' },
  ])('takes %j', (env) => {
    expect(settingsOf(env)).toBeDefined();
  });
});
