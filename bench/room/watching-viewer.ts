/** A viewer as the bench plays it: notes when frames come, acknowledges them, and types on and on. */
import { ScriptedViewer } from '@ringside/relay/testing';
import { limits } from '../limits.ts';
import { monotonicMs } from './monotonic.ts';

export interface ViewerPlace {
  /** The relay: "ws://127.0.0.1:8401". */
  readonly relayUrl: string;
  readonly session: string;
  readonly device: string;
  /** Of the page that it plays. */
  readonly origin: string;
}

export class WatchingViewer extends ScriptedViewer {
  lastFrameMs = 0;
  #typing: NodeJS.Timeout | undefined;
  #next: (() => void)[] = [];

  constructor({ relayUrl, session, device, origin }: ViewerPlace) {
    super(relayUrl, session, {
      device,
      origin,
      keepsFrames: false,
      onFrame: () => this.#framed(),
    });
    this.peer.socket.once('close', () => this.stopTyping());
  }

  /** Resolves with the next frame. */
  nextFrame(): Promise<void> {
    return new Promise((resolve) => this.#next.push(resolve));
  }

  /** A key goes down and up for as long as the relay listens. */
  startTyping(): void {
    let down = false;
    this.#typing ??= setInterval(() => {
      down = !down;
      this.input({ key: { code: 'KeyA', key: 'a', down, repeat: false } });
    }, limits.roomKeyMs);
  }

  stopTyping(): void {
    clearInterval(this.#typing);
    this.#typing = undefined;
  }

  #framed(): void {
    this.lastFrameMs = monotonicMs();
    for (const resolve of this.#next.splice(0)) resolve();
  }
}
