/**
 * One session on one stage: puts session, video, displays and input together and keeps what the element shows.
 * The element calls it for every wish of the operator and renders when it says that something changed.
 */
import { ControlAction, type Display, generateProofKeys, type Shortcut } from '@ringside/protocol';
import { openBrowserCodec, paintsStreams } from './decode/h264-codec.ts';
import { browserDecodeImage } from './decode/image-decoder.ts';
import { VideoReceiver } from './decode/video-receiver.ts';
import { Activity } from './input/activity.ts';
import { DeviceInput, type InputPlace } from './input/device-input.ts';
import { viewerLimits } from './limits.ts';
import type { Scaling, Stage } from './render/stage.ts';
import { WindowClock } from './session/clock.ts';
import {
  CommandCalls,
  type CommandName,
  type CommandProblem,
  kindOf,
  lookingOnly,
  offersOf,
  problemOf,
} from './session/commands.ts';
import { type DisplayChoice, shownDisplays, withDisplay } from './session/display-choice.ts';
import { FigureCounter, type Figures } from './session/figures.ts';
import { LinkProbe } from './session/link-probe.ts';
import { openWebSocket } from './session/relay-link.ts';
import { type Room, unknownRoom, withCompany, withControl, withStatus } from './session/room.ts';
import { isOver, type SessionState } from './session/session-state.ts';
import type { StartSession } from './session/start-session.ts';
import { VideoSubscription } from './session/subscription.ts';
import { type RoomMessage, ViewerSession } from './session/viewer-session.ts';

export interface ViewingListener {
  changed(): void;
  stateChanged(state: SessionState): void;
  /** Once a second while the session is live. */
  figuresChanged(figures: Figures): void;
  /** @param problem undefined when it was done */
  commandAnswered(command: CommandName, problem: CommandProblem | undefined): void;
}

/** A window of its own that a display is in. */
interface OwnWindow {
  readonly place: InputPlace;
  readonly window: Window;
  /** Nobody sees it. */
  hidden: boolean;
}

export class Viewing {
  readonly clock = new WindowClock(window);
  readonly input: DeviceInput;
  readonly activity = new Activity();
  readonly #listener: ViewingListener;
  readonly #stage: Stage;
  readonly #session: ViewerSession;
  readonly #receiver: VideoReceiver;
  readonly #probe: LinkProbe;
  readonly #commands = new CommandCalls();
  readonly #counter = new FigureCounter(this.clock.now());
  #choice: DisplayChoice;
  #scaling: Scaling = 'fit';
  #room: Room = unknownRoom;
  #figures: Figures | undefined;
  #viewOnly = false;
  /** Video streams can be painted here. */
  #streams = false;
  #attended = 0;
  /** Of those on the page. */
  #attendedOnPage = 0;
  readonly #ownWindows = new Map<number, OwnWindow>();
  readonly #subscription = new VideoSubscription((subscribe) => this.#session.send({ subscribe }));
  #cancelFigures: (() => void) | undefined;

