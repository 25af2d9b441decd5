/** Small numbers in few bytes: seven bits a byte, the lowest first, the high bit set on all but the last (LEB128). */

export class VarintWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** `size`: bytes that are likely to be needed. */
  constructor(size = 1_024) {
    this.#bytes = new Uint8Array(Math.max(16, size));
  }

  /** `value`: an integer from 0 to 2³² − 1. */
  write(value: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

export class VarintReader {
  readonly #bytes: Uint8Array;
  #at: number;

  /** Reads from byte `at` on. */
  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next number. Throws a RangeError past the end. */
  read(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('The numbers end too early.');
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** The next numbers, into [from, to) of `target`. */
  readInto(target: Uint16Array | Uint32Array, from: number, to: number): void {
    for (let at = from; at < to; at++) target[at] = this.read();
  }
}
