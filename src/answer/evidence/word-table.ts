/** Words as they stand → small numbers, in one list: a passage met for the first time is read at about one look into memory a word. */

/** Numbers a slot: two hashes of the word, then what is kept of it; 0 where the slot is free. */
const WIDTH = 3;
const SLOTS = 4_096;
/** At most this share of the slots is taken. */
const FULL = 0.7;

/** Different in each process: nobody can make up a word beforehand that is taken for another one. */
const SEED = (Math.random() * 2 ** 32) | 1;

/**
 * A hash table by open addressing, without removal. Letters are not kept: words alike in 64 bits of hash are taken for one, which among a
 * million words happens by accident once in thirty million times.
 */
export class WordTable {
  #slots = new Int32Array(WIDTH * SLOTS);
  #mask = SLOTS - 1;
  #size = 0;
  #first = 0;
  #second = 0;

  get size(): number {
    return this.#size;
  }

  /** What is kept of the word in [start, end) of `text`; 0 for an unknown one. */
  get(text: string, start: number, end: number): number {
    this.#hash(text, start, end);
    return this.#slots[this.#slotOf(this.#first, this.#second) + 2]!;
  }

  /** Keeps `value`, which is not 0, of a word that is not held yet. */
  set(text: string, start: number, end: number, value: number): void {
    if (++this.#size > FULL * (this.#mask + 1)) this.#double();
    this.#hash(text, start, end);
    this.#put(this.#first, this.#second, value);
  }

  /** FNV-1a beside a polynomial in the process's own seed, over UTF-16 code units. */
  #hash(text: string, start: number, end: number): void {
    let first = 0x811c9dc5;
    let second = end - start;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      second = (Math.imul(second, SEED) + unit) | 0;
    }
    this.#first = first ^ (first >>> 15);
    this.#second = second;
  }

  #slotOf(first: number, second: number): number {
    const slots = this.#slots;
    for (let slot = first & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * WIDTH;
      if (slots[at + 2] === 0 || (slots[at] === first && slots[at + 1] === second)) return at;
    }
  }

  #put(first: number, second: number, value: number): void {
    const at = this.#slotOf(first, second);
    this.#slots[at] = first;
    this.#slots[at + 1] = second;
    this.#slots[at + 2] = value;
  }

  #double(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    this.#mask = 2 * this.#mask + 1;
    for (let at = 0; at < old.length; at += WIDTH) if (old[at + 2] !== 0) this.#put(old[at]!, old[at + 1]!, old[at + 2]!);
  }
}
