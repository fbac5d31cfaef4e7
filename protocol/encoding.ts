/** How messages are encoded: any shape with the right fields will do, a decoded message included. */
import type { Encodable } from './union.ts';

interface GeneratedEncoder<P> {
  encode(message: P): { finish(): Uint8Array };
}

/** The generated encoders only read, whatever their types say. */
export function encodeMessage<P>(type: GeneratedEncoder<P>, message: Encodable<P>): Uint8Array {
  return type.encode(message as P).finish();
}
