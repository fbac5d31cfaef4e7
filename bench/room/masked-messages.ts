/**
 * Cuts what a WebSocket client sends into messages: binary ones, each in one frame, masked, as an agent's are. The
 * HTTP request before them is passed over.
 */
const headEnd = Buffer.from('\r\n\r\n');
const binary = 0x2;

export class MaskedMessages {
  readonly #take: (message: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);
  #inHead = true;

  /** @param take called with each message, unmasked; the bytes are its own */
  constructor(take: (message: Buffer) => void) {
    this.#take = take;
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    if (this.#inHead) {
      const end = bytes.indexOf(headEnd);
      if (end >= 0) {
        this.#inHead = false;
        at = end + headEnd.length;
      }
    }
    if (!this.#inHead) at = this.#messages(bytes, at);
    this.#rest = Buffer.from(bytes.subarray(at));
  }

  /** @returns where the first message begins that is not whole yet */
  #messages(bytes: Buffer, from: number): number {
    let at = from;
    for (;;) {
      const head = headOf(bytes, at);
      if (head === undefined || bytes.length < head.payload + head.length) return at;
      const end = head.payload + head.length;
      if (((bytes[at] ?? 0) & 0x0f) === binary) {
        this.#take(unmasked(bytes, head.payload, end));
      }
      at = end;
    }
  }
}

function unmasked(bytes: Buffer, from: number, to: number): Buffer {
  const message = Buffer.allocUnsafe(to - from);
  for (let index = 0; index < message.length; index++) {
    message[index] = (bytes[from + index] ?? 0) ^ (bytes[from - 4 + (index & 3)] ?? 0);
  }
  return message;
}

/** Of a masked frame: where its payload begins and how long it is; undefined while that is not there. */
function headOf(bytes: Buffer, at: number): { payload: number; length: number } | undefined {
  if (bytes.length < at + 14) {
    // The longest head is 14 bytes; a shorter one may be whole already.
    const short = (bytes[at + 1] ?? 0x7f) & 0x7f;
    const needed = short < 126 ? 6 : short === 126 ? 8 : 14;
    if (bytes.length < at + needed) return undefined;
  }
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (short < 126) return { payload: at + 6, length: short };
  if (short === 126) return { payload: at + 8, length: bytes.readUInt16BE(at + 2) };
  return { payload: at + 14, length: Number(bytes.readBigUInt64BE(at + 2)) };
}
