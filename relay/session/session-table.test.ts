import { expect, test } from 'vitest';
import { Session } from './session.ts';
import { SessionTable } from './session-table.ts';

function session(id: string, device: string): Session {
  return new Session({
    session: id,
    device,
    operator: 'operator-1',
  });
}

test('sessions are found by their device until they are over; a device without any is not kept', () => {
  const table = new SessionTable();
  const [one, two, other] = [session('1', 'a'), session('2', 'a'), session('3', 'b')];
  for (const each of [one, two, other]) table.add(each);
  // Resumed: the same session again.
  table.add(two);
  expect(table.of('a')).toEqual([one, two]);
  table.delete(one);
  expect(table.of('a')).toEqual([two]);
  table.delete(two);
  expect(table.of('a')).toEqual([]);
  expect([...table.devices]).toEqual(['b']);
  expect([...table.byId.keys()]).toEqual(['3']);
});
