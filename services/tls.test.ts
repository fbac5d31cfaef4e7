/** Off loopback everything is TLS: both listeners serve it by themselves when they are given a certificate. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startServices } from './index.ts';
import { createLog } from './monitoring/log.ts';
import { certificate, certificateKey } from './testing/localhost-certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('OPS-2: serves the API and, beyond loopback, the control link over TLS, with HSTS', async () => {
  const tlsCertificate = join(folder, 'certificate.pem');
  const tlsKey = join(folder, 'key.pem');
  writeFileSync(tlsCertificate, certificate);
  writeFileSync(tlsKey, certificateKey, { mode: 0o600 });
  const controlSecret = 'x'.repeat(32);
  const services = await startServices(
    {
      dataFolder: join(folder, 'data'),
      host: '127.0.0.1',
      port: 0,
      behindProxy: false,
      controlHost: '0.0.0.0',
      controlPort: 0,
      controlSecret,
      tenantName: 'Test',
      embedded: false,
      tlsCertificate,
      tlsKey,
    },
    { log: createLog({ write: () => undefined }) },
  );
  expect([services.url, services.controlUrl]).toEqual([
    expect.stringMatching(/^https:/),
    expect.stringMatching(/^wss:/),
  ]);
  const hsts = await new Promise((done, failed) => {
    const agent = new Agent({ ca: certificate });
    get(`${services.url}/healthz`, { agent }, (response) => {
      response.resume();
      done(response.headers['strict-transport-security']);
      agent.destroy();
    }).on('error', failed);
  });
  expect(hsts).toBe('max-age=31536000');
  const secret = new URL(await services.signInLink()).hash.replace('#sign-in=', '');
  const cookie = await new Promise((done, failed) => {
    const headers = { origin: services.url, 'content-type': 'application/json' };
    const agent = new Agent({ ca: certificate });
    const signIn = request(`${services.url}/v1/sign-in`, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      done(response.headers['set-cookie']?.[0]);
      agent.destroy();
    });
    signIn.on('error', failed).end(JSON.stringify({ secret }));
  });
  expect(cookie).toMatch(/^__Host-ringside_session=rs_web_.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const opened = await new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${controlSecret}` };
    const socket = new WebSocket(services.controlUrl.replace('0.0.0.0', '127.0.0.1'), { headers, ca: certificate });
    socket.on('open', () => done('open'));
    socket.on('error', failed);
  });
  expect(opened).toBe('open');
  await expect(fetch(services.url.replace('https:', 'http:'))).rejects.toThrow();
  await services.stop();
});
