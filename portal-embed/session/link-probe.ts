/**
 * Probes to the far end of a live session: round trip, the agent's clock, and whether the link still carries anything.
 * The offset of the quickest recent probe is taken: it was delayed least, so it is off least. By it the way back alone
 * can be timed, which is the way that video comes.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from './clock.ts';

export interface ProbeListener {
  sendProbe(sentUs: number): void;
  heardAtMs(): number;
  /** Nothing came back for too long: the link is dead, whatever the socket says. */
  silent(): void;
}

interface Sample {
  readonly roundTripMs: number;
  /** What to add to this clock to get the agent's. */
  readonly offsetMs: number;
  readonly answeredMs: number;
  readonly heardMs: number;
}

export class LinkProbe {
  readonly #clock: Clock;
  readonly #listener: ProbeListener;
  #samples: Sample[] = [];
  #quickest: Sample | undefined;
  /** When those probes were sent, in microseconds, that nothing has answered yet; the oldest first. */
  #waiting: number[] = [];
  #cancel: (() => void) | undefined;
  #lastTickMs = 0;

  constructor(clock: Clock, listener: ProbeListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  start(): void {
    this.stop();
    this.#samples = [];
    this.#quickest = undefined;
    this.#waiting = [];
    this.#lastTickMs = this.#clock.now();
    this.#tick();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  replied(sentUs: number, agentUs: number): void {
    const nowMs = this.#clock.now();
    const roundTripMs = nowMs - sentUs / 1_000;
    // Only an echo of this clock's past can be an answer.
    if (!(roundTripMs >= 0)) return;
    this.#waiting = this.#waiting.filter((waitingUs) => waitingUs > sentUs);
    const offsetMs = agentUs / 1_000 - (nowMs - roundTripMs / 2);
    this.#samples.push({ roundTripMs, offsetMs, answeredMs: agentUs / 1_000, heardMs: nowMs });
    if (this.#samples.length > viewerLimits.probeSamples) this.#samples.shift();
    this.#quickest = this.#samples.reduce((best, sample) => (sample.roundTripMs < best.roundTripMs ? sample : best));
  }

  /** Of the latest answer, or as long as the next is waited for if that is longer: a dead line must not look like a good one. */
  get roundTripMs(): number | undefined {
    const latestMs = this.#samples.at(-1)?.roundTripMs;
    const waitedMs = this.#waitedMs();
    if (latestMs !== undefined) return Math.max(latestMs, waitedMs);
    return waitedMs < viewerLimits.probeMs ? undefined : waitedMs;
  }

  /** How old pixels are that the agent captured then, if its clock is known yet. */
  ageMs(capturedUs: number): number | undefined {
    if (this.#quickest === undefined || capturedUs === 0) return undefined;
    return Math.max(0, this.#clock.now() + this.#quickest.offsetMs - capturedUs / 1_000);
  }

  /** How much longer recent answers took from the agent to here than the quickest one did. */
  get delayMs(): number {
    const quickest = this.#quickest;
    if (quickest === undefined) return 0;
    const recent = this.#samples.slice(-viewerLimits.delaySamples);
    const wayMs = ({ heardMs, answeredMs }: Sample): number => heardMs + quickest.offsetMs - answeredMs;
    const meanMs = recent.reduce((sum, sample) => sum + wayMs(sample), 0) / recent.length;
    return Math.max(0, meanMs - wayMs(quickest));
  }

  #waitedMs(): number {
    const [oldestUs] = this.#waiting;
    return oldestUs === undefined || this.#slept() ? 0 : this.#clock.now() - oldestUs / 1_000;
  }

  /** A page that slept cannot know what arrived meanwhile: it listens for one more interval before it judges. */
  #slept(): boolean {
    return this.#clock.now() - this.#lastTickMs > 2 * viewerLimits.probeMs;
  }

  #tick(): void {
    const nowMs = this.#clock.now();
    const slept = this.#slept();
    if (slept) this.#waiting = [];
    this.#lastTickMs = nowMs;
    if (!slept && nowMs - this.#listener.heardAtMs() > viewerLimits.silenceMs) {
      this.#listener.silent();
      return;
    }
    const sentUs = Math.round(nowMs * 1_000);
    this.#waiting.push(sentUs);
    if (this.#waiting.length > viewerLimits.probeSamples) this.#waiting.shift();
    this.#listener.sendProbe(sentUs);
    this.#cancel = this.#clock.after(viewerLimits.probeMs, () => this.#tick());
  }
}
