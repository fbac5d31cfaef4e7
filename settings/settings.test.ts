import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { isLoopback, loadSettings, prepareDataFolder, SettingsError } from './index.ts';

const schema = Type.Object({
  host: Type.String({ default: '127.0.0.1' }),
  adminPort: Type.Integer({ minimum: 0, maximum: 65_535, default: 0 }),
  tls: Type.Boolean({ default: false }),
  secret: Type.String({ minLength: 1 }),
  level: Type.Enum(['info', 'silent'], { default: 'info' }),
  kind: Type.Union([Type.Literal('auto'), Type.Literal('ws')], { default: 'auto' }),
  link: Type.Optional(Type.String({ pattern: '^wss?://', description: 'an address that begins with ws:// or wss://' })),
});

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ringside-settings-')), 'ringside.json');
  writeFileSync(path, content);
  return path;
}

describe('settings', () => {
  it('variables win over the file, the file over defaults', () => {
    const RINGSIDE_CONFIG = file('{"relay":{"adminPort":1,"secret":"a"},"services":{"x":1}}');
    const settings = loadSettings(schema, {
      section: 'relay',
      env: { RINGSIDE_CONFIG, RINGSIDE_RELAY_ADMIN_PORT: '2', RINGSIDE_RELAY_TLS: 'true' },
    });
    expect(settings).toEqual({ host: '127.0.0.1', adminPort: 2, tls: true, secret: 'a', level: 'info', kind: 'auto' });
  });

  it.each([
    ['a missing one', {}, /"relay\.secret" is missing.*RINGSIDE_RELAY_SECRET/],
    ['not a number', { RINGSIDE_RELAY_SECRET: 'a', RINGSIDE_RELAY_ADMIN_PORT: 'many' }, /"relay\.adminPort" must be/],
    ['out of range', { RINGSIDE_RELAY_SECRET: 'a', RINGSIDE_RELAY_ADMIN_PORT: '70000' }, /"relay\.adminPort" must be/],
    [
      'no choice',
      { RINGSIDE_RELAY_SECRET: 'a', RINGSIDE_RELAY_LEVEL: 'foo' },
      /"relay\.level" must be one of info, silent:/,
    ],
    [
      'no literal',
      { RINGSIDE_RELAY_SECRET: 'a', RINGSIDE_RELAY_KIND: 'foo' },
      /"relay\.kind" must be one of auto, ws:/,
    ],
    [
      'no link',
      { RINGSIDE_RELAY_SECRET: 'a', RINGSIDE_RELAY_LINK: 'foo' },
      /"relay\.link" must be an address that begins/,
    ],
    ['an unknown one', { RINGSIDE_CONFIG: file('{"relay":{"sercet":"a"}}') }, /no setting "relay\.sercet"/],
    ['an unknown variable', { RINGSIDE_RELAY_SERCET: 'a' }, /no setting for RINGSIDE_RELAY_SERCET/],
    ['an unknown section', { RINGSIDE_CONFIG: file('{"realy":{}}') }, /no section "realy".*services, relay, agent/],
    [
      'a broken file',
      { RINGSIDE_CONFIG: file('{"relay":{"secret":hunter2}}') },
      /cannot be read: it is not JSON( at position \d+)?\.$/,
    ],
    [
      'no file',
      { RINGSIDE_CONFIG: '/nowhere/ringside.json' },
      /^\S+ \S+ \S+ \/nowhere\/ringside.json \(RINGSIDE_CONFIG\) cannot be read: ENOENT: no such file or directory\.$/,
    ],
    ['a section that is a list', { RINGSIDE_CONFIG: file('{"relay":[]}') }, /must be an object/],
  ])('names %s in one sentence', (_, env, sentence) => {
    const load = () => loadSettings(schema, { section: 'relay', env });
    expect(load).toThrow(SettingsError);
    expect(load).toThrow(sentence);
  });
});

describe('data folder', () => {
  it('is made with its parents, for its user only', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'ringside-settings-')), 'a', 'b');
    prepareDataFolder(folder, 'RINGSIDE_DATA');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    prepareDataFolder(folder, 'RINGSIDE_DATA');
  });

  it.each(['/proc/nowhere/data', '/dev/null', '/dev/null/data'])('says that %s cannot be written', (folder) => {
    const prepare = () => prepareDataFolder(folder, 'RINGSIDE_DATA');
    expect(prepare).toThrow(SettingsError);
    expect(prepare).toThrow(`The data folder ${folder} cannot be written: set RINGSIDE_DATA to one that can.`);
  });
});

describe('loopback', () => {
  it.each(['localhost', '127.0.0.1', '127.255.0.9', '::1', '[::1]'])('%s is this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example', '[::1', ''])(
    '"%s" may be another',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});
