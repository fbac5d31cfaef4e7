/** The part of MeshCentral's control channel that the bench uses: makes a group of devices, and waits for one. */
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { fieldAt, textAt } from '../process/message-field.ts';
import type { MeshServer } from './mesh-server.ts';

export class MeshControl {
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  static async open({ port, tls }: MeshServer): Promise<MeshControl> {
    const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
    const url = `${tls ? 'wss' : 'ws'}://127.0.0.1:${port}/control.ashx`;
    const socket = new WebSocket(url, { origin, rejectUnauthorized: false, perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.on('error', reject);
    });
    return new MeshControl(socket);
  }

  /** @returns the group's identifier, as agents and its settings name it */
  async createGroup(): Promise<string> {
    const request = { action: 'createmesh', meshname: 'bench', meshtype: 2, desc: '', responseid: 'bench' };
    const answer = await this.ask(request, (message) => textAt(message, 'responseid') === 'bench');
    const id = textAt(answer, 'meshid');
    if (id === undefined) throw new BenchError('not-ready', 'MeshCentral made no group of devices.');
    return id.replace('mesh//', '');
  }

  /** Waits for the first device that is connected. @returns its identifier, as the page names it */
  async connectedDevice(): Promise<string> {
    const end = performance.now() + limits.startMs;
    for (;;) {
      const answer = await this.ask({ action: 'nodes' }, (message) => textAt(message, 'action') === 'nodes');
      const groups = Object.values(fieldAt(answer, 'nodes') ?? {}).flat();
      const device = groups.find((node) => fieldAt(node, 'conn') === 1);
      const id = textAt(device, '_id');
      if (id !== undefined) return id.replace('node//', '');
      if (performance.now() > end) throw new BenchError('not-ready', "MeshCentral's agent does not connect.");
      await wait(limits.pollMs);
    }
  }

  close(): void {
    this.socket.close();
  }

  private ask(request: object, isAnswer: (message: unknown) => boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.socket.off('message', take);
        reject(new BenchError('timeout', 'MeshCentral does not answer.'));
      }, limits.startMs);
      const take = (bytes: unknown): void => {
        const message: unknown = JSON.parse(String(bytes));
        if (!isAnswer(message)) return;
        clearTimeout(timer);
        this.socket.off('message', take);
        resolve(message);
      };
      this.socket.on('message', take);
      this.socket.send(JSON.stringify(request));
    });
  }
}
