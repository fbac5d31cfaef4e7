/** The way out of an unknown call state (CALL-6): two restarts without a session, and what became of them. */
import { html, nothing, type TemplateResult } from 'lit';
import { pageWords } from './page-words.ts';
import { ApiProblem, type PortalApi, type RecoveryCommand } from './portal-api.ts';
import type { Room } from './room.ts';
import { safeText } from './safe-text.ts';

export class Recoveries {
  readonly #api: Pick<PortalApi, 'recover'>;
  readonly #changed: () => void;
  /** What was said last of each room, by its ID. */
  readonly #said = new Map<string, { readonly words: string; readonly busy: boolean }>();

  constructor(api: Pick<PortalApi, 'recover'>, changed: () => void) {
    this.#api = api;
    this.#changed = changed;
  }

  saidOf(room: string): { readonly words: string; readonly busy: boolean } {
    return this.#said.get(room) ?? { words: '', busy: false };
  }

  async ask(room: string, command: RecoveryCommand): Promise<void> {
    this.#say(room, pageWords.restarting, true);
    try {
      this.#say(room, pageWords.recovered(await this.#api.recover(room, command)), false);
    } catch (error) {
      this.#say(room, pageWords.recoveryRefused(error instanceof ApiProblem ? error.code : 'unreachable'), false);
    }
  }

  #say(room: string, words: string, busy: boolean): void {
    this.#said.set(room, { words, busy });
    this.#changed();
  }
}

/** Nothing unless an incident says that the call state is unknown, and the operator may modify the room. */
export function recoveryTemplate(room: Room, recoveries: Recoveries): TemplateResult | typeof nothing {
  const incident = room.incidents.find(({ kind }) => kind === 'call-state-unknown');
  if (incident === undefined || !room.connected || !room.permissions.includes('modify')) return nothing;
  const { words, busy } = recoveries.saidOf(room.id);
  const button = (command: RecoveryCommand, label: string, act: () => void): TemplateResult => {
    const reason = room.unavailable[command];
    const reasonId = `no-${command}-${room.id}`;
    return html`<button type="button" ?disabled=${busy || reason !== undefined} aria-label="${label}: ${safeText(room.name)}"
      aria-describedby=${reason === undefined ? nothing : reasonId} @click=${act}>${label}</button>
      ${reason === undefined ? nothing : html`<p class="why" id=${reasonId}>${safeText(reason)}</p>`}`;
  };
  const restartDevice = (): void => {
    if (confirm(pageWords.restartDeviceReally(safeText(room.name)))) void recoveries.ask(room.id, 'restart-device');
  };
  return html`<section class="incident" aria-label=${pageWords.unknownTitle}>
    <h3>${pageWords.unknownTitle}</h3>
    <p>${pageWords.unknownText(safeText(incident.detail))}</p>
    <div class="ways">
      ${button(
        'restart-room-application',
        pageWords.restartRoomApplication,
        () => void recoveries.ask(room.id, 'restart-room-application'),
      )}
      ${button('restart-device', pageWords.restartDevice, restartDevice)}
    </div>
    <p class="said" role="status">${words}</p>
  </section>`;
}
