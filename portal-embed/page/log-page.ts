/** Log: who did what to which room and why it ended, filtered, page by page, and as files. */
import type { Operations } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { pageLimits } from '../limits.ts';
import { adminWords as words } from './administration-words.ts';
import { type LogFailure, logFailureTemplate } from './log-failure.ts';
import { type Choice, choose, field, named, onSubmit, textIn, timeIn, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';
import { safeText } from './safe-text.ts';

type Filter = Operations['GET /v1/log.csv']['input']['query'];
type Entry = Operations['GET /v1/log']['answer']['entries'][number];

interface Loaded {
  readonly failure: LogFailure;
  readonly kinds: readonly string[];
  readonly operators: readonly Choice[];
  readonly devices: readonly Choice[];
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

/** Beyond it the API knows no times; browsers would take six digits for a year. */
const lastTime = '9999-12-31T00:00';

export class LogPage extends PageView<Loaded> {
  #filter: NonNullable<Filter> = {};
  /** Counts the forms: a new one is drawn empty. */
  #form = 0;
  #older: readonly Entry[] = [];
  #next: string | null = null;

  protected async load(): Promise<Loaded> {
    const [status, log, devices, users] = await Promise.all([
      this.client.call('GET /v1/log/status'),
      this.client.call('GET /v1/log', { query: this.#filter }),
      this.client.call('GET /v1/devices', { query: { limit: pageLimits.choices } }),
      this.#users(),
    ]);
    this.#older = [];
    this.#next = log.body.next;
    return {
      failure: status.body.failure,
      kinds: status.body.kinds,
      operators: users,
      devices: devices.body.devices.map(({ id, name }) => ({ value: id, label: name })).toSorted(byLabel),
      entries: log.body.entries,
      next: log.body.next,
    };
  }

  /** Of those who may read the log, some may not list users: then there is nothing to choose from. */
  async #users(): Promise<readonly Choice[]> {
    const me = await this.client.call('GET /v1/me');
    if (!me.body.permissions.includes('users.manage')) return [];
    const users = await this.client.call('GET /v1/users', { query: { limit: pageLimits.choices } });
    return users.body.users.map(({ id, name }) => ({ value: id, label: name })).toSorted(byLabel);
  }

  protected loadedTemplate(loaded: Loaded): TemplateResult {
    const entries = [...loaded.entries, ...this.#older];
    return html`<p class="lead">${words.logText}</p>
      ${logFailureTemplate(loaded.failure)}
      ${keyed(this.#form, this.#filterTemplate(loaded))}
      ${this.#exportsTemplate()}
      <p class="count" role="status">${words.shown(entries.length, this.#next !== null)}</p>
      ${
        entries.length === 0
          ? html`<p>${words.noRecords}</p>`
          : html`<div class="table" role="group" aria-label=${words.places.log} tabindex="0"><table>
            <thead><tr><th scope="col">${words.time}</th><th scope="col">${words.kind}</th>
              <th scope="col">${words.operator}</th><th scope="col">${words.concerns}</th>
              <th scope="col">${words.device}</th><th scope="col">${words.details}</th></tr></thead>
            <tbody>${entries.map(entryTemplate)}</tbody></table></div>`
      }
      ${
        this.#next === null || entries.length >= pageLimits.logRecords
          ? nothing
          : html`<button type="button" ?disabled=${this.work.busy} @click=${() => void this.#showOlder()}>${words.older}</button>`
      }
      ${this.work.template()}`;
  }

  #filterTemplate({ kinds, operators, devices }: Loaded): TemplateResult {
    const apply = onSubmit((content) => {
      this.#filter = filterIn(content);
      void this.refresh();
    });
    const clear = (): void => {
      this.#filter = {};
      this.#form++;
      void this.refresh();
    };
    const kind = { name: 'kind', none: words.allKinds, choices: kinds.map((each) => ({ value: each, label: each })) };
    return html`<form class="filter" role="search" aria-label=${words.filter} @submit=${apply}>
      ${field({ name: 'from', label: words.from, type: 'datetime-local', max: lastTime })}
      ${field({ name: 'to', label: words.to, type: 'datetime-local', max: lastTime })}
      ${choose(words.kind, kind)}
      ${
        operators.length === 0
          ? nothing
          : choose(words.person, { name: 'operator', none: words.allOperators, choices: operators })
      }
      ${choose(words.device, { name: 'device', none: words.allDevices, choices: devices })}
      ${field({ name: 'session', label: words.session, pattern: '[0-9a-f\\-]{36}', hint: words.sessionHint })}
      <div class="ways"><button type="submit" class="primary">${words.show}</button>
        <button type="button" @click=${clear}>${words.clear}</button></div>
    </form>`;
  }

  #exportsTemplate(): TemplateResult {
    const query = new URLSearchParams(Object.entries(this.#filter).map(([name, value]) => [name, value ?? '']));
    const period = new URLSearchParams({
      from: this.#filter.from ?? '1970-01-01T00:00:00Z',
      to: this.#filter.to ?? '9999-12-31T23:59:59Z',
    });
    return html`<div class="exports">
      <section aria-labelledby="exports"><h2 id="exports">${words.exports}</h2><ul>
        <li><a download href="/v1/log.csv?${query.toString()}">${words.exportCsv}</a></li>
        <li><a download href="/v1/log.ndjson">${words.exportNdjson}</a></li></ul></section>
      <section aria-labelledby="reports"><h2 id="reports">${words.reports}</h2><ul>
        <li><a download href="/v1/reports/sessions.csv?${period.toString()}">${words.reportSessions}</a></li>
        <li><a download href="/v1/reports/remote-access.csv">${words.reportAccess}</a></li></ul></section>
    </div>`;
  }

  async #showOlder(): Promise<void> {
    const cursor = this.#next;
    if (cursor === null) return;
    await this.work.run(async () => {
      const { body } = await this.client.call('GET /v1/log', { query: { ...this.#filter, cursor } });
      this.#older = [...this.#older, ...body.entries];
      this.#next = body.next;
      return '';
    });
  }
}

function filterIn(content: FormData): NonNullable<Filter> {
  const told = ['operator', 'device', 'session', 'kind'].map((name) => [name, textIn(content, name) || undefined]);
  const times = ['from', 'to'].map((name) => [name, timeIn(content, name)]);
  return Object.fromEntries([...told, ...times].filter(([, value]) => value !== undefined));
}

function entryTemplate(entry: Entry): TemplateResult {
  const { time, kind, deviceName, detail, personal } = entry;
  // One after the other: both may have a field of the same name.
  const details = [...Object.entries(personal), ...Object.entries(detail)];
  const about = concerned(entry);
  return html`<tr><td><time datetime=${time}>${timeWords(time)}</time></td><td><code>${safeText(kind)}</code></td>
    <td>${acted(entry)}</td><td>${about === null ? '–' : named(about)}</td>
    <td>${deviceName === null ? '–' : named(deviceName)}</td>
    <td>${details.map(
      ([name, value]) => html`<span class="detail">${words.detail(safeText(name))}: ${named(valueWords(value))}</span>`,
    )}</td></tr>`;
}

/** Who did it: never whom it was done to. */
function acted({ actorKind, actorName, actorOperatorId }: Entry): TemplateResult | string {
  const name = actorName ?? actorOperatorId;
  if (name === null) return words.actorKind(actorKind);
  return actorKind === 'api-key' ? html`${named(name)}, ${words.byApiKey}` : named(name);
}

/** Whom it was done to, when that is somebody else. */
const concerned = ({ operatorId, operatorName, actorOperatorId }: Entry): string | null =>
  operatorId === actorOperatorId ? null : (operatorName ?? operatorId);

const valueWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const byLabel = (one: Choice, other: Choice): number => one.label.localeCompare(other.label);
