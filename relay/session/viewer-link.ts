/**
 * One authenticated viewer: its messages to the device, checked against its grant one by one, and the device's video to
 * it. It holds its device's link as a reference, so that nothing is looked up while frames and input flow.
 */
import {
  type AgentCapabilities,
  type CloseName,
  type CommandGrant,
  type CommandRefusal,
  type DisplayLayout,
  decodeViewerMessage,
  EndReason,
  type encodeToAgentMessage,
  encodeToViewerMessage,
  type GrantPermission,
  type InputMessage,
  type PaintedMessage,
  Permission,
  ProtocolError,
  type RoomStatus,
  readInput,
  readPainted,
  type ViewerMessage,
  writeViewerInput,
} from '@ringside/protocol';
import { TokenBucket } from '../connection/token-bucket.ts';
import type { DisplayFeed } from '../delivery/display-feed.ts';
import { FlightWindow } from '../delivery/flight-window.ts';
import { ViewerDelivery } from '../delivery/viewer-delivery.ts';
import { relayLimits } from '../limits.ts';
import type { RelayNode } from '../relay-node.ts';
import type { Connection } from '../transport/transport.ts';
import type { ControlHolder } from './control-holder.ts';
import { ViewerCommands } from './viewer-commands.ts';

type ToAgent = Parameters<typeof encodeToAgentMessage>[0];
type ToViewer = Parameters<typeof encodeToViewerMessage>[0];
type Subscription = Extract<ViewerMessage, { message: 'subscribe' }>['subscribe'];
type Input = Extract<ViewerMessage, { message: 'input' }>['input'];

export type ControlRequest = Extract<ViewerMessage, { message: 'control' }>['control'];

/** One of those who look at a device, as the others see it. */
export interface Watcher {
  readonly viewer: number;
  readonly name: string;
  readonly permission: Permission;
}

export interface Company {
  readonly watchers: readonly Watcher[];
}

/** The device that a viewer looks at: its agent's link. */
export interface ViewedDevice {
  readonly layout: DisplayLayout | undefined;
  readonly room: RoomStatus | undefined;
  readonly control: ControlHolder;
  readonly capabilities: AgentCapabilities | null;
  readonly company: Company;
  readonly feeds: readonly DisplayFeed[];
  nextViewerNumber(): number;
  send(message: ToAgent): void;
  /** Sends what is encoded already. */
  forward(encoded: Uint8Array): void;
  /** @returns false when it freed nothing that was on the way: late, repeated or forged */
  painted(viewer: ViewerLink, painted: PaintedMessage): boolean;
  controlAsked(viewer: ViewerLink, request: ControlRequest): void;
}

export interface ViewerLinkEvents {
  /** The operator ends the session, or the viewer broke a rule that costs it the session. */
  ends(viewer: ViewerLink, reason: EndReason): void;
}

/** Read into by every viewer's messages, one at a time. */
const painted: PaintedMessage = { display: 0, epoch: 0, frame: 0 };
const input: InputMessage = { sequence: 0, eventStart: 0 };

export class ViewerLink {
  readonly session: string;
  readonly number: number;
  readonly permission: GrantPermission;
  readonly watcher: Watcher;
  readonly delivery: ViewerDelivery;
  readonly #node: RelayNode;
  readonly #connection: Connection;
  readonly #link: ViewedDevice;
  readonly #events: ViewerLinkEvents;
  readonly #inputRate: TokenBucket;
  readonly #messageRate: TokenBucket;
  readonly #askRate: TokenBucket;
  readonly #refreshRate: TokenBucket;
  readonly #commands: ViewerCommands;
  #subscription: Subscription = { displays: [], focused: 0, all: false, streams: false };
  /** What came too soon after others of its kind: the subscription, and displays whose picture is wanted again. */
  #subscriptionWaits = false;
  readonly #refreshes = new Set<number>();
  #cancelWait: (() => void) | undefined;
  #lastInput = 0;
  /** Input that the relay put in: what the viewer sends later is numbered as much higher. */
  #added = 0;
  /** Input has passed since nothing was down for certain. */
  #mayHold = false;

