/** A relay node's side of the control link, for tests: a real socket, and what it received in order. */
import {
  decodeHeartbeat,
  decodeToNodeMessage,
  encodeNodeMessage,
  type Heartbeat,
  type NodeWelcome,
  type ToNodeMessage,
} from '@ringside/protocol';
import { WebSocket } from 'ws';

type Event = Parameters<typeof encodeNodeMessage>[0]['event'];
type EventBody = Omit<NonNullable<Event>, 'sequence' | 'timeMs' | 'event' | '$unknowns'>;

export interface NodeOptions {
  readonly controlUrl: string;
  readonly controlSecret: string;
  readonly node?: string;
  readonly instance?: string;
  readonly liveSessions?: string[];
  readonly version?: number;
}

export class TestNode {
  readonly received: ToNodeMessage[] = [];
  closeCode: number | undefined;
  readonly #socket: WebSocket;
  #waiting: (() => void)[] = [];
  #sequence = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (bytes: Buffer) => {
      this.received.push(decodeToNodeMessage(bytes));
      this.#wake();
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
  }

  /** A connection that has said nothing yet. */
  static async open({ controlUrl, controlSecret }: NodeOptions): Promise<TestNode> {
    const socket = new WebSocket(controlUrl, { headers: { authorization: `Bearer ${controlSecret}` } });
    const node = new TestNode(socket);
    await new Promise<void>((done, failed) => {
      socket.once('open', done);
      socket.once('error', failed);
    });
    return node;
  }

  /** A node that is linked. */
  static async link(options: NodeOptions): Promise<TestNode> {
    const node = await TestNode.open(options);
    const welcome = await node.hello(options);
    node.#sequence = welcome.lastEvent;
    return node;
  }

  async hello({ node, instance, liveSessions, version }: Partial<NodeOptions>): Promise<NodeWelcome> {
    this.send({
      hello: {
        version: version ?? 1,
        node: node ?? 'node-1',
        instance: instance ?? 'instance-1',
        viewerUrl: 'ws://127.0.0.1:9/',
        liveSessions: liveSessions ?? [],
      },
    });
    const message = await this.next('welcome');
    return message.welcome;
  }

  send(message: Parameters<typeof encodeNodeMessage>[0]): void {
    this.#socket.send(encodeNodeMessage(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  /** Sends an event under the next number, and resolves once it is acknowledged. */
  async report(event: EventBody, timeMs: number = Date.now()): Promise<void> {
    const sequence = ++this.#sequence;
    this.send({ event: { sequence, timeMs, ...event } });
    await this.until(() => this.#acknowledged() >= sequence);
  }

  #acknowledged(): number {
    return Math.max(
      0,
      ...this.received.map((message) => (message.message === 'eventAck' ? message.eventAck.sequence : 0)),
    );
  }

  /** The first message of a kind, waited for. */
  async next<K extends ToNodeMessage['message']>(kind: K): Promise<Extract<ToNodeMessage, { message: K }>> {
    const find = () =>
      this.received.find((message): message is Extract<ToNodeMessage, { message: K }> => message.message === kind);
    await this.until(() => find() !== undefined);
    const found = find();
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  }

  commands() {
    return this.received.flatMap((message) => (message.message === 'command' ? [message.command] : []));
  }

  heartbeats(): Heartbeat[] {
    return this.received.flatMap((message) =>
      message.message === 'heartbeat' ? [decodeHeartbeat(message.heartbeat.payload)] : [],
    );
  }

  /** Waits for messages or the close until a condition holds. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.closeCode !== undefined) throw new Error(`closed with ${this.closeCode}`);
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  async closed(): Promise<number> {
    while (this.closeCode === undefined) await new Promise<void>((wake) => this.#waiting.push(wake));
    return this.closeCode;
  }

  drop(): void {
    this.#socket.terminate();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
