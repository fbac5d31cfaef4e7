/** Parts that the administration's pages are made of. */
import { html, nothing, type TemplateResult } from 'lit';
import { safeText } from './safe-text.ts';

/** A name that others gave, apart from the text around it whatever its direction. */
export const named = (text: string): TemplateResult => html`<bdi>${safeText(text)}</bdi>`;

/** Several of them, with commas between. */
export const listed = (names: readonly string[]): TemplateResult[] =>
  names.map((name, index) => html`${index === 0 ? '' : ', '}${named(name)}`);

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly value?: string | number;
  readonly required?: boolean;
  readonly hint?: string;
  readonly maxLength?: number;
  /** Of numbers; not below 0 unless told. */
  readonly min?: number;
  /** Of times as well. */
  readonly max?: number | string;
  readonly pattern?: string;
  readonly autocomplete?: 'email' | 'off';
}

export function field({ name, label, type = 'text', hint, ...rest }: Field): TemplateResult {
  const { value = '', required = false, maxLength, pattern, autocomplete = 'off' } = rest;
  const { min = type === 'number' ? 0 : undefined, max } = rest;
  const hintId = `hint-${name}`;
  return html`<label class="field"><span>${label}</span>
    <input name=${name} type=${type} value=${value} ?required=${required} autocomplete=${autocomplete}
      maxlength=${maxLength ?? nothing} pattern=${pattern ?? nothing} min=${min ?? nothing} max=${max ?? nothing}
      aria-describedby=${hint === undefined ? nothing : hintId}>
    ${hint === undefined ? nothing : html`<small id=${hintId}>${hint}</small>`}</label>`;
}

interface Check {
  readonly name: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

export function check(label: TemplateResult | string, { name, value = 'on', ...rest }: Check): TemplateResult {
  const { checked = false, required = false, disabled = false } = rest;
  return html`<label class="check"><input type="checkbox" name=${name} value=${value} ?checked=${checked}
    ?required=${required} ?disabled=${disabled}><span>${label}</span></label>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function choose(
  label: string,
  { name, none, choices, chosen }: { name: string; none?: string; choices: readonly Choice[]; chosen?: string },
): TemplateResult {
  const id = `choose-${name}`;
  return html`<div class="field"><label for=${id}>${label}</label><select id=${id} name=${name}>
    ${none === undefined ? nothing : html`<option value="">${none}</option>`}
    ${choices.map(
      (each) => html`<option value=${each.value} ?selected=${each.value === chosen}>${safeText(each.label)}</option>`,
    )}</select></div>`;
}

/** What a form holds, when it is sent. */
export function onSubmit(act: (content: FormData, form: HTMLFormElement) => void): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) act(new FormData(event.currentTarget), event.currentTarget);
  };
}

export const textIn = (content: FormData, name: string): string => {
  const value = content.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

export const textsIn = (content: FormData, name: string): string[] =>
  content.getAll(name).filter((value) => typeof value === 'string');

/** A time that was typed in, as the API takes it; undefined where none was. */
export function timeIn(content: FormData, name: string): string | undefined {
  const ms = Date.parse(textIn(content, name));
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

export function timeWords(iso: string | null | undefined): string {
  const ms = Date.parse(iso ?? '');
  if (Number.isNaN(ms)) return '–';
  return new Intl.DateTimeFormat(navigator.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}
