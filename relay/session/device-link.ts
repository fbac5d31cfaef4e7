/**
 * One authenticated agent: its displays' feeds, its room's state, and the viewers paired with it. What it says is
 * checked before anything is made of it; what breaks a rule throws and costs it the connection.
 */
import {
  type AgentCapabilities,
  type AgentMessage,
  type CloseName,
  createFrameHeader,
  type DisplayLayout,
  decodeAgentMessage,
  encodeToAgentMessage,
  isFrame,
  type PaintedMessage,
  ProtocolError,
  type RefusalReason,
  type RingLoss,
  type RoomStatus,
  readFrameHeader,
  writeDemand,
} from '@ringside/protocol';
import { TokenBucket } from '../connection/token-bucket.ts';
import { DisplayFeed, type FeedPorts } from '../delivery/display-feed.ts';
import { StreamsHold } from '../delivery/streams-hold.ts';
import { relayLimits } from '../limits.ts';
import type { RelayNode } from '../relay-node.ts';
import type { Connection } from '../transport/transport.ts';
import { ControlHolder } from './control-holder.ts';
import { checkLayout } from './layout-check.ts';
import { ringVerified, roomEnds } from './session-end.ts';
import type { Company, ControlRequest, ViewedDevice, ViewerLink } from './viewer-link.ts';

type ToAgent = Parameters<typeof encodeToAgentMessage>[0];

export interface DeviceIdentity {
  readonly device: string;
  readonly tenant: string;
  /** The key that it has proven, as an RFC 7638 thumbprint. */
  readonly key: string;
  readonly capabilities: AgentCapabilities | null;
  /** Names the agent's run; empty when it does not say. */
  readonly run: string;
}

export interface DeviceLinkEvents {
  sessionOpened(link: DeviceLink, viewer: number): void;
  /** The room is told or asked first. */
  roomAsked(link: DeviceLink, viewer: number): void;
  sessionRefused(link: DeviceLink, viewer: number, reason: RefusalReason): void;
  sessionEnded(link: DeviceLink, session: string, reason: number, ringLoss: RingLoss | null): void;
  /** Layout or room changed. */
  statusChanged(link: DeviceLink): void;
}

/** The agent sends more than the relay asked for or allows. */
class AgentFlood extends Error {
  override readonly name = 'AgentFlood';
  readonly code = 'flood';
}

/** What services hear of, and what costs more than a message. */
const news: ReadonlySet<AgentMessage['message']> = new Set(['layout', 'room', 'account']);

/** Read into by every agent's frames, one at a time. */
const header = createFrameHeader();

export class DeviceLink implements ViewedDevice {
  readonly device: string;
  readonly tenant: string;
  readonly key: string;
  readonly capabilities: AgentCapabilities | null;
  readonly run: string;
  readonly control = new ControlHolder();
  layout: DisplayLayout | undefined;
  room: RoomStatus | undefined;
  /** Displays of the layout in force. */
  feeds: readonly DisplayFeed[] = [];
  /** Viewers whose session is open. */
  viewers: readonly ViewerLink[] = [];
  readonly #node: RelayNode;
  readonly #connection: Connection;
  readonly #events: DeviceLinkEvents;
  readonly #rate: TokenBucket;
  readonly #newsRate: TokenBucket;
  #lastViewer = 0;
  #retired = false;
  /** Whether frames may pass: the room is idle and its ring verified, by the relay's own view (CALL-5). */
  #framesPass = false;
  #feed: DisplayFeed | undefined;

  constructor(node: RelayNode, connection: Connection, identity: DeviceIdentity, events: DeviceLinkEvents) {
    this.device = identity.device;
    this.tenant = identity.tenant;
    this.key = identity.key;
    this.capabilities = identity.capabilities;
    this.run = identity.run;
    this.#node = node;
    this.#connection = connection;
    this.#events = events;
    const { agentMessagesPerSecond, agentMessageBurst, agentNewsPerSecond, agentNewsBurst } = relayLimits;
    const now = node.clock.monotonicMs();
    this.#rate = new TokenBucket(agentMessagesPerSecond, agentMessageBurst, now);
    this.#newsRate = new TokenBucket(agentNewsPerSecond, agentNewsBurst, now);
  }

