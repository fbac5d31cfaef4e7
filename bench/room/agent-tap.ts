/**
 * Between the agent and its relay: hands bytes on as they are, and notes when each message of the agent left the device.
 * So it is known when capture stopped without a word of the agent's own, and the link can be broken where it is.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type AgentMessage, decodeAgentMessage, isFrame } from '@ringside/protocol';
import { Heard } from '@ringside/relay/testing';
import { limits } from '../limits.ts';
import { MaskedMessages } from './masked-messages.ts';
import { monotonicMs } from './monotonic.ts';

/** Anything but a frame, and when it came. */
export interface Said {
  readonly atMs: number;
  /** Frames that had come before it, and when the last of them did. */
  readonly framesBefore: number;
  readonly lastFrameMs: number;
  readonly message: AgentMessage;
}

export class AgentTap {
  readonly port: number;
  readonly said = new Heard<Said>('message of the agent', limits.startMs);
  frames = 0;
  lastFrameMs = 0;
  readonly #server: Server;
  /** Resolves when the agent's connection is gone. */
  gone: Promise<void> = Promise.resolve();
  readonly #links = new Set<readonly [agent: Socket, relay: Socket]>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** @param relayPort where it leads to, on loopback; the relay may come later */
  static async open(relayPort: number): Promise<AgentTap> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const tap = new AgentTap(server, typeof address === 'object' && address !== null ? address.port : 0);
    server.on('connection', (socket) => tap.#join(socket, relayPort));
    return tap;
  }

  /** Both ends hear that the connection was reset. */
  reset(): void {
    for (const link of this.#links) for (const socket of link) socket.resetAndDestroy();
  }

  /** Both ends hear that nothing more comes. */
  finish(): void {
    for (const link of this.#links) for (const socket of link) socket.end();
  }

  close(): void {
    this.reset();
    this.#server.close();
  }

  #join(agent: Socket, relayPort: number): void {
    const relay = connect({ port: relayPort, host: '127.0.0.1', noDelay: true });
    const link = [agent, relay] as const;
    this.#links.add(link);
    const messages = new MaskedMessages((message) => this.#took(message));
    // Taken as it comes, so that what is noted is the agent's doing; how much that is, the relay's credit bounds.
    agent.on('data', (chunk: Buffer) => {
      messages.read(chunk);
      relay.write(chunk);
    });
    agent.on('end', () => relay.end());
    relay.pipe(agent);
    const gone = Promise.withResolvers<void>();
    this.gone = gone.promise;
    for (const socket of link) {
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#links.delete(link);
        for (const other of link) other.destroy();
        gone.resolve();
      });
    }
  }

  #took(message: Buffer): void {
    const atMs = monotonicMs();
    if (isFrame(message)) {
      this.frames++;
      this.lastFrameMs = atMs;
    } else {
      this.said.add({
        atMs,
        framesBefore: this.frames,
        lastFrameMs: this.lastFrameMs,
        message: decodeAgentMessage(message),
      });
    }
  }
}
