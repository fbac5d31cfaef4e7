/** Types for what x11-package.ts passes on of the untyped `x11` package (4.2.2). */
declare module 'x11' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';

  export interface Visual {
    readonly vid: number;
    readonly class: number;
    readonly red_mask: number;
    readonly green_mask: number;
    readonly blue_mask: number;
  }

  export interface Screen {
    readonly root: number;
    readonly root_visual: number;
    readonly root_depth: number;
    readonly pixel_width: number;
    readonly pixel_height: number;
    readonly depths: Readonly<Record<number, Readonly<Record<number, Visual>>>>;
  }

  export interface Display {
    readonly screen: readonly Screen[];
    readonly format: Readonly<Record<number, { readonly bits_per_pixel: number; readonly scanline_pad: number }>>;
    /** 0 is least significant byte first. */
    readonly image_byte_order: number;
    readonly min_keycode: number;
    readonly max_keycode: number;
  }

  /** Reads the body of a reply: the bytes from offset 8 on, and the byte at offset 1. */
  export type Unpack = (body: Buffer, detail: number) => unknown;
  /** Returns whether it dealt with the error; otherwise the client emits it too. */
  export type Answered = (error: Error | null, result?: unknown) => boolean;

  export interface Client extends EventEmitter {
    seq_num: number;
    /** Requests under way, by sequence number; the first entry is null for requests without a reply. */
    readonly replies: Record<number, [Unpack | null, Answered, ...unknown[]]>;
    readonly pack_stream: { put(packet: Buffer): void; submit(expectsReply?: boolean): boolean; flush(): boolean };
    readonly stream: Duplex | undefined;
    /** Parsers by event type; what they return is emitted as "event" with the packet added as `rawData`. */
    readonly eventParsers: Record<number, (type: number) => object>;
    readonly screenNum: number | string;
    AllocID(): number;
    ReleaseID(id: number): void;
  }

  interface Options {
    display: string;
    disableBigRequests?: boolean;
    shm?: false;
    bufferRequests?: boolean;
  }

  const x11: {
    createClient(options: Options, ready: (error: Error | undefined, display: Display) => void): Client;
    readonly keySyms: Readonly<Record<string, { readonly code: number; readonly description: string | null }>>;
  };
  export default x11;
}