  constructor(
    node: RelayNode,
    connection: Connection,
    link: ViewedDevice,
    grant: CommandGrant & { readonly session: string; readonly operatorName: string },
    events: ViewerLinkEvents,
  ) {
    this.session = grant.session;
    this.permission = grant.permission;
    this.number = link.nextViewerNumber();
    this.watcher = {
      viewer: this.number,
      name: grant.operatorName,
      permission: this.mayControl ? Permission.PERMISSION_MODIFY : Permission.PERMISSION_VIEW,
    };
    this.#node = node;
    this.#connection = connection;
    this.#link = link;
    this.#events = events;
    const now = node.clock.monotonicMs();
    this.#inputRate = new TokenBucket(relayLimits.inputPerSecond, relayLimits.inputBurst, now);
    this.#messageRate = new TokenBucket(relayLimits.messagesPerSecond, relayLimits.messageBurst, now);
    this.#askRate = new TokenBucket(relayLimits.asksPerSecond, relayLimits.askBurst, now);
    this.#refreshRate = new TokenBucket(relayLimits.refreshesPerSecond, relayLimits.refreshBurst, now);
    this.#commands = new ViewerCommands({
      node,
      session: this.session,
      viewer: this.number,
      grant,
      device: link,
      forward: ({ id, kind, on, shortcut, display }) =>
        link.send({ command: { viewer: this.number, command: { id, kind, on, shortcut, display } } }),
      answer: (id, refusal) => this.send({ commandResult: { id, refusal } }),
    });
    const { counters, turn, clock } = node;
    const parts = { window: new FlightWindow(relayLimits), counters, turn, nowMs: clock.monotonicMs };
    this.delivery = new ViewerDelivery(connection, parts);
  }

  get mayControl(): boolean {
    return this.permission === 'modify';
  }

  send(message: ToViewer): void {
    this.#connection.send(encodeToViewerMessage(message));
  }

  /** The session is open: the viewer hears everything it needs to show the device. */
  opened(): void {
    const { layout, room, control, company } = this.#link;
    const { viewer, permission } = this.watcher;
    const { session } = this;
    const { offers: commands } = this.#commands;
    this.send({ opened: { session, viewer, permission, layout, room, control: control.state, company, commands } });
  }

  /** One message of an open session. @throws ProtocolError */
  message(bytes: Uint8Array): void {
    const { counters, clock } = this.#node;
    counters.viewerMessages++;
    if (readPainted(bytes, painted)) {
      if (!this.#link.painted(this, painted) && !this.#messageRate.take(clock.monotonicMs())) this.drop('flood');
      return;
    }
    if (readInput(bytes, input)) {
      if (!this.#inputRate.take(clock.monotonicMs())) this.drop('flood');
      else if (this.#mayPass(input.sequence)) {
        const { sequence, eventStart } = input;
        this.#link.forward(writeViewerInput(this.number, sequence + this.#added, bytes, eventStart));
      }
      return;
    }
    const message = decodeViewerMessage(bytes);
    const rate = message.message === 'input' ? this.#inputRate : this.#messageRate;
    if (!rate.take(clock.monotonicMs())) {
      this.drop('flood');
      return;
    }
    this.#take(message);
  }

  /** What the viewer looks at: applied to the displays there are, kept for those to come. */
  subscribe(subscription: Subscription): void {
    this.#subscription = subscription;
    // Looking away waits for nothing: what comes meanwhile is lacking when the viewer looks again.
    for (const feed of this.#link.feeds) {
      const stream = feed.streamOf(this.delivery);
      if (stream !== undefined && !this.#wants(feed)) feed.unsubscribe(stream);
    }
    this.#subscriptionWaits = true;
    this.#serve();
  }

  applySubscription(): void {
    const { focused, streams } = this.#subscription;
    const { delivery } = this;
    if (delivery.closed) return;
    delivery.focused = focused;
    delivery.takesVideo = streams;
    for (const feed of this.#link.feeds) {
      if (!this.#wants(feed)) continue;
      const stream = feed.streamOf(delivery);
      if (stream === undefined) {
        feed.subscribe(delivery);
      } else {
        stream.setTakesVideo(streams);
        feed.wishesChanged();
      }
    }
    delivery.pump();
  }

  /** The device has answered a command. @returns false when it was not asked */
  commandAnswered(id: number, refusal: CommandRefusal): boolean {
    return this.#commands.answered(id, refusal);
  }

  /** The session waits or is over: nothing is owed to this viewer any more. */
  ended(): void {
    this.#commands.ended();
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.delivery.close();
  }

  /** Control has gone from this viewer: its own releases will not pass any more, so what it pressed comes up (INP-3). */
  controlLost(): void {
    if (!this.#mayHold) return;
    this.#mayHold = false;
    this.#added++;
    this.#send(this.#lastInput, { releaseAll: {} });
  }

  /** Closes the connection; whoever owns it hears of it. */
  drop(name: CloseName): void {
    this.#connection.close(name);
  }

  #take(message: ViewerMessage): void {
    switch (message.message) {
      case 'subscribe':
        this.subscribe(message.subscribe);
        return;
      case 'input':
        this.#input(message.input);
        return;
      case 'refresh':
        this.#refreshes.add(message.refresh.display);
        this.#serve();
        return;
      case 'probe': {
        const { sentUs, active } = message.probe;
        if (!this.#askRate.take(this.#node.clock.monotonicMs())) this.#node.counters.drops['asked-too-often']++;
        else this.#link.send({ probe: { viewer: this.number, sentUs, active } });
        return;
      }
      case 'command':
        this.#commands.ask(message.command);
        return;
      case 'control':
        this.#link.controlAsked(this, message.control);
        return;
      case 'end':
        this.#events.ends(this, EndReason.END_REASON_OPERATOR);
        return;
      case 'painted':
        // In an order of fields that no encoder of ours writes.
        this.#link.painted(this, message.painted);
        return;
      case 'authenticate':
        throw new ProtocolError('out-of-range', 'authenticated twice');
      default:
        message satisfies never;
    }
  }

  #wants({ display }: DisplayFeed): boolean {
    const { all, displays } = this.#subscription;
    return all || displays.includes(display);
  }

  /** Whole pictures are what costs the agent and other viewers most: what comes too often waits, and the last wish holds. */
  #serve(): void {
    if (this.delivery.closed) return;
    if (this.#subscriptionWaits && this.#askRate.take(this.#node.clock.monotonicMs())) {
      this.#subscriptionWaits = false;
      this.applySubscription();
    }
    for (const display of this.#refreshes) if (this.#refreshed(display)) this.#refreshes.delete(display);
    if (!this.#subscriptionWaits && this.#refreshes.size === 0) return;
    this.#cancelWait ??= this.#node.clock.after(relayLimits.askWaitMs, () => {
      this.#cancelWait = undefined;
      this.#serve();
    });
  }

  /** @returns false when it has to come later */
  #refreshed(display: number): boolean {
    const feed = this.#link.feeds.find((candidate) => candidate.display === display);
    const stream = feed?.streamOf(this.delivery);
    // What this viewer does not look at comes whole when it does.
    if (feed === undefined || stream === undefined) return true;
    if (!feed.mayRefresh(stream) || !this.#refreshRate.take(this.#node.clock.monotonicMs())) return false;
    feed.refresh(stream);
    return true;
  }

  /** In letters beyond ASCII, or in a form that no encoder of ours writes. */
  #input(input: Input): void {
    if (this.#mayPass(input.sequence)) this.#send(input.sequence, input);
  }

  /** Whether the input with this number goes on to the device. @throws ProtocolError */
  #mayPass(sequence: number): boolean {
    const { counters } = this.#node;
    // INP-1, ACC-8: by the grant, whatever the viewer was told.
    if (!this.mayControl) {
      this.#events.ends(this, EndReason.END_REASON_PROTOCOL_VIOLATION);
      return false;
    }
    if (sequence !== this.#lastInput + 1) throw new ProtocolError('out-of-range', 'input sequence');
    this.#lastInput = sequence;
    if (this.#link.control.holder !== this.number) {
      counters.drops['input-not-holder']++;
      return false;
    }
    counters.inputEvents++;
    this.#mayHold = true;
    return true;
  }

  #send(sequence: number, { key, pointer, wheel, text, releaseAll }: Partial<Input>): void {
    const input = { sequence: sequence + this.#added, key, pointer, wheel, text, releaseAll };
    this.#link.send({ input: { viewer: this.number, input } });
  }
}
