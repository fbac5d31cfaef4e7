/** The widget's own dialogs: help, and the questions before a restart and before an end that signs somebody out. Native ones: the browser keeps focus and Escape. */
import { html, type TemplateResult } from 'lit';
import type { RoomAccount } from '../session/room.ts';
import type { Words } from '../words.ts';

export type DialogName = 'help' | 'restart' | 'end';

export interface DialogActions {
  restart(): void;
  /** Ends the session, having read what the device does about its user. */
  end(): void;
  /** It is closed, in whatever way. */
  closed(): void;
}

export function dialogTemplate(
  name: DialogName,
  words: Words,
  account: RoomAccount,
  actions: DialogActions,
): TemplateResult {
  return html`<dialog part="dialog" aria-labelledby="dialog-title" @close=${actions.closed}>
    ${contentOf(name, words, account, actions)}</dialog>`;
}

function contentOf(name: DialogName, words: Words, account: RoomAccount, actions: DialogActions): TemplateResult {
  switch (name) {
    case 'help':
      return helpTemplate(words);
    case 'restart':
      return questionTemplate(words.restartTitle, words.restartText, words.restartDevice, words, actions.restart);
    case 'end': {
      const text = words.accountEndText(account.atEnd);
      return questionTemplate(words.accountEndTitle, text, words.endSession, words, actions.end);
    }
  }
}

function helpTemplate(words: Words): TemplateResult {
  return html`<h2 id="dialog-title">${words.helpTitle}</h2>
    <dl>${words.helpTexts.map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl>
    <p class="choices"><button type="button" part="button" autofocus @click=${close}>${words.close}</button></p>`;
}

function questionTemplate(title: string, text: string, yes: string, words: Words, act: () => void): TemplateResult {
  const confirm = (event: Event): void => {
    close(event);
    act();
  };
  return html`<h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    <p class="choices">
      <button type="button" part="button" autofocus @click=${close}>${words.cancel}</button>
      <button type="button" part="button" class="end" @click=${confirm}>${yes}</button>
    </p>`;
}

function close({ currentTarget }: Event): void {
  if (currentTarget instanceof Element) currentTarget.closest('dialog')?.close();
}
