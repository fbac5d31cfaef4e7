import { expect, test } from 'vitest';
import { chooseTransport } from './choose-transport.ts';

const nothing = async () => undefined;

test('auto takes the fastest that loads', async () => {
  expect((await chooseTransport('auto')).name).toBe('uwebsockets');
  expect((await chooseTransport('auto', nothing)).name).toBe('ws');
});

test('a configured transport is taken or refused, never exchanged', async () => {
  expect((await chooseTransport('ws')).name).toBe('ws');
  await expect(chooseTransport('uwebsockets', nothing)).rejects.toMatchObject({ code: 'transport' });
});
