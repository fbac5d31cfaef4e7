/** The list of rooms: each with its state in words, its displays, and a way in, or the reason why there is none now. */
import { html, nothing, type TemplateResult } from 'lit';
import { english } from '../words.ts';
import { adminWords } from './administration-words.ts';
import { incidentWords, pageWords, roomFacts, roomState, whyNotWords } from './page-words.ts';
import { type Recoveries, recoveryTemplate } from './recovery.ts';
import { hasRemoteAccessPage, type Permission, type Room, type StartInRoom } from './room.ts';
import { hashOf } from './route.ts';
import { safeText } from './safe-text.ts';

export function roomsTemplate(rooms: readonly Room[], start: StartInRoom, recoveries: Recoveries): TemplateResult {
  if (rooms.length === 0) {
    return html`<div class="empty"><h2>${pageWords.noRooms}</h2><p>${pageWords.noRoomsText}</p></div>`;
  }
  return html`<ul class="rooms">${rooms.map((room) => html`<li>${roomTemplate(room, start, recoveries)}</li>`)}</ul>`;
}

function roomTemplate(room: Room, start: StartInRoom, recoveries: Recoveries): TemplateResult {
  const { word, tone } = roomState(room);
  const name = safeText(room.name);
  const reason = room.refusal;
  const reasonId = `why-${room.id}`;
  const button = (permission: Permission, label: string, primary: boolean): TemplateResult => html`<button
    type="button" class=${primary ? 'primary' : ''} ?disabled=${reason !== undefined}
    aria-label="${label}: ${name}" aria-describedby=${reason === undefined ? nothing : reasonId}
    @click=${() => start(room, permission)}>${label}</button>`;
  return html`<article class="room" data-tone=${tone}>
    <header><h2><bdi>${name}</bdi></h2><span class="pill"><span class="dot" aria-hidden="true"></span>${word}</span></header>
    ${displaysTemplate(room)}
    ${factsTemplate(room)}
    ${
      room.missing.length === 0
        ? nothing
        : html`<p class="missing">${pageWords.missing} ${room.missing.map(safeText).join('; ')}</p>`
    }
    ${incidentsTemplate(room)}
    ${recoveryTemplate(room, recoveries)}
    ${
      hasRemoteAccessPage(room)
        ? html`<p class="more"><a href=${hashOf({ place: 'room', id: room.id })}
          aria-label=${adminWords.remoteAccessOf(name)}>${adminWords.room}</a></p>`
        : nothing
    }
    <footer>
      ${reason === undefined ? nothing : html`<p class="why" id=${reasonId}>${whyNotWords(reason)}</p>`}
      ${room.permissions.includes('view') ? button('view', pageWords.view, !room.permissions.includes('modify')) : nothing}
      ${room.permissions.includes('modify') ? button('modify', pageWords.control, true) : nothing}
    </footer>
  </article>`;
}

function incidentsTemplate({ incidents }: Room): TemplateResult | typeof nothing {
  const told = incidents.flatMap((incident) => incidentWords({ ...incident, detail: safeText(incident.detail) }) ?? []);
  if (told.length === 0) return nothing;
  return html`<div class="incident">${told.map((words) => html`<p>${words}</p>`)}</div>`;
}

function factsTemplate(room: Room): TemplateResult | typeof nothing {
  const facts = roomFacts(room);
  if (facts.length === 0) return nothing;
  return html`<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`;
}

function displaysTemplate({ displays }: Room): TemplateResult {
  return html`<ul class="displays">${displays.map(
    ({ name, width, height }) =>
      html`<li><span class="screen" aria-hidden="true"></span><span>${safeText(english.displayName(name))}</span>
        <span class="size">${width} × ${height}</span></li>`,
  )}</ul>`;
}
