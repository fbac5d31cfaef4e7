/** An erasure is let in, and then waits for the store: whether it may be done is decided once more, where it is done. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { erasePerson } from '../audit/erasure.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

/** What happens between the door and the transaction. */
const between = vi.hoisted(() => ({ meanwhile: async (): Promise<unknown> => undefined }));

vi.mock('../audit/erasure.ts', async (original) => {
  const { erasePerson: erase } = await original<{ erasePerson: typeof erasePerson }>();
  const late: typeof erasePerson = async (...args) => {
    await between.meanwhile();
    return erase(...args);
  };
  return { erasePerson: late };
});

let fixture: SessionFixture;
beforeEach(async () => {
  between.meanwhile = async () => undefined;
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const call = (method: string, path: string, body?: unknown, cookie = fixture.cookie) =>
  fixture.rig.request(method, `/v1${path}`, { cookie, body });

/** Asks, as a manager, that the log forgets somebody. */
async function erased(withdraw: (of: { readonly assignment: string; readonly cookie: string }) => Promise<unknown>) {
  const [{ body: manager }, { body: person }] = [
    await call('POST', '/users', { name: 'Mia' }),
    await call('POST', '/users', { name: 'Paul' }),
  ];
  const managing = { roleId: 'manager', userIds: [manager.id], everyDevice: true };
  const { body: assignment } = await call('POST', '/assignments', managing);
  const cookie = await fixture.signInAs(manager.id);
  between.meanwhile = () => withdraw({ assignment: assignment.id, cookie });
  const { status, body } = await call('POST', '/log/erasures', { operatorId: person.id }, cookie);
  const db = await openSqlite(fixture.rig.dataFolder);
  const left = await db.selectFrom('event_persons').where('person_id', '=', person.id).select('role').execute();
  await db.destroy();
  const said = (await fixture.events()).filter(({ kind }) => kind === 'log.person-erased').length;
  return { status, code: body.code, left: left.length, said };
}

it('AUD-2: by who still may, it is done, and said', async () => {
  expect(await erased(async () => undefined)).toEqual({ status: 200, code: undefined, left: 0, said: 1 });
});

it('SES-4, AUD-2: by an assignment that is withdrawn meanwhile nothing goes, and nothing is said to be gone', async () => {
  const result = await erased(({ assignment }) => call('DELETE', `/assignments/${assignment}`));
  expect(result).toEqual({ status: 403, code: 'forbidden', left: 1, said: 0 });
});

it('SES-4, AUD-2: nor by a sign-in that ends meanwhile', async () => {
  const result = await erased(({ cookie }) => call('POST', '/sign-out', undefined, cookie));
  expect(result).toEqual({ status: 401, code: 'not-signed-in', left: 1, said: 0 });
});
