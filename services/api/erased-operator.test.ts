/** What is told of sessions whose operator's data was erased. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const call = (method: string, path: string, cookie: string, body?: unknown) =>
  fixture.rig.request(method, `/v1${path}`, { cookie, body });

const whole = 'from=2000-01-01T00:00:00Z&to=2999-01-01T00:00:00Z';

/** Somebody else who may read and erase. */
async function manager(): Promise<string> {
  const { body } = await call('POST', '/users', fixture.cookie, { name: 'Mia' });
  await call('POST', '/assignments', fixture.cookie, { roleId: 'manager', userIds: [body.id], everyDevice: true });
  return fixture.signInAs(body.id);
}

it('AUD-4: neither report nor list tells whose a session was once that was erased, and both while it lasts', async () => {
  const cookie = await manager();
  const { id: operatorId } = (await call('GET', '/me', fixture.cookie)).body.operator;
  const over = await fixture.running();
  await fixture.endAll();
  await fixture.until(over, 'ended');
  const lasting = await fixture.running();
  const told = async () => {
    const { sessions: reported } = (await call('GET', `/reports/sessions?${whole}`, cookie)).body;
    const { sessions: listed } = (await call('GET', '/sessions', cookie)).body;
    const of = (session: string) =>
      [reported, listed].map((rows) => {
        const { operatorId: id, operatorName: name } = rows.find((row: { id: string }) => row.id === session);
        return { id, name };
      });
    return {
      over: of(over),
      lasting: of(lasting),
      csv: (await call('GET', `/reports/sessions.csv?${whole}`, cookie)).body,
    };
  };
  const named = { id: operatorId, name: 'admin' };
  const nobody = { id: null, name: null };
  expect(await told()).toMatchObject({ over: [named, named], lasting: [named, named] });

  expect((await call('POST', '/log/erasures', cookie, { operatorId })).status).toBe(200);
  expect(await told()).toMatchObject({ over: [nobody, nobody], lasting: [named, named] });

  await call('POST', `/sessions/${lasting}/end`, cookie);
  const after = await told();
  expect(after).toMatchObject({ over: [nobody, nobody], lasting: [nobody, nobody] });
  expect(after.csv).toContain(lasting);
  expect(after.csv).not.toContain(operatorId);

  const again = await fixture.running();
  await fixture.endAll();
  const { sessions } = (await call('GET', '/sessions', cookie)).body;
  expect(sessions.find(({ id }: { id: string }) => id === again)).toMatchObject({ operatorId, operatorName: 'admin' });
});
