/**
 * What every window of a session has, the page as well as those of single displays: a place for pictures, the hidden
 * field that takes keys, full screen, a toolbar that is one stop of Tab.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { InputPlace } from './input/device-input.ts';
import { FullScreen } from './input/full-screen.ts';
import { watchSpace } from './render/watch-space.ts';
import type { Notice } from './toolbar/notice.ts';
import { noticeTemplate } from './toolbar/notice-template.ts';
import { RovingFocus } from './toolbar/roving-focus.ts';
import type { Words } from './words.ts';

export interface PaneView {
  readonly words: Words;
  /** Buttons and figures; undefined outside a session. */
  readonly toolbar: TemplateResult | undefined;
  /** Stands below the toolbar until it is closed. */
  readonly message: string | undefined;
  /** What is not as it was on the room's device; stands there while it is so. */
  readonly account: string;
  readonly notice: Notice | undefined;
  /** Over everything until it is closed. */
  readonly dialog?: TemplateResult | undefined;
  /** For those who hear the page. */
  readonly spoken: string;
  readonly state: PaneState;
}

export interface PaneState {
  /** Input over the displays goes to the room. */
  readonly control: boolean;
  /** The link is lost: what is seen is old. */
  readonly dimmed: boolean;
  readonly scaling: string;
}

export interface PaneActions {
  /** What the notice offers. */
  act(does: 'start' | 'end'): void;
  closeMessage(): void;
}

export class Pane implements InputPlace {
  readonly displays: HTMLElement;
  readonly field: HTMLTextAreaElement;
  readonly fullScreen: FullScreen;
  readonly #resized: () => void;
  #roving: RovingFocus | undefined;
  #stopWatching: (() => void) | undefined;

  /**
   * @param host the element that fills the screen
   * @param changed full screen began or ended: render anew
   * @param resized there is more or less space for pictures
   */
  constructor(host: HTMLElement, changed: () => void, resized: () => void) {
    const document = host.ownerDocument;
    this.displays = document.createElement('div');
    this.displays.className = 'displays';
    this.displays.setAttribute('part', 'displays');
    this.field = document.createElement('textarea');
    this.field.className = 'keyboard';
    for (const [name, value] of Object.entries(fieldAttributes)) this.field.setAttribute(name, value);
    this.fullScreen = new FullScreen(host, changed);
    this.#resized = resized;
  }

  listen(): void {
    this.fullScreen.listen();
    this.#stopWatching = watchSpace(this.displays, this.#resized);
  }

  ignore(): void {
    this.fullScreen.ignore();
    this.#stopWatching?.();
  }

  /** The way out of the displays. */
  leave(): void {
    this.#roving?.focus();
  }

  /** Keys go to the room. */
  focus(): void {
    this.field.focus({ preventScroll: true });
  }

  template(view: PaneView, actions: PaneActions): TemplateResult {
    const { words, toolbar, message, account, notice, dialog, spoken, state } = view;
    this.displays.dataset.control = String(state.control);
    this.displays.dataset.dimmed = String(state.dimmed);
    this.displays.dataset.scaling = state.scaling;
    // A link that is lost for a moment must not take the focus away.
    this.field.disabled = !state.control && !state.dimmed;
    this.field.setAttribute('aria-label', words.keyboard);
    return html`<div class="viewer" part="viewer">
      <div class="toolbar" part="toolbar" role="toolbar" aria-label=${words.toolbar} ?hidden=${toolbar === undefined}>
        ${toolbar ?? nothing}
      </div>
      ${account === '' ? nothing : html`<div class="message" part="account"><span>${account}</span></div>`}
      ${message === undefined ? nothing : messageTemplate(message, words, actions)}
      <div class="stage" part="stage">
        ${this.displays}${this.field}
        <p class="way-out" id="way-out">${words.keyboardWayOut}</p>
        ${notice === undefined ? nothing : noticeTemplate(notice, (does) => actions.act(does))}
      </div>
      <div class="spoken" role="status">${spoken}</div>
      ${dialog ?? nothing}
    </div>`;
  }

  /** After each rendering of the template into this root. */
  rendered(root: ParentNode): void {
    if (this.#roving === undefined) {
      const toolbar = root.querySelector<HTMLElement>('.toolbar');
      if (toolbar !== null) this.#roving = new RovingFocus(toolbar);
    }
    this.#roving?.refresh();
    const dialog = root.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
  }
}

function messageTemplate(message: string, words: Words, actions: PaneActions): TemplateResult {
  return html`<div class="message" part="message"><span>${message}</span>
    <button type="button" part="button" @click=${actions.closeMessage}>${words.close}</button></div>`;
}

/** The hidden field takes keys, nothing else: no browser feature may act on what goes to the room. */
const fieldAttributes = {
  autocapitalize: 'off',
  autocomplete: 'off',
  autocorrect: 'off',
  spellcheck: 'false',
  'aria-describedby': 'way-out',
  part: 'keyboard',
};
