/**
 * The displays that are in windows of their own, and these windows: opened by the operator, closed by either side, gone
 * with the session.
 */
import type { Display } from '@ringside/protocol';
import { render } from 'lit';
import { Pane, type PaneActions, type PaneView } from '../pane.ts';
import { type OwnWindow, openOwnWindow } from './own-window.ts';

export interface PopOutListener {
  opened(display: number, pane: Pane, window: Window): void;
  /** The window is about to go; its pictures can still be read. */
  closing(display: number, pane: Pane): void;
  /** The operator turns to this window. */
  focused(display: number): void;
  /** Somebody can see it, or nobody. */
  hidden(display: number, hidden: boolean): void;
  /** Render anew. */
  changed(): void;
  /** There is more or less space in a window. */
  resized(): void;
}

interface PopOut extends OwnWindow {
  readonly pane: Pane;
}

export class PopOuts {
  readonly #open = new Map<number, PopOut>();
  readonly #element: HTMLElement;
  readonly #listener: PopOutListener;

  /** @param element the widget on the page */
  constructor(element: HTMLElement, listener: PopOutListener) {
    this.#element = element;
    this.#listener = listener;
  }

  /** @returns whether the display is in a window of its own now */
  open({ display, width, height }: Display): boolean {
    if (this.#open.has(display)) return true;
    const opened = openOwnWindow({ width, height }, this.#element);
    if (opened === undefined) return false;
    const { window, host } = opened;
    const { document } = window;
    const listener = this.#listener;
    const pane = new Pane(
      host,
      () => listener.changed(),
      () => listener.resized(),
    );
    this.#open.set(display, { ...opened, pane });
    listener.opened(display, pane, window);
    pane.listen();
    window.addEventListener('focus', () => listener.focused(display));
    document.addEventListener('visibilitychange', () => listener.hidden(display, document.hidden));
    // Closed or reloaded: an empty window would be left of the latter.
    window.addEventListener('pagehide', () => this.close(display));
    return true;
  }

  /** Its display is on the page again. */
  close(display: number): void {
    const popOut = this.#open.get(display);
    if (popOut === undefined) return;
    this.#open.delete(display);
    this.#listener.closing(display, popOut.pane);
    popOut.pane.ignore();
    popOut.window.close();
  }

  /** Windows of displays that are not there any more go. */
  keep(displays: readonly Display[]): void {
    const there = new Set(displays.map(({ display }) => display));
    for (const display of [...this.#open.keys()]) if (!there.has(display)) this.close(display);
  }

  /** @param view what the window of a display shows, and its title */
  render(view: (display: number, pane: Pane) => PaneView & { readonly title: string }, actions: PaneActions): void {
    for (const [display, { window, root, pane }] of this.#open) {
      const { title, ...shown } = view(display, pane);
      window.document.title = title;
      render(pane.template(shown, actions), root, { creationScope: window.document });
      pane.rendered(root);
    }
  }
}
