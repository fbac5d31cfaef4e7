/** An X client that draws on command, in front of everything else, and knows when the server has drawn. */
import { X11Connection } from '../x11/connection.ts';
import { pair, request } from '../x11/request.ts';
import { createWindow, destroyWindow, mapWindow } from '../x11/windows.ts';

export interface Painter {
  /** Fills a rectangle of the screen; resolves when it is there. */
  fill(left: number, top: number, width: number, height: number, colour: number): Promise<void>;
  /** Covers a rectangle of the screen with a window of its own; answers its id. */
  cover(left: number, top: number, width: number, height: number, colour: number): Promise<number>;
  uncover(window: number): Promise<void>;
  close(): void;
}

/** Draws into a window of its own, over the whole screen but beneath later windows. */
export async function openPainter(display: string): Promise<Painter> {
  const connection = await X11Connection.open(display, { closed: () => undefined });
  const { root, screen } = connection;
  const canvas = connection.newId();
  const whole = { x: 0, y: 0, width: screen.pixel_width, height: screen.pixel_height };
  connection.send(createWindow(canvas, root, whole, 0, 0));
  connection.send(mapWindow(canvas));
  const graphics = connection.newId();
  const createGraphics = 55;
  const changeGraphics = 56;
  const fillRectangles = 70;
  const foreground = 0x4;
  connection.send(request(createGraphics, 0, graphics, canvas, 0));
  await connection.sync();
  return {
    async fill(left, top, width, height, colour) {
      connection.send(request(changeGraphics, 0, graphics, foreground, colour));
      connection.send(request(fillRectangles, 0, canvas, graphics, pair(left, top), pair(width, height)));
      await connection.sync();
    },
    async cover(left, top, width, height, colour) {
      const window = connection.newId();
      connection.send(createWindow(window, root, { x: left, y: top, width, height }, colour, 0));
      connection.send(mapWindow(window));
      await connection.sync();
      return window;
    },
    async uncover(window) {
      connection.send(destroyWindow(window));
      await connection.sync();
    },
    close: () => connection.close(),
  };
}
