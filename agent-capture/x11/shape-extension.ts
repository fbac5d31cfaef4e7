/** SHAPE: windows that let clicks through, or that leave out parts of themselves. */
import type { X11Connection } from './connection.ts';
import { pair, quad, request } from './request.ts';
import type { Area } from './windows.ts';
import { X11Error } from './x11-error.ts';

export interface Shape {
  /** Nothing of the window takes the pointer: it goes to what lies beneath. */
  clickThrough(window: number): void;
  /** Leaves rectangles, relative to the window, out of it. */
  leaveOut(window: number, rectangles: readonly Area[]): void;
  /** From now on the listener hears when anyone changes the window's shape. */
  watch(window: number): void;
}

const queryVersion = 0;
const rectanglesRequest = 1;
const selectInput = 6;
const operation = { set: 0, subtract: 3 } as const;
const kind = { bounding: 0, input: 2 } as const;

/** @throws X11Error 'unsupported' before SHAPE 1.1, which has input shapes */
export async function openShape(connection: X11Connection, reshaped: (window: number) => void): Promise<Shape> {
  const extension = await connection.extension('SHAPE');
  const sentence = 'The X server lacks SHAPE 1.1, which lets clicks through the ring: switch it on.';
  if (extension === undefined) throw new X11Error('unsupported', sentence);
  const { major, firstEvent } = extension;
  const supported = await connection.ask(
    request(major, queryVersion),
    (body) => body.readUInt16LE(0) * 0x1_0000 + body.readUInt16LE(2) >= 0x1_0001,
  );
  if (!supported) throw new X11Error('unsupported', sentence);
  connection.listen(firstEvent, (event) => reshaped(event.readUInt32LE(4)));
  return {
    clickThrough: (window) =>
      connection.send(request(major, rectanglesRequest, quad(operation.set, kind.input), window, pair(0, 0))),
    leaveOut: (window, rectangles) => {
      const packed = rectangles.flatMap(({ x, y, width, height }) => [pair(x, y), pair(width, height)]);
      const how = quad(operation.subtract, kind.bounding);
      connection.send(request(major, rectanglesRequest, how, window, pair(0, 0), ...packed));
    },
    watch: (window) => connection.send(request(major, selectInput, window, quad(1))),
  };
}
