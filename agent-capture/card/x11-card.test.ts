import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import type { DisplayInfo, DisplaySource, Rect } from '../display/display-source.ts';
import { openX11Display } from '../display/x11-display.ts';
import { X11Ring } from '../ring/x11-ring.ts';
import { openOwnDevices } from '../testing/own-devices.ts';
import { openPainter, type Painter } from '../testing/painter.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { keycodeOf } from '../x11/keyboard-requests.ts';
import { pair, request, words } from '../x11/request.ts';
import { X11TopWindows } from '../x11/top-windows.ts';
import { createWindow, destroyWindow, mapWindow, placeWindow, raiseWindow } from '../x11/windows.ts';
import { openXinput } from '../x11/xinput-extension.ts';
import { type FakeInput, openXtest } from '../x11/xtest-extension.ts';
import type { CardPicture } from './card-face.ts';
import { X11Card } from './x11-card.ts';

let xvfb: Xvfb;
let painter: Painter;
/** Somebody in the room, and another program on the device. */
let stranger: X11Connection;
let person: FakeInput;
/** What our own input goes through. */
let operator: FakeInput;
let source: DisplaySource;
let windows: X11TopWindows;
let card: X11Card;
let damage: Rect[] = [];
let told: string[] = [];
let onTold = (): void => undefined;

beforeAll(async () => {
  const monitors = [
    { name: 'A', left: 0, top: 0, width: 300, height: 300 },
    { name: 'B', left: 300, top: 0, width: 500, height: 400, primary: true },
  ];
  xvfb = await startXvfb({ monitors });
  painter = await openPainter(xvfb.display);
  await painter.fill(0, 0, 800, 400, 0x00_40_80);
  stranger = await X11Connection.open(xvfb.display, { closed: () => undefined });
  person = await openOwnDevices(stranger);
  operator = await openXtest(stranger);
});
afterAll(async () => {
  painter?.close();
  stranger?.close();
  await xvfb?.stop();
});

beforeEach(async () => {
  damage = [];
  told = [];
  source = await openX11Display(
    { display: xvfb.display },
    { damaged: (_, rect) => damage.push(rect), layoutChanged: () => undefined, failed: () => undefined },
  );
  windows = new X11TopWindows({ display: xvfb.display, clock: systemClock });
  const tell = (what: string): void => {
    told.push(what);
    onTold();
  };
  card = new X11Card(windows, {
    cardTouched: ({ what, by, x, y }) => tell(`${by} ${what} ${x},${y}`),
    cardKeysPressed: () => tell('keys'),
    cardGone: () => tell('gone'),
    broken: (display, what) => tell(`${display} ${what}`),
  });
});
afterEach(async () => {
  await windows.close();
  await source.close();
});

function toldOf(...lines: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    onTold = () => {
      if (lines.every((line) => told.includes(line))) resolve();
    };
    onTold();
  });
}

function panel(): DisplayInfo {
  const found = source.displays.find(({ name }) => name === 'console');
  if (found === undefined) throw new Error('There is no console.');
  return found;
}

/** Each row its own colour, of a shade that tells pictures apart. */
function striped(width: number, height: number, shade: number): CardPicture {
  const bgrx = Buffer.alloc(width * height * 4);
  for (let row = 0; row < height; row++)
    bgrx.fill(Buffer.from([row & 0xff, shade, 7, 0]), row * width * 4, (row + 1) * width * 4);
  return { width, height, bgrx };
}

/** Whether exactly this stands at the place, and not a pixel of it beside. */
async function stands({ width, height, bgrx }: CardPicture, x: number, y: number): Promise<boolean> {
  const pixels = await source.grab(panel().id, { x, y, width, height });
  return pixels !== undefined && withoutFourth(pixels.bgrx).equals(withoutFourth(bgrx));
}

function withoutFourth(bgrx: Buffer): Buffer {
  const copy = Buffer.from(bgrx);
  for (let at = 3; at < copy.length; at += 4) copy[at] = 0;
  return copy;
}

async function theWindow(): Promise<number> {
  const queryTree = 15;
  const tree = await stranger.ask(request(queryTree, 0, stranger.root), (body) =>
    Array.from({ length: body.readUInt16LE(8) }, (_, index) => body.readUInt32LE(24 + 4 * index)),
  );
  return tree.at(-1) ?? 0;
}

