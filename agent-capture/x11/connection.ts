/**
 * One connection to an X server: requests out, replies and events in, a known end. The `x11` package
 * does transport, authority and framing; requests are packed by the files beside this one.
 */
import { x11Limits } from './limits.ts';
import { request, words } from './request.ts';
import { X11Error } from './x11-error.ts';
import { authorityProblem, type Client, type Display, type Screen, type Visual, x11 } from './x11-package.ts';

export interface ConnectionEvents {
  /** The connection is over, for whatever reason but close(). Called once; all that was under way has failed before. */
  closed(error: X11Error): void;
}

export interface Extension {
  readonly major: number;
  readonly firstEvent: number;
}

/** A reply's bytes: `body` begins at offset 8 of the packet, `detail` is its byte 1. */
export type ParseReply<T> = (body: Buffer, detail: number) => T;

/** A whole event packet, valid during the call: 32 bytes, or more of a generic event. */
export type EventListener = (packet: Buffer) => void;

export class X11Connection {
  readonly #client: Client;
  readonly #events: ConnectionEvents;
  readonly #listeners = new Map<number, EventListener>();
  readonly #extensions = new Map<string, Promise<Extension | undefined>>();
  readonly #watchdog: NodeJS.Timeout;
  #due = 0;
  #flushing = false;
  #ended: X11Error | undefined;
  readonly screen: Screen;
  /** How many screens the X display has; this connection speaks of one. */
  readonly screens: number;
  readonly visual: Visual | undefined;
  readonly bitsPerPixel: number;
  readonly leastSignificantByteFirst: boolean;
  readonly keycodes: { readonly first: number; readonly last: number };

  private constructor(client: Client, display: Display, screen: Screen, events: ConnectionEvents) {
    this.#client = client;
    this.#events = events;
    this.screen = screen;
    this.screens = display.screen.length;
    this.visual = screen.depths[screen.root_depth]?.[screen.root_visual];
    this.bitsPerPixel = display.format[screen.root_depth]?.bits_per_pixel ?? 0;
    this.leastSignificantByteFirst = display.image_byte_order === 0;
    this.keycodes = { first: display.min_keycode, last: display.max_keycode };
    this.#watchdog = setTimeout(() => this.#checkAnswers(), x11Limits.answerMs).unref();
    client.on('event', (event: { rawData: Buffer }) => this.#deliver(event.rawData));
    client.on('error', (error: Error) => this.#failed(error));
    client.stream?.on('close', () => this.#end(new X11Error('closed', 'The X server closed the connection.')));
  }

  /** @throws X11Error 'unreachable', in a sentence for the operator */
  static async open(display: string, events: ConnectionEvents): Promise<X11Connection> {
    try {
      const unreadable = await authorityProblem();
      if (unreadable !== undefined) throw new Error(unreadable);
      const { client, setup } = await connect(display);
      const screen = setup.screen[Number(client.screenNum)];
      if (screen !== undefined) return new X11Connection(client, setup, screen, events);
      client.stream?.destroy();
      throw new Error(`it has no screen ${client.screenNum}`);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const advice = 'Check that it runs, that DISPLAY names it and that XAUTHORITY allows this user.';
      throw new X11Error('unreachable', `The X display "${display}" cannot be opened: ${why}. ${advice}`, { cause });
    }
  }

  get root(): number {
    return this.screen.root;
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** The number of the request sent last, which events caused by it carry in their low 16 bits. */
  get sequence(): number {
    return this.#client.seq_num;
  }

  newId(): number {
    return this.#client.AllocID() >>> 0;
  }

  releaseId(id: number): void {
    this.#client.ReleaseID(id);
  }

  /** Queues a request without a reply; it leaves with the next ask() or flush(), or before the process waits. */
  send(packet: Buffer): void {
    if (this.#ended !== undefined) return;
    this.#client.seq_num++;
    this.#client.pack_stream.put(packet);
    this.#client.pack_stream.submit();
  }

  flush(): void {
    if (this.#ended === undefined) this.#client.pack_stream.flush();
  }

  /** Sends a request and answers with its reply, parsed. @throws X11Error 'refused' or 'closed' */
  ask<T>(packet: Buffer, parse: ParseReply<T>): Promise<T> {
    const client = this.#client;
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      if (this.#due++ === 0) this.#watchdog.refresh();
      client.seq_num++;
      const unpack = (body: Buffer, detail: number): void => {
        // A reply that cannot be parsed fails its caller, not the reader of the connection.
        try {
          resolve(parse(body, detail));
        } catch (cause) {
          reject(new X11Error('refused', 'The X server sent a reply that cannot be read.', { cause }));
        }
      };
      const answered = (error: Error | null): boolean => {
        this.#due--;
        this.#watchdog.refresh();
        if (error !== null) reject(asRefusal(error));
        return true;
      };
      client.replies[client.seq_num] = [unpack, answered];
      client.pack_stream.put(packet);
      client.pack_stream.submit();
      this.#flushTogether();
    });
  }

  /** What is asked in one turn leaves, and is answered, together: a look at the ring asks a dozen things at once. */
  #flushTogether(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    process.nextTick(() => {
      this.#flushing = false;
      this.flush();
    });
  }

  /** Sends a request without a reply and resolves when the server has carried it out. @throws X11Error */
  async perform(packet: Buffer): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    let refusal: X11Error | undefined;
    this.#client.seq_num++;
    this.#client.replies[this.#client.seq_num] = [
      null,
      (error) => {
        if (error !== null) refusal = asRefusal(error);
        return true;
      },
    ];
    this.#client.pack_stream.put(packet);
    this.#client.pack_stream.submit();
    await this.sync();
    if (refusal !== undefined) throw refusal;
  }

