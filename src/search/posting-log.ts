/** Postings in the order in which passages come, and the same by term once they are asked for. */
import { FIELDS, type Segment } from './segment.ts';

/** How often a term stands in a field, by passage number, rising. */
type PostingList = Map<number, number>;

/** Room at the beginning; arrays double when they are full. */
const ROOM = 1_024;

function withRoom<List extends Uint32Array | Uint8Array>(list: List, length: number): List {
  if (length <= list.length) return list;
  const larger = new (list.constructor as new (length: number) => List)(Math.max(length, 2 * list.length));
  larger.set(list);
  return larger;
}

/**
 * Which terms stand in which fields of the passages, and how often (at most 255 times). Lists are numbered: term · FIELDS + field. A term is
 * entered where the last one was: in one place that memory has at hand, where an array for each list would be looked for each time.
 */
export class PostingLog {
  #entries = new Uint32Array(ROOM);
  #counts = new Uint8Array(ROOM);
  #length = 0;
  /** By passage: where its entries begin. */
  readonly #starts: number[] = [];
  /** By list: 1 + its last entry; 0 where it has none. */
  #last = new Uint32Array(ROOM);
  /** By list, made of the first passages as far as they were read; undefined where nothing stands in it. */
  readonly #lists: (PostingList | undefined)[] = [];
  #read = 0;

  /** Postings of all lists. */
  get size(): number {
    return this.#length;
  }

  /** What is entered from here on is of another passage, whose number is one more. */
  beginPassage(): void {
    this.#starts.push(this.#length);
  }

  /** Enters a term's list once more for the passage begun last; true where it is the first time. */
  enter(list: number): boolean {
    if (list >= this.#last.length) this.#last = withRoom(this.#last, list + 1);
    const last = this.#last[list]!;
    if (last > this.#starts[this.#starts.length - 1]!) {
      this.#counts[last - 1]!++;
      return false;
    }
    if (this.#length === this.#entries.length) {
      this.#entries = withRoom(this.#entries, this.#length + 1);
      this.#counts = withRoom(this.#counts, this.#length + 1);
    }
    this.#entries[this.#length] = list;
    this.#counts[this.#length] = 1;
    this.#last[list] = ++this.#length;
    return true;
  }

  /** All lists by number, up to date. Who changes them changes what is read here later, but not what `compile` gives. */
  lists(): (PostingList | undefined)[] {
    for (; this.#read < this.#starts.length; this.#read++) {
      for (let at = this.#starts[this.#read]!; at < (this.#starts[this.#read + 1] ?? this.#length); at++) {
        const entry = this.#entries[at]!;
        const list = this.#lists[entry] ?? new Map();
        list.set(this.#read, this.#counts[at]!);
        this.#lists[entry] = list;
      }
    }
    return this.#lists;
  }

  /** Fills the postings of a segment whose terms have the numbers `ranks` (by term as it was entered). */
  compile({ passages, postingPassages, counts, lists, found }: Segment, ranks: Uint32Array): void {
    const listOf = (entry: number) => ranks[Math.floor(entry / FIELDS)]! * FIELDS + (entry % FIELDS);
    for (let at = 0; at < this.#length; at++) lists[listOf(this.#entries[at]!) + 1]!++;
    for (let list = 1; list < lists.length; list++) lists[list]! += lists[list - 1]!;
    const next = lists.slice();
    // By term: 1 + the last passage in which it was met.
    const met = new Uint32Array(found.length);
    for (let passage = 0; passage < passages; passage++) {
      for (let at = this.#starts[passage]!; at < (this.#starts[passage + 1] ?? this.#length); at++) {
        const list = listOf(this.#entries[at]!);
        const t = Math.floor(list / FIELDS);
        if (met[t] !== passage + 1) found[t]!++;
        met[t] = passage + 1;
        const place = next[list]!++;
        postingPassages[place] = passage;
        counts[place] = this.#counts[at]!;
      }
    }
  }
}

/** The lists of one term by field: stands for the Map in MiniSearch's index, with all of it that MiniSearch uses. */
export class TermPostings implements Iterable<[number, PostingList]> {
  readonly #log: PostingLog;
  /** Number of the term. */
  readonly term: number;

  constructor(log: PostingLog, term: number) {
    this.#log = log;
    this.term = term;
  }

  get size(): number {
    return [...this].length;
  }

  get(field: number): PostingList | undefined {
    return this.#log.lists()[this.term * FIELDS + field];
  }

  delete(field: number): boolean {
    const had = this.get(field) !== undefined;
    this.#log.lists()[this.term * FIELDS + field] = undefined;
    return had;
  }

  *[Symbol.iterator](): Generator<[number, PostingList]> {
    for (let field = 0; field < FIELDS; field++) {
      const list = this.get(field);
      if (list) yield [field, list];
    }
  }
}
