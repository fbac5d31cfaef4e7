/** What every page of the administration is: it loads what it shows, and is drawn anew when something has changed. */
import { ApiProblem, type RingsideClient } from '@ringside/client';
import { html, type TemplateResult } from 'lit';
import { adminWords } from './administration-words.ts';
import { PageWork, problemWords } from './page-work.ts';

export abstract class PageView<Loaded> {
  protected readonly client: RingsideClient;
  protected readonly work: PageWork;
  protected readonly changed: () => void;
  #loaded: Loaded | undefined;
  #problem: string | undefined;

  /** @param changed called when it is to be drawn anew */
  constructor(client: RingsideClient, changed: () => void) {
    this.client = client;
    this.changed = changed;
    this.work = new PageWork(changed);
  }

  protected abstract load(): Promise<Loaded>;
  protected abstract loadedTemplate(loaded: Loaded): TemplateResult;

  /** Asks for all that is shown. What was shown before stays until the answer is there. */
  async refresh(): Promise<void> {
    try {
      this.#loaded = await this.load();
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.#problem = problemWords(error);
    }
    this.changed();
  }

  template(): TemplateResult {
    if (this.#problem !== undefined)
      return html`<p class="outcome" role="status" data-tone="busy">${this.#problem}</p>`;
    if (this.#loaded === undefined) return html`<p role="status">${adminWords.loading}</p>`;
    return this.loadedTemplate(this.#loaded);
  }

  /** Does something, and shows what is there afterwards. @returns whether it was done */
  protected async act(work: () => Promise<string>): Promise<boolean> {
    const done = await this.work.run(work);
    // What was refused because somebody else had changed it is shown as it is now, too.
    await this.refresh();
    return done;
  }
}
