/** Making an assignment: a role, for whom, on what, and from when until when. */
import type { Operations } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { pageLimits } from '../limits.ts';
import { adminWords as words } from './administration-words.ts';
import { type Choice, check, choose, field, onSubmit, textIn, textsIn, timeIn } from './page-parts.ts';
import { safeText } from './safe-text.ts';

export type AssignmentContent = Operations['POST /v1/assignments']['input']['body'];

/** What there is to choose from, each by ID; undefined where this operator may not list it. */
export interface Choices {
  readonly roles: readonly Choice[];
  readonly users: readonly Choice[] | undefined;
  readonly userGroups: readonly Choice[] | undefined;
  readonly devices: readonly Choice[] | undefined;
  readonly deviceGroups: readonly Choice[] | undefined;
  readonly sites: readonly Choice[] | undefined;
}

export function assignmentForm(
  { roles, ...choices }: Choices,
  busy: boolean,
  assign: (content: AssignmentContent, form: HTMLFormElement) => void,
): TemplateResult {
  const list = (name: Exclude<keyof Choices, 'roles'>, field: string): TemplateResult | typeof nothing => {
    const there = choices[name];
    return there === undefined ? nothing : choicesTemplate(words[name], field, there);
  };
  return html`<form @submit=${onSubmit((content, form) => assign(contentIn(content), form))}>
    <h3>${words.newAssignment}</h3>
    ${choose(words.role, { name: 'roleId', none: words.chooseRole, choices: roles })}
    <fieldset class="parties"><legend>${words.who}</legend>
      ${check(words.everyone, { name: 'everyone' })}
      ${list('users', 'userIds')} ${list('userGroups', 'userGroupIds')}
    </fieldset>
    <fieldset class="parties"><legend>${words.what}</legend>
      ${check(words.everyDevice, { name: 'everyDevice' })}
      ${list('devices', 'deviceIds')} ${list('deviceGroups', 'deviceGroupIds')} ${list('sites', 'siteIds')}
    </fieldset>
    <div class="pair">
      ${field({ name: 'startsAt', label: words.from, type: 'datetime-local' })}
      ${field({ name: 'endsAt', label: words.to, type: 'datetime-local' })}
    </div>
    <button type="submit" class="primary" ?disabled=${busy}>${words.assign}</button>
  </form>`;
}

function choicesTemplate(label: string, name: string, choices: readonly Choice[]): TemplateResult {
  return html`<fieldset class="choices"><legend>${label}</legend>
    ${choices.length === 0 ? html`<p>${words.noChoices}</p>` : nothing}
    ${choices.map((choice) => check(html`<bdi>${safeText(choice.label)}</bdi>`, { name, value: choice.value }))}
    ${choices.length < pageLimits.choices ? nothing : html`<p>${words.moreChoices}</p>`}
  </fieldset>`;
}

function contentIn(content: FormData): AssignmentContent {
  return {
    roleId: textIn(content, 'roleId'),
    everyone: content.has('everyone'),
    userIds: textsIn(content, 'userIds'),
    userGroupIds: textsIn(content, 'userGroupIds'),
    everyDevice: content.has('everyDevice'),
    deviceIds: textsIn(content, 'deviceIds'),
    deviceGroupIds: textsIn(content, 'deviceGroupIds'),
    siteIds: textsIn(content, 'siteIds'),
    startsAt: timeIn(content, 'startsAt') ?? null,
    endsAt: timeIn(content, 'endsAt') ?? null,
  };
}
