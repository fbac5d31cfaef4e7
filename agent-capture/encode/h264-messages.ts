/** What the agent's thread and the encoding thread say to each other. Pixels travel there and back without a copy. */

export type ToEncodingThread =
  | {
      readonly what: 'open';
      readonly stream: number;
      readonly width: number;
      readonly height: number;
      readonly framesPerSecond: number;
      readonly kilobitsPerSecond: number;
    }
  | { readonly what: 'encode'; readonly stream: number; readonly pixels: ArrayBuffer; readonly key: boolean }
  | { readonly what: 'retarget'; readonly stream: number; readonly kilobitsPerSecond: number }
  | { readonly what: 'close'; readonly stream: number };

export type FromEncodingThread =
  /** Said first, once. */
  | { readonly what: 'loaded'; readonly h264: boolean }
  | {
      readonly what: 'encoded';
      readonly stream: number;
      readonly payload: Uint8Array;
      readonly key: boolean;
      readonly pixels: ArrayBuffer;
    }
  | { readonly what: 'failed'; readonly stream: number; readonly reason: string };
