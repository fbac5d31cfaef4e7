/** A session with everything around it passed in: sockets, clock, host; each test says what they do. */
import {
  decodeViewerMessage,
  encodeToViewerMessage,
  generateProofKeys,
  type PublicKeyJwk,
  type ViewerMessage,
  wireVersion,
} from '@ringside/protocol';
import type { Socket } from '../session/relay-link.ts';
import type { SessionState } from '../session/session-state.ts';
import type { SessionGrant, StartSession } from '../session/start-session.ts';
import { ViewerSession } from '../session/viewer-session.ts';
import { FakeClock, until } from './fake-clock.ts';
import { layoutOf, opened } from './room.ts';

export class FakeSocket implements Socket {
  binaryType: BinaryType = 'blob';
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly url: string;
  readonly sent: ViewerMessage[] = [];
  closedWith: number | undefined;
  readonly nonce = crypto.getRandomValues(new Uint8Array(32));

  constructor(url: string) {
    this.url = url;
  }

  send(bytes: Parameters<Socket['send']>[0]): void {
    this.sent.push(decodeViewerMessage(bytes as Uint8Array));
  }

  close(code = 1000): void {
    this.closedWith = code;
  }

  challenge(version = wireVersion): void {
    this.says({ challenge: { nonce: this.nonce, version, oldestVersion: version, node: 'n', instance: 'i' } });
  }

  says(message: Parameters<typeof encodeToViewerMessage>[0]): void {
    this.saysBytes(encodeToViewerMessage(message));
  }

  saysBytes(bytes: Uint8Array): void {
    this.onmessage?.call(this as never, { data: new Uint8Array(bytes).buffer } as MessageEvent);
  }

  drops(code = 1006): void {
    this.onclose?.call(this as never, { code } as CloseEvent);
  }
}

export const relayUrl = 'wss://relay.example/viewer';
export const grant: SessionGrant = { sessionId: 'session-1', ticket: 'ticket', relayUrl };
export const ready = opened(layoutOf([['console', 100, 100]]));

export class SessionHarness {
  readonly clock = new FakeClock();
  readonly sockets: FakeSocket[] = [];
  readonly states: SessionState[] = [];
  readonly asked: { key: PublicKeyJwk; resume: string | undefined }[] = [];
  /** What the host answers. */
  answer: () => Promise<SessionGrant> = async () => grant;
  frames = 0;
  readonly startSession: StartSession = (key, { resume }) => {
    this.asked.push({ key, resume });
    return this.answer();
  };
  readonly session = new ViewerSession(
    {
      clock: this.clock,
      random: () => 0.5,
      generateKeys: generateProofKeys,
      subscribe: () => ({ all: true }),
      openSocket: (url) => {
        const created = new FakeSocket(url);
        this.sockets.push(created);
        return created;
      },
    },
    {
      stateChanged: (state) => this.states.push(state),
      opened: () => undefined,
      message: () => undefined,
      frame: () => this.frames++,
    },
  );

  socket(index: number): FakeSocket {
    const found = this.sockets[index];
    if (found === undefined) throw new Error(`no socket ${index} of ${this.sockets.length}`);
    return found;
  }

  start(relay?: string): void {
    this.session.start(this.startSession, relay);
  }

  /** Waits for the nth socket, and until it is the one in use. */
  async connected(index: number): Promise<FakeSocket> {
    await until(() => this.sockets.length > index && this.session.state.kind !== 'requesting');
    return this.socket(index);
  }

  /** Challenges the nth socket and waits for ticket and proof. */
  async presented(index: number): Promise<FakeSocket> {
    const current = await this.connected(index);
    current.challenge();
    await until(() => current.sent.length === 2);
    return current;
  }

  async goLive(): Promise<FakeSocket> {
    this.start();
    const live = await this.presented(0);
    live.says(ready);
    return live;
  }
}
