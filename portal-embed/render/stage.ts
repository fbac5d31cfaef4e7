/**
 * The displays: one figure each, created and resized as the layout says, arranged in the space there is, on the page or
 * in windows of their own. It owns the elements inside these places; the path of frames reaches canvases through it
 * directly.
 */
import type { Display, DisplayLayout } from '@ringside/protocol';
import { render } from 'lit';
import { icons } from '../icons.ts';
import type { Words } from '../words.ts';
import { actualSize, arrange, displayPixel, type Size, scalesEvenly } from './arrange.ts';
import { DisplaySurface } from './display-surface.ts';

export type Scaling = 'fit' | 'actual';

/** What lies over a picture that does not tell the truth. */
type Cover = 'waiting' | 'asleep' | 'failed' | undefined;

interface DisplayView {
  readonly surface: DisplaySurface;
  readonly figure: HTMLElement;
  readonly caption: HTMLElement;
  readonly name: HTMLElement;
  readonly opener: HTMLElement;
  readonly veil: HTMLElement;
  display: Display;
  cover: Cover;
  /** Where its figure is. */
  place: HTMLElement;
}

export interface StageListener {
  /** This display's picture was lost and must be sent again. */
  lost(display: number): void;
  /** The operator wants this display in a window of its own. */
  openWindow(display: number): void;
}

const gap = 14;

export class Stage {
  readonly #page: HTMLElement;
  readonly #views = new Map<number, DisplayView>();
  readonly #byCanvas = new Map<EventTarget, number>();
  #shown: readonly number[] = [];
  #scaling: Scaling = 'fit';
  #words: Words;
  readonly #listener: StageListener;

  /** @param page the place on the page */
  constructor(page: HTMLElement, words: Words, listener: StageListener) {
    this.#page = page;
    this.#words = words;
    this.#listener = listener;
  }

