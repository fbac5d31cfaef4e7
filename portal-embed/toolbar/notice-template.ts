/** The notice over the displays. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Notice } from './notice.ts';

export function noticeTemplate(notice: Notice, act: (does: 'start' | 'end') => void): TemplateResult {
  const { title, text, busy, action } = notice;
  return html`<div class="notice" part="notice">
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
    <p class="title">${title}</p>
    ${text === '' ? nothing : html`<p class="text">${text}</p>`}
    ${
      action === undefined
        ? nothing
        : html`<button type="button" part="button" class=${action.does === 'start' ? 'primary' : ''}
          @click=${() => act(action.does)}>${action.label}</button>`
    }</div>`;
}
