import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { type ServicesDouble, startServicesDouble } from '@ringside/relay/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Conductor } from './conductor.ts';
import type { FromConductor, ToConductor } from './conductor-messages.ts';

let services: ServicesDouble;
let conductor: Conductor;

beforeEach(async () => {
  services = await startServicesDouble();
  conductor = await Conductor.start(services);
});

afterEach(async () => {
  conductor.close();
  await services.stop();
});

interface User {
  say(message: ToConductor): void;
  next(): Promise<FromConductor>;
}

async function connectUser(): Promise<User> {
  const socket = new WebSocket(conductor.url);
  const heard: FromConductor[] = [];
  const waiting: ((message: FromConductor) => void)[] = [];
  socket.on('message', (bytes) => {
    const message = JSON.parse(String(bytes)) as FromConductor;
    const taker = waiting.shift();
    if (taker === undefined) heard.push(message);
    else taker(message);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    say: (message) => socket.send(JSON.stringify(message)),
    next() {
      const message = heard.shift();
      return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message);
    },
  };
}

test('a phase holds once every user has heard of it: nobody is blamed for what comes after it', async () => {
  const users = [await connectUser(), await connectUser()] as const;
  for (const user of users) expect(await user.next()).toEqual({ tell: 'phase', phase: 'devices' });
  let holds = false;
  const entered = conductor.enter('storm').then(() => {
    holds = true;
  });
  for (const user of users) expect(await user.next()).toEqual({ tell: 'phase', phase: 'storm' });
  users[0].say({ ask: 'heard', phase: 'storm' });
  // Both answers come over the first user's connection, in order: by the second, the first was taken.
  users[0].say({ ask: 'credentials', id: 1, devices: [] });
  await users[0].next();
  expect(holds).toBe(false);
  users[1].say({ ask: 'heard', phase: 'storm' });
  await entered;
});

test('credentials come in the order of the devices, and what went wrong is counted by its reason', async () => {
  const user = await connectUser();
  await user.next();
  const key = await exportPublicKey(await generateProofKeys());
  user.say({ ask: 'credentials', id: 7, devices: ['a', 'b'].map((device) => ({ device, key })) });
  const answer = await user.next();
  if (answer.tell !== 'tokens') throw new Error(answer.tell);
  const subjects = answer.tokens.map((token) => {
    const [, payload = ''] = token.split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).sub;
  });
  expect([answer.id, ...subjects]).toEqual([7, 'a', 'b']);
  for (const why of ['lost', 'lost', 'refused']) user.say({ ask: 'blame', why });
  user.say({ ask: 'credentials', id: 8, devices: [] });
  await user.next();
  expect([...conductor.blamed]).toEqual([
    ['lost', 2],
    ['refused', 1],
  ]);
});
