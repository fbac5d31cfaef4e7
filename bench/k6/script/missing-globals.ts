/**
 * What protocol and widget need of JavaScript and k6 does not have. Text is coded (UTF-8 only) by way of base64, since
 * that is native code in k6: a loop over a token's letters takes twenty times as long.
 */
import encoding from 'k6/encoding';

class Encoder {
  encode(text: string): Uint8Array {
    return new Uint8Array(encoding.b64decode(encoding.b64encode(text)));
  }
}

class Decoder {
  decode(bytes: Uint8Array<ArrayBuffer>): string {
    const { buffer, byteOffset, length } = bytes;
    return encoding.b64decode(encoding.b64encode(buffer.slice(byteOffset, byteOffset + length)), 'std', 's');
  }
}

Promise.withResolvers ??= <T>(): PromiseWithResolvers<T> => {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => {};
  let reject: PromiseWithResolvers<T>['reject'] = () => {};
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
};

Object.assign(globalThis, { TextEncoder: Encoder, TextDecoder: Decoder });
