/** What scripted agents and viewers share: a client socket of the relay that remembers what it heard. */
import { closeName, subprotocol } from '@ringside/protocol';
import { type ClientOptions, WebSocket } from 'ws';
import { Heard } from './event-wait.ts';

export interface PeerClose {
  readonly code: number;
  /** By the table of close codes, or the number. */
  readonly name: string;
}

export class ScriptedPeer {
  readonly socket: WebSocket;
  readonly closes = new Heard<PeerClose>('close by the relay');

  constructor(url: string, options: ClientOptions & { readonly unmasked?: boolean } = {}) {
    const { unmasked, ...rest } = options;
    this.socket = new WebSocket(url, subprotocol, {
      perMessageDeflate: false,
      // A zero mask costs the load process nothing; the relay unmasks all the same.
      ...(unmasked === true ? { generateMask: () => {} } : {}),
      ...rest,
    });
    this.socket.on('error', () => {});
    this.socket.on('close', (code) => this.closes.add({ code, name: closeName(code) ?? String(code) }));
  }

  send(encoded: Uint8Array): void {
    this.socket.send(encoded);
  }

  close(): void {
    this.socket.close();
  }

  /** Reads nothing any more, and so answers nothing, as when its machine hangs or is gone. */
  freeze(): void {
    this.socket.pause();
  }

  thaw(): void {
    this.socket.resume();
  }

  /** Vanishes without a word. */
  terminate(): void {
    this.socket.terminate();
  }
}
