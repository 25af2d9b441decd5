/** What was made lately, so that it need not be made again. */

/** Keeps the values that were asked for last; at most twice `size`. */
export class Recent<Key, Value> {
  readonly #size: number;
  /** In a list, whose places change without anything compiled for it having to be compiled again. */
  readonly #generations: [young: Map<Key, Value>, old: Map<Key, Value>] = [new Map(), new Map()];

  constructor(size: number) {
    this.#size = size;
  }

  get(key: Key): Value | undefined {
    const young = this.#generations[0].get(key);
    if (young !== undefined) return young;
    const old = this.#generations[1].get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    const generations = this.#generations;
    if (generations[0].size >= this.#size) {
      generations[1] = generations[0];
      generations[0] = new Map();
    }
    generations[0].set(key, value);
  }
}
