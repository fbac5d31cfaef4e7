/**
 * Reports the call state of the room from a page to the agent on the same machine: proves that it knows the secret,
 * which never leaves the page, answers whenever the agent asks, and says at once when something has changed.
 */
import { reporterLimits } from './limits.ts';
import { ReporterError } from './reporter-error.ts';

export type CallState = 'idle' | 'in-call' | 'unknown';

export interface ReporterOptions {
  /** The agent's setting `callStatePort`. */
  readonly port: number;
  /** What the agent keeps in `call-state-browser.token`. */
  readonly secret: string;
}

export interface ReportedSource {
  readonly name: 'room-application' | 'azure-call-agent';
  /** Asked each time anew; what it throws is unknown. */
  readonly state: () => CallState;
}

export interface CallStateReporter {
  /** The state may have changed. */
  changed(): void;
  close(): void;
}

const subprotocol = 'ringside.call-state.v1';

/** @throws ReporterError on a page that has no cryptography, being neither https: nor localhost */
export function reportCallState(source: ReportedSource, { port, secret }: ReporterOptions): CallStateReporter {
  if (!globalThis.isSecureContext) {
    throw new ReporterError('insecure-page', 'Only pages of https: or of localhost can report the call state.');
  }
  let socket: WebSocket | undefined;
  let introduced = false;
  let said: CallState | undefined;
  let saidMs = Number.NEGATIVE_INFINITY;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function stateNow(): CallState {
    try {
      return source.state();
    } catch {
      return 'unknown';
    }
  }

  function say(state: CallState): void {
    said = state;
    saidMs = performance.now();
    socket?.send(JSON.stringify({ state }));
  }

  async function introduce(to: WebSocket, challenge: string): Promise<void> {
    const proof = await proofOf(secret, challenge);
    if (to !== socket || to.readyState !== WebSocket.OPEN) return;
    to.send(JSON.stringify({ proof, source: source.name }));
    introduced = true;
    say(stateNow());
  }

  function open(): void {
    const opening = new WebSocket(`ws://127.0.0.1:${port}/call-state`, subprotocol);
    socket = opening;
    introduced = false;
    opening.onmessage = ({ data }) => {
      const message: unknown = JSON.parse(String(data));
      const challenge: unknown = typeof message === 'object' && message !== null && Reflect.get(message, 'challenge');
      if (introduced) say(stateNow());
      else void introduce(opening, String(challenge));
    };
    opening.onclose = () => {
      introduced = false;
      retry = setTimeout(open, reporterLimits.retryMs);
    };
  }

  open();
  return {
    changed() {
      const state = stateNow();
      if (!introduced || state === said) return;
      const calm = performance.now() - saidMs >= reporterLimits.calmMs;
      if (calm || state === 'in-call') say(state);
    },
    close() {
      clearTimeout(retry);
      if (socket === undefined) return;
      socket.onclose = null;
      socket.close();
      introduced = false;
    },
  };
}

async function proofOf(secret: string, challenge: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const proven = bytes(`${subprotocol} ${challenge} ${location.origin}`);
  const proof = new Uint8Array(await crypto.subtle.sign('HMAC', key, proven));
  return btoa(String.fromCharCode(...proof))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
