/** The index of record, and the only file that knows MiniSearch: passages are indexed by it and compiled from what it holds. */
import MiniSearch from 'minisearch';
import type { Passage } from '../articles/article.ts';
import { CompiledIndex } from './compiled-index.ts';
import { type LiveSegment, liveSegment } from './live.ts';
import { fields, type IndexedWord, type PassageWords, passageWords } from './passage-terms.ts';
import { FieldLists } from './posting-list.ts';
import type { SearchIndex } from './search-index.ts';
import { allocateSegment, FIELDS, SEGMENT_PASSAGES, type Segment } from './segment.ts';
import { fillSlots, fillStrings, unitsOf } from './strings.ts';

export interface IndexedPassage extends PassageWords {
  readonly id: string;
}

/**
 * MiniSearch fed by our analyzer and no other: a document's fields are lists of words, whose terms are indexed. It stands on protected fields of MiniSearch 7.2
 * (`_index` and its companions), so the dependency is pinned to that minor version, and a test compares every score with a plain MiniSearch's.
 */
export class TermIndex extends MiniSearch<IndexedPassage> {
  /** What stands in the tree of terms; and the same by the words that became them, which are mostly the same objects again. */
  readonly #terms = new Map<string, FieldLists>();
  readonly #words = new Map<IndexedWord, FieldLists>();
  readonly #spellings = new Map<string, string>();
  /** Spellings that stand for more than one term (of several languages): spelling and further term, parted by a NUL. */
  readonly #otherSpellings = new Set<string>();

  constructor() {
    super({
      fields: [...fields],
      stringifyField: (words: readonly IndexedWord[]) => words.map(({ term }) => term).join(' '),
      tokenize: (terms) => (terms === '' ? [] : terms.split(' ')),
      processTerm: (term) => term,
    });
  }

  override add(passage: IndexedPassage): void {
    this.addAll([passage]);
  }

  /**
   * The same as MiniSearch's own, only faster: where a term's postings are is remembered instead of walking the radix tree for each word.
   */
  override addAll(passages: readonly IndexedPassage[]): void {
    // Whoever removed passages may have removed terms from the tree as well.
    if (this._nextId !== this._documentCount) {
      this.#terms.clear();
      this.#words.clear();
    }
    for (const passage of passages) this.#add(passage);
  }

  #spell(word: string, term: string): void {
    const first = this.#spellings.get(word);
    if (first === undefined) this.#spellings.set(word, term);
    else if (first !== term) this.#otherSpellings.add(`${word}\0${term}`);
  }

  #add(passage: IndexedPassage): void {
    if (this._idToShortId.has(passage.id)) throw new Error(`MiniSearch: duplicate ID ${passage.id}`);
    const number = this._nextId++;
    this._idToShortId.set(passage.id, number);
    this._documentIds.set(number, passage.id);
    const before = this._documentCount++;
    const lengths: number[] = [];
    this._fieldLength.set(number, lengths);
    for (const field of fields) {
      const fieldId = this._fieldIds[field]!;
      let length = 0;
      for (const word of passage[field]) {
        const lists = this.#words.get(word) ?? this.#meet(word);
        if (lists.enter(fieldId, number)) length++;
      }
      lengths[fieldId] = length;
      this._avgFieldLength[fieldId] = ((this._avgFieldLength[fieldId] ?? 0) * before + length) / (before + 1);
    }
  }

  #meet(word: IndexedWord): FieldLists {
    const { term } = word;
    if (word.likely) this.#spell(word.word, term);
    let lists = this.#terms.get(term);
    if (!lists) {
      lists = this._index.fetch(term, () => new FieldLists() as never) as unknown as FieldLists;
      this.#terms.set(term, lists);
    }
    this.#words.set(word, lists);
    return lists;
  }

  /**
   * The index as a segment; passage numbers follow the order of addition. For an index of at most 65,536 passages from which nothing was
   * discarded: throws otherwise.
   */
  compile(): Segment {
    if (this._nextId > SEGMENT_PASSAGES || this._nextId !== this._documentCount)
      throw new Error('This index cannot be one segment.');
    const terms = [...this.#terms.keys()].sort();
    const lists = terms.map((term) => this.#terms.get(term)!);
    const numbers = new Map(terms.map((term, t) => [term, t]));
    const others = [...this.#otherSpellings].map((pair) => pair.split('\0') as [string, string]);
    const spellings = [...this.#spellings, ...others].sort(byWord);
    const words = spellings.map(([word]) => word);
    const segment = allocateSegment({
      passages: this._nextId,
      terms: terms.length,
      termUnits: unitsOf(terms),
      spellings: words.length,
      spellingUnits: unitsOf(words),
      postings: lists.reduce((sum, { postings }) => sum + postings, 0),
    });
    fillStrings(segment.terms, terms);
    fillSlots(segment.terms);
    fillStrings(segment.spellings, words);
    for (const [at, [, term]] of spellings.entries()) segment.spelled[at] = numbers.get(term)!;
    this.#compilePostings(segment, lists);
    for (const [number, lengths] of this._fieldLength) {
      for (const [field, name] of fields.entries()) {
        segment.lengths[field * segment.passages + number] = lengths[this._fieldIds[name]!] ?? 0;
      }
    }
    return segment;
  }

  #compilePostings({ passages, postingPassages, counts, lists, found }: Segment, terms: readonly FieldLists[]): void {
    let at = 0;
    // By passage: the last term, from 1, that was found in it.
    const last = new Uint32Array(passages);
    for (const [t, held] of terms.entries()) {
      for (const [field, name] of fields.entries()) {
        const pairs = held.get(this._fieldIds[name]!)?.pairs ?? [];
        for (let pair = 0; pair < pairs.length; pair += 2) {
          const passage = pairs[pair]!;
          postingPassages[at] = passage;
          counts[at++] = pairs[pair + 1]!;
          if (last[passage] !== t + 1) found[t]!++;
          last[passage] = t + 1;
        }
        lists[t * FIELDS + field + 1] = at;
      }
    }
  }
}

const byWord = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

/** The passages as one segment. At most 65,536; ids must be unique: throws otherwise. */
export function buildSegment(passages: readonly IndexedPassage[]): Segment {
  const index = new TermIndex();
  index.addAll(passages);
  return index.compile();
}

/**
 * An index of `passages`, built here and now, which blocks: for tests, batches and small collections. Passages without a quotable sentence
 * are kept, but never found. Passage ids must be unique: throws otherwise.
 */
export function createMiniSearchIndex(passages: readonly Passage[]): SearchIndex {
  const searchable = passages.filter(({ sentences }) => sentences.length > 0);
  const segments: LiveSegment[] = [];
  for (let from = 0; from < searchable.length; from += SEGMENT_PASSAGES) {
    const held = searchable.slice(from, from + SEGMENT_PASSAGES);
    segments.push(liveSegment(buildSegment(held.map((passage) => ({ id: passage.id, ...passageWords(passage) }))), held));
  }
  return new CompiledIndex(
    segments,
    Map.groupBy(passages, ({ article }) => article.id),
  );
}
