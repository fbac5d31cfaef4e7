/** Hands at an X server: its keys, buttons and pointer as a person there uses them, and what of them is down. */
import { X11Connection } from '../x11/connection.ts';
import { buttonsDown, keysDown } from '../x11/keyboard-requests.ts';
import { request } from '../x11/request.ts';
import { type FakeInput, openXtest } from '../x11/xtest-extension.ts';

export interface Hands extends FakeInput {
  keysDown(): Promise<number[]>;
  buttonsDown(): Promise<number[]>;
  /** Where the pointer is, in pixels of the screen. */
  pointer(): Promise<readonly [x: number, y: number]>;
  /** The server has carried out everything. */
  settled(): Promise<void>;
  close(): void;
}

export async function openHands(display: string): Promise<Hands> {
  const connection = await X11Connection.open(display, { closed: () => undefined });
  const queryPointer = 38;
  return {
    ...(await openXtest(connection)),
    keysDown: () => keysDown(connection),
    buttonsDown: () => buttonsDown(connection),
    pointer: () =>
      connection.ask(request(queryPointer, 0, connection.root), (body) => [body.readInt16LE(8), body.readInt16LE(10)]),
    settled: () => connection.sync(),
    close: () => connection.close(),
  };
}
