/**
 * The room application's side of the agent's call state socket: says the token, then its state at each change and
 * regularly in between, as a real one would. Connects again whenever the socket goes.
 */
import { connect, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { roomLimits } from './limits.ts';

export interface RoomApplicationOptions {
  readonly path: string;
  readonly token: string;
  readonly clock: Pick<Clock, 'after'>;
  readonly state: () => 'idle' | 'in-call';
}

export class RoomApplicationClient {
  readonly #options: RoomApplicationOptions;
  #socket: Socket | undefined;
  #silent = false;
  #closed = false;
  #cancelReport: (() => void) | undefined;
  #cancelConnect: (() => void) | undefined;

  constructor(options: RoomApplicationOptions) {
    this.#options = options;
    this.#connect();
  }

  /** The state has changed: says so at once. */
  report(): void {
    this.#cancelReport?.();
    const { clock, state } = this.#options;
    if (!this.#silent) this.#socket?.write(`${JSON.stringify({ state: state() })}\n`);
    this.#cancelReport = clock.after(roomLimits.reportMs, () => this.report());
  }

  /** Hangs: the connection stays, nothing is said. */
  setSilent(silent: boolean): void {
    this.#silent = silent;
    if (!silent) this.report();
  }

  close(): void {
    this.#closed = true;
    this.#cancelReport?.();
    this.#cancelConnect?.();
    this.#socket?.destroy();
  }

  #connect(): void {
    const { path, token, clock } = this.#options;
    const socket = connect(path);
    // What the agent answers is of no interest, but unread data would stop its end.
    socket.resume();
    socket.on('connect', () => {
      this.#socket = socket;
      socket.write(`${JSON.stringify({ token })}\n`);
      this.report();
    });
    // 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#socket = undefined;
      this.#cancelReport?.();
      if (!this.#closed) this.#cancelConnect = clock.after(roomLimits.reconnectMs, () => this.#connect());
    });
  }
}
