/** What stands in the toolbar: the room's state, what is shown and how, control, figures, the end. */

import type { Display } from '@ringside/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../icons.ts';
import type { Scaling } from '../render/stage.ts';
import type { DisplayChoice } from '../session/display-choice.ts';
import type { Figures } from '../session/figures.ts';
import type { Room } from '../session/room.ts';
import type { Words } from '../words.ts';
import { type CommandActions, type CommandView, commandsTemplate, shortcutsTemplate } from './command-menu.ts';
import { figuresTemplate } from './figures-template.ts';

export interface ToolbarView extends CommandView {
  readonly language: string;
  readonly choice: DisplayChoice;
  readonly shown: readonly number[];
  /** Displays that are in windows of their own. */
  readonly inWindows: ReadonlySet<number>;
  readonly scaling: Scaling;
  readonly figures: Figures | undefined;
  readonly fullScreen: boolean;
}

export interface ToolbarActions extends CommandActions {
  pressDisplay(display: Display): void;
  switchLayout(): void;
  switchScaling(): void;
  toggleControl(): void;
  grantControl(viewer: number): void;
  takeControlBack(): void;
  toggleFullScreen(): void;
  end(): void;
}

export function toolbarTemplate(view: ToolbarView, actions: ToolbarActions): TemplateResult {
  const { words, live } = view;
  return html`<div class="items">
    ${stateTemplate(view)}
    ${view.room.layout.displays.length > 1 ? displaysTemplate(view, actions) : nothing}
    ${live && view.figures !== undefined ? figuresTemplate(view.figures, view) : html`<span class="space"></span>`}
    ${companyTemplate(view)}
    ${controlTemplate(view, actions)}
    ${shortcutsTemplate(view, actions)}
    ${commandsTemplate(view, actions)}
    <div class="group">
      ${iconButton(words.actualSize, icons.actual, live, actions.switchScaling, view.scaling === 'actual')}
      ${iconButton(
        view.fullScreen ? words.leaveFullScreen : words.fullScreen,
        view.fullScreen ? icons.leaveFullScreen : icons.fullScreen,
        true,
        actions.toggleFullScreen,
      )}
    </div></div>
    <button type="button" part="button end-button" class="end" @click=${actions.end}>
      ${icons.end}<span>${words.endSession}</span></button>`;
}

function displaysTemplate(
  { words, live, room, choice, shown, inWindows }: ToolbarView,
  actions: ToolbarActions,
): TemplateResult {
  return html`<div class="group" role="group" aria-label=${words.displays}>
    ${room.layout.displays.map((display) => {
      const name = words.displayName(display.name);
      const away = inWindows.has(display.display);
      return html`<button type="button" part="button" ?disabled=${!live}
        title=${away ? words.inWindow(name) : nothing} aria-label=${away ? words.inWindow(name) : nothing}
        aria-pressed=${shown.includes(display.display)} @click=${() => actions.pressDisplay(display)}
        >${name}${away ? icons.ownWindow : nothing}</button>`;
    })}
    ${
      choice.layout === 'single'
        ? iconButton(words.layoutSideBySide, icons.sideBySide, live, actions.switchLayout)
        : iconButton(words.layoutSingle, icons.single, live, actions.switchLayout)
    }
  </div>`;
}

export function iconButton(
  label: string,
  icon: TemplateResult,
  enabled: boolean,
  act: () => void,
  pressed?: boolean,
): TemplateResult {
  return html`<button type="button" part="button" class="icon" title=${label} aria-label=${label} ?disabled=${!enabled}
    aria-pressed=${pressed ?? nothing} @click=${act}>${icon}</button>`;
}

export function stateTemplate({ words, room, live }: ToolbarView): TemplateResult {
  const calm = room.callState === 'idle' && room.ring === 'verified';
  return html`<span class="state" part="state" data-live=${live} data-calm=${calm}>
    <span class="dot" aria-hidden="true"></span><strong>${live ? words.live : words.reconnecting}</strong>
    <span class="room-state" ?hidden=${!live}>${roomWords(room, words)}</span></span>`;
}

/** Call state and ring in words. */
function roomWords({ callState, ring }: Room, words: Words): string {
  const call = { idle: words.callIdle, 'in-call': words.callInCall, unknown: words.callUnknown }[callState];
  return `${call} · ${{ verified: words.ringVerified, down: words.ringDown, lost: words.ringLost }[ring]}`;
}

function controlWords({ room, mayControl, words }: Pick<ToolbarView, 'room' | 'mayControl' | 'words'>): string {
  if (!mayControl) return words.viewOnly;
  if (room.control === 'other') return words.otherControls(nameOf(room, room.holder));
  return room.control === 'you' ? words.youControl : words.nobodyControls;
}

function nameOf({ company }: Room, viewer: number): string {
  return company.find((watcher) => watcher.viewer === viewer)?.name ?? '';
}

/** The live session for who hears the page: the same that stands in the toolbar, and who asks for control. */
export function spokenWords(view: Pick<ToolbarView, 'room' | 'mayControl' | 'words'>): string {
  const { room, words } = view;
  const asking =
    room.control === 'you' ? room.requests.map((viewer) => words.asksForControl(nameOf(room, viewer))) : [];
  const sentences = [words.live, roomWords(room, words), controlWords(view), companyWords(room, words)];
  sentences.push(words.account(room.account).replace(/\.$/, ''), ...asking);
  return `${sentences.filter((sentence) => sentence !== '').join('. ')}.`;
}

/** Who else looks at the room: each by name. */
function companyWords({ company }: Room, words: Words): string {
  return company.length === 0
    ? ''
    : words.company(company.map(({ name, mayControl }) => words.watcher(name, mayControl)));
}

export function companyTemplate({ words, room, live }: ToolbarView): TemplateResult | typeof nothing {
  if (!live || room.company.length === 0) return nothing;
  const sentence = companyWords(room, words);
  return html`<span class="company" part="company" title=${sentence}>${icons.people}<span aria-hidden="true"
    >${words.companyCount(room.company.length)}</span><span class="spoken">${sentence}</span></span>`;
}

type ControlActions = Pick<ToolbarActions, 'toggleControl' | 'grantControl' | 'takeControlBack'>;

export function controlTemplate(view: ToolbarView, actions: ControlActions): TemplateResult {
  const { words, room, mayControl, live } = view;
  if (!mayControl) return html`<span class="control" part="control">${live ? words.viewOnly : nothing}</span>`;
  const holds = room.control === 'you';
  return html`<span class="control" part="control" data-holder=${room.control}>${controlWords(view)}</span>
    ${holds ? room.requests.map((viewer) => grantButton(viewer, view, actions)) : nothing}
    ${
      room.mayTakeBack
        ? textButton(words.takeControlBack, live, actions.takeControlBack)
        : html`<button type="button" part="button" ?disabled=${!live} @click=${actions.toggleControl}
            >${icons.control}<span>${toggleWords(room, words)}</span></button>`
    }`;
}

function toggleWords({ control, controlRequested }: Room, words: Words): string {
  if (controlRequested) return words.withdrawRequest;
  return { you: words.releaseControl, other: words.askForControl, nobody: words.takeControl }[control];
}

function grantButton(viewer: number, { words, room, live }: ToolbarView, actions: ControlActions): TemplateResult {
  return textButton(words.grantControl(nameOf(room, viewer)), live, () => actions.grantControl(viewer));
}

function textButton(label: string, enabled: boolean, act: () => void): TemplateResult {
  return html`<button type="button" part="button" ?disabled=${!enabled} @click=${act}><span>${label}</span></button>`;
}
