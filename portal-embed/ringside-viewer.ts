/**
 * The element that a portal embeds: shows a room's displays and lets an operator work on them. It renders the chrome
 * around the pictures and speaks to the host; everything else is Viewing's.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { FullScreen } from './input/full-screen.ts';
import { viewerLimits } from './limits.ts';
import { Stage } from './render/stage.ts';
import { browserClock } from './session/clock.ts';
import { parseChoice, pressDisplay, switchLayout } from './session/display-choice.ts';
import type { Figures } from './session/figures.ts';
import type { SessionState } from './session/session-state.ts';
import type { StartSession } from './session/start-session.ts';
import { styles } from './styles.ts';
import { type MenuName, shortcutsReason } from './toolbar/command-menu.ts';
import { type DialogName, dialogTemplate } from './toolbar/dialog-template.ts';
import { noticeOf } from './toolbar/notice.ts';
import { noticeTemplate } from './toolbar/notice-template.ts';
import { RovingFocus } from './toolbar/roving-focus.ts';
import { spokenWords, type ToolbarActions, toolbarTemplate } from './toolbar/toolbar.ts';
import { Viewing } from './viewing.ts';
import { english, type Words } from './words.ts';

export class RingsideViewer extends LitElement {
  static override readonly styles = styles;
  static override readonly properties = {
    startSession: { attribute: false },
    words: { attribute: false },
    relayUrl: { attribute: 'relay-url' },
    permission: {},
    displays: {},
    layout: {},
    autostart: { type: Boolean },
  };

  declare startSession: StartSession | undefined;
  /** Words that replace the English ones. */
  declare words: Partial<Words>;
  declare relayUrl: string | undefined;
  declare permission: 'view' | 'modify' | undefined;
  declare displays: string;
  declare layout: 'single' | 'side-by-side';
  declare autostart: boolean;

  readonly #container = document.createElement('div');
  readonly #keyboard = document.createElement('textarea');
  readonly #stage = new Stage(this.#container, english, (display) => this.#viewing.refresh(display));
  readonly #fullScreen = new FullScreen(this, () => this.requestUpdate());
  readonly #viewing = new Viewing(this.#stage, parseChoice('all', 'side-by-side'), {
    changed: () => this.requestUpdate(),
    stateChanged: (state) => this.#announce(state),
    figuresChanged: (figures) => this.#tellFigures(figures),
    leaveDisplays: () => this.#roving?.focus(),
    commandAnswered: (command, problem) => this.#say(this.#words.commandAnswer(command, problem)),
  });
  readonly #resized = new ResizeObserver(() => this.#stage.arrange());
  #roving: RovingFocus | undefined;
  #countdown: ReturnType<typeof setInterval> | undefined;
  #autostarted = false;
  #openMenu: MenuName | undefined;
  #dialog: DialogName | undefined;
  /** What became of the last command, for a while. */
  #said = '';
  #saidUntil: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.words = {};
    this.displays = 'all';
    this.layout = 'side-by-side';
    this.autostart = false;
    this.#container.className = 'displays';
    this.#container.setAttribute('part', 'displays');
    this.#keyboard.className = 'keyboard';
    for (const [name, value] of Object.entries(fieldAttributes)) this.#keyboard.setAttribute(name, value);
    this.#viewing.input.attach(this.#keyboard, this.#container);
    this.#viewing.activity.attach(this);
    this.#container.addEventListener('pointerdown', (event) => this.#attend(event));
  }

  /** What the session is doing: idle, requesting, connecting, opening, live, reconnecting, ended or refused. */
  get state(): SessionState['kind'] {
    return this.#viewing.state.kind;
  }

  /** How fresh the picture is and what it costs, read once a second; undefined while the session is not live. */
  get figures(): Figures | undefined {
    return this.#viewing.figures;
  }

  /** Asks the host for a session and opens it; does nothing while there is one. */
  start(): void {
    const notConfigured: StartSession = () => Promise.reject({ code: 'not-configured' });
    this.#viewing.start(this.startSession ?? notConfigured, this.relayUrl);
  }

  /** Ends the session for good. */
  end(): void {
    this.#viewing.end();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#visibilityChanged);
    addEventListener('pagehide', this.#pageHidden);
    this.#resized.observe(this.#container);
    this.#fullScreen.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    removeEventListener('pagehide', this.#pageHidden);
    this.#resized.disconnect();
    this.#fullScreen.ignore();
    // A host that only moves the element keeps its session.
    queueMicrotask(() => this.isConnected || this.end());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#closeWhatCannotBe();
    if (changed.has('words')) this.#stage.words = this.#words;
    if (changed.has('permission')) this.#viewing.viewOnly = this.permission === 'view';
    if (changed.has('displays') || changed.has('layout')) {
      this.#viewing.show(parseChoice(this.displays, this.layout === 'single' ? 'single' : 'side-by-side'));
    }
  }

  protected override updated(): void {
    this.#roving?.refresh();
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open === false) dialog.showModal();
    if (!this.autostart || this.#autostarted || this.startSession === undefined) return;
    this.#autostarted = true;
    this.start();
  }

  protected override firstUpdated(): void {
    const toolbar = this.renderRoot.querySelector<HTMLElement>('.toolbar');
    if (toolbar === null) return;
    this.#roving = new RovingFocus(toolbar);
    this.#roving.refresh();
  }

  protected override render(): TemplateResult {
    const { state, room, mayControl, input } = this.#viewing;
    const words = this.#words;
    const inSession = state.kind === 'live' || state.kind === 'reconnecting';
    const notice = noticeOf(state, words, browserClock.now());
    this.#container.dataset.control = String(input.enabled);
    this.#container.dataset.dimmed = String(state.kind === 'reconnecting');
    this.#container.dataset.scaling = this.#viewing.scaling;
    // A link that is lost for a moment must not take the focus away.
    this.#keyboard.disabled = !input.enabled && state.kind !== 'reconnecting';
    this.#keyboard.setAttribute('aria-label', words.keyboard);
    const spoken =
      state.kind === 'live'
        ? spokenWords({ room, mayControl, words })
        : [notice?.title, state.kind === 'reconnecting' ? '' : notice?.text].join(' ');
    return html`<div class="viewer" part="viewer">
      <div class="toolbar" part="toolbar" role="toolbar" aria-label=${words.toolbar} ?hidden=${!inSession}>
        ${inSession ? toolbarTemplate(this.#toolbarView(words), this.#actions) : nothing}
      </div>
      <div class="stage" part="stage">
        ${this.#container}${this.#keyboard}
        <p class="way-out" id="way-out">${words.keyboardWayOut}</p>
        <p class="told" part="told" ?hidden=${this.#said === ''}>${this.#said}</p>
        ${notice === undefined ? nothing : noticeTemplate(notice, (does) => (does === 'start' ? this.start() : this.end()))}
      </div>
      <div class="spoken" role="status">${spoken} ${this.#said}</div>
      ${this.#dialog === undefined ? nothing : dialogTemplate(this.#dialog, words, this.#dialogActions)}
    </div>`;
  }

  get #words(): Words {
    return { ...english, ...this.words };
  }

  #toolbarView(words: Words): Parameters<typeof toolbarTemplate>[0] {
    const { state, room, choice, shown, scaling, figures, mayControl } = this.#viewing;
    const language = languageOf(this.closest('[lang]')?.getAttribute('lang'));
    const live = state.kind === 'live';
    const fullScreen = this.#fullScreen.active;
    const openMenu = this.#openMenu;
    return { words, language, room, choice, shown, scaling, figures, mayControl, live, fullScreen, openMenu };
  }

  readonly #actions: ToolbarActions = {
    pressDisplay: (name) =>
      this.#viewing.show(pressDisplay(this.#viewing.choice, name, this.#viewing.room.layout.displays)),
    switchLayout: () => this.#viewing.show(switchLayout(this.#viewing.choice, this.#viewing.room.layout.displays)),
    switchScaling: () => this.#viewing.show(this.#viewing.choice, this.#viewing.scaling === 'fit' ? 'actual' : 'fit'),
    toggleControl: () => this.#viewing.toggleControl(),
    grantControl: (viewer) => this.#viewing.grantControl(viewer),
    takeControlBack: () => this.#viewing.takeControlBack(),
    openMenu: (menu) => this.#open(menu, this.#dialog),
    pressShortcut: ({ shortcut }) => {
      this.#open(undefined, undefined);
      this.#viewing.pressShortcut(shortcut);
      this.#viewing.input.focus();
    },
    askRestart: () => this.#open(undefined, 'restart'),
    // The switch stays in sight, to be seen changing.
    switchRestartAfterSession: (on) => this.#viewing.switchRestartAfterSession(on),
    wakeDisplays: () => {
      this.#open(undefined, undefined);
      this.#viewing.wakeDisplays();
    },
    openHelp: () => this.#open(undefined, 'help'),
    toggleFullScreen: () => this.#fullScreen.toggle(),
    end: () => this.end(),
  };

  readonly #dialogActions = {
    restart: () => this.#viewing.restartDevice(),
    closed: () => {
      this.#open(undefined, undefined);
      // What opened it has gone with its menu.
      this.#roving?.focus();
    },
  };

  #open(menu: MenuName | undefined, dialog: DialogName | undefined): void {
    this.#openMenu = menu;
    this.#dialog = dialog;
    this.requestUpdate();
  }

  /** A list that nobody may use closes, and does not open by itself when it may be used again. */
  #closeWhatCannotBe(): void {
    const { state, room, mayControl } = this.#viewing;
    const live = state.kind === 'live';
    const view = { words: this.#words, room, mayControl, live, openMenu: this.#openMenu };
    if (!live || (this.#openMenu === 'shortcuts' && shortcutsReason(view) !== undefined)) this.#openMenu = undefined;
    if (!live && this.#dialog === 'restart') this.#dialog = undefined;
  }

  #say(sentence: string): void {
    clearTimeout(this.#saidUntil);
    this.#said = sentence;
    this.requestUpdate();
    if (sentence !== '') this.#saidUntil = setTimeout(() => this.#say(''), viewerLimits.saidMs);
  }

  readonly #visibilityChanged = (): void => this.#viewing.pageHidden(document.hidden);
  readonly #pageHidden = (): void => this.end();

  #attend(event: PointerEvent): void {
    const place = this.#stage.locate(event);
    if (place !== undefined) this.#viewing.attend(place.display);
  }

  #announce(state: SessionState): void {
    clearInterval(this.#countdown);
    if (state.kind === 'reconnecting') this.#countdown = setInterval(() => this.requestUpdate(), 1_000);
    this.#tell('state-change', { state: state.kind });
    if (state.kind === 'live') {
      const { sessionId, permission } = state;
      this.#tell('session-opened', { sessionId, permission });
    } else if (state.kind === 'ended') {
      const { sessionId, reason, informed } = state;
      this.#tell('session-ended', { sessionId, reason, informed, text: this.#words.ending(reason) });
    } else if (state.kind === 'refused') {
      const { code, detail } = state;
      this.#tell('session-refused', { code, reason: this.#words.refusal(code, detail), detail });
    }
  }

  #tellFigures(figures: Figures): void {
    this.requestUpdate();
    this.#tell('figures-change', figures);
  }

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringside-viewer': RingsideViewer;
  }
}

/** The page's language where it names one that exists. */
function languageOf(tag: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(tag || navigator.language)[0] ?? navigator.language;
  } catch {
    return navigator.language;
  }
}

/** The hidden field takes keys, nothing else: no browser feature may act on what goes to the room. */
const fieldAttributes = {
  autocapitalize: 'off',
  autocomplete: 'off',
  autocorrect: 'off',
  spellcheck: 'false',
  'aria-describedby': 'way-out',
  part: 'keyboard',
};
