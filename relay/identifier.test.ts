import { expect, test } from 'vitest';
import { uuidv7 } from './identifier.ts';

test('identifiers are UUIDv7 and sort by time', () => {
  const random = new Uint8Array(16).fill(0xff);
  const id = uuidv7(0x0123_4567_89ab, random);
  expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
  expect(uuidv7(0x0123_4567_89ac, new Uint8Array(16)) > id).toBe(true);
});
