/** Rooms > device > Remote access: why no session can start now, or a way to start one, and who else can. */
import type { Operations, RingsideClient } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { named, timeWords } from './page-parts.ts';
import { PageView } from './page-view.ts';
import { pageWords, roomFacts, whyNotWords } from './page-words.ts';
import { hasRemoteAccessPage, type Permission, type Room, type StartInRoom } from './room.ts';
import { hashOf } from './route.ts';

type Reach = Operations['GET /v1/devices/{id}/access']['answer'];
type User = Reach['users'][number];

export interface RoomSource {
  /** As the page knows it now; undefined when there is none that this operator sees. */
  room(): Room | undefined;
  readonly start: StartInRoom;
}

export class RoomPage extends PageView<Reach | null> {
  readonly #source: RoomSource;

  constructor(client: RingsideClient, changed: () => void, source: RoomSource) {
    super(client, changed);
    this.#source = source;
  }

  /** Not asked for by those who may not: it would be refused, and the refusal logged. */
  protected async load(): Promise<Reach | null> {
    const room = this.#source.room();
    if (room === undefined || !room.accessReadable) return null;
    return (await this.client.call('GET /v1/devices/{id}/access', { path: { id: room.id } })).body;
  }

  protected loadedTemplate(reach: Reach | null): TemplateResult {
    const room = this.#source.room();
    if (room === undefined || !hasRemoteAccessPage(room)) return html`<p role="status">${words.roomGone}</p>${back}`;
    return html`<section class="panel" aria-labelledby="now">
        <h2 id="now">${named(room.name)}</h2>
        <ul class="facts">${roomFacts(room).map((fact) => html`<li>${fact}</li>`)}</ul>
        ${room.permissions.length === 0 ? nothing : this.#startTemplate(room)}
      </section>
      ${reach === null ? nothing : reachTemplate(reach)}
      ${back}`;
  }

  #startTemplate(room: Room): TemplateResult {
    // The most that one may is offered first.
    const most = room.permissions.includes('modify') ? 'modify' : 'view';
    const button = (permission: Permission, label: string): TemplateResult => html`<button type="button"
      class=${permission === most ? 'primary' : ''} ?disabled=${room.refusal !== undefined}
      @click=${() => this.#source.start(room, permission)}>${label}</button>`;
    return html`<p role="status">${
      room.refusal === undefined ? words.canStart : `${words.cannotStart}: ${whyNotWords(room.refusal)}`
    }</p>
      <div class="ways">
        ${room.permissions.includes('view') ? button('view', pageWords.view) : nothing}
        ${room.permissions.includes('modify') ? button('modify', pageWords.control) : nothing}
      </div>`;
  }
}

const back = html`<p class="back"><a href=${hashOf({ place: 'rooms' })}>${words.back}</a></p>`;

function reachTemplate({ refusal, users }: Reach): TemplateResult {
  return html`<section class="panel" aria-labelledby="reach">
    <h2 id="reach">${words.whoCan}</h2>
    ${refusal === null ? nothing : html`<p>${words.cannotStart}: ${whyNotWords(refusal)}</p>`}
    ${
      users.length === 0
        ? html`<p>${words.nobody}</p>`
        : html`<div class="table" role="group" aria-label=${words.whoCan} tabindex="0"><table>
          <thead><tr><th scope="col">${words.operator}</th><th scope="col">${pageWords.permission}</th>
            <th scope="col">${words.because}</th></tr></thead>
          <tbody>${users.map(userTemplate)}</tbody></table></div>`
    }</section>`;
}

function userTemplate({ name, permission, because, sessions }: User): TemplateResult {
  return html`<tr><td>${named(name)}${sessions.length === 0 ? nothing : html` <span class="tag">${words.inSession}</span>`}</td>
    <td>${words.mayReach(permission === 'modify')}</td>
    <td>${because.map(
      ({ role, user, device, endsAt }) => html`<span class="detail">${named(role.name)}:
        ${[user, ...device].map(({ name: through }, index) => html`${index === 0 ? '' : ' → '}${named(through)}`)}${
          endsAt === null ? '' : `, ${words.until(timeWords(endsAt))}`
        }</span>`,
    )}</td></tr>`;
}
