/** One page of a Chromium over its DevTools protocol: collect garbage, measure the heap, run a line of script. */
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { fieldAt, textAt } from './message-field.ts';

/** Bytes. */
export interface PageHeap {
  /** V8's heap: objects, and the code that is compiled of the script. */
  readonly scriptBytes: number;
  /** Blink's. */
  readonly documentBytes: number;
  /** Array buffers. */
  readonly bufferBytes: number;
}

export function totalBytes({ scriptBytes, documentBytes, bufferBytes }: PageHeap): number {
  return scriptBytes + documentBytes + bufferBytes;
}

export class PageDevtools {
  private readonly socket: WebSocket;
  private readonly answers = new Map<number, (result: unknown) => void>();
  private calls = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (bytes) => {
      const answer: unknown = JSON.parse(String(bytes));
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
   * What the page's JavaScript holds, after garbage collection: the least of some looks, since images that are being
   * decoded at that moment, and what Chromium keeps beside them, are not held.
   */
  async heap(): Promise<PageHeap> {
    let least = await this.lookAtHeap();
    for (let look = 1; look < limits.heapLooks; look++) {
      await wait(limits.heapLookMs);
      const next = await this.lookAtHeap();
      if (totalBytes(next) < totalBytes(least)) least = next;
    }
    return least;
  }

  private async lookAtHeap(): Promise<PageHeap> {
    await this.call('HeapProfiler.collectGarbage');
    const usage = await this.call('Runtime.getHeapUsage');
    const bytes = (name: string): number => {
      const value = fieldAt(usage, name);
      return typeof value === 'number' ? value : 0;
    };
    return {
      scriptBytes: bytes('usedSize'),
      documentBytes: bytes('embedderHeapUsedSize'),
      bufferBytes: bytes('backingStorageSize'),
    };
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
