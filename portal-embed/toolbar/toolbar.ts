/** What stands in the toolbar: the room's state, what is shown and how, control, figures, the end. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Scaling } from '../render/stage.ts';
import type { DisplayChoice } from '../session/display-choice.ts';
import type { Figures } from '../session/figures.ts';
import type { Room } from '../session/room.ts';
import type { Words } from '../words.ts';
import { figuresTemplate } from './figures-template.ts';
import { icons } from './icons.ts';

export interface ToolbarView {
  readonly words: Words;
  readonly language: string;
  readonly room: Room;
  readonly choice: DisplayChoice;
  readonly shown: readonly number[];
  readonly scaling: Scaling;
  readonly figures: Figures | undefined;
  readonly mayControl: boolean;
  readonly live: boolean;
  readonly fullScreen: boolean;
}

export interface ToolbarActions {
  pressDisplay(name: string): void;
  switchLayout(): void;
  switchScaling(): void;
  toggleControl(): void;
  toggleFullScreen(): void;
  end(): void;
}

export function toolbarTemplate(view: ToolbarView, actions: ToolbarActions): TemplateResult {
  const { words, live } = view;
  return html`
    ${stateTemplate(view)}
    ${view.room.layout.displays.length > 1 ? displaysTemplate(view, actions) : nothing}
    ${live && view.figures !== undefined ? figuresTemplate(view.figures, view) : html`<span class="space"></span>`}
    ${controlTemplate(view, actions)}
    <div class="group">
      ${iconButton(words.actualSize, icons.actual, live, actions.switchScaling, view.scaling === 'actual')}
      ${iconButton(
        view.fullScreen ? words.leaveFullScreen : words.fullScreen,
        view.fullScreen ? icons.leaveFullScreen : icons.fullScreen,
        true,
        actions.toggleFullScreen,
      )}
    </div>
    <button type="button" part="button end-button" class="end" @click=${actions.end}>
      ${icons.end}<span>${words.endSession}</span></button>`;
}

function displaysTemplate({ words, live, room, choice, shown }: ToolbarView, actions: ToolbarActions): TemplateResult {
  return html`<div class="group" role="group" aria-label=${words.displays}>
    ${room.layout.displays.map(
      ({ display, name }) => html`<button type="button" part="button" ?disabled=${!live}
        aria-pressed=${shown.includes(display)} @click=${() => actions.pressDisplay(name)}
        >${words.displayName(name)}</button>`,
    )}
    ${
      choice.layout === 'single'
        ? iconButton(words.layoutSideBySide, icons.sideBySide, live, actions.switchLayout)
        : iconButton(words.layoutSingle, icons.single, live, actions.switchLayout)
    }
  </div>`;
}

function iconButton(
  label: string,
  icon: TemplateResult,
  enabled: boolean,
  act: () => void,
  pressed?: boolean,
): TemplateResult {
  return html`<button type="button" part="button" class="icon" title=${label} aria-label=${label} ?disabled=${!enabled}
    aria-pressed=${pressed ?? nothing} @click=${act}>${icon}</button>`;
}

function stateTemplate({ words, room, live }: ToolbarView): TemplateResult {
  return html`<span class="state" part="state" data-live=${live}>
    <span class="dot" aria-hidden="true"></span><strong>${live ? words.live : words.reconnecting}</strong>
    <span class="room-state" ?hidden=${!live}>${roomWords(room, words)}</span></span>`;
}

/** Call state and ring in words. */
export function roomWords({ callState, ring }: Room, words: Words): string {
  const call = { idle: words.callIdle, 'in-call': words.callInCall, unknown: words.callUnknown }[callState];
  return `${call} · ${{ verified: words.ringVerified, down: words.ringDown, lost: words.ringLost }[ring]}`;
}

export function controlWords({ room, mayControl, words }: Pick<ToolbarView, 'room' | 'mayControl' | 'words'>): string {
  if (!mayControl) return words.viewOnly;
  return { you: words.youControl, other: words.otherControls, nobody: words.nobodyControls }[room.control];
}

function controlTemplate(view: ToolbarView, actions: ToolbarActions): TemplateResult {
  const { words, room, mayControl, live } = view;
  if (!mayControl) return html`<span class="control" part="control">${live ? words.viewOnly : nothing}</span>`;
  const holds = room.control === 'you';
  const act = holds ? words.releaseControl : room.controlRequested ? words.controlRequested : words.takeControl;
  return html`<span class="control" part="control">${controlWords(view)}</span>
    <button type="button" part="button" ?disabled=${!live || (!holds && room.controlRequested)}
      @click=${actions.toggleControl}>${icons.control}<span>${act}</span></button>`;
}
