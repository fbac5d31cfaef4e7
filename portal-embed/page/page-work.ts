/** What a page does on the API, one thing at a time: busy while it runs, and what came of it said where it can be heard. */
import { ApiProblem } from '@ringside/client';
import { html, type TemplateResult } from 'lit';
import { english } from '../words.ts';

export class PageWork {
  readonly #changed: () => void;
  #busy = false;
  #said = '';
  #failed = false;

  /** @param changed called when the page is to be drawn anew */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** @param work returns what is said afterwards @returns whether it was done */
  async run(work: () => Promise<string>): Promise<boolean> {
    if (this.#busy) return false;
    this.#tell('', false, true);
    try {
      this.#tell(await work(), false, false);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.#tell(problemWords(error), true, false);
      return false;
    }
  }

  template(): TemplateResult {
    return html`<p class="outcome" role="status" data-tone=${this.#failed ? 'busy' : 'good'}>${this.#said}</p>`;
  }

  #tell(said: string, failed: boolean, busy: boolean): void {
    this.#said = said;
    this.#failed = failed;
    this.#busy = busy;
    this.#changed();
  }
}

/** The API's own sentence, or ours where there was no answer. */
export function problemWords({ code, detail }: ApiProblem): string {
  return code === 'unreachable' || detail === '' ? english.refusal(code, detail) : detail;
}
