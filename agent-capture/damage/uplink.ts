/** The way to the relay as the displays of a pipeline share it: what it takes, whether it is full, what it carries. */
import { damageLimits } from './limits.ts';
import { LineRate } from './line-rate.ts';
import type { VideoOutlet } from './video-pipeline.ts';

export class Uplink {
  readonly #outlet: Pick<VideoOutlet, 'send' | 'queuedBytes' | 'nowUs'>;
  readonly #rate = new LineRate();

  constructor(outlet: Pick<VideoOutlet, 'send' | 'queuedBytes' | 'nowUs'>) {
    this.#outlet = outlet;
  }

  /** False when the guard or the link is closed. */
  send(message: Uint8Array): boolean {
    this.#rate.sent(message.length);
    return this.#outlet.send(message);
  }

  /** More waits in the socket than new pixels are worth. */
  get full(): boolean {
    const queued = this.#outlet.queuedBytes();
    this.#rate.sample(queued, this.#outlet.nowUs());
    return queued > damageLimits.queuedBytes;
  }

  /** Kilobits per second; 0 while this line does not limit. */
  get kilobits(): number {
    return this.#rate.at(this.#outlet.nowUs());
  }
}
