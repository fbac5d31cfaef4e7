/** Settings > General: how long the log is kept, and how it stands. */
import type { Operations, RingsideClient } from '@ringside/client';
import { html, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { logFailureTemplate } from './log-failure.ts';
import { field, onSubmit, textIn, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';

interface Loaded {
  readonly status: Operations['GET /v1/log/status']['answer'];
  readonly days: number;
  readonly tag: string | undefined;
}

export class GeneralPage extends PageView<Loaded> {
  readonly #mayChange: boolean;

  constructor(client: RingsideClient, changed: () => void, mayChange: boolean) {
    super(client, changed);
    this.#mayChange = mayChange;
  }

  protected async load(): Promise<Loaded> {
    const [status, retention] = await Promise.all([
      this.client.call('GET /v1/log/status'),
      this.client.call('GET /v1/log/retention'),
    ]);
    return { status: status.body, days: retention.body.days, tag: retention.etag };
  }

  protected loadedTemplate({ status, days, tag }: Loaded): TemplateResult {
    const save = onSubmit((content) => void this.#save(Number(textIn(content, 'days')), tag));
    return html`${logFailureTemplate(status.failure)}
      <section class="panel" aria-labelledby="history">
        <h2 id="history">${words.history}</h2>
        ${
          this.#mayChange
            ? html`<form @submit=${save}>
              ${field({ name: 'days', label: words.keptFor, type: 'number', value: days, required: true, hint: words.keptText(status.personalDays) })}
              <button type="submit" class="primary" ?disabled=${this.work.busy}>${words.save}</button>
            </form>`
            : html`<p>${words.keptFor}: ${days}. ${words.keptText(status.personalDays)}</p>`
        }
        ${this.work.template()}
      </section>
      <section class="panel" aria-labelledby="state">
        <h2 id="state">${words.state}</h2>
        <dl>
          <dt>${words.records}</dt><dd>${status.records}</dd>
          <dt>${words.checkpoint}</dt><dd>${status.checkpointAt === null ? words.never : timeWords(status.checkpointAt)}</dd>
          <dt>${words.verified}</dt><dd>${verifiedWords(status)}</dd>
          <dt>${words.publicKey}</dt><dd><code>${status.publicKey}</code></dd>
        </dl>
      </section>`;
  }

  async #save(days: number, tag: string | undefined): Promise<void> {
    await this.act(async () => {
      await this.client.call('PUT /v1/log/retention', { body: { days }, ifMatch: tag ?? '*' });
      return words.saved;
    });
  }
}

function verifiedWords({ intact, verifiedAt }: Loaded['status']): string {
  const last = verifiedAt === null ? words.never : `${timeWords(verifiedAt)}: ${words.intact}`;
  return intact === false ? `${last}. ${words.now}: ${words.broken}` : last;
}
