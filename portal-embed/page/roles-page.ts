/** Settings > Roles and assignments: what roles hold, and who has them on what and when. */
import type { Operations, RingsideClient } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { pageLimits } from '../limits.ts';
import { adminWords as words } from './administration-words.ts';
import { type AssignmentContent, assignmentForm, type Choices } from './assignment-form.ts';
import { type Choice, listed, named, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';
import { type PermissionOf, type Role, type RoleContent, roleForm } from './role-form.ts';
import { safeText } from './safe-text.ts';

type Assignment = Operations['GET /v1/assignments/{id}']['answer'];

interface Loaded {
  readonly permissions: readonly PermissionOf[];
  readonly roles: readonly Role[];
  readonly assignments: readonly Assignment[];
  readonly choices: Choices;
}

interface Editing {
  readonly role: Role;
  readonly tag: string | undefined;
}

const newKey = (): string => crypto.randomUUID();

export class RolesPage extends PageView<Loaded> {
  readonly #permissions: readonly string[];
  #editing: Editing | undefined;
  /** Counts the forms: after one was sent, an empty one stands there. */
  #form = 0;
  /** Of the creation that is being written: sent again after no answer, it is made once. */
  #roleKey = newKey();
  #assignmentKey = newKey();

  constructor(client: RingsideClient, changed: () => void, permissions: readonly string[]) {
    super(client, changed);
    this.#permissions = permissions;
  }

  protected async load(): Promise<Loaded> {
    const [permissions, roles, assignments] = await Promise.all([
      this.client.call('GET /v1/permissions'),
      all(this.client.pages('GET /v1/roles'), (page) => page.roles),
      all(this.client.pages('GET /v1/assignments'), (page) => page.assignments),
    ]);
    const query = { limit: pageLimits.choices };
    const ifMay = async (permission: string, list: () => Promise<readonly Choice[]>) =>
      this.#permissions.includes(permission) ? list() : undefined;
    const { client } = this;
    const [users, userGroups, devices, deviceGroups, sites] = await Promise.all([
      ifMay('users.manage', async () => choicesOf((await client.call('GET /v1/users', { query })).body.users)),
      ifMay('users.manage', async () => choicesOf((await client.call('GET /v1/user-groups', { query })).body.groups)),
      client.call('GET /v1/devices', { query }).then(({ body }) => choicesOf(body.devices)),
      ifMay('sites.manage', async () => choicesOf((await client.call('GET /v1/device-groups', { query })).body.groups)),
      ifMay('sites.manage', async () => choicesOf((await client.call('GET /v1/sites', { query })).body.groups)),
    ]);
    const choices = { roles: choicesOf(roles), users, userGroups, devices, deviceGroups, sites };
    return { permissions: permissions.body.permissions, roles, assignments, choices };
  }

  protected loadedTemplate(loaded: Loaded): TemplateResult {
    const { permissions, roles, assignments, choices } = loaded;
    const { busy } = this.work;
    return html`${this.work.template()}
      <section class="panel" aria-labelledby="roles">
        <h2 id="roles">${words.roles}</h2>
        <p>${words.rolesText}</p>
        <ul class="cards">${roles.map((role) => this.#roleTemplate(role))}</ul>
        ${keyed(
          `${this.#form} ${this.#editing?.role.id ?? ''}`,
          roleForm({
            role: this.#editing?.role,
            permissions,
            busy,
            save: (content) => void this.#save(content),
            preview: (content) => void this.#preview(content),
            cancel: () => this.#edit(undefined),
          }),
        )}
      </section>
      <section class="panel" aria-labelledby="assignments">
        <h2 id="assignments">${words.assignments}</h2>
        ${
          assignments.length === 0
            ? html`<p>${words.noAssignments}</p>`
            : html`<ul class="cards">${assignments.map((each) => this.#assignmentTemplate(each, choices))}</ul>`
        }
        ${assignmentForm(choices, busy, (content, form) => void this.#assign(content, form))}
      </section>`;
  }

  #roleTemplate(role: Role): TemplateResult {
    const { name, description, permissions, builtIn } = role;
    const shown = safeText(name);
    return html`<li>
      <h3><bdi>${shown}</bdi>${builtIn ? html` <span class="tag">${words.builtIn}</span>` : nothing}</h3>
      <p>${named(description)}</p>
      <p class="permissions">${
        permissions.length === 0 ? words.noPermissions : permissions.map((each) => html`<code>${each}</code> `)
      }</p>
      ${
        builtIn
          ? nothing
          : html`<div class="ways">
            <button type="button" aria-label="${words.edit}: ${shown}" @click=${() => void this.#open(role)}>${words.edit}</button>
            <button type="button" aria-label="${words.remove}: ${shown}" ?disabled=${this.work.busy}
              @click=${() => void this.#remove(role)}>${words.remove}</button></div>`
      }
    </li>`;
  }

  #assignmentTemplate(assignment: Assignment, choices: Choices): TemplateResult {
    const { startsAt, endsAt, warnings } = assignment;
    const role = nameIn(choices.roles, assignment.roleId);
    const who = [
      ...(assignment.everyone ? [words.everyone] : []),
      ...assignment.userIds.map((id) => nameIn(choices.users, id)),
      ...assignment.userGroupIds.map((id) => nameIn(choices.userGroups, id)),
    ];
    const what = [
      ...(assignment.everyDevice ? [words.everyDevice] : []),
      ...assignment.deviceIds.map((id) => nameIn(choices.devices, id)),
      ...assignment.deviceGroupIds.map((id) => nameIn(choices.deviceGroups, id)),
      ...assignment.siteIds.map((id) => nameIn(choices.sites, id)),
    ];
    const when = [
      ...(startsAt === null ? [] : [words.fromWhen(timeWords(startsAt))]),
      ...(endsAt === null ? [] : [words.until(timeWords(endsAt))]),
    ].join(' ');
    return html`<li>
      <h3>${named(role)}</h3>
      <dl><dt>${words.who}</dt><dd>${listed(who)}</dd><dt>${words.what}</dt><dd>${listed(what)}</dd>
        <dt>${words.when}</dt><dd>${when || words.always}</dd></dl>
      ${warnings.map((code) => html`<p class="warning">${words.warning(code)}</p>`)}
      <div class="ways"><button type="button" ?disabled=${this.work.busy}
        aria-label="${words.withdraw}: ${safeText(role)}, ${who.map(safeText).join(', ')}"
        @click=${() => void this.#withdraw(assignment)}>${words.withdraw}</button></div>
    </li>`;
  }

  /** With the ETag of what is changed. */
  async #open({ id }: Role): Promise<void> {
    await this.work.run(async () => {
      const { body, etag } = await this.client.call('GET /v1/roles/{id}', { path: { id } });
      this.#editing = { role: body, tag: etag };
      return '';
    });
    document.querySelector<HTMLInputElement>('input[name="name"]')?.focus();
  }

  #edit(editing: Editing | undefined): void {
    this.#editing = editing;
    this.#form++;
    this.#roleKey = newKey();
    this.changed();
  }

  async #save(body: RoleContent): Promise<void> {
    const editing = this.#editing;
    if (editing !== undefined) return this.#change(editing, body);
    const done = await this.act(async () => {
      await this.client.call('POST /v1/roles', { body, idempotencyKey: this.#roleKey });
      return words.roleSaved;
    });
    if (done) this.#edit(undefined);
    // What was refused may be written anew, which is another request.
    else this.#roleKey = newKey();
  }

  async #change({ role, tag }: Editing, body: RoleContent): Promise<void> {
    const path = { id: role.id };
    const done = await this.act(async () => {
      const preview = await this.#look(role.id, body);
      const ending = preview.endingSessions.length;
      if (ending > 0 && !confirm(words.endsSessions(ending))) return '';
      await this.client.call('PUT /v1/roles/{id}', { path, body, ifMatch: tag ?? '*' });
      this.#editing = undefined;
      return words.roleSaved;
    });
    if (done && this.#editing === undefined) this.#edit(undefined);
  }

  async #look(id: string, { permissions }: RoleContent) {
    return (await this.client.call('POST /v1/roles/{id}/preview', { path: { id }, body: { permissions } })).body;
  }

  async #preview(content: RoleContent): Promise<void> {
    const editing = this.#editing;
    if (editing === undefined) return;
    await this.work.run(async () => {
      const { refusal, users, endingSessions } = await this.#look(editing.role.id, content);
      return refusal === null ? words.previewed(users.length, endingSessions.length) : words.previewRefused;
    });
  }

  async #remove({ id, name }: Role): Promise<void> {
    if (!confirm(words.removeRole(safeText(name)))) return;
    await this.act(async () => {
      await this.client.call('DELETE /v1/roles/{id}', { path: { id } });
      if (this.#editing?.role.id === id) this.#editing = undefined;
      return words.roleRemoved;
    });
  }

  async #assign(body: AssignmentContent, form: HTMLFormElement): Promise<void> {
    const done = await this.act(async () => {
      await this.client.call('POST /v1/assignments', { body, idempotencyKey: this.#assignmentKey });
      return words.assigned;
    });
    this.#assignmentKey = newKey();
    if (done) form.reset();
  }

  async #withdraw({ id }: Assignment): Promise<void> {
    if (!confirm(words.withdrawReally)) return;
    await this.act(async () => {
      await this.client.call('DELETE /v1/assignments/{id}', { path: { id } });
      return words.withdrawn;
    });
  }
}

async function all<Page, Row>(pages: AsyncIterable<Page>, rowsOf: (page: Page) => readonly Row[]): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...rowsOf(page));
  return rows;
}

const choicesOf = (rows: readonly { readonly id: string; readonly name: string }[]): readonly Choice[] =>
  rows
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((one, other) => one.label.localeCompare(other.label));

/** The ID itself, of what this operator cannot list. */
const nameIn = (choices: readonly Choice[] | undefined, id: string): string =>
  choices?.find(({ value }) => value === id)?.label ?? id;
