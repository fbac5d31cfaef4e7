/** One page of a Chromium over its DevTools protocol: collect garbage, measure memory, run a line of script. */
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type PageMemory, readHeapSnapshot } from './heap-snapshot.ts';
import { fieldAt, textAt } from './message-field.ts';

export class PageDevtools {
  private readonly socket: WebSocket;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private calls = 0;
  /** Parts of the heap snapshot that is on its way. */
  private snapshot: string[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (bytes) => {
      const answer: unknown = JSON.parse(String(bytes));
      const part = textAt(fieldAt(answer, 'params'), 'chunk');
      if (part !== undefined) this.snapshot.push(part);
      const id = fieldAt(answer, 'id');
      if (typeof id !== 'number') return;
      this.answers.get(id)?.(fieldAt(answer, 'result'));
      this.answers.delete(id);
    });
  }

  /** @param port of the browser's DevTools endpoint, which shows one page */
  static async open(port: number): Promise<PageDevtools> {
    const targets: unknown = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
    const page = Array.isArray(targets) ? targets.find((target) => textAt(target, 'type') === 'page') : undefined;
    const url = textAt(page, 'webSocketDebuggerUrl');
    if (url === undefined) throw new BenchError('not-ready', 'Chromium shows no page.');
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new PageDevtools(socket);
  }

  /**
   * What the page's memory is made of, after garbage collection: the least of some looks, since images that are being
   * decoded at that moment, and what Chromium keeps beside them, are not held.
   */
  async memory(): Promise<PageMemory> {
    await this.call('HeapProfiler.enable');
    let least = await this.lookAtMemory();
    for (let look = 1; look < limits.heapLooks; look++) {
      await wait(limits.heapLookMs);
      const next = await this.lookAtMemory();
      if (next.heldBytes < least.heldBytes) least = next;
    }
    // Else V8 goes on noting where each object is.
    await this.call('HeapProfiler.disable');
    return least;
  }

  /** Frees what the page holds no more. */
  async collect(): Promise<void> {
    await this.call('HeapProfiler.collectGarbage');
  }

  private async lookAtMemory(): Promise<PageMemory> {
    this.snapshot = [];
    await this.collect();
    await this.call('HeapProfiler.takeHeapSnapshot');
    const json = this.snapshot.join('');
    this.snapshot = [];
    return readHeapSnapshot(json);
  }

  async run(script: string): Promise<void> {
    await this.call('Runtime.evaluate', { expression: script });
  }

  close(): void {
    this.socket.close();
  }

  private call(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new BenchError('timeout', `Chromium does not answer ${method}.`)),
        limits.startMs,
      );
      this.answers.set(id, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
