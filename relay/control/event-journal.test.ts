import { decodeNodeMessage, EndReason } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { EventJournal } from './event-journal.ts';

const started = (session: string) => ({ sessionStarted: { session, resumed: false } });

function sequences(sent: readonly Uint8Array[]): number[] {
  return sent.map((encoded) => {
    const message = decodeNodeMessage(encoded);
    return message.message === 'event' ? message.event.sequence : -1;
  });
}

test('AUD-5: events are numbered from 1, kept until acknowledged, and resent over every new connection', () => {
  const journal = new EventJournal(100, () => 1_000);
  journal.session(started('a'));
  const first: Uint8Array[] = [];
  journal.connected(0, (encoded) => first.push(encoded));
  journal.session(started('b'));
  expect(sequences(first)).toEqual([1, 2]);
  journal.disconnected();
  journal.session({ sessionEnded: { session: 'a', reason: EndReason.END_REASON_OPERATOR } });
  expect(sequences(first)).toEqual([1, 2]);
  // Services stored the first before the link was lost, though its acknowledgement was not heard.
  const second: Uint8Array[] = [];
  journal.connected(1, (encoded) => second.push(encoded));
  expect(sequences(second)).toEqual([2, 3]);
  journal.acknowledged(3);
  expect(journal.waiting).toBe(0);
  journal.acknowledged(2);
  const third: Uint8Array[] = [];
  journal.connected(3, (encoded) => third.push(encoded));
  expect(third).toEqual([]);
});

test('the journal is bounded: news of devices is condensed, sessions are kept', () => {
  const journal = new EventJournal(3, () => 1_000);
  const gone = (device: string) => ({ deviceDisconnected: { device } });
  for (const device of ['a', 'b', 'c', 'd', 'd', 'e']) journal.device(device, gone(device));
  expect(journal.full).toBe(true);
  expect(journal.waiting).toBe(3);
  journal.session(started('s'));
  expect(journal.waiting).toBe(4);
  expect(journal.takeCondensed()).toEqual([]);
  journal.acknowledged(4);
  expect(journal.takeCondensed()).toEqual(['d', 'e']);
  expect(journal.takeCondensed()).toEqual([]);
});

test('flushed resolves when services have everything, or when patience is over', async () => {
  const journal = new EventJournal(10, () => 1_000);
  const forever = new Promise<void>(() => {});
  expect(await journal.flushed(forever)).toBe(true);
  journal.session(started('a'));
  const flushed = journal.flushed(forever);
  journal.acknowledged(1);
  expect(await flushed).toBe(true);
  journal.session(started('b'));
  expect(await journal.flushed(Promise.resolve())).toBe(false);
});
