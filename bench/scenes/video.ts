/**
 * Video as players draw it: a textured backdrop that pans, textured shapes that move across it, and grain that changes
 * with each frame, all put together at the X server from a seed and the frame's number. Marks carry the number.
 */

import { drawMarks, markEdge, readArea, readMark } from '../x-server/number-mark.ts';
import { createPicture, detailed, seededRandom } from '../x-server/picture.ts';
import type { Ground } from '../x-server/room-screen.ts';
import type { Area, Point } from '../x-server/x-client.ts';

export interface VideoFormat {
  /** On the screen. */
  readonly area: Area;
  /** Left top corners of the marks on the screen, which every frame shows. */
  readonly marks: readonly Point[];
}

/** How far the backdrop pans, to each side. */
const panPixels = 96;
/** Grain repeats after so many pixels, and is moved to another place for each frame. */
const grainSlack = 64;
/** Bits of each channel that grain flips. */
const grainBits = 0b111;
const shapeCount = 8;

interface Shape {
  readonly pixmap: number;
  readonly edge: number;
  /** Frames of one way to and fro, across and down. */
  readonly periods: Point;
}

export class Video {
  readonly format: VideoFormat;
  private readonly ground: Ground;
  private readonly flipping: number;
  private readonly frame: number;
  private readonly backdrop: number;
  private readonly grain: number;
  private readonly shapes: readonly Shape[];

  private constructor(ground: Ground, format: VideoFormat) {
    const { client, window, context } = ground;
    const { width, height } = format.area;
    this.ground = ground;
    this.format = format;
    this.flipping = client.createContext(window, 'xor');
    this.frame = client.createPixmap(window, width, height);
    const upload = (wide: number, high: number, pixels: Buffer): number =>
      client.createPicture(window, context, wide, high, pixels);
    const [wide, high] = [width + 2 * panPixels, height + 2 * panPixels];
    this.backdrop = upload(wide, high, createPicture(wide, high, 21, detailed));
    const [grainWide, grainHigh] = [width + grainSlack, height + grainSlack];
    this.grain = upload(grainWide, grainHigh, createGrain(grainWide, grainHigh));
    this.shapes = Array.from({ length: shapeCount }, (_, index) => {
      const edge = Math.round(height * (0.14 + 0.035 * index));
      const pixmap = upload(edge, edge, createPicture(edge, edge, 22 + index, detailed));
      return { pixmap, edge, periods: { x: 120 + 41 * index, y: 370 - 37 * index } };
    });
  }

  static async prepare(ground: Ground, format: VideoFormat): Promise<Video> {
    const video = new Video(ground, format);
    await ground.client.sync();
    return video;
  }

  /** Shows a frame, all at once. */
  draw(number: number): void {
    const { client, window, context } = this.ground;
    this.compose(number);
    client.copyPicture(this.frame, window, context, this.format.area);
  }

  /** The pixels of a frame as it was drawn, without drawing it: 4 bytes each, blue, green, red, unused. */
  pixelsOf(number: number): Promise<Buffer> {
    this.compose(number);
    const { width, height } = this.format.area;
    return this.ground.client.grab({ x: 0, y: 0, width, height }, this.frame);
  }

  /** The numbers that the marks show in a picture of its area; undefined where there is no whole one. */
  numbersIn(bgrx: Buffer): (number | undefined)[] {
    const { area, marks } = this.format;
    return marks.map((mark) => {
      const { x, y } = readArea(mark);
      return readMark(bgrx, area.width, { x: x - area.x, y: y - area.y });
    });
  }

  private compose(number: number): void {
    const { client, context } = this.ground;
    const { area, marks } = this.format;
    const { width, height } = area;
    const whole = { x: 0, y: 0, width, height };
    const pan = {
      x: Math.round(panPixels * (1 + Math.sin(number / 23))),
      y: Math.round(panPixels * (1 + Math.sin(number / 37))),
    };
    client.copyArea(this.backdrop, this.frame, context, pan, whole);
    for (const { pixmap, edge, periods } of this.shapes) {
      const x = Math.round((width - edge) * swing(number / periods.x));
      const y = Math.round((height - edge) * swing(number / periods.y));
      client.copyArea(pixmap, this.frame, context, { x: 0, y: 0 }, { x, y, width: edge, height: edge });
    }
    const random = seededRandom(number);
    const grain = { x: Math.floor(random() * grainSlack), y: Math.floor(random() * grainSlack) };
    client.copyArea(this.grain, this.frame, this.flipping, grain, whole);
    const places = marks.map(({ x, y }) => ({ x: x - area.x, y: y - area.y }));
    drawMarks(client, this.frame, context, places, number);
  }
}

/** From 0 to 1 and back while `turns` grows by 1, slower at the ends. */
function swing(turns: number): number {
  return (1 - Math.cos(2 * Math.PI * turns)) / 2;
}

function createGrain(width: number, height: number): Buffer {
  const random = seededRandom(20);
  const bgrx = Buffer.alloc(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    bgrx.writeUInt32LE((random() * 0x1_00_00_00) & (grainBits * 0x01_01_01), pixel * 4);
  }
  return bgrx;
}

const aligned = (value: number): number => Math.floor(value / markEdge) * markEdge;

const small = { width: 640, height: 360 };

/** 640 by 360 in the middle of a display, a mark near two of its corners. @param display whose left top lies at tiles */
export function smallVideo(display: Area): VideoFormat {
  const x = display.x + Math.round((display.width - small.width) / 2);
  const y = display.y + Math.round((display.height - small.height) / 2);
  const [left, top] = [aligned(x) + markEdge, aligned(y) + markEdge];
  const [right, bottom] = [aligned(x + small.width) - markEdge, aligned(y + small.height) - markEdge];
  return {
    area: { x, y, ...small },
    marks: [
      { x: left, y: top },
      { x: right, y: bottom },
    ],
  };
}

/** The whole screen, nine marks across it, clear of the ring. */
export function fullVideo(width: number, height: number): VideoFormat {
  const columns = [2 * markEdge, aligned(width / 2), aligned(width - 3 * markEdge)];
  const rows = [2 * markEdge, aligned(height / 2), aligned(height - 3 * markEdge)];
  return {
    area: { x: 0, y: 0, width, height },
    marks: rows.flatMap((y) => columns.map((x) => ({ x, y }))),
  };
}
