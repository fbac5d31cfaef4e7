/**
 * XInput 2: buttons and keys with the device that they come from. It tells the hands of people in the room from what
 * programs inject through XTEST, as our own input does.
 */
import type { X11Connection } from './connection.ts';
import { x11Limits } from './limits.ts';
import { pair, request } from './request.ts';
import { X11Error } from './x11-error.ts';

export interface DeviceEvent {
  readonly what: 'key-down' | 'button-down' | 'button-up' | 'motion';
  readonly device: number;
  /** By the server's clock. A press that is told as one of its device too has the same. */
  readonly time: number;
  /** The device is one of XTEST's: nobody's hand is on it. */
  readonly injected: boolean;
  /** Button or keycode. */
  readonly detail: number;
  readonly window: number;
  /** In pixels of the screen. */
  readonly x: number;
  readonly y: number;
}

/** A button that went down somewhere, told even where another program has taken device and press. */
export interface DevicePress {
  readonly device: number;
  readonly time: number;
}

export interface XinputEvents {
  told(event: DeviceEvent): void;
  /** Only of what is under somebody's hand, and only the first button. */
  pressed(press: DevicePress): void;
}

export interface Xinput {
  /** Tells of buttons that go down on this window, and where the pointer goes until they are up; some of it twice. */
  watchPointers(window: number): void;
  /** Tells of presses, wherever they are and whoever gets them, or no longer. */
  watchPresses(on: boolean): void;
  /** Where the pointer is that the device moves, in pixels of the screen; of one that has been grabbed, its own. */
  pointerOf(device: number): Promise<{ readonly x: number; readonly y: number } | undefined>;
  /** Tells of this key going down with these modifiers, wherever the focus is. False when another program has it. */
  grabKey(keycode: number, modifiers: number): Promise<boolean>;
  ungrabKey(keycode: number, modifiers: number): void;
}

const genericEvent = 35;
const queryPointer = 40;
const [selectEvents, queryVersion, queryDevice, grabDevice, ungrabDevice] = [46, 47, 48, 54, 55] as const;
const keyPress = 2;
/** Devices come, go, or get another master. */
const hierarchyChanged = 11;
/**
 * Before anybody's grab is looked at, since version 2.1. Of fingers that are told as such it would say no place: the
 * pointer does not go with those that a program takes for itself.
 */
const rawButtonPress = 15;
const eventTypes: Readonly<Record<number, DeviceEvent['what']>> = {
  [keyPress]: 'key-down',
  4: 'button-down',
  5: 'button-up',
  6: 'motion',
};
interface Devices {
  /** What is neither of these is under somebody's hand. */
  readonly ids: ReadonlySet<number>;
  readonly masters: ReadonlySet<number>;
  readonly injecting: ReadonlySet<number>;
  /** The master that gathers what a device does. */
  readonly masterOf: ReadonlyMap<number, number>;
}

const noDevices: Devices = { ids: new Set(), masters: new Set(), injecting: new Set(), masterOf: new Map() };
/** A device of its own as well as the master that gathers it: its events come even while the master is busy. */
const everyDevice = 0;
const pointerEvents = (1 << 4) | (1 << 5) | (1 << 6);
const keyEvents = 1 << keyPress;
const keycodeGrab = 1;

/** @throws X11Error 'unsupported' before XInput 2 */
export async function openXinput(connection: X11Connection, events: XinputEvents): Promise<Xinput> {
  const extension = await connection.extension('XInputExtension');
  const sentence = 'The X server lacks XInput 2, which tells hands in the room from injected input: switch it on.';
  if (extension === undefined) throw new X11Error('unsupported', sentence);
  const { major } = extension;
  const version = await connection.ask(request(major, queryVersion, pair(2, 1)), (body) => body.readUInt16LE(0));
  if (version < 2) throw new X11Error('unsupported', sentence);
  let devices = noDevices;
  /** Questions what devices there are that are not answered. */
  let asked = 0;
  /** Told meanwhile: each new master brings XTEST devices of its own, so the answer says whose hand it was. */
  let held: Buffer[] = [];
  const hear = (packet: Buffer): void => {
    const { ids, masters, injecting } = devices;
    const press = parsePress(packet);
    if (press !== undefined) {
      const { device } = press;
      if (ids.has(device) && !masters.has(device) && !injecting.has(device)) events.pressed(press);
      return;
    }
    const event = parseEvent(packet, injecting);
    // A master is a source of its own when the server repeats a key, which is nobody's doing.
    if (event !== undefined && ids.has(event.device) && !masters.has(event.device)) events.told(event);
  };
  const lookAtDevices = async (): Promise<void> => {
    asked++;
    try {
      devices = await connection.ask(request(major, queryDevice, everyDevice), parseDevices);
    } finally {
      asked--;
    }
    // Whatever the server told before this answer it told of these devices: a program that changes them all the time
    // keeps nothing from being heard.
    const packets = held;
    held = [];
    for (const packet of packets) hear(packet);
  };
  connection.listen(genericEvent, (packet) => {
    if (packet.readUInt8(1) !== major) return;
    // A connection that ended has told so itself.
    if (packet.readUInt16LE(8) === hierarchyChanged) void lookAtDevices().catch(() => undefined);
    else if (asked === 0) hear(packet);
    else if (held.length < x11Limits.inputEventsHeld) held.push(packet);
  });
  const watchRoot = (more: number): void => {
    const mask = (1 << hierarchyChanged) | more;
    connection.send(request(major, selectEvents, connection.root, pair(1, 0), pair(everyDevice, 1), mask));
  };
  watchRoot(0);
  await lookAtDevices();
  if (devices.injecting.size === 0) throw new X11Error('unsupported', sentence);

  const ungrabKey = (keycode: number, modifiers: number): void => {
    const states = statesWith(modifiers);
    const what = [connection.root, keycode, pair(everyDevice, states.length), keycodeGrab];
    connection.send(request(major, ungrabDevice, ...what, ...states));
  };
  return {
    watchPointers: (window) =>
      connection.send(request(major, selectEvents, window, pair(1, 0), pair(everyDevice, 1), pointerEvents)),
    watchPresses: (on) => watchRoot(on ? 1 << rawButtonPress : 0),
    async pointerOf(device) {
      const ask = (of: number) =>
        connection
          .ask(request(major, queryPointer, connection.root, pair(of, 0)), (body) => ({
            x: body.readInt32LE(8) >> 16,
            y: body.readInt32LE(12) >> 16,
          }))
          // The server has no pointer for a device that a master gathers, and none for a master that has gone.
          .catch(() => undefined);
      const master = devices.masterOf.get(device);
      const [own, gathered] = await Promise.all([ask(device), master === undefined ? undefined : ask(master)]);
      return own ?? gathered;
    },
    async grabKey(keycode, modifiers) {
      const [currentTime, noCursor, asynchronous, maskWords] = [0, 0, 1, 1];
      const states = statesWith(modifiers);
      const what = [currentTime, connection.root, noCursor, keycode, pair(everyDevice, states.length)];
      const how = [pair(maskWords, keycodeGrab | (asynchronous << 8)), pair(asynchronous, 0)];
      const packet = request(major, grabDevice, ...what, ...how, keyEvents, ...states);
      const taken = await connection.ask(packet, (body) => body.readUInt16LE(0) > 0);
      if (taken) ungrabKey(keycode, modifiers);
      return !taken;
    },
    ungrabKey,
  };
}

