import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from './connection.ts';
import { request } from './request.ts';
import { createWindow, destroyWindow, eventMask, eventType, mapWindow } from './windows.ts';
import type { X11Error } from './x11-error.ts';

const getInputFocus = 43;
const noOperation = 127;
const getGeometry = 14;

let xvfb: Xvfb;
const ends: X11Error[] = [];
let onEnd = (): void => undefined;

function open(): Promise<X11Connection> {
  return X11Connection.open(xvfb.display, {
    closed(error) {
      ends.push(error);
      onEnd();
    },
  });
}

beforeAll(async () => {
  xvfb = await startXvfb();
});

afterAll(async () => {
  await xvfb?.stop();
});

describe('a connection to an X server', () => {
  it('says in a sentence why it cannot be opened', async () => {
    const cannot = (display: string) =>
      expect(X11Connection.open(display, { closed: () => undefined })).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(/^The X display ".*" cannot be opened: .*\. Check that it runs/),
      });
    await cannot(':4711');
    await cannot('nonsense');
    await cannot(`${xvfb.display}.7`);
    vi.stubEnv('XAUTHORITY', tmpdir());
    await cannot(xvfb.display);
    vi.unstubAllEnvs();
    const hanging = await startXvfb();
    hanging.process.kill('SIGSTOP');
    await cannot(hanging.display);
    await hanging.stop();
  });

  it('answers in order, also when sequence numbers come round', async () => {
    const connection = await open();
    const sizes: number[] = [];
    const asked: Promise<unknown>[] = [];
    for (let round = 0; round < 3; round++) {
      for (let step = 0; step < 70_000; step++) connection.send(request(noOperation, 0));
      asked.push(
        connection.ask(request(getGeometry, 0, connection.root), (body) => sizes.push(round, body.readUInt16LE(8))),
      );
    }
    await Promise.all(asked);
    expect(sizes).toEqual([0, 1280, 1, 1280, 2, 1280]);
    connection.close();
  });

  it('tells a refused request from one that was carried out', async () => {
    const connection = await open();
    const window = connection.newId();
    await connection.perform(createWindow(window, connection.root, { x: 0, y: 0, width: 9, height: 9 }, 0, 0));
    await connection.perform(destroyWindow(window));
    await expect(connection.perform(mapWindow(window))).rejects.toMatchObject({ code: 'refused' });
    await expect(connection.ask(request(getGeometry, 0, window), () => 0)).rejects.toMatchObject({ code: 'refused' });
    // Without anyone waiting for it a refusal is no fault.
    connection.send(mapWindow(window));
    await connection.sync();
    expect(connection.ended).toBe(false);
    connection.close();
  });

  it('fails the caller of a reply that cannot be read, and goes on', async () => {
    const connection = await open();
    const tooFar = connection.ask(request(getInputFocus, 0), (body) => body.readUInt32LE(1_000));
    await expect(tooFar).rejects.toMatchObject({ code: 'refused' });
    await connection.sync();
    connection.close();
  });

  it('delivers events to the listener of their type', async () => {
    const connection = await open();
    const window = connection.newId();
    const mapped = new Promise<number>((resolve) => {
      connection.listen(eventType.mapNotify, (event) => resolve(event.readUInt32LE(8)));
    });
    const place = { x: 0, y: 0, width: 9, height: 9 };
    connection.send(createWindow(window, connection.root, place, 0, eventMask.structureNotify));
    connection.send(mapWindow(window));
    connection.flush();
    expect(await mapped).toBe(window);
    connection.close();
  });

  it('knows which extensions there are', async () => {
    const connection = await open();
    expect(await connection.extension('DAMAGE')).toMatchObject({ major: expect.any(Number) });
    expect(await connection.extension('NO-SUCH-THING')).toBeUndefined();
    connection.close();
  });

  it('closes once, silently, and fails what was under way', async () => {
    const connection = await open();
    ends.length = 0;
    const underWay = connection.sync();
    connection.close();
    connection.close();
    await expect(underWay).rejects.toMatchObject({ code: 'closed' });
    await expect(connection.sync()).rejects.toMatchObject({ code: 'closed' });
    await expect(connection.perform(request(noOperation, 0))).rejects.toMatchObject({ code: 'closed' });
    connection.send(request(noOperation, 0));
    connection.flush();
    expect(ends).toEqual([]);
  });

  it('tells once when it is killed', async () => {
    const connection = await open();
    const other = await open();
    ends.length = 0;
    const window = connection.newId();
    await connection.perform(createWindow(window, connection.root, { x: 0, y: 0, width: 9, height: 9 }, 0, 0));
    const ended = new Promise<void>((resolve) => (onEnd = resolve));
    const killClient = 113;
    await other.perform(request(killClient, 0, window));
    await ended;
    expect(ends).toMatchObject([{ code: 'closed' }]);
    expect(connection.ended).toBe(true);
    other.close();
  });
});
