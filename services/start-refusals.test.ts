/** What services say, in one sentence, when they cannot start. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '@ringside/settings';
import { afterAll, describe, expect, it } from 'vitest';
import { ServicesError, type ServicesSettings, startServices } from './index.ts';
import { addressOf } from './listener.ts';
import { createLog } from './monitoring/log.ts';
import { certificate, certificateKey } from './testing/localhost-certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings: ServicesSettings = {
  dataFolder: join(folder, 'data'),
  host: '127.0.0.1',
  port: 0,
  behindProxy: false,
  controlHost: '127.0.0.1',
  controlPort: 0,
  controlSecret: 'x'.repeat(32),
  tenantName: 'Test',
  embedded: false,
};

async function refusal(change: Partial<ServicesSettings>): Promise<string> {
  const log = createLog({ write: () => undefined });
  try {
    const services = await startServices({ ...settings, ...change }, { log });
    await services.stop();
    return 'it started';
  } catch (error) {
    if (!(error instanceof ServicesError || error instanceof SettingsError)) throw error;
    return error.message;
  }
}

describe('services do not start', () => {
  it('with half an identity provider, one that is none, or one in the clear', async () => {
    const issuerClientId = 'ringside';
    expect(await refusal({ issuerClientId })).toMatch(/issuerUrl and services\.issuerClientId together, or neither\.$/);
    expect(await refusal({ issuerUrl: 'https://login.example' })).toMatch(/together, or neither\.$/);
    expect(await refusal({ issuerUrl: 'https://[', issuerClientId })).toMatch(
      /^services\.issuerUrl https:\/\/\[ is no address/,
    );
    expect(await refusal({ issuerUrl: 'http://login.example', issuerClientId })).toMatch(/begin it with https:/);
    // It is asked only when somebody signs in: services start without it.
    expect(await refusal({ issuerUrl: 'http://127.0.0.1:1', issuerClientId })).toBe('it started');
  });

  it('off loopback without TLS or a declared proxy', async () => {
    expect(await refusal({ host: '0.0.0.0' })).toMatch(/^services\.host 0\.0\.0\.0 is not loopback: .*behindProxy/);
    expect(await refusal({ host: '::' })).toMatch(/^services\.host :: is not loopback/);
    expect(await refusal({ controlHost: '0.0.0.0' })).toMatch(/^services\.controlHost 0\.0\.0\.0 is not loopback/);
    expect(await refusal({ publicUrl: 'http://portal.example' })).toMatch(/^services\.publicUrl .* is not loopback/);
    expect(await refusal({ tlsKey: '/nowhere' })).toMatch(/together, or neither\.$/);
    const publicUrl = 'https://ringside.example';
    expect(await refusal({ host: '0.0.0.0', behindProxy: true, publicUrl })).toBe('it started');
    expect(await refusal({ host: '0.0.0.0', behindProxy: true })).toMatch(
      /^Set services\.publicUrl, .* behind a proxy/,
    );
    expect(await refusal({ publicUrl: 'http://localhost:8400' })).toBe('it started');
    expect(await refusal({ behindProxy: true, publicUrl: 'http://ringside.example' })).toMatch(/begin it with https/);
    expect(await refusal({ behindProxy: true, publicUrl: 'https://[' })).toMatch(
      /^services\.publicUrl .* is no address/,
    );
  });

  it('but know their address as browsers write it in Origin', async () => {
    const change = { behindProxy: true, publicUrl: 'https://Ringside.example:443/' };
    const log = createLog({ write: () => undefined });
    const services = await startServices({ ...settings, ...change }, { log });
    expect(services.url).toBe('https://ringside.example');
    await services.stop();
    const tls = { ...settings, tlsCertificate: 'c.pem', tlsKey: 'k.pem' };
    expect(addressOf('http', tls, 'ringside.example', 443)).toBe('https://ringside.example');
    expect(addressOf('ws', tls, '::1', 8443)).toBe('wss://[::1]:8443');
  });

  it('on a data folder that other services use, until those have stopped', async () => {
    const services = await startServices(settings, { log: createLog({ write: () => undefined }) });
    expect(await refusal({})).toBe(
      `Other services use the data folder ${settings.dataFolder}: stop them, or set another one (services.dataFolder; RINGSIDE_DATA with npm start).`,
    );
    expect(await refusal({ dataFolder: join(folder, 'another') })).toBe('it started');
    await services.stop();
    expect(await refusal({})).toBe('it started');
  });

  it('with certificates that are none', async () => {
    const pem = join(folder, 'not.pem');
    writeFileSync(pem, 'nothing');
    expect(await refusal({ tlsCertificate: pem, tlsKey: pem })).toMatch(/do not hold a certificate and its key/);
    expect(await refusal({ tlsCertificate: '/nowhere', tlsKey: pem })).toMatch(
      /\(services\.tlsCertificate\) cannot be read/,
    );
  });

  it.each([
    ['of its kind', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['of another kind', generateKeyPairSync('ed25519')],
  ])("with a certificate and another one's key, %s", async (_, { privateKey }) => {
    const [tlsCertificate, tlsKey] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
    writeFileSync(tlsCertificate, certificate);
    writeFileSync(tlsKey, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(await refusal({ tlsCertificate, tlsKey })).toMatch(
      /^services\.tlsCertificate .* and services\.tlsKey .* do not hold a certificate and its key in PEM form: .*\.$/,
    );
    writeFileSync(tlsKey, certificateKey);
    expect(await refusal({ tlsCertificate, tlsKey })).toBe('it started');
  });

  it('on a port that is taken, and leave nothing running behind', async () => {
    const blocker = createServer();
    await new Promise<void>((done) => blocker.listen(0, '127.0.0.1', done));
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusal({ port })).toMatch(
      /^Services cannot listen on 127\.0\.0\.1:\d+: another program .* services\.port \(RINGSIDE_SERVICES_PORT\)\.$/,
    );
    expect(await refusal({ controlPort: port })).toMatch(
      /: another program .* services\.controlPort \(RINGSIDE_SERVICES_CONTROL_PORT\)\.$/,
    );
    blocker.close();
    expect(await refusal({})).toBe('it started');
  });

  it('on an address that is none of this machine', async () => {
    const change = { behindProxy: true, publicUrl: 'https://ringside.example' };
    expect(await refusal({ ...change, host: '192.0.2.1' })).toMatch(/192\.0\.2\.1.* correct services\.host \(.*\)\.$/);
    expect(await refusal({ ...change, controlHost: '192.0.2.1' })).toMatch(/ correct services\.controlHost \(.*\)\.$/);
  });

  it("when the log's checkpoints cannot be written where a setting says", async () => {
    expect(await refusal({ logCheckpointFile: '/proc/nowhere/checkpoints' })).toMatch(
      /\/proc\/nowhere\/checkpoints \(ENOENT\): correct services\.logCheckpointFile\.$/,
    );
    expect(await refusal({ logCheckpointFile: join(folder, 'checkpoints.ndjson') })).toBe('it started');
  });

  it('without a data folder or a page', async () => {
    expect(await refusal({ dataFolder: '/proc/nowhere' })).toMatch(
      /^The data folder \/proc\/nowhere cannot be written/,
    );
    expect(await refusal({ portalFolder: '/nowhere' })).toMatch(/^There is no page in \/nowhere: build the portal/);
  });
});
