/** Writes H.264 parameter sets bit by bit, as the standard lists their fields. */

export class SetWriter {
  #bits = '';

  fixed(value: number, bits: number): this {
    this.#bits += value.toString(2).padStart(bits, '0');
    return this;
  }

  number(value: number): this {
    const binary = (value + 1).toString(2);
    this.#bits += '0'.repeat(binary.length - 1) + binary;
    return this;
  }

  /** As an access unit of this set alone. */
  unit(profile = 66): Uint8Array {
    const bits = `${this.#bits}1`;
    const bytes = [profile, 0xc0, 30];
    for (let at = 0; at < bits.length; at += 8) bytes.push(Number.parseInt(bits.slice(at, at + 8).padEnd(8, '0'), 2));
    const escaped: number[] = [];
    for (const byte of bytes) {
      if (escaped.at(-1) === 0 && escaped.at(-2) === 0 && byte <= 3) escaped.push(3);
      escaped.push(byte);
    }
    return new Uint8Array([0, 0, 0, 1, 0x67, ...escaped]);
  }
}

/** Identifier, frame numbers, order type 2, references, gaps. */
export const begin = (): SetWriter => new SetWriter().number(0).number(0).number(2).number(1).fixed(0, 1);
/** In macroblocks; progressive, not cut. */
export const sized = (wide: number, high: number): SetWriter =>
  begin()
    .number(wide - 1)
    .number(high - 1)
    .fixed(0b110, 3);
