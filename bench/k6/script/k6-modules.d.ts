/** What the scripts use of k6's own modules, which k6 brings by itself and npm does not have. */

declare module 'k6/websockets' {
  /** The browser's, as far as the scripts use it, with pings on top. */
  export type K6Socket = Pick<
    WebSocket,
    'binaryType' | 'readyState' | 'bufferedAmount' | 'onopen' | 'onmessage' | 'onclose' | 'send' | 'close'
  > & { ping(): void; onping: (() => void) | null; onpong: (() => void) | null };
  interface Parameters {
    readonly headers: Readonly<Record<string, string>>;
  }
  const OpenSocket: new (url: string, protocols: null, parameters: Parameters) => K6Socket;

  export { OpenSocket as WebSocket };
}

declare module 'k6/metrics' {
  export class Counter {
    constructor(name: string);
    add(value: number): void;
  }
  export class Trend {
    constructor(name: string, isTime: boolean);
    add(value: number): void;
  }
}

declare module 'k6/encoding' {
  const encoding: {
    b64encode(content: string | ArrayBuffer): string;
    b64decode(text: string): ArrayBuffer;
    b64decode(text: string, variant: 'std', format: 's'): string;
  };
  export default encoding;
}

declare module 'k6/execution' {
  const execution: { readonly vu: { readonly idInTest: number } };
  export default execution;
}

/** What `k6 run --env` passes on. */
declare const __ENV: Readonly<Record<string, string>>;
