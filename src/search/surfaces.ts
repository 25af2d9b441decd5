/** Words as they stand in a text → what is known of them. They are looked up by their letters in place: a known word costs no string. */
import { hashOfText } from './hash.ts';

/** Room at the beginning; all lists double when they are full. */
const WORDS = 512;
const LETTERS = 4_096;
/** A slice shorter than this is a copy anyway, in V8; a word longer than that is not worth one. In UTF-16 code units. */
const COPIED = { least: 13, most: 512 } as const;

function doubled<List extends Int32Array | Uint16Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

/** A hash table by open addressing, without removal. */
export class Surfaces<Value> {
  /** 1 + the word's place in the lists below; 0 where free. At least half of the slots are. */
  #slots = new Int32Array(2 * WORDS);
  #hashes = new Int32Array(WORDS);
  /** Where each word ends in `letters`; it begins where the one before it ends. */
  #ends = new Int32Array(WORDS);
  #letters = new Uint16Array(LETTERS);
  readonly #values: Value[] = [];

  get size(): number {
    return this.#values.length;
  }

  /** What is known of the word in [start, end) of `text`. */
  get(text: string, start: number, end: number): Value | undefined {
    const hash = hashOfText(text, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot]! - 1;
      if (place < 0) return undefined;
      if (this.#hashes[place] === hash && this.#isAt(place, text, start, end)) return this.#values[place];
    }
  }

  /** Adds the word in [start, end) of `text`, which is not held yet. */
  add(text: string, start: number, end: number, value: Value): void {
    const place = this.size;
    const from = place === 0 ? 0 : this.#ends[place - 1]!;
    const to = from + end - start;
    if (place === this.#hashes.length) this.#makeRoom(place);
    while (to > this.#letters.length) this.#letters = doubled(this.#letters, new Uint16Array(2 * this.#letters.length));
    for (let at = start; at < end; at++) this.#letters[from + at - start] = text.charCodeAt(at);
    this.#ends[place] = to;
    this.#hashes[place] = hashOfText(text, start, end);
    this.#values.push(value);
    this.#take(place);
  }

  #isAt(place: number, text: string, start: number, end: number): boolean {
    const letters = this.#letters;
    let from = place === 0 ? 0 : this.#ends[place - 1]!;
    if (this.#ends[place]! - from !== end - start) return false;
    for (let at = start; at < end; at++) if (letters[from++] !== text.charCodeAt(at)) return false;
    return true;
  }

  #makeRoom(size: number): void {
    this.#hashes = doubled(this.#hashes, new Int32Array(2 * size));
    this.#ends = doubled(this.#ends, new Int32Array(2 * size));
    this.#slots = new Int32Array(4 * size);
    for (let place = 0; place < size; place++) this.#take(place);
  }

  #take(place: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[place]! & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = place + 1;
  }
}

/** The word in [start, end) of `text` as a string of its own: a mere slice would keep the whole text in memory. */
export function ownWord(text: string, start: number, end: number): string {
  const slice = text.slice(start, end);
  if (slice.length < COPIED.least || slice.length > COPIED.most) return slice;
  return String.fromCharCode(...Array.from({ length: slice.length }, (_, at) => slice.charCodeAt(at)));
}
