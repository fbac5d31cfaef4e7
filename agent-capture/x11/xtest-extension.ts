/** XTEST: keys and pointer as if they came from the device's own keyboard and mouse. */
import type { X11Connection } from './connection.ts';
import { pair, quad, request } from './request.ts';
import { X11Error } from './x11-error.ts';

export interface FakeInput {
  key(keycode: number, down: boolean): void;
  button(button: number, down: boolean): void;
  /** In pixels of the screen. */
  move(x: number, y: number): void;
}

const fakeInput = 2;
const grabControl = 3;
const keyPress = 2;
const keyRelease = 3;
const buttonPress = 4;
const buttonRelease = 5;
const motion = 6;

/** @throws X11Error 'unsupported' */
export async function openXtest(connection: X11Connection): Promise<FakeInput> {
  const extension = await connection.extension('XTEST');
  if (extension === undefined) {
    throw new X11Error('unsupported', 'The X server lacks XTEST, which takes keyboard and pointer: switch it on.');
  }
  const { major } = extension;
  const fake = (type: number, detail: number, x = 0, y = 0): void => {
    // Type 1, detail 1, unused 2, delay 4, root 4, unused 8, x 2, y 2, unused 7, device 1.
    connection.send(request(major, fakeInput, quad(type, detail), 0, 0, 0, 0, pair(x, y), 0, 0));
  };
  return {
    key: (keycode, down) => fake(down ? keyPress : keyRelease, keycode),
    button: (button, down) => fake(down ? buttonPress : buttonRelease, button),
    move: (x, y) => fake(motion, 0, x, y),
  };
}

/** Goes on while another client has grabbed the server: a menu or a window being dragged must not stop us. */
export async function ignoreServerGrabs(connection: X11Connection): Promise<void> {
  const extension = await connection.extension('XTEST');
  if (extension !== undefined) connection.send(request(extension.major, grabControl, quad(1)));
}
