/** What one connection of a node may say, and how much of it waits. */
import { type CloseName, encodeNodeMessage } from '@ringside/protocol';
import { expect, it } from 'vitest';
import { servicesLimits } from '../limits.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { NodeLink, type NodeLinkPorts } from './node-link.ts';
import { NodeRegistry } from './node-registry.ts';
import type { NodeSocket } from './node-socket.ts';

type Message = Parameters<typeof encodeNodeMessage>[0];

const named = { version: 1, node: 'n', instance: 'i', viewerUrl: 'ws://127.0.0.1:9/', liveSessions: [] };

/** A link over a socket that only notes what is done to it. */
function open(ports: Partial<NodeLinkPorts> = {}) {
  const done: string[] = [];
  const sent: Uint8Array[] = [];
  const socket: NodeSocket & { bufferedBytes: number } = {
    bufferedBytes: 0,
    send: (bytes: Uint8Array) => void sent.push(bytes),
    close: (name: CloseName) => void done.push(name),
    pause: () => void done.push('pause'),
    resume: () => void done.push('resume'),
    ping: () => undefined,
  };
  const link = new NodeLink(socket, {
    welcome: () => new Promise(() => undefined),
    linked: async () => undefined,
    store: () => new Promise(() => undefined),
    stored: () => undefined,
    acknowledged: () => undefined,
    signTime: () => new Promise(() => undefined),
    closed: () => undefined,
    failed: () => undefined,
    ...ports,
  });
  return { link, socket, done, sent, say: (message: Message) => link.receive(encodeNodeMessage(message)) };
}

const gone = (sequence: number) => ({ event: { sequence, timeMs: 1, deviceDisconnected: { device: 'x' } } });

it('says who it is before anything else, and by a name', () => {
  const acknowledged: number[] = [];
  for (const message of [
    gone(1),
    { ack: { sequence: 1 } },
    { timeRequest: { nonce: new Uint8Array(32) } },
    { hello: { ...named, node: '' } },
    { hello: { ...named, instance: '' } },
  ] satisfies Message[]) {
    const { done, say } = open({ acknowledged: (_, sequence) => void acknowledged.push(sequence) });
    say(message);
    expect([message, done]).toEqual([message, ['malformed']]);
  }
  expect(acknowledged).toEqual([]);
});

it('has one name for as long as it lasts', () => {
  for (const other of [{ node: 'another' }, { instance: 'another' }]) {
    const { done, say } = open();
    say({ hello: named });
    say({ hello: { ...named, viewerUrl: 'ws://127.0.0.1:10/' } });
    expect(done).toEqual([]);
    say({ hello: { ...named, ...other } });
    expect(done).toEqual(['malformed']);
  }
});

it('AUD-5: is not read while too many of its events wait for the disk, and is again once they are stored', async () => {
  const { queuedEventsHigh, queuedEventsLow } = servicesLimits;
  const welcome = Promise.withResolvers<Uint8Array>();
  let sequence = 0;
  const { done, say, socket } = open({
    welcome: () => welcome.promise,
    store: async (_, events) => {
      sequence += events.length;
      return { stored: true, sequence, endings: [], late: [], over: [], recoveries: [], strangers: [], suspended: [] };
    },
  });
  const resumed = new Promise<number>((resolve) => {
    socket.resume = () => resolve(sequence);
  });
  say({ hello: named });
  for (let event = 1; event < queuedEventsHigh; event++) say(gone(event));
  expect(done).toEqual([]);
  say(gone(queuedEventsHigh));
  expect(done).toEqual(['pause']);
  welcome.resolve(new Uint8Array());
  expect(await resumed).toBeGreaterThanOrEqual(queuedEventsHigh - queuedEventsLow);
});

it('is not read while too many of its time requests are being signed', async () => {
  const signed: PromiseWithResolvers<never>[] = [];
  const { done, say } = open({
    signTime: () => {
      const one = Promise.withResolvers<never>();
      signed.push(one);
      return one.promise;
    },
  });
  say({ hello: named });
  const ask = () => say({ timeRequest: { nonce: new Uint8Array(32) } });
  for (let asked = 1; asked < servicesLimits.timeRequests; asked++) ask();
  expect(done).toEqual([]);
  ask();
  expect(done).toEqual(['pause']);
  const statement = { keyId: 'k', payload: new Uint8Array(1), signature: new Uint8Array(64) };
  signed[0]?.resolve(statement as never);
  await expect.poll(() => done).toEqual(['pause', 'resume']);
});

it('is read again once its link is closed: else it would hear of that when its connection is cut, and lose its lease', () => {
  const { done, link, say } = open();
  say({ hello: named });
  for (let sequence = 1; sequence <= servicesLimits.queuedEventsHigh; sequence++) say(gone(sequence));
  link.close('fault');
  expect(done).toEqual(['pause', 'fault', 'resume']);
});

it('is welcomed once at a time, however often it says hello, and at last as it said last', async () => {
  const welcomes: PromiseWithResolvers<Uint8Array>[] = [];
  const asked: string[] = [];
  const { link, say } = open({
    welcome: ({ viewerUrl }) => {
      asked.push(viewerUrl);
      const one = Promise.withResolvers<Uint8Array>();
      welcomes.push(one);
      return one.promise;
    },
  });
  for (let port = 1; port <= 1_000; port++) say({ hello: { ...named, viewerUrl: `ws://127.0.0.1:${port}/` } });
  expect(asked).toEqual(['ws://127.0.0.1:1/']);
  welcomes[0]?.resolve(new Uint8Array());
  await expect.poll(() => asked).toEqual(['ws://127.0.0.1:1/', 'ws://127.0.0.1:1000/']);
  welcomes[1]?.resolve(new Uint8Array());
  await expect.poll(() => link.hello?.viewerUrl).toBe('ws://127.0.0.1:1000/');
});

it('is given up when it does not read what it is sent', () => {
  const { link, socket, done, sent } = open();
  socket.bufferedBytes = servicesLimits.controlBufferedBytes;
  link.send(new Uint8Array());
  socket.bufferedBytes++;
  link.send(new Uint8Array());
  link.send(new Uint8Array());
  expect([done, sent.length]).toEqual([['silent'], 1]);
});

it('SES-4: leaves only so many commands unacknowledged: then it begins anew, with all that its welcome says', () => {
  const nodes = new NodeRegistry(manualSources(), () => undefined);
  const { link, done } = open({ closed: (closed) => nodes.closed(closed) });
  nodes.linked(link, 'n', 'i', '');
  for (let count = 0; count < servicesLimits.pendingCommands; count++) nodes.turnAway(`device ${count}`);
  expect(done).toEqual([]);
  nodes.turnAway('one more');
  expect(done).toEqual(['busy']);
  const again = open();
  nodes.linked(again.link, 'n', 'i', '');
  expect(again.sent).toEqual([]);
});

it('SES-4: acknowledges for its own run only, and gets no commands of another', () => {
  const nodes = new NodeRegistry(manualSources(), () => undefined);
  const link = (instance: string) => {
    const opened = open({ closed: (closed) => nodes.closed(closed) });
    nodes.linked(opened.link, 'n', instance, '');
    return opened.sent.length;
  };
  link('former');
  link('i');
  nodes.turnAway('a device');
  nodes.acknowledged('n', 'former', Number.MAX_SAFE_INTEGER);
  expect(link('i')).toBe(1);
  expect(link('next')).toBe(0);
});
