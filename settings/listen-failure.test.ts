import { expect, test } from 'vitest';
import { listenFailure } from './listen-failure.ts';

const place = {
  what: 'The relay',
  host: '127.0.0.1',
  port: 9000,
  settings: { host: 'relay.host', port: 'relay.port' },
};
const failed = (code: string) => Object.assign(new Error(`listen ${code}`), { code });

test.each([
  ['EADDRINUSE', ': another program has it; stop that one or set relay.port (RINGSIDE_RELAY_PORT).'],
  ['EACCES', ': this user may not; set relay.port (RINGSIDE_RELAY_PORT) to one above 1023.'],
  ['EADDRNOTAVAIL', ': this machine has no such address; correct relay.host (RINGSIDE_RELAY_HOST).'],
  ['ENOTFOUND', ': this machine has no such address; correct relay.host (RINGSIDE_RELAY_HOST).'],
  ['EMFILE', ' (EMFILE); correct relay.host (RINGSIDE_RELAY_HOST) or relay.port (RINGSIDE_RELAY_PORT).'],
])('%s: what to do, and the setting to change', (code, rest) => {
  expect(listenFailure(place, failed(code))).toBe(`The relay cannot listen on 127.0.0.1:9000${rest}`);
});

test('an IPv6 address stands in brackets', () => {
  expect(listenFailure({ ...place, host: '::1' }, failed('EACCES'))).toContain(' on [::1]:9000: ');
});
