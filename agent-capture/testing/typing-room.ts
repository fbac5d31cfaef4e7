/** An X server with a terminal to type into, our input beside it, and another program that sees what is down. */
import { type Clock, systemClock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { InputSink } from '../input/input-sink.ts';
import { openX11Input } from '../input/x11-input.ts';
import { X11Connection } from '../x11/connection.ts';
import { buttonsDown, keysDown } from '../x11/keyboard-requests.ts';
import { type FakeInput, openXtest } from '../x11/xtest-extension.ts';
import { openOwnDevices } from './own-devices.ts';
import { startTerminal, type Terminal } from './xterm.ts';
import { startXvfb, type Xvfb } from './xvfb.ts';

const base = { name: 'console', widthMm: 0, asleep: false };

/** Two displays: the first with the terminal at its corner, the second at 800, 100. */
export const typingDisplays: readonly [DisplayInfo, DisplayInfo] = [
  { ...base, id: 1, left: 0, top: 0, width: 800, height: 600 },
  { ...base, id: 2, left: 800, top: 100, width: 400, height: 300 },
];

/** No key and no button, as downWhen() answers it. */
export const nothingDown = [[], []];

export class TypingRoom {
  readonly xvfb: Xvfb;
  readonly terminal: Terminal;
  /** Another program on the device … */
  readonly device: X11Connection;
  /** … and the device's own keyboard and mouse, as far as the server tells no difference. */
  readonly keyboard: FakeInput;
  /** A keyboard that is not ours: somebody in the room types on it. */
  readonly ownKeyboard: Pick<FakeInput, 'key'>;
  readonly #sinks: InputSink[] = [];

  private constructor(
    xvfb: Xvfb,
    terminal: Terminal,
    device: X11Connection,
    keyboard: FakeInput,
    ownKeyboard: Pick<FakeInput, 'key'>,
  ) {
    this.xvfb = xvfb;
    this.terminal = terminal;
    this.device = device;
    this.keyboard = keyboard;
    this.ownKeyboard = ownKeyboard;
  }

  static async start(...layout: readonly string[]): Promise<TypingRoom> {
    const xvfb = await startXvfb({ width: 1200, height: 600 });
    await xvfb.run('setxkbmap', layout);
    const terminal = await startTerminal(xvfb, { left: 0, top: 0, columns: 60, rows: 10 });
    const device = await X11Connection.open(xvfb.display, { closed: () => undefined });
    const keyboards = [await openXtest(device), await openOwnDevices(device)] as const;
    const room = new TypingRoom(xvfb, terminal, device, ...keyboards);
    await room.tidy();
    return room;
  }

  async stop(): Promise<void> {
    await this.tidy();
    await this.terminal.stop();
    this.device.close();
    await this.xvfb.stop();
  }

  /** Closes what a test opened, and puts the pointer over the terminal again. */
  async tidy(): Promise<void> {
    for (const sink of this.#sinks.splice(0)) await sink.close();
    this.keyboard.move(100, 50);
    await this.device.sync();
  }

  async openSink(clock: Clock = systemClock): Promise<InputSink> {
    const displayAt = (id: number) => typingDisplays.find((display) => display.id === id);
    const sink = await openX11Input({ display: this.xvfb.display, displayAt, clock });
    sink.proceedWhile(() => true);
    this.#sinks.push(sink);
    return sink;
  }

  /** Types a mark behind what was typed, and answers all that the terminal got before it. */
  async typed(sink: InputSink): Promise<string> {
    const mark = '⏹';
    sink.text(mark);
    const text = await this.terminal.take((all) => all.endsWith(mark));
    return text.slice(0, -mark.length);
  }

  /** What the server told everyone before now has been read by this process. */
  async settled(): Promise<void> {
    await this.device.sync();
    await new Promise((resolve) => setImmediate(resolve));
  }

  async useLayout(...layout: readonly string[]): Promise<void> {
    await this.xvfb.run('setxkbmap', layout);
    await this.settled();
  }

  /** What is down, once the server has heard both the sink and us: it serves its clients in no given order. */
  async downWhen(keys: number, buttons: number): Promise<[keys: number[], buttons: number[]]> {
    const turns = 1_000;
    for (let turn = 0; ; turn++) {
      const found: [number[], number[]] = [await keysDown(this.device), await buttonsDown(this.device)];
      if ((found[0].length === keys && found[1].length === buttons) || turn === turns) return found;
    }
  }
}

export function press(sink: InputSink, code: string, key: string): void {
  sink.key({ code, key, down: true, repeat: false });
}

export function release(sink: InputSink, code: string, key: string): void {
  sink.key({ code, key, down: false, repeat: false });
}

export function tap(sink: InputSink, code: string, key: string): void {
  press(sink, code, key);
  release(sink, code, key);
}
