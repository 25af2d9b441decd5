/**
 * The passages that hold a term in a field, and how often: stands for the Map in MiniSearch's index (with all of it that MiniSearch uses), but
 * is one array of number and count in turn.
 * Passages are indexed in rising order, so they are entered at the end; an array takes a fraction of a Map's time and memory.
 */
export class PostingList implements Iterable<[number, number]> {
  readonly #pairs: number[];

  /** Of a term that was met once, in passage `number`. Most lists stay like this: one made empty would take room for eight such pairs. */
  constructor(number: number) {
    this.#pairs = [number, 1];
  }

  get size(): number {
    return this.#pairs.length / 2;
  }

  /** Number and count in turn, the numbers rising. Not to be changed. */
  get pairs(): readonly number[] {
    return this.#pairs;
  }

  /** Counts the term once more in a passage whose number is not less than any before; true where it is the first time. */
  enter(number: number): boolean {
    const pairs = this.#pairs;
    const last = pairs.length - 2;
    if (last >= 0 && pairs[last] === number) {
      pairs[last + 1]!++;
      return false;
    }
    pairs.push(number, 1);
    return true;
  }

  /** Where the pair of `number` stands, or would stand. */
  #place(number: number): number {
    let low = 0;
    let high = this.#pairs.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#pairs[2 * middle]! < number) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }

  has(number: number): boolean {
    return this.#pairs[this.#place(number)] === number;
  }

  get(number: number): number | undefined {
    const place = this.#place(number);
    return this.#pairs[place] === number ? this.#pairs[place + 1] : undefined;
  }

  set(number: number, count: number): this {
    const place = this.#place(number);
    if (this.#pairs[place] === number) this.#pairs[place + 1] = count;
    else this.#pairs.splice(place, 0, number, count);
    return this;
  }

  delete(number: number): boolean {
    const place = this.#place(number);
    if (this.#pairs[place] !== number) return false;
    this.#pairs.splice(place, 2);
    return true;
  }

  // MiniSearch deletes entries while it walks the keys: like a Map's, these walks bear that.
  *entries(): Generator<[number, number]> {
    for (const number of this.#numbers()) yield [number, this.get(number)!];
  }

  *keys(): Generator<number> {
    for (const number of this.#numbers()) if (this.has(number)) yield number;
  }

  [Symbol.iterator](): Generator<[number, number]> {
    return this.entries();
  }

  #numbers(): number[] {
    return this.#pairs.filter((_, at) => at % 2 === 0);
  }
}

/** The lists of a term by field: stands for the other Map in MiniSearch's index. */
export class FieldLists implements Iterable<[number, PostingList]> {
  readonly #lists: (PostingList | undefined)[] = [undefined, undefined, undefined];

  get size(): number {
    return this.#lists.reduce((sum, list) => sum + (list ? 1 : 0), 0);
  }

  /** Passages of all fields together. */
  get postings(): number {
    return this.#lists.reduce((sum, list) => sum + (list?.size ?? 0), 0);
  }

  get(field: number): PostingList | undefined {
    return this.#lists[field];
  }

  delete(field: number): boolean {
    const had = this.#lists[field] !== undefined;
    this.#lists[field] = undefined;
    return had;
  }

  /** Counts the term once more in a field of a passage whose number is not less than any before; true where it is the first time. */
  enter(field: number, number: number): boolean {
    const list = this.#lists[field];
    if (list) return list.enter(number);
    this.#lists[field] = new PostingList(number);
    return true;
  }

  *[Symbol.iterator](): Generator<[number, PostingList]> {
    for (const [field, list] of this.#lists.entries()) if (list) yield [field, list];
  }
}
