/**
 * The element that a portal embeds: shows a room's displays and lets an operator work on them. It renders the chrome
 * around the pictures and speaks to the host; everything else is Viewing's.
 */
import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { viewerLimits } from './limits.ts';
import { Pane, type PaneActions, type PaneView } from './pane.ts';
import { type PopOutActions, popOutTemplate } from './pop-out/pop-out-template.ts';
import { PopOuts } from './pop-out/pop-outs.ts';
import { Stage } from './render/stage.ts';
import { parseChoice, pressDisplay, switchLayout } from './session/display-choice.ts';
import type { Figures } from './session/figures.ts';
import { isOver, type SessionState } from './session/session-state.ts';
import type { StartSession } from './session/start-session.ts';
import { styles } from './styles.ts';
import { type MenuName, shortcutsReason } from './toolbar/command-menu.ts';
import { type DialogName, dialogTemplate } from './toolbar/dialog-template.ts';
import { type Notice, noticeOf } from './toolbar/notice.ts';
import { spokenWords, type ToolbarActions, type ToolbarView, toolbarTemplate } from './toolbar/toolbar.ts';
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

  readonly #pane: Pane = new Pane(
    this,
    () => this.requestUpdate(),
    () => this.#stage.arrange(),
  );
  readonly #stage: Stage = new Stage(this.#pane.displays, english, {
    lost: (display) => this.#viewing.refresh(display),
    openWindow: (display) => this.#openWindow(display),
  });
  readonly #viewing: Viewing = new Viewing(this.#stage, parseChoice('all', 'side-by-side'), {
    changed: () => this.#changed(),
    stateChanged: (state) => this.#announce(state),
    figuresChanged: (figures) => this.#tellFigures(figures),
    commandAnswered: (command, problem) => this.#sayForAWhile(this.#words.commandAnswer(command, problem)),
  });
  readonly #popOuts = new PopOuts(this, {
    opened: (display, pane, window) => {
      this.#viewing.moveOut(display, pane, window);
      this.#attach(pane);
      this.#viewing.activity.attach(window);
    },
    closing: (display, pane) => {
      if (this.#dialogPane === pane) this.#open(undefined, undefined);
      this.#viewing.moveBack(display);
    },
    focused: (display) => this.#viewing.attend(display),
    hidden: (display, hidden) => this.#viewing.windowHidden(display, hidden),
    changed: () => this.requestUpdate(),
    resized: () => this.#stage.arrange(),
  });
  #message: string | undefined;
  #cancelCountdown: (() => void) | undefined;
  #autostarted = false;
  #openMenu: MenuName | undefined;
  #dialog: DialogName | undefined;
  /** The window that asked for it shows it: the page may lie behind. */
  #dialogPane: Pane = this.#pane;

  constructor() {
    super();
    this.words = {};
    this.displays = 'all';
    this.layout = 'side-by-side';
    this.autostart = false;
    this.#attach(this.#pane);
    this.#viewing.activity.attach(this);
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
    addEventListener('focus', this.#pageFocused);
    this.#pane.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    removeEventListener('pagehide', this.#pageHidden);
    removeEventListener('focus', this.#pageFocused);
    this.#pane.ignore();
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
    this.#pane.rendered(this.renderRoot);
    if (!this.autostart || this.#autostarted || this.startSession === undefined) return;
    this.#autostarted = true;
    this.start();
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    this.#popOuts.render((display, pane) => this.#popOutView(display, pane, words), this.#paneActions);
    const toolbar = this.#inSession ? toolbarTemplate(this.#toolbarView(words, this.#pane), this.#actions) : undefined;
    const view = this.#paneView(words);
    const shown = this.#allAway && view.notice === undefined ? this.#emptied(view) : view;
    const spoken = [this.#message, shown.spoken].join(' ').trim();
    const dialog = this.#dialogIn(this.#pane, words);
    return this.#pane.template({ ...shown, spoken, toolbar, dialog, message: this.#message }, this.#paneActions);
  }

  /** Every display is in a window of its own. */
  get #allAway(): boolean {
    const { room, onPage } = this.#viewing;
    return room.layout.displays.length > 0 && onPage.length === 0;
  }

  #emptied(view: Omit<PaneView, 'toolbar' | 'message'>): typeof view {
    const notice: Notice = { title: view.words.allInWindows, text: '', busy: false, action: undefined };
    return { ...view, notice, state: { ...view.state, control: false } };
  }

  get #inSession(): boolean {
    const { kind } = this.#viewing.state;
    return kind === 'live' || kind === 'reconnecting';
  }

  get #warnsAtEnd(): boolean {
    const { state, room } = this.#viewing;
    return state.kind === 'live' && room.account.standing === 'changed';
  }

  #paneView(words: Words): Omit<PaneView, 'toolbar' | 'message'> {
    const { state, room, mayControl, input, scaling, clock } = this.#viewing;
    const notice = noticeOf(state, words, clock.now());
    const dimmed = state.kind === 'reconnecting';
    const spoken =
      state.kind === 'live'
        ? spokenWords({ room, mayControl, words })
        : [notice?.title, dimmed ? '' : notice?.text].join(' ');
    const account = this.#inSession ? words.account(room.account) : '';
    return { words, notice, account, spoken, state: { control: input.enabled, dimmed, scaling } };
  }

  #dialogIn(pane: Pane, words: Words): TemplateResult | undefined {
    if (this.#dialog === undefined || this.#dialogPane !== pane) return undefined;
    return dialogTemplate(this.#dialog, words, this.#viewing.room.account, this.#dialogActions);
  }

  #popOutView(display: number, pane: Pane, words: Words): PaneView & { readonly title: string } {
    const { name } = this.#viewing.room.layout.displays.find((known) => known.display === display) ?? { name: '' };
    const shownName = words.displayName(name);
    const actions: PopOutActions = {
      ...this.#actions,
      toggleFullScreen: () => pane.fullScreen.toggle(),
      toPage: () => this.#popOuts.close(display),
      end: () => this.#askEnd(pane),
    };
    const toolbar = popOutTemplate(shownName, this.#toolbarView(words, pane), actions);
    const title = words.windowTitle(shownName, document.title);
    const dialog = this.#dialogIn(pane, words);
    return { ...this.#paneView(words), title, toolbar, dialog, message: undefined };
  }

  get #words(): Words {
    return { ...english, ...this.words };
  }

  #toolbarView(words: Words, pane: Pane): ToolbarView {
    const { state, room, choice, shown, inWindows, scaling, figures, mayControl } = this.#viewing;
    const language = languageOf(this.closest('[lang]')?.getAttribute('lang'));
    const live = state.kind === 'live';
    const fullScreen = pane.fullScreen.active;
    const openMenu = this.#openMenu;
    const shows = { room, choice, shown, inWindows, scaling, figures, mayControl, live };
    return { words, language, ...shows, fullScreen, openMenu };
  }

  readonly #actions: ToolbarActions = {
    pressDisplay: ({ display, name }) => {
      const { choice, onPage, inWindows } = this.#viewing;
      if (inWindows.has(display)) this.#popOuts.close(display);
      else this.#viewing.show(pressDisplay(choice, name, onPage));
    },
    switchLayout: () => this.#viewing.show(switchLayout(this.#viewing.choice, this.#viewing.onPage)),
    switchScaling: () => this.#viewing.show(this.#viewing.choice, this.#viewing.scaling === 'fit' ? 'actual' : 'fit'),
    toggleControl: () => this.#viewing.toggleControl(),
    grantControl: (viewer) => this.#viewing.grantControl(viewer),
    takeControlBack: () => this.#viewing.takeControlBack(),
    openMenu: (menu) => this.#open(menu, this.#dialog),
    pressShortcut: ({ shortcut }) => {
      this.#open(undefined, undefined);
      this.#viewing.pressShortcut(shortcut);
      this.#pane.focus();
    },
    askRestart: () => this.#open(undefined, 'restart'),
    // The switch stays in sight, to be seen changing.
    switchRestartAfterSession: (on) => this.#viewing.switchRestartAfterSession(on),
    wakeDisplays: () => {
      this.#open(undefined, undefined);
      this.#viewing.wakeDisplays();
    },
    openHelp: () => this.#open(undefined, 'help'),
    toggleFullScreen: () => this.#pane.fullScreen.toggle(),
    end: () => this.#askEnd(this.#pane),
  };

  readonly #dialogActions = {
    restart: () => this.#viewing.restartDevice(),
    end: () => this.end(),
    closed: () => {
      const pane = this.#dialogPane;
      this.#open(undefined, undefined);
      // What opened it has gone with its menu.
      pane.leave();
    },
  };

  /** Not without a warning that it signs somebody out, or leaves somebody signed in (SES-10). */
  #askEnd(pane: Pane): void {
    if (this.#warnsAtEnd) this.#open(undefined, 'end', pane);
    else this.end();
  }

  #open(menu: MenuName | undefined, dialog: DialogName | undefined, pane = this.#pane): void {
    this.#openMenu = menu;
    this.#dialog = dialog;
    this.#dialogPane = pane;
    this.requestUpdate();
  }

  /** A list that nobody may use closes, and does not open by itself when it may be used again. */
  #closeWhatCannotBe(): void {
    const { state, room, mayControl } = this.#viewing;
    const live = state.kind === 'live';
    const view = { words: this.#words, room, mayControl, live, openMenu: this.#openMenu };
    if (!live || (this.#openMenu === 'shortcuts' && shortcutsReason(view) !== undefined)) this.#openMenu = undefined;
    if (!live && this.#dialog !== 'help') this.#dialog = undefined;
  }

  readonly #paneActions: PaneActions = {
    act: (does) => (does === 'start' ? this.start() : this.end()),
    closeMessage: () => this.#say(undefined),
  };

  #openWindow(number: number): void {
    const display = this.#viewing.room.layout.displays.find((known) => known.display === number);
    if (display === undefined) return;
    const pressed = this.shadowRoot?.activeElement?.closest('figure');
    const opened = this.#popOuts.open(display);
    this.#say(opened ? undefined : this.#words.windowBlocked);
    // The button that had the focus went along with the display.
    if (opened && pressed) this.#pane.leave();
  }

  #say(message: string | undefined): void {
    this.#message = message;
    this.requestUpdate();
  }

  /** What became of a command; nothing where that is seen. */
  #sayForAWhile(message: string): void {
    if (message === '') return;
    this.#say(message);
    this.#viewing.clock.after(viewerLimits.saidMs, () => this.#message === message && this.#say(undefined));
  }

  #changed(): void {
    this.#popOuts.keep(this.#viewing.room.layout.displays);
    this.requestUpdate();
  }

  /** Input over the displays of this pane, and what comes first for it. */
  #attach(pane: Pane): void {
    this.#viewing.input.attach(pane);
    pane.displays.addEventListener('pointerdown', (event) => this.#attend(event));
  }

  readonly #visibilityChanged = (): void => this.#viewing.pageHidden(this.#pane);
  readonly #pageHidden = (): void => this.end();
  readonly #pageFocused = (): void => this.#viewing.attendPage();

  #attend(event: PointerEvent): void {
    const place = this.#stage.locate(event);
    if (place !== undefined) this.#viewing.attend(place.display);
  }

  #announce(state: SessionState): void {
    this.#cancelCountdown?.();
    if (state.kind === 'reconnecting') this.#countDown();
    if (isOver(state)) this.#message = undefined;
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

  #countDown(): void {
    this.#cancelCountdown = this.#viewing.clock.after(1_000, () => {
      this.requestUpdate();
      this.#countDown();
    });
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