  /** Never reused on this link. */
  nextViewerNumber(): number {
    return ++this.#lastViewer;
  }

  send(message: ToAgent): void {
    this.#connection.send(encodeToAgentMessage(message));
  }

  /** Sends what is encoded already. */
  forward(encoded: Uint8Array): void {
    this.#connection.send(encoded);
  }

  close(name: CloseName): void {
    this.#connection.close(name);
  }

  /**
   * A newer connection has its place: whatever this one says counts no more. It stays open for a moment to be asked
   * whether somebody is there.
   * @param answered called at most once, when somebody is
   */
  retire(answered: () => void): void {
    this.#retired = true;
    this.#connection.ask(answered);
  }

  /** One message of the agent. @throws ProtocolError, AgentFlood */
  message(bytes: Uint8Array): void {
    if (this.#retired) return;
    const { counters, clock } = this.#node;
    counters.agentMessages++;
    counters.agentBytes += bytes.length;
    if (isFrame(bytes)) {
      this.#frame(bytes);
      return;
    }
    if (!this.#rate.take(clock.monotonicMs())) throw new AgentFlood('messages');
    const message = decodeAgentMessage(bytes);
    const isNews = news.has(message.message);
    if (isNews && !this.#newsRate.take(clock.monotonicMs())) throw new AgentFlood('news');
    this.#take(message);
  }

  joined(viewer: ViewerLink): void {
    this.viewers = [...this.viewers, viewer];
    const changed = this.control.joined(viewer);
    viewer.opened();
    this.#tellCompany(viewer);
    if (changed) this.#tellControl(viewer);
  }

  left(viewer: ViewerLink): void {
    if (!this.viewers.includes(viewer)) return;
    this.viewers = this.viewers.filter((other) => other !== viewer);
    viewer.ended();
    this.#tellCompany();
    if (this.control.left(viewer.number)) this.#tellControl();
  }

  controlAsked(viewer: ViewerLink, { action, viewer: to }: ControlRequest): void {
    const former = this.control.holder;
    if (!this.control.asked(viewer, action, to)) return;
    if (this.control.holder !== former) this.viewers.find(({ number }) => number === former)?.controlLost();
    this.#tellControl();
  }

  get company(): Company {
    return { watchers: this.viewers.map((viewer) => viewer.watcher) };
  }

  painted(viewer: ViewerLink, { display, epoch, frame }: PaintedMessage): boolean {
    if (epoch !== this.layout?.epoch) return false;
    const feed = this.#feedOf(display);
    const stream = feed?.streamOf(viewer.delivery);
    if (feed === undefined || stream === undefined) return false;
    const frees = stream.flight.frees(frame);
    if (feed.painted(stream, frame)) return frees;
    this.#node.counters.drops['forged-painted']++;
    return false;
  }

  /** The link is over: feeds stop, nothing more is asked of the agent. */
  ended(): void {
    for (const feed of this.feeds) feed.close();
    this.feeds = [];
    this.#feed = undefined;
  }

  #frame(bytes: Uint8Array): void {
    readFrameHeader(bytes, header);
    const { drops } = this.#node.counters;
    this.#node.counters.framesIn++;
    if (header.epoch !== this.layout?.epoch) {
      // A layout comes before its frames, so only an older epoch can be honest.
      if (header.epoch > (this.layout?.epoch ?? 0)) throw new ProtocolError('out-of-range', 'frame of no layout');
      drops['stale-epoch']++;
      return;
    }
    const feed = this.#feedOf(header.display);
    if (feed === undefined) {
      drops['unknown-display']++;
      return;
    }
    const fault = feed.accept(header, bytes, this.#framesPass);
    if (fault === 'flood') throw new AgentFlood('frames');
    if (fault === 'malformed') throw new ProtocolError('out-of-range', 'frame out of order');
  }

  /** Nearly always the same display as the last time. */
  #feedOf(display: number): DisplayFeed | undefined {
    if (this.#feed?.display === display) return this.#feed;
    const feed = this.feeds.find((candidate) => candidate.display === display);
    if (feed !== undefined) this.#feed = feed;
    return feed;
  }

  #take(message: AgentMessage): void {
    switch (message.message) {
      case 'layout':
        this.#layoutChanged(message.layout);
        return;
      case 'room':
        this.#roomChanged(message.room);
        return;
      case 'sessionOpened':
        this.#events.sessionOpened(this, message.sessionOpened.viewer);
        return;
      case 'sessionRefused':
        this.#events.sessionRefused(this, message.sessionRefused.viewer, message.sessionRefused.reason);
        return;
      case 'sessionEnded': {
        const { session, reason, ringLoss } = message.sessionEnded;
        this.#events.sessionEnded(this, session, reason, ringLoss);
        return;
      }
      case 'probeReply': {
        const { viewer: number, sentUs, agentUs } = message.probeReply;
        const viewer = this.viewers.find((candidate) => candidate.number === number);
        if (viewer === undefined) this.#node.counters.drops['viewer-gone']++;
        else viewer.send({ probeReply: { sentUs, agentUs } });
        return;
      }
      case 'commandResult': {
        const { viewer: number, result } = message.commandResult;
        const viewer = this.viewers.find((candidate) => candidate.number === number);
        if (result === null || viewer?.commandAnswered(result.id, result.refusal) !== true) {
          this.#node.counters.drops['viewer-gone']++;
        }
        return;
      }
      case 'roomAsked':
        this.#events.roomAsked(this, message.roomAsked.viewer);
        return;
      case 'account':
        this.#node.journal.device(this.device, { account: { device: this.device, news: message.account } });
        return;
      case 'recoveryResult': {
        const { id, refusal } = message.recoveryResult;
        this.#node.journal.device(this.device, { recoveryDone: { device: this.device, id, refusal } });
        return;
      }
      case 'timeRequest':
        this.#node.requestTime(message.timeRequest.nonce.slice(), (encoded) => this.forward(encoded));
        return;
      case 'authenticate':
      case 'frame':
        throw new ProtocolError('out-of-range', `${message.message} is not expected here`);
      default:
        message satisfies never;
    }
  }

  #layoutChanged(layout: DisplayLayout): void {
    checkLayout(layout, this.layout);
    const renewed = layout.epoch !== this.layout?.epoch;
    this.layout = layout;
    if (renewed) this.#renewFeeds(layout);
    for (const viewer of this.viewers) {
      viewer.send({ layout });
      if (renewed) viewer.applySubscription();
    }
    this.#events.statusChanged(this);
  }

  #renewFeeds({ epoch, displays }: DisplayLayout): void {
    this.ended();
    const { store, counters, clock } = this.#node;
    const holds = new Map(displays.map(({ display }) => [display, new StreamsHold(relayLimits.streamsHoldMs)]));
    const ports: FeedPorts = {
      store,
      counters,
      demand: (demand) => {
        const streams = holds.get(demand.display)?.allows(demand, clock.monotonicMs()) === true;
        this.forward(writeDemand({ epoch, ...demand, streams }));
      },
      refresh: (display, tiles) => this.send({ refresh: { display, epoch, ...tiles } }),
      nowMs: () => clock.monotonicMs(),
      after: (delayMs, call) => clock.after(delayMs, call),
    };
    this.feeds = displays.map((size) => new DisplayFeed(size, relayLimits, ports));
  }

  #roomChanged(room: RoomStatus): void {
    this.room = room;
    this.#framesPass = roomEnds(room) === undefined && ringVerified(room);
    for (const viewer of this.viewers) viewer.send({ room });
    this.#events.statusChanged(this);
  }

  #tellCompany(but?: ViewerLink): void {
    const { company } = this;
    for (const viewer of this.viewers) if (viewer !== but) viewer.send({ company });
  }

  #tellControl(but?: ViewerLink): void {
    const control = this.control.state;
    for (const viewer of this.viewers) if (viewer !== but) viewer.send({ control });
  }
}
