/** The widget's own dialogs: help, and the question before a restart. Native ones: the browser keeps focus and Escape. */
import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';

export type DialogName = 'help' | 'restart';

export interface DialogActions {
  restart(): void;
  /** It is closed, in whatever way. */
  closed(): void;
}

export function dialogTemplate(name: DialogName, words: Words, actions: DialogActions): TemplateResult {
  return html`<dialog part="dialog" aria-labelledby="dialog-title" @close=${actions.closed}>
    ${name === 'help' ? helpTemplate(words) : restartTemplate(words, actions)}</dialog>`;
}

function helpTemplate(words: Words): TemplateResult {
  return html`<h2 id="dialog-title">${words.helpTitle}</h2>
    <dl>${words.helpTexts.map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl>
    <p class="choices"><button type="button" part="button" autofocus @click=${close}>${words.close}</button></p>`;
}

function restartTemplate(words: Words, { restart }: DialogActions): TemplateResult {
  const confirm = (event: Event): void => {
    restart();
    close(event);
  };
  return html`<h2 id="dialog-title">${words.restartTitle}</h2>
    <p>${words.restartText}</p>
    <p class="choices">
      <button type="button" part="button" autofocus @click=${close}>${words.cancel}</button>
      <button type="button" part="button" class="end" @click=${confirm}>${words.restartDevice}</button>
    </p>`;
}

function close({ currentTarget }: Event): void {
  if (currentTarget instanceof Element) currentTarget.closest('dialog')?.close();
}
