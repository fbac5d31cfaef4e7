/**
 * A line as sockets on loopback: each door leads to a port behind the line, all doors share one bottleneck in each
 * direction. Senders are read only while the buffer has room, so that what does not fit waits at them.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { Bottleneck, type LineShape, type Packet } from './bottleneck.ts';

export interface LineBytes {
  /** Arrived at viewers. */
  readonly down: number;
  /** Arrived behind the line. */
  readonly up: number;
  /** Waiting for the bottleneck towards viewers. */
  readonly queuedDown: number;
}

interface Direction {
  readonly bottleneck: Bottleneck<Socket>;
  /** Who is read for it, each with the socket that its bytes go to. */
  readonly sources: Map<Socket, Socket>;
  arrivedBytes: number;
  timer: NodeJS.Timeout | undefined;
}

export class LineServer {
  #shape: LineShape;
  readonly #down: Direction;
  readonly #up: Direction;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(shape: LineShape) {
    this.#shape = shape;
    const direction = (): Direction => ({
      bottleneck: new Bottleneck(shape),
      sources: new Map(),
      arrivedBytes: 0,
      timer: undefined,
    });
    this.#down = direction();
    this.#up = direction();
  }

  get bytes(): LineBytes {
    const [down, up] = [this.#down, this.#up];
    return { down: down.arrivedBytes, up: up.arrivedBytes, queuedDown: down.bottleneck.queuedBytes };
  }

  /** @returns the port of a door that leads to this port */
  openDoor(target: number): Promise<number> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (viewer) => {
      void this.#join(viewer, target);
    });
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new BenchError('not-ready', 'No free port on loopback.'));
      });
    });
  }

  reshape(shape: LineShape): void {
    this.#shape = shape;
    for (const direction of [this.#down, this.#up]) {
      direction.bottleneck.reshape(shape);
      this.#turn(direction);
    }
  }

  /** The line carries nothing for so long; connections stay. */
  stall(durationMs: number): void {
    const nowMs = performance.now();
    for (const { bottleneck } of [this.#down, this.#up]) bottleneck.stall(durationMs, nowMs);
  }

  close(): void {
    for (const { timer } of [this.#down, this.#up]) clearTimeout(timer);
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #join(viewer: Socket, target: number): Promise<void> {
    const behind = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    viewer.pause();
    // Whoever breaks off is seen at the other end as the connection breaking off.
    viewer.on('error', () => behind.destroy());
    behind.on('error', () => viewer.destroy());
    for (const socket of [viewer, behind]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    this.#carry(behind, viewer, this.#down);
    // A connection is a round trip old before its first byte leaves.
    await wait(this.#shape.roundTripMs);
    if (!viewer.destroyed) this.#carry(viewer, behind, this.#up);
  }

  #carry(source: Socket, sink: Socket, direction: Direction): void {
    const { bottleneck, sources } = direction;
    sources.set(source, sink);
    const offer = (packet: Packet<Socket>): void => {
      bottleneck.offer(packet, performance.now());
      this.#turn(direction);
    };
    source.on('data', (bytes) => offer({ kind: 'bytes', sink, bytes }));
    source.on('end', () => offer({ kind: 'end', sink }));
    source.on('close', () => sources.delete(source));
    sink.on('drain', () => this.#regulate(direction));
    this.#regulate(direction);
  }

  #turn(direction: Direction): void {
    clearTimeout(direction.timer);
    const nextMs = direction.bottleneck.turn(performance.now(), (packet) => {
      if (packet.sink.destroyed) return;
      if (packet.kind === 'end') packet.sink.end();
      else {
        direction.arrivedBytes += packet.bytes.length;
        packet.sink.write(packet.bytes);
      }
    });
    this.#regulate(direction);
    if (nextMs !== undefined) {
      direction.timer = setTimeout(() => this.#turn(direction), Math.max(0, nextMs - performance.now()));
    }
  }

  /** Reads whom there is room for; a viewer that takes nothing stops its own sender. */
  #regulate({ bottleneck, sources }: Direction): void {
    const room = bottleneck.hasRoom(limits.lineReadBytes);
    for (const [source, sink] of sources) {
      if (!room || sink.writableNeedDrain) source.pause();
      else if (source.isPaused()) source.resume();
    }
  }
}
