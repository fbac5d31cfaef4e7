/** Requests that put pixels of ours on the screen: pixmaps, images in strips, window backgrounds. */

import { pair, quad, request } from './request.ts';
import type { Area } from './windows.ts';

const bytesPerPixel = 4;
/** A request has 65,535 words at most; its header takes six of them. */
const stripBytes = (65_535 - 6) * 4;

export function createPixmap(pixmap: number, drawable: number, width: number, height: number, depth: number): Buffer {
  return request(53, depth, pixmap, drawable, pair(width, height));
}

export function freePixmap(pixmap: number): Buffer {
  return request(54, 0, pixmap);
}

export function createGraphics(graphics: number, drawable: number): Buffer {
  return request(55, 0, graphics, drawable, 0);
}

export function freeGraphics(graphics: number): Buffer {
  return request(60, 0, graphics);
}

/** Rows of a picture as wide as the drawable, in as many requests as it takes; 4 bytes a pixel. */
export function putRows(
  drawable: number,
  graphics: number,
  picture: { readonly width: number; readonly bgrx: Buffer },
  depth: number,
  rows: { readonly from: number; readonly to: number },
): Buffer[] {
  const rowBytes = picture.width * bytesPerPixel;
  const atOnce = Math.max(1, Math.floor(stripBytes / rowBytes));
  const requests: Buffer[] = [];
  for (let row = rows.from; row < rows.to; row += atOnce) {
    const height = Math.min(atOnce, rows.to - row);
    const pixels = picture.bgrx.subarray(row * rowBytes, (row + height) * rowBytes);
    const putImage = 72;
    const zPixmap = 2;
    const place = [pair(picture.width, height), pair(0, row), quad(0, depth)];
    const header = request(putImage, zPixmap, drawable, graphics, ...place);
    header.writeUInt16LE((header.length + pixels.length) / 4, 2);
    requests.push(Buffer.concat([header, pixels]));
  }
  return requests;
}

/** What the server fills a window with wherever it must be drawn. */
export function setBackground(window: number, pixmap: number): Buffer {
  const backgroundPixmap = 0x1;
  return request(2, 0, window, backgroundPixmap, pixmap);
}

/** Fills a part of the window with its background. */
export function clearArea(window: number, { x, y, width, height }: Area): Buffer {
  return request(61, 0, window, pair(x, y), pair(width, height));
}
