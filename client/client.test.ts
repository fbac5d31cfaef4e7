/** The client, against a server that answers whatever it is told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ApiProblem, RingsideClient } from './index.ts';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const asked: Asked[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  asked.push({ method, url, headers, body: await text(request) });
  answer(response);
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = (status: number, body: object, headers: Record<string, string> = {}) => {
  answer = (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

test('EMB-3: a call fills in path, query, body and headers, and gives answer and ETag', async () => {
  json(200, { days: 365 }, { etag: '"seen"' });
  const client = new RingsideClient({ url: `${url}/`, apiKey: 'secret', operator: 'olga' });
  const put = await client.call('PUT /v1/log/retention', { body: { days: 365 }, ifMatch: '"before"' });
  expect(put).toEqual({ status: 200, body: { days: 365 }, etag: '"seen"' });
  expect(asked).toMatchObject([
    {
      method: 'PUT',
      url: '/v1/log/retention',
      body: '{"days":365}',
      headers: {
        authorization: 'Bearer secret',
        'ringside-operator': 'olga',
        'if-match': '"before"',
        'content-type': 'application/json',
      },
    },
  ]);
});

test('EMB-3: what stands in a path or a query stays there', async () => {
  json(200, { id: 'x' });
  const client = new RingsideClient({ url });
  await client.call('GET /v1/roles/{id}', { path: { id: '../users?x=1#y' } as never });
  await client.call('GET /v1/log', { query: { session: 'a&b=c', limit: 5, operator: undefined } });
  expect(asked.map((each) => each.url)).toEqual([
    '/v1/roles/..%2Fusers%3Fx%3D1%23y',
    '/v1/log?session=a%26b%3Dc&limit=5',
  ]);
});

test('EMB-3: pages follow the cursor to the end', async () => {
  const answers = [
    { users: [{ id: 'a' }], next: 'one' },
    { users: [{ id: 'b' }], next: null },
  ];
  answer = (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers.shift()));
  const seen: string[] = [];
  for await (const page of new RingsideClient({ url }).pages('GET /v1/users', { query: { limit: 1 } })) {
    seen.push(...page.users.map(({ id }) => id));
  }
  expect(seen).toEqual(['a', 'b']);
  expect(asked.map((each) => each.url)).toEqual(['/v1/users?limit=1', '/v1/users?limit=1&cursor=one']);
});

test('EMB-3: a creation carries its key, so that it may be sent again', async () => {
  json(201, { id: 'x' });
  const body = { name: 'Olga' };
  await new RingsideClient({ url }).call('POST /v1/users', { body, idempotencyKey: 'key-of-the-call' });
  expect(asked[0]?.headers['idempotency-key']).toBe('key-of-the-call');
});

test('EMB-3: a refusal is thrown with its code, in the words of the problem document', async () => {
  json(409, { code: 'session-ended', status: 409, title: 'Session over', detail: 'It is over.', endReason: 'ejected' });
  const refused = await new RingsideClient({ url }).call('GET /v1/me').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiProblem);
  expect(refused).toMatchObject({ code: 'session-ended', status: 409, endReason: 'ejected', message: 'It is over.' });
});

test('EMB-3: what a proxy says in its own words is a refusal by its status', async () => {
  answer = (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  await expect(new RingsideClient({ url }).call('GET /v1/me')).rejects.toMatchObject({ code: 'http-502', status: 502 });
  answer = (response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{');
  await expect(new RingsideClient({ url }).call('GET /v1/me')).rejects.toMatchObject({ code: 'http-500' });
});

test('EMB-3: no answer, or none in time, is told apart from a refusal', async () => {
  answer = (response) => response.destroy();
  await expect(new RingsideClient({ url }).call('GET /v1/me')).rejects.toMatchObject({ code: 'unreachable' });
  answer = () => undefined;
  const impatient = new RingsideClient({ url, answerMs: 20 });
  await expect(impatient.call('GET /v1/me')).rejects.toMatchObject({ code: 'unreachable', status: undefined });
});

test('EMB-3: files and empty answers are what they are', async () => {
  answer = (response) => response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('a,b\r\n');
  expect((await new RingsideClient({ url }).call('GET /v1/log.csv')).body).toBe('a,b\r\n');
  answer = (response) => response.writeHead(204).end();
  expect((await new RingsideClient({ url }).call('POST /v1/sign-out')).body).toBeUndefined();
});
