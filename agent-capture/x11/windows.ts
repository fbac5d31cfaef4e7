/** Requests and events of top-level windows that no window manager touches. */
import { pair, request } from './request.ts';

/** A rectangle, relative to the parent window. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const eventType = {
  visibilityNotify: 15,
  destroyNotify: 17,
  unmapNotify: 18,
  mapNotify: 19,
  reparentNotify: 21,
  configureNotify: 22,
  circulateNotify: 26,
  propertyNotify: 28,
} as const;

export const eventMask = {
  visibilityChange: 0x1_0000,
  structureNotify: 0x2_0000,
  substructureNotify: 0x8_0000,
  propertyChange: 0x40_0000,
} as const;

/** An override-redirect window in the parent's depth and visual, filled with one pixel value; not yet mapped. */
export function createWindow(
  window: number,
  parent: number,
  { x, y, width, height }: Area,
  backgroundPixel: number,
  events: number,
): Buffer {
  const inputOutput = 1;
  const copyFromParent = 0;
  const backgroundPixelValue = 0x2;
  const overrideRedirectValue = 0x200;
  const eventMaskValue = 0x800;
  const values = backgroundPixelValue | overrideRedirectValue | eventMaskValue;
  const place = [pair(x, y), pair(width, height), pair(0, inputOutput)];
  return request(1, copyFromParent, window, parent, ...place, copyFromParent, values, backgroundPixel, 1, events);
}

export function selectEvents(window: number, events: number): Buffer {
  const eventMaskValue = 0x800;
  return request(2, 0, window, eventMaskValue, events);
}

export function destroyWindow(window: number): Buffer {
  return request(4, 0, window);
}

export function mapWindow(window: number): Buffer {
  return request(8, 0, window);
}

export function placeWindow(window: number, { x, y, width, height }: Area): Buffer {
  const placeAndSize = 0xf;
  return request(12, 0, window, placeAndSize, pair(x, 0), pair(y, 0), width, height);
}

export function raiseWindow(window: number): Buffer {
  const stackMode = 0x40;
  const above = 0;
  return request(12, 0, window, stackMode, above);
}
