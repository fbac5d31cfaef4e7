/**
 * A list of buttons behind a button of the toolbar: closes by Escape, by a choice, and when the focus leaves it. Down and
 * up move inside it, besides what the toolbar's own keys do.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { viewerLimits } from '../limits.ts';

export interface MenuView {
  readonly label: string;
  /** What the button says to a pointer that rests on it. */
  readonly title: string;
  readonly icon: TemplateResult;
  readonly enabled: boolean;
  readonly open: boolean;
}

export function menuTemplate(
  { label, title, icon, enabled, open }: MenuView,
  items: () => readonly TemplateResult[],
  toggle: (open: boolean) => void,
): TemplateResult {
  const leave = ({ currentTarget: place, relatedTarget: next }: FocusEvent): void => {
    if (open && place instanceof Node && !(next instanceof Node && place.contains(next))) toggle(false);
  };
  const keyPressed = (event: KeyboardEvent): void => {
    const { key, currentTarget: place } = event;
    if (!open || !(place instanceof Element)) return;
    const buttons = [...place.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    if (key === 'Escape') {
      // What has the focus goes with the list.
      buttons[0]?.focus();
      toggle(false);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      buttons.at((at + (key === 'ArrowDown' ? 1 : -1)) % buttons.length)?.focus();
    }
  };
  return html`<span class="menu-anchor" @focusout=${leave} @keydown=${keyPressed}>
    <button type="button" part="button" class="icon" aria-expanded=${open} title=${title} aria-label=${label}
      ?disabled=${!enabled} @click=${() => toggle(!open)}>${icon}</button>
    ${open ? html`<span class="menu" part="menu" ${ref(keepInside)} role="group" aria-label=${label}>${items()}</span>` : nothing}</span>`;
}

/** Below its button it would reach over the widget's edge where the button stands near that, and what is beyond is not seen. */
function keepInside(menu: Element | undefined): void {
  // Its items are rendered right after itself.
  queueMicrotask(() => {
    const root = menu?.getRootNode();
    if (!(menu instanceof HTMLElement && root instanceof ShadowRoot)) return;
    const widget = root.host.getBoundingClientRect();
    const { left, right } = menu.getBoundingClientRect();
    const { menuMarginPixels: margin } = viewerLimits;
    const over = Math.max(0, widget.left + margin - left) - Math.max(0, right - widget.right + margin);
    menu.style.translate = `${over}px`;
  });
}

export interface MenuItem {
  readonly label: string;
  /** Why it cannot be had now; it stays in the list, so that this can be read. */
  readonly reason: string | undefined;
  /** For a switch: whether it is on. */
  readonly on?: boolean;
  act(): void;
}

export function itemTemplate({ label, reason, on, act }: MenuItem): TemplateResult {
  const unavailable = reason !== undefined;
  return html`<button type="button" part="button" role=${on === undefined ? nothing : 'switch'}
    aria-checked=${on === undefined ? nothing : on} aria-disabled=${unavailable ? 'true' : nothing}
    @click=${() => unavailable || act()}><span class="label">${label}${
      unavailable ? html`<span class="reason">${reason}</span>` : nothing
    }</span>${on === undefined ? nothing : html`<span class="switch" aria-hidden="true"></span>`}</button>`;
}
