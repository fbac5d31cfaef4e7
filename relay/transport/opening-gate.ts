/**
 * Decides about an opening before there is a connection: path, subprotocol, Origin, and how many connections one
 * address may have that have not proven themselves.
 */
import { subprotocol } from '@ringside/protocol';
import type { OpeningRefusal, Route, TransportOptions } from './transport.ts';

export interface OpeningRequest {
  readonly path: string;
  /** The Sec-WebSocket-Protocol header as it came. */
  readonly subprotocols: string;
  readonly origin: string;
  readonly address: string;
}

export type Admission = { readonly route: Route } | { readonly refused: OpeningRefusal };

export class OpeningGate {
  readonly #options: TransportOptions;
  readonly #unauthenticated = new Map<string, number>();
  #connections = 0;
  #draining = false;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  get connections(): number {
    return this.#connections;
  }

  drain(): void {
    this.#draining = true;
  }

  /** Decides; a refusal is counted. An admitted one is entered by enter() once it is a connection. */
  admit(request: OpeningRequest): Admission {
    const decision = this.#decide(request);
    if ('refused' in decision) this.#options.refused(decision.refused);
    return decision;
  }

  enter(address: string): void {
    this.#connections++;
    this.#unauthenticated.set(address, (this.#unauthenticated.get(address) ?? 0) + 1);
  }

  /** The connection has proven itself: its address gets its place back. Once per connection. */
  authenticated(address: string): void {
    const count = this.#unauthenticated.get(address) ?? 0;
    if (count > 1) this.#unauthenticated.set(address, count - 1);
    else this.#unauthenticated.delete(address);
  }

  leave(address: string, authenticated: boolean): void {
    this.#connections--;
    if (!authenticated) this.authenticated(address);
  }

  #decide({ path, subprotocols, origin, address }: OpeningRequest): Admission {
    const { routes, limits } = this.#options;
    const route = routes.find((candidate) => candidate.path === path);
    if (route === undefined) return { refused: 'path' };
    if (!subprotocols.split(',').some((offered) => offered.trim() === subprotocol)) return { refused: 'subprotocol' };
    if (route.originRequired && origin === '') return { refused: 'origin' };
    if (this.#draining) return { refused: 'draining' };
    if (this.#connections >= limits.connections) return { refused: 'connection-limit' };
    if ((this.#unauthenticated.get(address) ?? 0) >= limits.unauthenticatedPerAddress) {
      return { refused: 'address-limit' };
    }
    return { route };
  }
}

/** The address to count: the socket's, or the last one that the declared proxy added. */
export function peerAddress(socketAddress: string, forwardedFor: string, behindProxy: boolean): string {
  if (!behindProxy || forwardedFor === '') return socketAddress;
  return forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim();
}
