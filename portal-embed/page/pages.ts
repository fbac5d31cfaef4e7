/** The places of the page beside the list of rooms: which one is shown, by whose right, and the way to each. */
import type { RingsideClient } from '@ringside/client';
import { html, nothing, type TemplateResult } from 'lit';
import { adminWords as words } from './administration-words.ts';
import { ApiKeysPage } from './api-keys-page.ts';
import { GeneralPage } from './general-page.ts';
import { LogPage } from './log-page.ts';
import type { Operator } from './portal-api.ts';
import { RemoteAccessPage } from './remote-access-page.ts';
import { RolesPage } from './roles-page.ts';
import type { Room, StartInRoom } from './room.ts';
import { RoomPage } from './room-page.ts';
import { hashOf, mayEnter, type Place, type Route, settingsPlaces } from './route.ts';

interface View {
  refresh(): Promise<void>;
  template(): TemplateResult;
}

export interface PageSources {
  room(id: string): Room | undefined;
  readonly start: StartInRoom;
}

export class Pages {
  readonly #client: RingsideClient;
  readonly #changed: () => void;
  readonly #sources: PageSources;
  #current: { readonly hash: string; readonly operatorId: string; readonly view: View } | undefined;

  /** @param changed called when the page is to be drawn anew */
  constructor(client: RingsideClient, changed: () => void, sources: PageSources) {
    this.#client = client;
    this.#changed = changed;
    this.#sources = sources;
  }

  /** What is entered again is loaded anew. */
  enter(route: Route): void {
    if (this.#current?.hash !== hashOf(route)) this.leave();
    document.title = `${titleOf(route)} – Ringside`;
  }

  leave(): void {
    this.#current = undefined;
  }

  /** Loads anew what is shown. */
  refresh(): void {
    void this.#current?.view.refresh();
  }

  /** @param above what stands under the title */
  template(route: Route, operator: Operator, above: TemplateResult): TemplateResult {
    const place = route.place;
    const isPermitted = place === 'room' || mayEnter(place, operator.permissions);
    const isSettings = settingsPlaces.some((each) => each === place);
    return html`${isSettings && isPermitted ? settingsNavigation(place, operator.permissions) : nothing}
      <h1 tabindex="-1">${titleOf(route)}</h1>
      ${above}
      ${isPermitted ? this.#view(route, operator).template() : html`<p role="status">${words.notPermittedText}</p>`}`;
  }

  #view(route: Route, operator: Operator): View {
    const hash = hashOf(route);
    const { id: operatorId } = operator;
    // Nobody is shown what was loaded for somebody else.
    if (this.#current?.hash === hash && this.#current.operatorId === operatorId) return this.#current.view;
    const view = this.#make(route, operator);
    this.#current = { hash, operatorId, view };
    void view.refresh();
    return view;
  }

  #make(route: Route, { administrator, permissions }: Operator): View {
    const [client, changed] = [this.#client, this.#changed];
    switch (route.place) {
      case 'log':
        return new LogPage(client, changed);
      case 'remote-access':
        return new RemoteAccessPage(client, changed, administrator);
      case 'roles':
        return new RolesPage(client, changed, permissions);
      case 'api-keys':
        return new ApiKeysPage(client, changed, permissions);
      case 'general':
        return new GeneralPage(client, changed, permissions.includes('log.manage'));
      case 'room':
        return new RoomPage(client, changed, {
          room: () => this.#sources.room(route.id),
          start: this.#sources.start,
        });
      default:
        throw new TypeError(`${route.place} is drawn by the page itself`);
    }
  }
}

const titleOf = ({ place }: Route): string => (place === 'room' ? words.room : words.places[place]);

/** Only the places that this operator may enter; with nothing but rooms there is nowhere to go. */
export function navigationTemplate(route: Route, permissions: readonly string[]): TemplateResult | typeof nothing {
  const [firstSettings] = settingsPlaces.filter((place) => mayEnter(place, permissions));
  const log = mayEnter('log', permissions);
  if (!log && firstSettings === undefined) return nothing;
  const inSettings = settingsPlaces.some((place) => place === route.place);
  const inRooms = route.place === 'rooms' || route.place === 'room';
  return html`<nav aria-label=${words.navigation}>
    ${link('rooms', words.places.rooms, inRooms)}
    ${log ? link('log', words.places.log, route.place === 'log') : nothing}
    ${firstSettings === undefined ? nothing : link(firstSettings, words.settings, inSettings)}
  </nav>`;
}

function settingsNavigation(current: string, permissions: readonly string[]): TemplateResult {
  const places = settingsPlaces.filter((place) => mayEnter(place, permissions));
  return html`<nav class="tabs" aria-label=${words.settings}>
    ${places.map((place) => link(place, words.places[place], place === current))}</nav>`;
}

const link = (place: Place, label: string, isCurrent: boolean): TemplateResult =>
  html`<a href=${hashOf({ place })} aria-current=${isCurrent ? 'page' : nothing}>${label}</a>`;
