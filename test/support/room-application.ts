/** A room application that reports the call state to a device's agent, as the documentation tells its makers. */
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

/** CALL-3 allows two seconds of silence. */
const reportMs = 500;

export class RoomApplication {
  readonly #socket: Socket;
  #state = 'idle';
  readonly #timer = setInterval(() => this.#report(), reportMs);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#report();
  }

  static async connect(agentFolder: string): Promise<RoomApplication> {
    const token = (await readFile(join(agentFolder, 'call-state.token'), 'utf8')).trim();
    const socket = connect(join(agentFolder, 'call-state.sock'));
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.on('error', () => undefined);
    socket.write(`${JSON.stringify({ token })}\n`);
    return new RoomApplication(socket);
  }

  say(state: 'idle' | 'in-call'): void {
    this.#state = state;
    this.#report();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.destroy();
  }

  #report(): void {
    this.#socket.write(`${JSON.stringify({ state: this.#state })}\n`);
  }
}
