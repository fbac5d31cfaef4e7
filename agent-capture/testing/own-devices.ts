/**
 * Xvfb's own mouse and keyboard, which no hardware stands behind: XTEST acts for any input device of XInput, and the
 * server then takes it for that device's doing. So these are the hands of somebody in the room.
 */
import type { X11Connection } from '../x11/connection.ts';
import { pair, quad, request } from '../x11/request.ts';
import type { FakeInput } from '../x11/xtest-extension.ts';

const fakeInput = 2;
const [xvfbMouse, xvfbKeyboard] = [6, 7];
const [valuators, keyPress, keyRelease, buttonPress, buttonRelease, motion] = [0, 1, 2, 3, 4, 5];

export async function openOwnDevices(connection: X11Connection): Promise<FakeInput> {
  const [input, test] = [await connection.extension('XInputExtension'), await connection.extension('XTEST')];
  if (input === undefined || test === undefined) throw new Error('The X server lacks XInput or XTEST.');
  const { firstEvent } = input;
  const fake = (type: number, detail: number, device: number, ...more: readonly number[]): void => {
    const event = [quad(firstEvent + type, detail), 0, 0, 0, 0, 0, 0, device << 24];
    connection.send(request(test.major, fakeInput, ...event, ...more));
  };
  return {
    key: (keycode, down) => fake(down ? keyPress : keyRelease, keycode, xvfbKeyboard),
    button: (button, down) => fake(down ? buttonPress : buttonRelease, button, xvfbMouse),
    // A second event has the places: type 1, device 1, sequence 2, state 2, how many 1, from which on 1, each 4.
    move: (x, y) => fake(motion, 0, xvfbMouse, quad(firstEvent + valuators, xvfbMouse), pair(0, 2), x, y, 0, 0, 0, 0),
  };
}