/** Type 1, extension 1, sequence 2, length 4, XInput's type 2, device 2, time 4, detail 4: the button. */
function parsePress(packet: Buffer): DevicePress | undefined {
  const firstButton = 1;
  if (packet.readUInt16LE(8) !== rawButtonPress || packet.readUInt32LE(16) !== firstButton) return undefined;
  return { device: packet.readUInt16LE(10), time: packet.readUInt32LE(12) };
}

/**
 * Type 1, extension 1, sequence 2, length 4, XInput's type 2, device 2, time 4, detail 4, root 4, window 4, child 4,
 * root x 4 and y 4 in 65536ths, event x 4 and y 4, words of buttons 2, of valuators 2, source 2, unused 2, flags 4.
 */
function parseEvent(packet: Buffer, injecting: ReadonlySet<number>): DeviceEvent | undefined {
  const what = eventTypes[packet.readUInt16LE(8)];
  if (what === undefined) return undefined;
  const device = packet.readUInt16LE(52);
  if (what === 'key-down') {
    // The same bit of other events says that a finger stands in for a pointer.
    const isRepeat = (packet.readUInt32LE(56) & 0x1_0000) !== 0;
    const isOfMaster = packet.readUInt16LE(10) !== device;
    if (isRepeat || isOfMaster) return undefined;
  }
  return {
    what,
    device,
    time: packet.readUInt32LE(12),
    injected: injecting.has(device),
    detail: packet.readUInt32LE(16),
    window: packet.readUInt32LE(24),
    x: packet.readInt32LE(32) >> 16,
    y: packet.readInt32LE(36) >> 16,
  };
}

/**
 * Offsets count from byte 8 of the reply; devices begin at its byte 32. Each: id 2, use 2, attachment 2, classes 2,
 * bytes of its name 2, enabled 1, unused 1, name; then each class: type 2, length in words 2, and more.
 */
function parseDevices(body: Buffer): Devices {
  const ids = new Set<number>();
  const masters = new Set<number>();
  const injecting = new Set<number>();
  const masterOf = new Map<number, number>();
  const masterPointer = 1;
  const masterKeyboard = 2;
  let at = 24;
  for (let left = body.readUInt16LE(0); left > 0; left--) {
    const [id, use] = [body.readUInt16LE(at), body.readUInt16LE(at + 2)];
    const classes = body.readUInt16LE(at + 6);
    const nameBytes = body.readUInt16LE(at + 8);
    const name = body.toString('utf8', at + 12, at + 12 + nameBytes);
    ids.add(id);
    if (use === masterPointer || use === masterKeyboard) masters.add(id);
    else masterOf.set(id, body.readUInt16LE(at + 4));
    // So the server calls those of each master; nobody can add one of another name.
    if (/ XTEST (pointer|keyboard)$/.test(name)) injecting.add(id);
    at += 12 + ((nameBytes + 3) & ~3);
    for (let index = 0; index < classes; index++) at += body.readUInt16LE(at + 2) * 4;
  }
  return { ids, masters, injecting, masterOf };
}

/** Every state of the eight modifiers in which these are held: whatever locks are on, and whoever holds what else. */
function statesWith(modifiers: number): number[] {
  return Array.from({ length: 256 }, (_, state) => state).filter((state) => (state & modifiers) === modifiers);
}
