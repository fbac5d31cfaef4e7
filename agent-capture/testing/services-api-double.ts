/** The device side of the services' HTTP API for tests, over real HTTP; it verifies proofs as services do. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePublicKey, verifyProof } from '@ringside/protocol';
import { createTestServices, type TestServices } from './test-services.ts';

export interface ServicesApiDouble {
  readonly url: string;
  /** Answers the next requests to this path with this instead. */
  readonly instead: Map<string, { readonly status: number; readonly body: string; readonly headers?: Headers }>;
  readonly requests: { readonly path: string; readonly body: Record<string, unknown> }[];
  close(): Promise<void>;
}

type Headers = Record<string, string>;

/** @param services whose keys sign what it hands out; strangers to everybody else when left out */
export async function openServicesApiDouble(enrolmentKey: string, services?: TestServices): Promise<ServicesApiDouble> {
  const { identity, credentialFor } = services ?? (await createTestServices());
  const instead: ServicesApiDouble['instead'] = new Map();
  const requests: { path: string; body: Record<string, unknown> }[] = [];
  const nonce = Buffer.alloc(32, 9);
  let enrolledKey: unknown;

  async function proven(
    body: Record<string, unknown>,
    role: 'enrolment' | 'renewal' | 'unenrolment',
    token: unknown,
  ): Promise<boolean> {
    const key = parsePublicKey(role === 'enrolment' ? body.publicKey : enrolledKey);
    if (key === undefined || typeof token !== 'string' || body.nonce !== nonce.toString('base64url')) return false;
    return verifyProof(key, role, nonce, token, Buffer.from(String(body.proof), 'base64url'));
  }

  async function answer(path: string, body: Record<string, unknown>): Promise<[number, object]> {
    switch (path) {
      case '/v1/device-challenges':
        return [200, { nonce: nonce.toString('base64url') }];
      case '/v1/enrolments': {
        if (body.enrolmentKey !== enrolmentKey) return [403, { code: 'enrolment-key-unknown' }];
        if (!(await proven(body, 'enrolment', enrolmentKey))) return [403, { code: 'proof-refused' }];
        const key = parsePublicKey(body.publicKey);
        if (key === undefined) return [400, {}];
        enrolledKey = key;
        const { device, tenant, relayUrl, issuer, rootKey } = identity;
        const credential = await credentialFor(key);
        return [201, { deviceId: device, tenantId: tenant, credential, relayUrl, issuer, rootKey }];
      }
      case '/v1/device-credentials':
        if (!(await proven(body, 'renewal', body.deviceId))) return [403, { detail: 'This device is suspended.' }];
        return [200, { credential: 'renewed', relayUrl: 'ws://127.0.0.1:2' }];
      case '/v1/device-unenrolments':
        return (await proven(body, 'unenrolment', body.deviceId)) ? [204, {}] : [403, { detail: 'Wrong proof.' }];
      default:
        return [404, {}];
    }
  }

  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const path = request.url ?? '';
      requests.push({ path, body });
      const other = instead.get(path);
      const [status, said] = other === undefined ? await answer(path, body) : [other.status, undefined];
      response.writeHead(status, { 'content-type': 'application/json', ...other?.headers });
      response.end(other?.body ?? (status === 204 ? undefined : JSON.stringify(said)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    instead,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return { ...(value as object) };
}