  /** Resolves when the server has carried out everything sent before. */
  sync(): Promise<void> {
    const getInputFocus = 43;
    return this.ask(request(getInputFocus, 0), () => undefined);
  }

  /** One listener per event type; the type's parser in the package is bypassed. */
  listen(type: number, listener: EventListener): void {
    this.#client.eventParsers[type] = () => ({});
    this.#listeners.set(type, listener);
  }

  extension(name: string): Promise<Extension | undefined> {
    const known = this.#extensions.get(name);
    if (known !== undefined) return known;
    const queryExtension = 98;
    const asked = this.ask(
      request(queryExtension, 0, name.length, ...words(Buffer.from(name, 'latin1'))),
      (body): Extension | undefined =>
        body.readUInt8(0) === 1 ? { major: body.readUInt8(1), firstEvent: body.readUInt8(2) } : undefined,
    );
    this.#extensions.set(name, asked);
    return asked;
  }

  /** Sends what is queued and closes; idempotent. */
  close(): void {
    if (this.#ended !== undefined) return;
    this.flush();
    this.#settle(new X11Error('closed', 'The connection to the X server was closed.'));
    this.#client.stream?.end();
  }

  #deliver(packet: Buffer): void {
    if (this.#ended !== undefined) return;
    this.#listeners.get((packet[0] ?? 0) & 0x7f)?.(packet);
  }

  /** A refused request without a caller (a window that has gone meanwhile) is no fault; a broken socket is. */
  #failed(error: Error): void {
    if ('error' in error && typeof error.error === 'number') return;
    this.#end(new X11Error('closed', `The connection to the X server broke: ${error.message}.`, { cause: error }));
  }

  #checkAnswers(): void {
    if (this.#ended !== undefined || this.#due === 0) return;
    const seconds = x11Limits.answerMs / 1000;
    this.#end(new X11Error('closed', `The X server has not answered for ${seconds} s.`));
    this.#client.stream?.destroy();
  }

  #end(error: X11Error): void {
    if (this.#ended !== undefined) return;
    this.#settle(error);
    this.#events.closed(error);
  }

  #settle(error: X11Error): void {
    this.#ended = error;
    clearTimeout(this.#watchdog);
    this.#listeners.clear();
    for (const [sequence, [, answered]] of Object.entries(this.#client.replies)) {
      delete this.#client.replies[Number(sequence)];
      answered(error);
    }
  }
}

function connect(display: string): Promise<{ readonly client: Client; readonly setup: Display }> {
  return new Promise((resolve, reject) => {
    const options = { display, disableBigRequests: true, shm: false, bufferRequests: true } as const;
    const client = x11.createClient(options, (error, setup) => {
      clearTimeout(timer);
      if (error === undefined) resolve({ client, setup });
      else reject(error);
    });
    // Errors of the setup come here; once it has succeeded this does nothing any more.
    client.on('error', (error: Error) => {
      clearTimeout(timer);
      reject(error);
    });
    const timer = setTimeout(() => {
      reject(new Error(`it does not answer within ${x11Limits.connectMs / 1000} s`));
      client.stream?.destroy();
    }, x11Limits.connectMs);
  });
}

function asRefusal(error: Error): X11Error {
  if (error instanceof X11Error) return error;
  return new X11Error('refused', `The X server refused a request: ${error.message}.`, { cause: error });
}
