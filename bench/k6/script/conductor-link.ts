/** A virtual user's line to the bench: hears which phase holds, gets credentials and tickets, says what went wrong. */
import { type K6Socket, WebSocket } from 'k6/websockets';
import type { DeviceKey, FromConductor, Phase, ToConductor } from '../conductor-messages.ts';
import { figures } from './figures.ts';

export class ConductorLink {
  phase: Phase = 'devices';
  onPhase: (phase: Phase) => void = () => {};
  private readonly socket: K6Socket;
  private readonly asked = new Map<number, (tokens: readonly string[]) => void>();
  private asks = 0;

  private constructor(url: string) {
    this.socket = new WebSocket(url, null, { headers: {} });
    this.socket.onmessage = ({ data }) => this.hear(String(data));
  }

  static open(url: string): Promise<ConductorLink> {
    return new Promise((resolve) => {
      const link = new ConductorLink(url);
      link.socket.onopen = () => resolve(link);
    });
  }

  credentials(devices: readonly DeviceKey[]): Promise<readonly string[]> {
    return this.tokens((id) => ({ ask: 'credentials', id, devices }));
  }

  async ticket(session: string, viewer: DeviceKey): Promise<string> {
    const [ticket = ''] = await this.tokens((id) => ({ ask: 'ticket', id, session, viewer }));
    return ticket;
  }

  /** Counts a failure, and says which. */
  blame(why: string): void {
    figures.failures.add(1);
    this.send({ ask: 'blame', why });
  }

  close(): void {
    this.socket.close();
  }

  private tokens(question: (id: number) => ToConductor): Promise<readonly string[]> {
    const id = ++this.asks;
    return new Promise((resolve) => {
      this.asked.set(id, resolve);
      this.send(question(id));
    });
  }

  private send(message: ToConductor): void {
    this.socket.send(JSON.stringify(message));
  }

  private hear(text: string): void {
    // The other end is this folder's own code, of the same type.
    const message = JSON.parse(text) as FromConductor;
    switch (message.tell) {
      case 'phase':
        this.phase = message.phase;
        this.send({ ask: 'heard', phase: message.phase });
        this.onPhase(message.phase);
        return;
      case 'tokens':
        this.asked.get(message.id)?.(message.tokens);
        this.asked.delete(message.id);
        return;
      default:
        message satisfies never;
    }
  }
}
