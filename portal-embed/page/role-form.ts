/** Making a role, and changing one: its name, what it is for, and the permissions that it holds. */
import type { Operations } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { check, field, onSubmit, textIn, textsIn } from './page-parts.ts';
import { safeText } from './safe-text.ts';

export type Role = Operations['GET /v1/roles/{id}']['answer'];
export type RoleContent = Operations['POST /v1/roles']['input']['body'];
export type PermissionOf = Operations['GET /v1/permissions']['answer']['permissions'][number];

interface RoleForm {
  /** Undefined: a new one. */
  readonly role: Role | undefined;
  readonly permissions: readonly PermissionOf[];
  readonly busy: boolean;
  readonly save: (content: RoleContent) => void;
  readonly preview: (content: RoleContent) => void;
  readonly cancel: () => void;
}

export function roleForm({ role, permissions, busy, save, preview, cancel }: RoleForm): TemplateResult {
  const contentOf = (form: FormData): RoleContent => {
    const chosen = new Set(textsIn(form, 'permissions'));
    return {
      name: textIn(form, 'name'),
      description: textIn(form, 'description'),
      permissions: permissions.map(({ name }) => name).filter((name) => chosen.has(name)),
    };
  };
  const look = (event: Event): void => {
    const form = event.currentTarget instanceof HTMLButtonElement ? event.currentTarget.form : null;
    if (form !== null) preview(contentOf(new FormData(form)));
  };
  return html`<form @submit=${onSubmit((form) => save(contentOf(form)))}>
    <h3>${role === undefined ? words.newRole : words.editRole(safeText(role.name))}</h3>
    ${field({ name: 'name', label: words.name, value: role?.name ?? '', required: true, maxLength: 100 })}
    ${field({ name: 'description', label: words.description, value: role?.description ?? '', maxLength: 500 })}
    <fieldset><legend>${words.permissions}</legend>
      ${permissions
        .filter(({ reserved }) => !reserved)
        .map(({ name, allows }) =>
          check(html`<code>${name}</code> ${allows}`, {
            name: 'permissions',
            value: name,
            checked: role?.permissions.includes(name) ?? false,
          }),
        )}
    </fieldset>
    <div class="ways">
      <button type="submit" class="primary" ?disabled=${busy}>${words.save}</button>
      ${
        role === undefined
          ? nothing
          : html`<button type="button" ?disabled=${busy} @click=${look}>${words.preview}</button>
        <button type="button" @click=${cancel}>${words.cancel}</button>`
      }
    </div>
  </form>`;
}