  constructor(stage: Stage, choice: DisplayChoice, listener: ViewingListener) {
    this.#stage = stage;
    this.#choice = choice;
    this.#listener = listener;
    this.#session = new ViewerSession(
      {
        clock: this.clock,
        random: Math.random,
        openSocket: openWebSocket,
        generateKeys: generateProofKeys,
        subscribe: () => this.#subscription.opening(this.#streams),
      },
      {
        stateChanged: (state) => this.#stateChanged(state),
        opened: ({ layout, room, control, company, commands }) => {
          this.#room = { ...this.#room, offers: offersOf(commands) };
          if (layout !== null) this.#message({ message: 'layout', layout });
          if (room !== null) this.#message({ message: 'room', room });
          if (company !== null) this.#message({ message: 'company', company });
          if (control !== null) this.#message({ message: 'control', control });
        },
        message: (message) => this.#message(message),
        frame: (message) => this.#receiver.receive(message),
      },
    );
    this.#probe = new LinkProbe(this.clock, {
      sendProbe: (sentUs) => this.#session.send({ probe: { sentUs, active: this.activity.take() } }),
      heardAtMs: () => this.#session.heardAtMs,
      silent: () => this.#session.reconnect(),
    });
    this.#receiver = new VideoReceiver({
      clock: this.clock,
      decodeImage: browserDecodeImage(),
      openCodec: openBrowserCodec,
      surfaceOf: (display) => stage.surfaceOf(display),
      sendPainted: (display, epoch, frame) => this.#session.send({ painted: { display, epoch, frame } }),
      sendRefresh: (display) => this.refresh(display),
      received: (bytes) => this.#counter.received(bytes),
      painted: ({ display, capturedUs, arrivedMs, transferMs }) => {
        if (stage.surfaceOf(display) === undefined) return;
        stage.painted(display);
        const nowMs = this.clock.now();
        const times = { ageMs: this.#probe.ageMs(capturedUs), waitedMs: nowMs - arrivedMs, transferMs };
        this.#counter.painted({ display, capturedUs, ...times }, nowMs);
      },
      pictureFailed: (display) => stage.failed(display),
      pictureRecovered: (display) => stage.recovered(display),
      streamsFailed: () => this.#paintStreams(false),
    });
    void paintsStreams().then((streams) => this.#paintStreams(streams));
    this.input = new DeviceInput({
      clock: this.clock,
      send: (input) => this.#session.send({ input }),
      locate: (event) => stage.locate(event),
    });
  }

  get state(): SessionState {
    return this.#session.state;
  }

  get room(): Room {
    const holdsBack = this.#viewOnly && this.state.kind === 'live' && this.state.permission === 'modify';
    return holdsBack ? { ...this.#room, offers: lookingOnly(this.#room.offers) } : this.#room;
  }

  get figures(): Figures | undefined {
    return this.#figures;
  }

  get choice(): DisplayChoice {
    return this.#choice;
  }

  get scaling(): Scaling {
    return this.#scaling;
  }

  /** Displays that are not in windows of their own. */
  get onPage(): readonly Display[] {
    return this.#room.layout.displays.filter(({ display }) => !this.#ownWindows.has(display));
  }

  get inWindows(): ReadonlySet<number> {
    return new Set(this.#ownWindows.keys());
  }

  /** Those of them that are shown, by number. */
  get shown(): readonly number[] {
    return shownDisplays(this.#choice, this.onPage);
  }

  /** Whether the grant, and what the host asked of this widget, let it act on the device. */
  get mayControl(): boolean {
    return this.state.kind === 'live' && this.state.permission === 'modify' && !this.#viewOnly;
  }

  set viewOnly(viewOnly: boolean) {
    this.#viewOnly = viewOnly;
    this.#update();
    this.#giveUpUnused();
  }

  start(startSession: StartSession, relayUrl: string | undefined): void {
    this.#session.start(startSession, relayUrl);
  }

  end(): void {
    this.input.releaseAll();
    this.#session.end();
  }

  show(choice: DisplayChoice, scaling: Scaling = this.#scaling): void {
    this.#choice = choice;
    this.#scaling = scaling;
    this.#showDisplays();
  }

  /** Moves a display into a window of its own. */
  moveOut(display: number, place: InputPlace, window: Window): void {
    this.#ownWindows.set(display, { place, window, hidden: false });
    this.input.releaseAll();
    this.#stage.move(display, place.displays);
    this.attend(display);
    this.#showDisplays();
  }

  /** Brings it back to the page, with its picture, before its window goes. */
  moveBack(display: number): void {
    const own = this.#ownWindows.get(display);
    if (own === undefined) return;
    this.#ownWindows.delete(display);
    this.input.hidden(own.place);
    this.#stage.move(display);
    const name = this.#room.layout.displays.find((known) => known.display === display)?.name;
    if (name !== undefined) this.#choice = withDisplay(this.#choice, name);
    this.attendPage();
    this.#runWhereSeen();
    this.#showDisplays();
  }

  windowHidden(display: number, hidden: boolean): void {
    const own = this.#ownWindows.get(display);
    if (own === undefined) return;
    own.hidden = hidden;
    if (hidden) this.input.hidden(own.place);
    this.#runWhereSeen();
    this.#subscribe();
  }

  /** Asks for control, gives it up, or withdraws the request. */
  toggleControl(): void {
    const { control, controlRequested } = this.#room;
    const release = control === 'you' || controlRequested;
    if (control === 'you') this.input.releaseAll();
    const action = release ? ControlAction.CONTROL_ACTION_RELEASE : ControlAction.CONTROL_ACTION_REQUEST;
    this.#session.send({ control: { action, viewer: 0 } });
  }

  /** Control comes by itself to who may have it; where the host wants no more than looking, others have use for it. */
  #giveUpUnused(): void {
    const { control, controlRequested } = this.#room;
    if (this.#viewOnly && (control === 'you' || controlRequested)) this.toggleControl();
  }

  /** Hands control to a viewer who has asked for it. */
  grantControl(viewer: number): void {
    this.input.releaseAll();
    this.#session.send({ control: { action: ControlAction.CONTROL_ACTION_GRANT, viewer } });
  }

  /** Takes back the control that was handed to another. */
  takeControlBack(): void {
    this.#session.send({ control: { action: ControlAction.CONTROL_ACTION_TAKE_BACK, viewer: 0 } });
  }

  /** Has the room press a shortcut, whatever is down. */
  pressShortcut(shortcut: Shortcut): void {
    this.input.releaseAll();
    this.#command('shortcut', { shortcut });
  }

  restartDevice(): void {
    this.#command('restart-device');
  }

  switchRestartAfterSession(on: boolean): void {
    this.#command('restart-after-session', { on });
  }

  /** Every display that is asleep. */
  wakeDisplays(): void {
    for (const { display, asleep } of this.#room.layout.displays)
      if (asleep) this.#command('wake-display', { display });
  }

  #command(command: CommandName, how: { on?: boolean; shortcut?: Shortcut; display?: number } = {}): void {
    if (this.state.kind !== 'live') return;
    this.#session.send({ command: { id: this.#commands.ask(command), kind: kindOf(command), ...how } });
  }

  /** Asks for the whole picture of a display again. */
  refresh(display: number): void {
    this.#session.send({ refresh: { display } });
  }

  /** The operator acts on this display: it comes first. */
  attend(display: number): void {
    this.#attended = display;
    if (!this.#ownWindows.has(display)) this.#attendedOnPage = display;
    this.#subscribe();
  }

  /** The operator is at the page again. */
  attendPage(): void {
    if (this.#ownWindows.has(this.#attended))
      this.attend(this.#ownWindows.has(this.#attendedOnPage) ? 0 : this.#attendedOnPage);
  }

  /** A page nobody sees needs no pictures, and holds no key. */
  pageHidden(place: InputPlace): void {
    if (document.hidden) this.input.hidden(place);
    this.#runWhereSeen();
    this.#subscribe();
  }

  #stateChanged(state: SessionState): void {
    if (state.kind === 'live') {
      this.#receiver.reset();
      this.#subscription.begin();
      this.input.begin();
      this.#commands.begin();
      this.#probe.start();
      this.#counter.begin(this.clock.now());
      this.#readFigures();
    } else {
      this.#probe.stop();
      this.#cancelFigures?.();
      this.#figures = undefined;
    }
    if (isOver(state)) {
      this.#receiver.reset();
      this.#stage.clear();
      this.#room = unknownRoom;
    }
    this.#update();
    this.#listener.stateChanged(state);
  }

  #message(message: RoomMessage): void {
    switch (message.message) {
      case 'layout':
        this.#setLayout(message.layout);
        break;
      case 'room':
        this.#room = withStatus(this.#room, message.room);
        break;
      case 'control':
        if (this.state.kind === 'live') this.#room = withControl(this.#room, message.control, this.state.viewer);
        this.#giveUpUnused();
        break;
      case 'company':
        if (this.state.kind === 'live') this.#room = withCompany(this.#room, message.company, this.state.viewer);
        break;
      case 'commandResult': {
        const { id, refusal } = message.commandResult;
        const command = this.#commands.answered(id);
        if (command !== undefined) this.#listener.commandAnswered(command, problemOf(refusal));
        return;
      }
      case 'probeReply':
        this.#probe.replied(message.probeReply.sentUs, message.probeReply.agentUs);
        return;
    }
    this.#update();
  }

  #setLayout(layout: Room['layout']): void {
    // What was pressed over a display that is gone would never come up over it.
    const there = new Set(layout.displays.map(({ display }) => display));
    if (this.#room.layout.displays.some(({ display }) => !there.has(display))) this.input.releaseAll();
    this.#room = { ...this.#room, layout };
    // Sizes first: frames of the new layout are painted as soon as the receiver knows it.
    this.#stage.setLayout(layout);
    this.#stage.show(
      this.#displaysIn(this.shown, () => true),
      this.#scaling,
    );
    this.#receiver.setLayout(layout);
    this.#subscribe();
  }

  #showDisplays(): void {
    this.#stage.show(
      this.#displaysIn(this.shown, () => true),
      this.#scaling,
    );
    this.#subscribe();
    this.#update();
  }

  /** Displays of the page and of those windows, in the layout's order. */
  #displaysIn(page: readonly number[], windows: (own: OwnWindow) => boolean): readonly number[] {
    const numbers = this.#room.layout.displays.map(({ display }) => display);
    return numbers.filter((display) => {
      const own = this.#ownWindows.get(display);
      return own === undefined ? page.includes(display) : windows(own);
    });
  }

  get #seenWindow(): Window | undefined {
    return [...this.#ownWindows.values()].find(({ hidden }) => !hidden)?.window;
  }

  /** Time passes where somebody looks. */
  #runWhereSeen(): void {
    this.clock.runIn((document.hidden ? this.#seenWindow : undefined) ?? window);
  }

  #subscribe(): void {
    if (this.state.kind !== 'live') return;
    const { displays, epoch } = this.#room.layout;
    const hidden = document.hidden && this.#seenWindow === undefined;
    const shown = this.#displaysIn(document.hidden ? [] : this.shown, (own) => !own.hidden);
    const sight = { hidden, shown, displays: displays.length, epoch };
    this.#subscription.update({ ...sight, attended: this.#attended, streams: this.#streams });
  }

  #paintStreams(streams: boolean): void {
    this.#streams = streams;
    this.#subscribe();
  }

  #readFigures(): void {
    this.#figures = this.#counter.read(this.clock.now(), this.#probe, this.#receiver.streams);
    this.#cancelFigures?.();
    this.#cancelFigures = this.clock.after(viewerLimits.figuresMs, () => this.#readFigures());
    this.#listener.figuresChanged(this.#figures);
  }

  #update(): void {
    this.input.enabled = this.mayControl && this.#room.control === 'you';
    this.#listener.changed();
  }
}
