/**
 * Reads a Painted message in place, without allocation: a viewer sends one for nearly every frame.
 *
 *   byte 0     0x22: field 4 of ViewerToRelay, length-delimited
 *   byte 1     length of what follows, to the end of the message
 *   then       fields 1 to 3 as varints, ascending, zero ones left out
 */
export interface PaintedMessage {
  display: number;
  epoch: number;
  frame: number;
}

const paintedTag = 0x22;
/** Three tags and three varints of five bytes. */
const longest = 18;

/**
 * Reads a message of ViewerToRelay into `painted` if it is a Painted in the form that encoders write.
 * @returns false for anything else, which decodeViewerMessage() is to judge; `painted` is undefined then
 */
export function readPainted(message: Uint8Array, painted: PaintedMessage): boolean {
  const { length } = message;
  if (message[0] !== paintedTag || message[1] !== length - 2 || length > longest + 2) return false;
  painted.display = 0;
  painted.epoch = 0;
  painted.frame = 0;
  let last = 0;
  let index = 2;
  while (index < length) {
    const tag = message[index++] ?? 0;
    if (tag <= last) return false;
    last = tag;
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = message[index++];
      if (byte === undefined || factor > 2 ** 28) return false;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    if (value > 0xffff_ffff) return false;
    if (tag === 0x08) painted.display = value;
    else if (tag === 0x10) painted.epoch = value;
    else if (tag === 0x18) painted.frame = value;
    else return false;
  }
  return true;
}