describe('the card on X11', () => {
  it('RING-4: shows its picture where it shall be, moves it, changes it, and goes', async () => {
    // Larger than one request holds.
    const first = striped(420, 300, 1);
    await card.show(panel(), 40, 20, first);
    expect(await stands(first, 40, 20)).toBe(true);
    card.move(60, 80);
    await card.show(panel(), 60, 80, first);
    expect(await stands(first, 60, 80)).toBe(true);
    const smaller = striped(100, 60, 2);
    await card.show(panel(), 10, 10, smaller);
    expect(await stands(smaller, 10, 10)).toBe(true);
    await card.hide();
    expect(await stands(smaller, 10, 10)).toBe(false);
    expect(told).toEqual([]);
  });

  it('VID-5: draws only the rows that changed, and nothing while it stands', async () => {
    const picture = striped(200, 120, 1);
    await card.show(panel(), 40, 20, picture);
    source.watch(panel().id, true);
    await card.show(panel(), 40, 20, { ...picture, bgrx: Buffer.from(picture.bgrx) });
    await source.grab(panel().id, { x: 0, y: 0, width: 1, height: 1 });
    expect(damage).toEqual([]);
    const changed = Buffer.from(picture.bgrx);
    changed.fill(0xee, 50 * 200 * 4, 53 * 200 * 4);
    await card.show(panel(), 40, 20, { ...picture, bgrx: changed });
    expect(await stands({ ...picture, bgrx: changed }, 40, 20)).toBe(true);
    expect(damage).toEqual([{ x: 40, y: 70, width: 200, height: 3 }]);
  });

  it('RING-1, RING-4: the ring lies above it, and both above windows that open later', async () => {
    const ring = new X11Ring(windows, { disturbed: () => undefined, broken: () => told.push('broken') });
    const picture = striped(200, 120, 1);
    await ring.show(source.displays);
    // Over the ring's edge, where no card would be put.
    await card.show(panel(), 400, 0, striped(100, 100, 9));
    const thick = ring.thickness(panel());
    const corner = await source.grab(panel().id, { x: 400, y: 0, width: 100, height: thick });
    expect((corner?.bgrx.readUInt32LE(0) ?? 0) & 0xff_ffff).toBe(0xff_00_00);
    await card.show(panel(), 100, 100, picture);
    const cover = await painter.cover(300, 0, 500, 400, 0xff_ff_ff);
    await expect.poll(() => stands(picture, 100, 100)).toBe(true);
    expect(told).toEqual([]);
    await painter.uncover(cover);
    await ring.hide();
    expect(await stands(picture, 100, 100)).toBe(true);
  });

  it('RING-4: hears fingers on it, and where they go; not those beside it, nor other buttons', async () => {
    await card.show(panel(), 100, 100, striped(200, 120, 1));
    person.move(300 + 50, 50);
    person.button(1, true);
    person.button(1, false);
    person.move(300 + 120, 120);
    person.button(3, true);
    person.button(3, false);
    person.move(300 + 110, 110);
    person.button(1, true);
    person.move(300 + 10, 300);
    person.button(1, false);
    await stranger.sync();
    await toldOf('room up 10,300');
    expect(told).toContain('room move 10,300');
    expect(told.filter((line) => !line.includes('move'))).toEqual(['room down 110,110', 'room up 10,300']);
  });

  it('RING-4: tells an operator from the room, and hears the room while an operator holds the button', async () => {
    await card.show(panel(), 100, 100, striped(200, 120, 1));
    operator.move(300 + 110, 110);
    operator.button(1, true);
    person.button(1, true);
    person.button(1, false);
    operator.button(1, false);
    await stranger.sync();
    await toldOf('operator up 110,110');
    const both = ['operator down 110,110', 'room down 110,110', 'room up 110,110', 'operator up 110,110'];
    const presses = (): string[] => told.filter((line) => !line.includes('move'));
    expect(presses()).toEqual(both);
    operator.move(10, 10);
    operator.button(1, true);
    person.move(300 + 120, 120);
    person.button(1, true);
    person.button(1, false);
    operator.button(1, false);
    await stranger.sync();
    await toldOf('room up 120,120');
    expect(presses().slice(4)).toEqual(['room down 120,120', 'room up 120,120']);
  });

  /** With pointer, keyboard and XTEST devices of its own, through which this client's input goes from now on. */
  async function makeMaster(): Promise<number> {
    const { major = 0 } = (await stranger.extension('XInputExtension')) ?? {};
    const [changeHierarchy, queryDevice, setClientPointer] = [43, 48, 44];
    const [addMaster, sendCore, enable] = [1, 1 << 16, 1 << 24];
    const name = Buffer.from('more');
    const change = [pair(addMaster, 3), name.length | sendCore | enable, ...words(name)];
    await stranger.perform(request(major, changeHierarchy, 1, ...change));
    const master = await stranger.ask(request(major, queryDevice, 0), (body) => {
      const named = body.indexOf('more pointer');
      return body.readUInt16LE(named - 12);
    });
    await stranger.perform(request(major, setClientPointer, 0, pair(master, 0)));
    return master;
  }

  async function removeMaster(master: number): Promise<void> {
    const { major = 0 } = (await stranger.extension('XInputExtension')) ?? {};
    const [changeHierarchy, removal, float] = [43, 2, 2];
    await stranger.perform(request(major, changeHierarchy, 1, pair(removal, 3), pair(master, float), pair(0, 0)));
  }

  /** Puts itself above all others, for ever: one that is seen, or one that only takes what is pressed on it. */
  async function insist(inputOnly: boolean): Promise<() => void> {
    const window = stranger.newId();
    const [create, overrideRedirect] = [1, 0x200];
    const place = [pair(300 + 110, 110), pair(40, 40), pair(0, inputOnly ? 2 : 1)];
    stranger.send(request(create, 0, window, stranger.root, ...place, 0, overrideRedirect, 1));
    await stranger.perform(mapWindow(window));
    const timer = setInterval(() => {
      stranger.send(raiseWindow(window));
      stranger.flush();
    }, 2);
    return () => {
      clearInterval(timer);
      stranger.send(destroyWindow(window));
    };
  }

  it.each([
    ['hides it', false],
    ['only takes what is pressed on it', true],
  ])(
    'RING-4: a window that insists to be above it, and %s, is told of like one above the ring',
    async (_, inputOnly) => {
      await card.show(panel(), 100, 100, striped(200, 120, 1));
      const stop = await insist(inputOnly);
      await toldOf(`${panel().id} covered again and again`);
      stop();
    },
  );

  it('RING-4: what others take unseen is told of: by grabbing the device, or with windows that show nothing', async () => {
    await card.show(panel(), 40, 20, striped(200, 120, 1));
    const input = await stranger.extension('XInputExtension');
    if (input === undefined) throw new Error('The X server lacks XInput.');
    const press = (x: number, y: number): void => {
      person.move(300 + x, y);
      person.button(1, true);
      person.button(1, false);
    };
    const [grabDevice, ungrabDevice, currentTime, noCursor, asynchronous, xvfbMouse, everyPress] = [
      51, 52, 0, 0, 1, 6, 16,
    ];
    const grab = request(
      input.major,
      grabDevice,
      ...[stranger.root, currentTime, noCursor, pair(xvfbMouse, asynchronous | (asynchronous << 8)), pair(0, 1)],
      everyPress,
    );
    await stranger.ask(grab, () => undefined);
    press(100, 70);
    await toldOf('room taken 100,70');
    stranger.send(request(input.major, ungrabDevice, currentTime, pair(xvfbMouse, 0)));
    // Sent together with the press, so that it lies above the card before anybody here hears of it.
    const cover = stranger.newId();
    const [inputOnly, copyVisual, overrideRedirect] = [2, 0, 0x200];
    const place = [pair(340, 20), pair(200, 120), pair(0, inputOnly), copyVisual];
    stranger.send(request(1, 0, cover, stranger.root, ...place, overrideRedirect, 1));
    stranger.send(mapWindow(cover));
    press(90, 60);
    await toldOf('room taken 90,60');
    stranger.send(destroyWindow(cover));
    await stranger.sync();
    expect(told.filter((line) => line.startsWith('room down'))).toEqual([]);
    // Those that reach it are told of once, and others not at all.
    told.length = 0;
    press(80, 50);
    await toldOf('room down 80,50', 'room up 80,50');
    operator.move(370, 40);
    operator.button(1, true);
    operator.button(1, false);
    await toldOf('operator up 70,40');
    expect(told.filter((line) => line.startsWith('room'))).toEqual(['room down 80,50', 'room up 80,50']);
  });

  it('RING-4: windows that come above it once, or move beside it, are mended and no more', async () => {
    await card.show(panel(), 100, 100, striped(200, 120, 1));
    for (let window = 0; window < 5; window++) await painter.cover(300 + 110, 110, 40, 40, 0xff_ff_ff);
    const beside = stranger.newId();
    stranger.send(createWindow(beside, stranger.root, { x: 0, y: 0, width: 40, height: 40 }, 0, 0));
    await stranger.perform(mapWindow(beside));
    for (let move = 0; move < 100; move++) {
      stranger.send(placeWindow(beside, { x: move, y: 0, width: 40, height: 40 }));
      stranger.send(raiseWindow(beside));
      await stranger.sync();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    person.move(300 + 110, 110);
    person.button(1, true);
    person.button(1, false);
    await stranger.sync();
    await toldOf('room up 110,110');
    expect(told.filter((line) => line.includes('covered'))).toEqual([]);
    stranger.send(destroyWindow(beside));
  });

  async function press(hands: FakeInput): Promise<void> {
    hands.move(300 + 110, 110);
    hands.button(1, true);
    hands.button(1, false);
    await stranger.sync();
  }

  it('RING-4: what is injected through a pointer that was made since is no hand in the room either', async () => {
    await card.show(panel(), 100, 100, striped(200, 120, 1));
    const master = await makeMaster();
    await press(operator);
    await toldOf('operator up 110,110');
    expect(told.filter((line) => line.startsWith('room'))).toEqual([]);
    await removeMaster(master);
    await press(person);
    await toldOf('room up 110,110');
  });

  it('RING-4: devices that come and go all the time hide no press', async () => {
    await card.show(panel(), 100, 100, striped(200, 120, 1));
    for (let round = 0; round < 20; round++) {
      const master = await makeMaster();
      await press(person);
      await removeMaster(master);
      await press(person);
    }
    const ups = () => told.filter((line) => line === 'room up 110,110').length;
    await expect.poll(ups).toBe(40);
  });

  const [control, alt, end, numLock, shift] = [0xffe3, 0xffe9, 0xff57, 0xff7f, 0xffe1];
  const keys = async (hands: FakeInput, down: boolean, ...keysyms: readonly number[]): Promise<void> => {
    for (const keysym of keysyms) hands.key((await keycodeOf(stranger, keysym)) ?? 0, down);
    await stranger.sync();
  };
  const strike = async (hands: FakeInput, ...keysyms: readonly number[]): Promise<void> => {
    await keys(hands, true, ...keysyms);
    await keys(hands, false, ...keysyms.toReversed());
  };

  it('RING-4: hears the keys that eject, whatever locks are on, and only while it stands', async () => {
    expect(await card.takeKeys()).toBe(true);
    expect(await card.takeKeys()).toBe(true);
    await strike(person, end);
    await strike(person, control, end);
    await strike(person, control, alt, end);
    await toldOf('keys');
    expect(told).toEqual(['keys']);
    await strike(person, numLock);
    await strike(person, control, alt, end);
    await expect.poll(() => told.length).toBe(2);
    await strike(person, numLock);
    await card.hide();
    await strike(person, control, alt, end);
    await windows.raise();
    expect(told.length).toBe(2);
  });

  it('RING-4: does not hear them from an operator, nor the server’s repeats of what an operator holds', async () => {
    expect(await card.takeKeys()).toBe(true);
    await strike(operator, control, alt, end);
    await keys(operator, true, end, control, alt);
    // Repeats begin after 660 ms, 25 a second.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await windows.raise();
    expect(told).toEqual([]);
    await keys(operator, false, control, alt);
    // And whatever an operator holds does not keep the room's from being heard.
    await keys(operator, true, shift);
    await strike(person, control, alt, end);
    await toldOf('keys');
    await keys(operator, false, shift, end);
    expect(told).toEqual(['keys']);
  });

  it('RING-4: says so when another program has taken the keys', async () => {
    const keycode = (await keycodeOf(stranger, end)) ?? 0;
    const theirs = await openXinput(stranger, { told: () => undefined, pressed: () => undefined });
    expect(await theirs.grabKey(keycode, 0x4 | 0x8)).toBe(true);
    expect(await card.takeKeys()).toBe(false);
    theirs.ungrabKey(keycode, 0x4 | 0x8);
    await stranger.sync();
    expect(await card.takeKeys()).toBe(true);
  });

  it.each([
    ['unmapped', 10],
    ['destroyed', 4],
    ['killed with its connection', 113],
  ])('RING-4: %s by another program: told, and there again at the next show', async (_, opcode) => {
    const picture = striped(200, 120, 1);
    await card.show(panel(), 40, 20, picture);
    await stranger.perform(request(opcode, 0, await theWindow()));
    await toldOf('gone');
    await card.show(panel(), 40, 20, picture);
    expect(await stands(picture, 40, 20)).toBe(true);
  });

  it('RING-4: moved by another program: told, and back at the next show; moving it oneself is not taken for that', async () => {
    const picture = striped(100, 60, 1);
    await card.show(panel(), 40, 20, picture);
    for (let step = 0; step < 50; step++) card.move(step, step);
    await windows.raise();
    expect(told).toEqual([]);
    await stranger.perform(request(12, 0, await theWindow(), 1, 5));
    await toldOf('gone');
    await card.show(panel(), 40, 20, picture);
    expect(await stands(picture, 40, 20)).toBe(true);
  });
});
