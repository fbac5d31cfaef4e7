/** The operator's recent sessions: what the log says, in a small table. */
import { html, type TemplateResult } from 'lit';
import { pageLimits } from '../limits.ts';
import { english } from '../words.ts';
import { pageWords, sessionEnd } from './page-words.ts';
import { lengthOf, type PastSession } from './room.ts';
import { safeText } from './safe-text.ts';

export function sessionsTemplate(sessions: readonly PastSession[], language: string): TemplateResult {
  const recent = sessions
    .toSorted((one, other) => other.requestedAtMs - one.requestedAtMs)
    .slice(0, pageLimits.recentSessions);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return html`<section class="recent" aria-labelledby="recent">
    <h2 id="recent">${pageWords.recent}</h2>
    ${
      recent.length === 0
        ? html`<p>${pageWords.noRecent}</p>`
        : html`<div class="table"><table>
            <thead><tr><th>${pageWords.room}</th><th>${pageWords.permission}</th><th>${pageWords.when}</th>
              <th>${pageWords.duration}</th><th>${pageWords.end}</th></tr></thead>
            <tbody>${recent.map(
              (session) => html`<tr><td><bdi>${safeText(session.deviceName)}</bdi></td>
                <td>${session.permission === 'modify' ? pageWords.controlShort : pageWords.viewShort}</td>
                <td>${when.format(session.requestedAtMs)}</td><td>${lengthOf(session)}</td>
                <td>${sessionEnd(session, english)}</td></tr>`,
            )}</tbody></table></div>`
    }</section>`;
}
