/** Settings > Remote access: whether there is any, acknowledged by an administrator, and the rules for its sessions. */
import type { Operations, RingsideClient } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { check, choose, field, onSubmit, textIn, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';
import { safeText } from './safe-text.ts';

type OptIn = Operations['GET /v1/opt-in']['answer'];
type Settings = Operations['GET /v1/settings']['answer'];

interface Loaded {
  readonly optIn: OptIn;
  readonly optInTag: string | undefined;
  readonly settings: Settings;
  readonly settingsTag: string | undefined;
}

export class RemoteAccessPage extends PageView<Loaded> {
  readonly #isAdministrator: boolean;

  constructor(client: RingsideClient, changed: () => void, isAdministrator: boolean) {
    super(client, changed);
    this.#isAdministrator = isAdministrator;
  }

  protected async load(): Promise<Loaded> {
    const [optIn, settings] = await Promise.all([
      this.client.call('GET /v1/opt-in'),
      this.client.call('GET /v1/settings'),
    ]);
    return { optIn: optIn.body, optInTag: optIn.etag, settings: settings.body, settingsTag: settings.etag };
  }

  protected loadedTemplate(loaded: Loaded): TemplateResult {
    const { enabled, since, acknowledgedBy } = loaded.optIn;
    return html`<section class="panel" aria-labelledby="opt-in">
        <h2 id="opt-in">${enabled ? words.on : words.off}</h2>
        <p>${enabled ? words.since(timeWords(since), safeText(acknowledgedBy ?? '')) : words.offText}</p>
        ${this.#isAdministrator ? this.#switchTemplate(loaded) : html`<p>${words.administratorsOnly}</p>`}
      </section>
      ${this.work.template()}
      <section class="panel" aria-labelledby="rules">
        <h2 id="rules">${words.rules}</h2>
        <p>${words.rulesText}</p>
        <form @submit=${onSubmit((content) => void this.#saveSettings(loaded, content))}>
          ${Object.entries(loaded.settings).map(([name, value]) => settingTemplate(name, value))}
          <button type="submit" class="primary" ?disabled=${this.work.busy}>${words.save}</button>
        </form>
      </section>`;
  }

  #switchTemplate(loaded: Loaded): TemplateResult {
    if (loaded.optIn.enabled) {
      return html`<button type="button" ?disabled=${this.work.busy}
        @click=${() => void this.#switchOff(loaded)}>${words.switchOff}</button>`;
    }
    const { text } = loaded.optIn;
    return html`<form @submit=${onSubmit((content) => void this.#switchOn(loaded, textIn(content, 'email')))}>
      <h3>${words.acknowledgement}</h3>
      <blockquote>${text.text}</blockquote>
      ${check(words.acknowledge, { name: 'acknowledged', required: true })}
      ${field({ name: 'email', label: words.email, type: 'email', required: true, hint: words.emailText, maxLength: 254, autocomplete: 'email' })}
      <button type="submit" class="primary" ?disabled=${this.work.busy}>${words.switchOn}</button>
    </form>`;
  }

  async #switchOn({ optIn, optInTag }: Loaded, email: string): Promise<void> {
    await this.act(async () => {
      const body = { enabled: true, email, textVersion: optIn.text.version } as const;
      await this.client.call('PUT /v1/opt-in', { body, ifMatch: optInTag ?? '*' });
      return words.switchedOn;
    });
  }

  async #switchOff({ optInTag }: Loaded): Promise<void> {
    if (!confirm(words.switchOffReally)) return;
    await this.act(async () => {
      await this.client.call('PUT /v1/opt-in', { body: { enabled: false }, ifMatch: optInTag ?? '*' });
      return words.switchedOff;
    });
  }

  async #saveSettings({ settings, settingsTag }: Loaded, content: FormData): Promise<void> {
    // Whatever settings there are: those that this page has no words for yet are sent back as they stand in the form.
    const changed = Object.entries(settings).map(([name, value]) => [name, settingIn(content, name, value)]);
    await this.act(async () => {
      const body: Settings = { ...settings, ...Object.fromEntries(changed) };
      await this.client.call('PUT /v1/settings', { body, ifMatch: settingsTag ?? '*' });
      return words.saved;
    });
  }
}

type Setting = Settings[keyof Settings];

function settingTemplate(name: string, value: Setting): TemplateResult | typeof nothing {
  const label = words.setting(name);
  switch (typeof value) {
    case 'boolean':
      return check(label, { name, checked: value });
    case 'number':
      return field({ name, label, type: 'number', value, required: true });
    default: {
      const choices = Object.entries(words.settingChoices(name)).map(([value, label]) => ({ value, label }));
      return choices.length === 0 ? nothing : choose(label, { name, choices, chosen: value });
    }
  }
}

/** What the form says; what it does not show stays. */
function settingIn(content: FormData, name: string, value: Setting): Setting | string {
  if (typeof value === 'boolean') return content.has(name);
  return typeof value === 'number' ? Number(textIn(content, name)) : textIn(content, name) || value;
}
