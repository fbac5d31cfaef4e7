/** Who is connected, by what services hear from the relay: devices and sessions of its present run. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ServicesDouble } from '@ringside/relay/testing';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';

type Heard = Pick<ServicesDouble, 'events'>;

export class Census {
  private readonly services: Heard;
  private readonly devices = new Set<string>();
  private readonly sessions = new Set<string>();
  private readonly patienceMs: number;
  private counted: number;

  /** Counts from now on. @param patienceMs how long complete() waits */
  constructor(services: Heard, patienceMs: number = limits.k6PhaseMs) {
    this.services = services;
    this.patienceMs = patienceMs;
    this.counted = services.events.all.length;
  }

  /** Waits until there are so many, of either. @throws BenchError with how many there are */
  async complete(devices: number, sessions: number): Promise<void> {
    const end = performance.now() + this.patienceMs;
    for (;;) {
      this.count();
      if (this.devices.size >= devices && this.sessions.size >= sessions) return;
      if (performance.now() > end) {
        const there = `${this.devices.size} devices and ${this.sessions.size} sessions`;
        throw new BenchError('timeout', `Of ${devices} devices and ${sessions} sessions there are ${there}.`);
      }
      await wait(limits.pollMs);
    }
  }

  private count(): void {
    const { all } = this.services.events;
    for (; this.counted < all.length; this.counted++) {
      const event = all[this.counted];
      if (event?.deviceConnected) this.devices.add(event.deviceConnected.device);
      if (event?.deviceDisconnected) this.devices.delete(event.deviceDisconnected.device);
      if (event?.sessionStarted) this.sessions.add(event.sessionStarted.session);
      if (event?.sessionEnded) this.sessions.delete(event.sessionEnded.session);
      if (event?.sessionSuspended) this.sessions.delete(event.sessionSuspended.session);
    }
  }
}
