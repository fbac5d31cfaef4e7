/** Making an API key: its name, the pages that may show its sessions, what it may do, and for how long. */
import type { Operations } from '@ringside/client';
import { html, type TemplateResult } from 'lit';
import { pageLimits } from '../limits.ts';
import { adminWords as words } from './administration-words.ts';
import { choose, field, onSubmit, textIn } from './page-parts.ts';

export type ApiKeyContent = Operations['POST /v1/api-keys']['input']['body'];

const scopes = ['sessions', 'everything'] as const;

export function apiKeyForm(busy: boolean, make: (content: ApiKeyContent) => void): TemplateResult {
  const choices = scopes.map((scope) => ({ value: scope, label: words.scopeOf(scope) }));
  const days = { type: 'number', value: pageLimits.apiKeyDays, min: 1, max: pageLimits.apiKeyDaysMost } as const;
  return html`<form @submit=${onSubmit((content) => make(contentIn(content)))}>
    ${field({ name: 'name', label: words.name, required: true, maxLength: 100, hint: words.apiKeyNameHint })}
    ${field({ name: 'origins', label: words.origins, required: true, hint: words.originsHint })}
    ${choose(words.scope, { name: 'scope', choices, chosen: 'sessions' })}
    ${field({ name: 'days', label: words.days, required: true, ...days })}
    <button type="submit" class="primary" ?disabled=${busy}>${words.makeApiKey}</button>
  </form>`;
}

function contentIn(content: FormData): ApiKeyContent {
  const scope = scopes.find((each) => each === textIn(content, 'scope')) ?? 'sessions';
  const typed = textIn(content, 'origins').split(/[\s,]+/);
  const origins = [...new Set(typed.filter((each) => each !== '').map(originIn))];
  const expiresInSeconds = Number(textIn(content, 'days')) * 24 * 60 * 60;
  return { name: textIn(content, 'name'), origins, scope, expiresInSeconds };
}

/** As copied from the address bar of a portal's front page; whatever is no origin goes as it is, and is refused. */
function originIn(typed: string): string {
  if (!URL.canParse(typed)) return typed;
  const { origin, href } = new URL(typed);
  return href === `${origin}/` ? origin : typed;
}
