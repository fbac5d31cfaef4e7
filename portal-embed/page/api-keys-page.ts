/** Settings > API keys: what other portals' backends act with: which there are, making one, and revoking them. */
import type { Operations, RingsideClient } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { pageLimits } from '../limits.ts';
import { adminWords as words } from './administration-words.ts';
import { type ApiKeyContent, apiKeyForm } from './api-key-form.ts';
import { listed, named, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';
import { safeText } from './safe-text.ts';

type ApiKey = Operations['GET /v1/api-keys']['answer']['apiKeys'][number];

interface Loaded {
  readonly inForce: readonly ApiKey[];
  /** Revoked or expired. */
  readonly over: readonly ApiKey[];
  /** Names by ID, of the users whom this operator may list. */
  readonly users: ReadonlyMap<string, string>;
}

interface Made {
  readonly name: string;
  readonly secret: string;
}

export class ApiKeysPage extends PageView<Loaded> {
  readonly #permissions: readonly string[];
  /** The key just made: here, and gone with the page or as soon as it is said to be kept. */
  #made: Made | undefined;

  constructor(client: RingsideClient, changed: () => void, permissions: readonly string[]) {
    super(client, changed);
    this.#permissions = permissions;
  }

  protected async load(): Promise<Loaded> {
    const keys: ApiKey[] = [];
    for await (const page of this.client.pages('GET /v1/api-keys')) keys.push(...page.apiKeys);
    const newestFirst = keys.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
    const inForce = newestFirst.filter(isInForce);
    return { inForce, over: newestFirst.filter((key) => !isInForce(key)), users: await this.#users() };
  }

  async #users(): Promise<ReadonlyMap<string, string>> {
    if (!this.#permissions.includes('users.manage')) return new Map();
    const { body } = await this.client.call('GET /v1/users', { query: { limit: pageLimits.choices } });
    return new Map(body.users.map(({ id, name }) => [id, name]));
  }

  /** The key stands there whatever becomes of the list: it is not told twice. */
  override template(): TemplateResult {
    return html`<p class="lead">${words.apiKeysText}</p>
      ${this.work.template()}
      ${this.#made === undefined ? nothing : this.#madeTemplate(this.#made)}
      ${super.template()}`;
  }

  protected loadedTemplate({ inForce, over, users }: Loaded): TemplateResult {
    const cards = (keys: readonly ApiKey[]) =>
      html`<ul class="cards">${keys.map((key) => this.#keyTemplate(key, users))}</ul>`;
    return html`<section class="panel" aria-labelledby="in-force">
        <h2 id="in-force">${words.apiKeysInForce}</h2>
        ${inForce.length === 0 ? html`<p>${words.noApiKeys}</p>` : cards(inForce)}
        ${
          over.length === 0
            ? nothing
            : html`<details><summary>${words.apiKeysOver(over.length)}</summary>${cards(over)}</details>`
        }
      </section>
      ${
        // One key at a time: the next would take the place of one that nobody has kept yet.
        this.#made === undefined
          ? html`<section class="panel" aria-labelledby="new-key">
            <h2 id="new-key">${words.newApiKey}</h2>
            ${apiKeyForm(this.work.busy, (content) => void this.#make(content))}
          </section>`
          : nothing
      }`;
  }

  #keyTemplate(key: ApiKey, users: ReadonlyMap<string, string>): TemplateResult {
    const { name, scope, origins, createdAt, createdBy, expiresAt, revokedAt } = key;
    const isUsable = isInForce(key);
    const ends = revokedAt !== null ? words.revokedWhen : isUsable ? words.expires : words.expired;
    const maker = createdBy === null ? words.whoeverRunsIt : (users.get(createdBy) ?? createdBy);
    return html`<li>
      <h3>${named(name)}</h3>
      <dl><dt>${words.scope}</dt><dd>${words.scopeOf(scope)}</dd>
        <dt>${words.origins}</dt><dd>${listed(origins)}</dd>
        <dt>${words.made}</dt><dd>${timeWords(createdAt)}, ${words.by} ${named(maker)}</dd>
        <dt>${ends}</dt><dd>${timeWords(revokedAt ?? expiresAt)}</dd></dl>
      ${
        isUsable
          ? html`<div class="ways"><button type="button" aria-label="${words.revoke}: ${safeText(name)}"
            ?disabled=${this.work.busy} @click=${() => void this.#revoke(key)}>${words.revoke}</button></div>`
          : nothing
      }
    </li>`;
  }

  #madeTemplate({ name, secret }: Made): TemplateResult {
    return html`<section class="panel" aria-labelledby="made">
      <h2 id="made">${words.apiKeyOf(safeText(name))}</h2>
      <p id="shown-once">${words.shownOnce}</p>
      <label class="field"><span>${words.apiKey}</span>
        <input id="made-key" class="secret" readonly autocomplete="off" spellcheck="false" value=${secret}
          aria-describedby="shown-once" @focus=${(event: Event) => select(event.currentTarget)}></label>
      <div class="ways">
        <button type="button" class="primary" @click=${() => void this.#copy(secret)}>${words.copy}</button>
        <button type="button" @click=${() => this.#forget()}>${words.kept}</button>
      </div>
    </section>`;
  }

  async #make(body: ApiKeyContent): Promise<void> {
    const done = await this.act(async () => {
      // Of each request its own: what the browser sends again by itself is made once.
      const idempotencyKey = crypto.randomUUID();
      const { body: made } = await this.client.call('POST /v1/api-keys', { body, idempotencyKey });
      this.#made = { name: made.name, secret: made.apiKey };
      return words.apiKeyMade;
    });
    if (done) document.getElementById('made-key')?.focus();
  }

  async #copy(secret: string): Promise<void> {
    await this.work.run(async () => {
      try {
        // Not there on a page without TLS, and a browser may refuse.
        await navigator.clipboard.writeText(secret);
        return words.copied;
      } catch {
        document.getElementById('made-key')?.focus();
        return words.copyByHand;
      }
    });
  }

  #forget(): void {
    this.#made = undefined;
    this.changed();
    document.querySelector<HTMLInputElement>('input[name="name"]')?.focus();
  }

  async #revoke({ id, name }: ApiKey): Promise<void> {
    if (!confirm(words.revokeReally(safeText(name)))) return;
    await this.act(async () => {
      await this.client.call('DELETE /v1/api-keys/{id}', { path: { id } });
      return words.revoked;
    });
  }
}

/** By this browser's clock: what services refuse is theirs to say. */
const isInForce = ({ revokedAt, expiresAt }: ApiKey): boolean =>
  revokedAt === null && Date.parse(expiresAt) > Date.now();

function select(target: EventTarget | null): void {
  if (target instanceof HTMLInputElement) target.select();
}
