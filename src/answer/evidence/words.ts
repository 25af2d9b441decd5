/** Terms as numbers: a term is compared, looked up and told of its traits by its number, never again by its letters. */

/** Traits that a term has wherever it stands, as bits; `profile.ts` has those of a word in its sentence. */
export const NUMBER = 4;
export const YEAR = 8;

/** Letters that words of one family share. */
export const PREFIX = 5;
/** What most terms are made of. */
const LETTERS = /^[a-z]+$/;
/** With more terms than this, all are forgotten before the next question. */
const LIMIT = 250_000;

/** Numbers terms from 1 as they are met; the lists run in parallel, by number. */
export class Words {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [''];
  readonly #vocabularyOf: (term: string) => number;
  /** NUMBER and YEAR. */
  traits = new Uint8Array(4_096);
  /** Number in the learned vocabulary, 0 where it has none. */
  vocabulary = new Uint16Array(4_096);
  /** Number of its first letters as a term of their own; 0 where it is shorter. */
  prefixes = new Int32Array(4_096);

  constructor(vocabularyOf: (term: string) => number) {
    this.#vocabularyOf = vocabularyOf;
  }

  get isFull(): boolean {
    return this.#terms.length > LIMIT;
  }

  idOf(term: string): number {
    return this.#ids.get(term) ?? this.#add(term);
  }

  termOf(id: number): string {
    return this.#terms[id]!;
  }

  #add(term: string): number {
    const id = this.#terms.length;
    this.#ids.set(term, id);
    this.#terms.push(term);
    if (id >= this.traits.length) {
      const larger = <List extends Uint8Array | Uint16Array | Int32Array>(list: List, into: List) => {
        into.set(list);
        return into;
      };
      this.traits = larger(this.traits, new Uint8Array(2 * id));
      this.vocabulary = larger(this.vocabulary, new Uint16Array(2 * id));
      this.prefixes = larger(this.prefixes, new Int32Array(2 * id));
    }
    const digit = !LETTERS.test(term) && /\p{Nd}/u.test(term);
    this.traits[id] = (digit ? NUMBER : 0) | (digit && /^(?:1\d|20)\d\d$/.test(term) ? YEAR : 0);
    this.vocabulary[id] = this.#vocabularyOf(term);
    if (term.length > PREFIX) this.prefixes[id] = this.idOf(term.slice(0, PREFIX));
    else if (term.length === PREFIX) this.prefixes[id] = id;
    return id;
  }
}

/** A small table from the numbers of terms to numbers, read for every word of every sentence: open addressing without removal. */
export class TermTable {
  readonly #keys: Int32Array;
  readonly #values: Int32Array;
  readonly #mask: number;

  /** Room for half as many terms as `slots`, a power of two. */
  constructor(slots: number) {
    this.#keys = new Int32Array(slots);
    this.#values = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  set(id: number, value: number): void {
    let slot = id & this.#mask;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== id) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = id;
    this.#values[slot] = value;
  }

  /** The value of a term, or `absent`. */
  get(id: number, absent: number): number {
    let slot = id & this.#mask;
    for (;;) {
      const key = this.#keys[slot]!;
      if (key === id) return this.#values[slot]!;
      if (key === 0) return absent;
      slot = (slot + 1) & this.#mask;
    }
  }
}
