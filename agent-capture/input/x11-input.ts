/**
 * Keyboard and pointer of an X display through XTEST, in the order of the calls. What is down through it comes up
 * again at releaseAll(), and at the next start where a process before it was killed.
 */
import { X11Connection } from '../x11/connection.ts';
import { buttonsDown, keysDown } from '../x11/keyboard-requests.ts';
import { x11Limits } from '../x11/limits.ts';
import { openXkb } from '../x11/xkb-extension.ts';
import { type FakeInput, ignoreServerGrabs, openXtest } from '../x11/xtest-extension.ts';
import type { InputSink, KeyInput, PointerInput, WheelInput } from './input-sink.ts';
import { type KeyClock, X11Keys } from './x11-keys.ts';
import { openLentKeycodes } from './x11-lent-keycodes.ts';
import { buttonOfBit, type DisplayAt, X11Pointer } from './x11-pointer.ts';

export interface X11InputOptions {
  /** The X display: ":0". */
  readonly display: string;
  /** Where a display lies on the screen; undefined when it has gone. */
  readonly displayAt: DisplayAt;
  readonly clock: KeyClock;
}

/** @throws X11Error in a sentence for the operator */
export async function openX11Input(options: X11InputOptions): Promise<InputSink> {
  const input = new X11Input(options);
  await input.open();
  return input;
}

interface Server {
  readonly connection: X11Connection;
  readonly fake: FakeInput;
  readonly keys: X11Keys;
}

/** One input to inject; answers how many milliseconds to wait before it is tried again, 0 when it is done. */
type Task = (server: Server) => number;

class X11Input implements InputSink {
  readonly #options: X11InputOptions;
  readonly #pointer: X11Pointer;
  #server: Server | undefined;
  #tasks: Task[] = [];
  #busy = false;
  /** Nothing runs before the gate has said when it may. */
  #mayRun: () => boolean = () => false;
  /** The connection ended while something was down: only another one can let it go. */
  #leftDown = false;
  #opening: Promise<void> = Promise.resolve();
  #cancelRetry = (): void => undefined;
  #map: 'read' | 'stale' | 'changed-since-read' = 'read';
  #closed = false;

  constructor(options: X11InputOptions) {
    this.#options = options;
    this.#pointer = new X11Pointer(options.displayAt);
  }

  open(): Promise<void> {
    this.#opening = this.#connect();
    return this.#opening;
  }

  async #connect(): Promise<void> {
    const connection = await X11Connection.open(this.#options.display, { closed: () => this.#lost() });
    try {
      const fake = await openXtest(connection);
      await ignoreServerGrabs(connection);
      await releaseLeftovers(connection, fake);
      let keys: X11Keys | undefined;
      const xkb = await openXkb(connection, {
        stateChanged: (state) => keys?.stateChanged(state),
        mapChanged: (first, count) => {
          if (keys?.owns(first, count) === false) this.#mapChanged();
        },
      });
      const lent = await openLentKeycodes(connection, xkb);
      keys = new X11Keys({ connection, fake, xkb, lent }, this.#options.clock);
      await keys.loadMap();
      this.#server = { connection, fake, keys };
      this.#leftDown = false;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  key(input: KeyInput): void {
    this.#do(({ keys }) => keys.key(input));
  }

  text(text: string): void {
    const characters = [...text.replaceAll('\r\n', '\n')];
    const tasks = characters.map((character, at): Task => {
      return ({ keys }) => keys.character(character, characters.slice(at + 1));
    });
    this.#do(...tasks);
  }

  pointer(input: PointerInput): void {
    this.#do(({ fake }) => {
      this.#pointer.point(fake, input);
      return 0;
    });
  }

  wheel(input: WheelInput): void {
    this.#do(({ fake }) => {
      this.#pointer.wheel(fake, input);
      return 0;
    });
  }

  proceedWhile(mayRun: () => boolean): void {
    this.#mayRun = mayRun;
    if (!this.#busy) this.#run();
  }

  releaseAll(): void {
    this.#tasks = [];
    this.#server?.keys.releaseAll();
    this.#pointer.releaseAll(this.#server?.fake);
    this.#server?.connection.flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.releaseAll();
    this.#closed = true;
    this.#cancelRetry();
    // A connection under way lets go of what was left down, and must not outlive this.
    await this.#opening.catch(() => undefined);
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.keys.restore();
    // The server must have carried it out before the process ends.
    await server.connection.sync().catch(() => undefined);
    server.connection.close();
  }

  #do(...tasks: readonly Task[]): void {
    if (this.#closed) return;
    if (this.#tasks.length + tasks.length > x11Limits.inputWaiting) {
      // Whoever sends this much does not read what it does; nothing may stay pressed.
      this.releaseAll();
      return;
    }
    this.#tasks.push(...tasks);
    if (!this.#busy) this.#run();
  }

  #run(): void {
    const server = this.#server;
    if (server === undefined) {
      if ((this.#tasks.length > 0 || this.#leftDown) && !this.#closed) void this.#after(this.#reopen());
      return;
    }
    if (this.#map === 'stale') {
      this.#map = 'read';
      void this.#after(server.keys.loadMap());
      return;
    }
    while (this.#tasks.length > 0 && this.#mayRun()) {
      const waitMs = this.#tasks[0]?.(server) ?? 0;
      if (waitMs > 0) {
        void this.#after(new Promise((resolve) => this.#options.clock.after(waitMs, resolve)));
        break;
      }
      this.#tasks.shift();
    }
    server.connection.flush();
    if (this.#map === 'changed-since-read') this.#mapChanged();
  }

  /** While something is down on a server that cannot be reached it is tried again, whether input comes or not. */
  async #reopen(): Promise<void> {
    try {
      await this.open();
    } catch {
      this.#tasks = [];
      if (!this.#leftDown || this.#closed) return;
      await new Promise<void>((resolve) => {
        const cancel = this.#options.clock.after(x11Limits.reopenMs, resolve);
        this.#cancelRetry = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  /** Goes on once the work is done. What waits for a server that cannot be reached is dropped. */
  async #after(work: Promise<void>): Promise<void> {
    this.#busy = true;
    await work.catch(() => {
      if (this.#server === undefined || this.#server.connection.ended) this.#tasks = [];
    });
    this.#busy = false;
    this.#run();
  }

  /** In a storm of changes inputs get their turn between two readings. */
  #mapChanged(): void {
    this.#map = this.#busy ? 'changed-since-read' : 'stale';
    if (!this.#busy) this.#run();
  }

  /** Killed, or the server went. What is down is released by opening a connection anew, now or with the next input. */
  #lost(): void {
    this.#leftDown ||= this.#server?.keys.anyDown === true || this.#pointer.anyDown;
    this.#server?.keys.releaseAll();
    this.#server = undefined;
    this.#pointer.releaseAll(undefined);
    if (!this.#busy) this.#run();
  }
}

/**
 * XTEST's keys outlive the process that pressed them. A key that someone holds in the room stays down. The server tells
 * of five buttons only, and the pointer has others: letting go of one that is up is nothing.
 */
async function releaseLeftovers(connection: X11Connection, fake: FakeInput): Promise<void> {
  for (const keycode of await keysDown(connection)) fake.key(keycode, false);
  for (const button of new Set([...buttonOfBit, ...(await buttonsDown(connection))])) fake.button(button, false);
}
