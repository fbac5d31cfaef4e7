/**
 * Redeems tickets: verified, for this node and this run of it, from the origin it names, by the holder of its key, and
 * once. Used ids are remembered until no ticket can carry them any more. Redemption asks nobody, so there is no race:
 * the first to reach the check after verification wins, in one turn of the event loop.
 */
import { isRefusal, limits, type Ticket, type TokenTrust, verifyProof, verifyTicket } from '@ringside/protocol';

export interface Presented {
  readonly ticket: string;
  readonly proof: Uint8Array;
  readonly nonce: Uint8Array;
  readonly origin: string;
}

/** Why not is for the log and the metrics; the peer hears one word. */
export type Redemption = { readonly ticket: Ticket } | { readonly refused: RedemptionRefusal };
export type RedemptionRefusal = 'invalid' | 'node' | 'origin' | 'proof' | 'used' | 'full';

export interface RedemptionOptions {
  readonly node: string;
  readonly instance: string;
  readonly trust: TokenTrust;
  readonly mostUsed: number;
  nowMs(): number;
}

export class TicketRedemption {
  readonly #options: RedemptionOptions;
  /** Ticket id → when it may be forgotten. In order of use, which is nearly the order of expiry. */
  readonly #used = new Map<string, number>();

  constructor(options: RedemptionOptions) {
    this.#options = options;
  }

  get remembered(): number {
    return this.#used.size;
  }

  async redeem({ ticket: token, proof, nonce, origin }: Presented): Promise<Redemption> {
    const { node, instance, trust, nowMs } = this.#options;
    const ticket = await verifyTicket(token, trust, nowMs());
    if (isRefusal(ticket)) return { refused: 'invalid' };
    if (ticket.node !== node || ticket.instance !== instance) return { refused: 'node' };
    if (origin === '' || ticket.origin !== origin) return { refused: 'origin' };
    // Before the ticket is used up: who cannot prove possession must not be able to spoil it for its holder.
    if (!(await verifyProof(ticket.viewerKey, 'viewer', nonce, token, proof))) return { refused: 'proof' };
    return this.#use(ticket);
  }

  /** No await from look-up to entry: exactly one of any number of parallel redemptions gets through. */
  #use(ticket: Ticket): Redemption {
    const now = this.#options.nowMs();
    this.#forgetExpired(now);
    if (this.#used.has(ticket.id)) return { refused: 'used' };
    if (this.#used.size >= this.#options.mostUsed) return { refused: 'full' };
    // The second skew: one that was verified in its last moment is used after that moment.
    this.#used.set(ticket.id, ticket.expiresAtMs + 2 * limits.clockSkewMs);
    return { ticket };
  }

  #forgetExpired(nowMs: number): void {
    for (const [id, untilMs] of this.#used) {
      if (untilMs > nowMs) return;
      this.#used.delete(id);
    }
  }
}
