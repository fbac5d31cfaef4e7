/**
 * What the bench draws on a device's screen: one window over all of it, with cells for small blocks, whole pictures and
 * an answer to keys; scenes draw on the same window. Tells what a viewer must then see, and where.
 */
import { limits } from '../limits.ts';
import { createPicture, setPatch } from './picture.ts';
import type { Awaited } from './pixel-watcher.ts';
import { type Area, type Colour, connectX, type XClient } from './x-client.ts';

const background: Colour = 0x20_28_30;
/** Far apart from each other and from the background in at least one channel. */
const blockColours: readonly Colour[] = [0xf0_f0_f0, 0x00_b0_00, 0x20_50_f0, 0xf0_c0_00, 0x00_c0_c0, 0xf0_50_f0];
/** Keeps clear of the ring, 6 mm wide on every edge: 30 px at the densities of virtual screens, with room to spare. */
const margin = 140;
/** Cells for blocks; the step is no multiple of any stack's tile, so blocks lie as windows do: across tiles. */
const cellStep = 168;
const patchEdge = 24;
const patchesAcross = 8;
const patchesDown = 5;
const pictureCount = 3;

/** Where the screen's answers to keys and the calibration marks are drawn. */
const answerArea: Area = { x: 900, y: 500, width: 64, height: 64 };

/** A window over the whole screen, to draw on. */
export interface Ground {
  readonly client: XClient;
  readonly window: number;
  readonly context: number;
}

export class RoomScreen {
  readonly client: XClient;
  private readonly window: number;
  private readonly context: number;
  private readonly cellColours = new Map<number, number>();
  private pictures: { readonly pixmap: number; readonly patches: readonly Awaited[] }[] = [];
  private shownPicture = 0;
  private answers = 0;
  private answering = false;
  private keyPressed: (atMs: number) => void = () => {};

  private constructor(client: XClient) {
    this.client = client;
    this.window = client.createWindow({ x: 0, y: 0, width: client.width, height: client.height }, background);
    this.context = client.createContext(this.window);
    client.focus(this.window);
    client.onEvent((event) => {
      if (event.name !== 'KeyPress') return;
      this.keyPressed(performance.now());
      if (this.answering) this.answer();
    });
  }

  static async open(display: string): Promise<RoomScreen> {
    const screen = new RoomScreen(await connectX(display));
    await screen.client.sync();
    return screen;
  }

  /** Pixels that the pictures need, uploaded once so that showing one costs one request. */
  async prepare(): Promise<void> {
    const { client, window, context } = this;
    const { width, height } = client;
    for (let index = 0; index < pictureCount; index++) {
      const bgrx = createPicture(width, height, index + 1);
      const patches = patchPlaces(width, height).map((place, patch) => {
        const colour = blockColours[(patch + index) % blockColours.length] ?? background;
        setPatch(bgrx, width, place, patchEdge, colour);
        return { x: place.x + patchEdge / 2, y: place.y + patchEdge / 2, colour };
      });
      this.pictures.push({ pixmap: client.createPicture(window, context, width, height, bgrx), patches });
    }
    await client.sync();
  }

  /** What scenes draw on. */
  get ground(): Ground {
    const { client, window, context } = this;
    return { client, window, context };
  }

  /** A flat screen with nothing on it. */
  async clear(): Promise<void> {
    const { client } = this;
    this.cellColours.clear();
    this.fill({ x: 0, y: 0, width: client.width, height: client.height }, background);
    this.client.focus(this.window);
    await client.sync();
  }

  /** Draws two marks far apart, in colours that nothing else has: where a viewer shows the screen, or one display of it. */
  mark(display?: Area): readonly Awaited[] {
    const places = this.marksOf(display);
    for (const { x, y, colour } of places) this.fill({ x, y, width: 64, height: 64 }, colour);
    return places;
  }