  set words(words: Words) {
    this.#words = words;
    for (const view of this.#views.values()) this.#describe(view);
  }

  /** Canvases keep their picture unless their display changed its size. */
  setLayout(layout: DisplayLayout): void {
    const there = new Set(layout.displays.map(({ display }) => display));
    for (const display of [...this.#views.keys()]) if (!there.has(display)) this.#remove(display);
    for (const display of layout.displays) {
      const view = this.#views.get(display.display) ?? this.#create(display);
      view.display = display;
      if (view.surface.width !== display.width || view.surface.height !== display.height) this.#cover(view, 'waiting');
      view.surface.resize(display.width, display.height);
      if (display.asleep) this.#cover(view, 'asleep');
      else if (view.cover === 'asleep') this.#cover(view, undefined);
      this.#describe(view);
    }
    this.show(this.#shown, this.#scaling);
  }

  /** Which displays are in sight, here and elsewhere, in the layout's order. */
  show(displays: readonly number[], scaling: Scaling): void {
    this.#shown = displays;
    this.#scaling = scaling;
    for (const [display, view] of this.#views) view.figure.hidden = !displays.includes(display);
    this.arrange();
  }

  /** Moves a display with its picture, into a window or, without one, back to the page. */
  move(display: number, window?: HTMLElement): void {
    const view = this.#views.get(display);
    const place = window ?? this.#page;
    if (view === undefined || view.place === place) return;
    view.place = place;
    const { surface, figure, veil } = view;
    this.#byCanvas.delete(surface.canvas);
    surface.canvas.remove();
    surface.moveTo(place.ownerDocument);
    veil.before(surface.canvas);
    this.#adopt(view);
    const behind = [...this.#views.values()].slice([...this.#views.keys()].indexOf(display) + 1);
    place.insertBefore(figure, behind.find((other) => other.place === place)?.figure ?? null);
    this.arrange();
  }

  surfaceOf(display: number): DisplaySurface | undefined {
    return this.#shown.includes(display) ? this.#views.get(display)?.surface : undefined;
  }

  /** The first picture of a display takes its veil away; not that of a picture known to be wrong. */
  painted(display: number): void {
    const view = this.#views.get(display);
    if (view?.cover === 'waiting') this.#cover(view, undefined);
  }

  failed(display: number): void {
    const view = this.#views.get(display);
    if (view !== undefined) this.#cover(view, 'failed');
  }

  /** What failed is waited for again. */
  recovered(display: number): void {
    const view = this.#views.get(display);
    if (view?.cover === 'failed') this.#cover(view, 'waiting');
  }

  /** Nothing of a session that is over stays on the page. */
  clear(): void {
    for (const display of [...this.#views.keys()]) this.#remove(display);
  }

  /** The display and its pixel under a pointer, if it is over one or captured by one. */
  locate(event: MouseEvent): { readonly display: number; readonly x: number; readonly y: number } | undefined {
    const display = event.target === null ? undefined : this.#byCanvas.get(event.target);
    const view = display === undefined ? undefined : this.#views.get(display);
    if (display === undefined || view === undefined) return undefined;
    const shown = view.surface.canvas.getBoundingClientRect();
    return { display, ...displayPixel({ x: event.clientX, y: event.clientY }, shown, view.display) };
  }

  /** Sizes every figure for the space there is now. */
  arrange(): void {
    const shown = this.#shown.flatMap((display) => this.#views.get(display) ?? []);
    const places = new Set([this.#page, ...shown.map(({ place }) => place)]);
    for (const place of places)
      this.#arrangeIn(
        place,
        shown.filter((view) => view.place === place),
      );
  }

  #arrangeIn(place: HTMLElement, views: readonly DisplayView[]): void {
    const style = getComputedStyle(place);
    const pixels = (value: string): number => Number.parseFloat(value) || 0;
    const area = {
      width: place.clientWidth - pixels(style.paddingLeft) - pixels(style.paddingRight),
      height: place.clientHeight - pixels(style.paddingTop) - pixels(style.paddingBottom),
    };
    const ratio = place.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const displays = views.map(({ display }) => display);
    const [first] = views;
    const caption = first === undefined ? 0 : first.caption.offsetHeight;
    const arranged = arrange(displays, area, { gap, caption }, ratio);
    place.style.gap = `${gap}px`;
    for (const [index, view] of views.entries()) {
      const size = this.#scaling === 'actual' ? actualSize(view.display, ratio) : arranged[index];
      if (size !== undefined) this.#size(view, size, ratio);
    }
  }

  #size({ surface: { canvas }, display }: DisplayView, size: Size, ratio: number): void {
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
    canvas.style.imageRendering = scalesEvenly(display, size, ratio) ? 'pixelated' : 'auto';
  }

  #create(display: Display): DisplayView {
    const { display: number, width, height } = display;
    const surface = new DisplaySurface(document, width, height, () => this.#listener.lost(number));
    const figure = document.createElement('figure');
    figure.setAttribute('part', 'display');
    const screen = document.createElement('div');
    screen.className = 'screen';
    const veil = document.createElement('div');
    veil.className = 'veil';
    const caption = document.createElement('figcaption');
    caption.setAttribute('part', 'caption');
    const name = document.createElement('span');
    const opener = document.createElement('button');
    opener.type = 'button';
    opener.className = 'icon';
    opener.setAttribute('part', 'button');
    opener.addEventListener('click', () => this.#listener.openWindow(number));
    render(icons.ownWindow, opener);
    caption.append(name, opener);
    screen.append(surface.canvas, veil);
    figure.append(screen, caption);
    const place = this.#page;
    const view: DisplayView = { surface, figure, caption, name, opener, veil, display, cover: undefined, place };
    this.#adopt(view);
    this.#cover(view, 'waiting');
    this.#views.set(number, view);
    place.append(figure);
    return view;
  }

  /** Its canvas is a new one. */
  #adopt(view: DisplayView): void {
    const { canvas } = view.surface;
    canvas.setAttribute('part', 'screen');
    canvas.setAttribute('role', 'img');
    this.#byCanvas.set(canvas, view.display.display);
    this.#describe(view);
  }

  #remove(display: number): void {
    const view = this.#views.get(display);
    if (view === undefined) return;
    this.#views.delete(display);
    this.#byCanvas.delete(view.surface.canvas);
    view.figure.remove();
  }

  #cover(view: DisplayView, cover: Cover): void {
    view.cover = cover;
    if (cover === undefined) delete view.figure.dataset.cover;
    else view.figure.dataset.cover = cover;
    this.#describe(view);
  }

  /** Names come from the device: text only. */
  #describe(view: DisplayView): void {
    const { surface, veil, display, cover } = view;
    const name = this.#words.displayName(display.name);
    veil.textContent = cover === undefined ? '' : coverWords(cover, this.#words);
    view.name.textContent = name;
    view.opener.title = this.#words.openWindow(name);
    view.opener.setAttribute('aria-label', view.opener.title);
    const size = `${display.width} × ${display.height}`;
    surface.canvas.setAttribute('aria-label', this.#words.displayPicture(name, size));
  }
}

function coverWords(cover: 'waiting' | 'asleep' | 'failed', words: Words): string {
  switch (cover) {
    case 'waiting':
      return words.displayWaiting;
    case 'asleep':
      return words.displayAsleep;
    case 'failed':
      return words.displayFailed;
  }
}
