/** That the log is not intact, since when and why: for whoever may read it, wherever its state is told. */
import type { Operations } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { timeWords } from './page-parts.ts';

export type LogFailure = Operations['GET /v1/log/status']['answer']['failure'];

export function logFailureTemplate(failure: LogFailure): TemplateResult | typeof nothing {
  if (failure === null) return nothing;
  const { since, sequence, problem } = failure;
  return html`<section class="panel failure" aria-labelledby="log-failure">
    <h2 id="log-failure">${words.notIntact}</h2>
    <p>${words.notIntactText(timeWords(since), sequence, problem)}</p>
    <p>${words.notIntactAdvice}</p>
  </section>`;
}