  /** Where the marks of a display, or of the whole screen, are drawn. */
  marksOf(display: Area = { x: 0, y: 0, width: this.client.width, height: this.client.height }): readonly Awaited[] {
    const { x, y, width, height } = display;
    return [
      { x: x + margin, y: y + margin, colour: 0xf0_50_f0 },
      { x: x + width - margin - 64, y: y + height - margin - 64, colour: 0x00_c0_c0 },
    ];
  }

  /** Flat patches all over what is there: when all are seen, so is the whole picture. */
  drawPatches(): readonly Awaited[] {
    const { width, height } = this.client;
    const patches = patchPlaces(width, height).map((place, index) => ({
      ...place,
      colour: blockColours[index % blockColours.length] ?? background,
    }));
    for (const { x, y, colour } of patches) this.fill({ x, y, width: patchEdge, height: patchEdge }, colour);
    return patches.map(({ x, y, colour }) => ({ x: x + patchEdge / 2, y: y + patchEdge / 2, colour }));
  }

  /** Draws one block into a cell, in a colour that the cell did not have. @param choice from 0 to 1 */
  drawBlock(choice: number): readonly Awaited[] {
    const edge = limits.blockPixels;
    const across = Math.floor((this.client.width - 2 * margin) / cellStep);
    const down = Math.floor((this.client.height - 2 * margin) / cellStep);
    const cell = Math.floor(choice * across * down);
    const index = ((this.cellColours.get(cell) ?? -1) + 1) % blockColours.length;
    this.cellColours.set(cell, index);
    const colour = blockColours[index] ?? background;
    const x = margin + (cell % across) * cellStep;
    const y = margin + Math.floor(cell / across) * cellStep;
    this.fill({ x, y, width: edge, height: edge }, colour);
    const inset = 4;
    const far = edge - 1 - inset;
    const corners = [
      [inset, inset],
      [far, inset],
      [inset, far],
      [far, far],
      [edge / 2, edge / 2],
    ] as const;
    return corners.map(([dx, dy]) => ({ x: x + dx, y: y + dy, colour }));
  }

  /** Shows the next whole picture. */
  drawPicture(): readonly Awaited[] {
    const { client } = this;
    this.shownPicture = (this.shownPicture + 1) % this.pictures.length;
    const picture = this.pictures[this.shownPicture];
    if (picture === undefined) return [];
    const whole = { x: 0, y: 0, width: client.width, height: client.height };
    client.copyPicture(picture.pixmap, this.window, this.context, whole);
    return picture.patches;
  }

  /** Whether keys are answered, and what shows once the next one was. */
  expectAnswer(): readonly Awaited[] {
    this.answering = true;
    this.client.focus(this.window);
    const colour = this.answerColour(this.answers + 1);
    return [{ x: answerArea.x + answerArea.width / 2, y: answerArea.y + answerArea.height / 2, colour }];
  }

  /** The moment of the next press of a key; undefined when there is none in time. */
  nextKey(withinMs: number = limits.sampleMs): Promise<number | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), withinMs);
      this.keyPressed = (atMs) => {
        clearTimeout(timer);
        resolve(atMs);
      };
    });
  }

  ignoreKeys(): void {
    this.answering = false;
  }

  close(): void {
    this.client.close();
  }

  private answer(): void {
    this.answers++;
    this.fill(answerArea, this.answerColour(this.answers));
  }

  private answerColour(answer: number): Colour {
    return blockColours[answer % blockColours.length] ?? background;
  }

  private fill(area: Area, colour: Colour): void {
    this.client.fill(this.window, this.context, area, colour);
  }
}

function patchPlaces(width: number, height: number): { x: number; y: number }[] {
  const places = [];
  for (let row = 0; row < patchesDown; row++) {
    for (let column = 0; column < patchesAcross; column++) {
      const x = Math.round(margin + (column * (width - 2 * margin - patchEdge)) / (patchesAcross - 1));
      const y = Math.round(margin + (row * (height - 2 * margin - patchEdge)) / (patchesDown - 1));
      places.push({ x, y });
    }
  }
  return places;
}
