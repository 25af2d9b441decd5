/** The index of record, and the only file that knows MiniSearch: passages are indexed by it and compiled from what it holds. */
import MiniSearch from 'minisearch';
import type { Passage } from '../articles/article.ts';
import { CompiledIndex } from './compiled-index.ts';
import { type LiveSegment, liveSegment } from './live.ts';
import { fields, type IndexedWord, type PassageWords, passageWords } from './passage-terms.ts';
import { PostingLog, TermPostings } from './posting-log.ts';
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
  /** What stands in the tree of terms; and the terms' numbers by the words that became them, which are mostly the same objects again. */
  readonly #terms = new Map<string, TermPostings>();
  readonly #words = new Map<IndexedWord, number>();
  /** All postings; the tree has the terms, and reads them from here. */
  readonly #log = new PostingLog();
  #numbers = 0;
  /** By spelling: the number of its term; and of further terms, where it stands for several (of several languages). */
  readonly #spellings = new Map<string, number>();
  readonly #otherSpellings = new Map<string, number[]>();

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

  #spell(word: string, term: number): void {
    const first = this.#spellings.get(word);
    if (first === undefined) this.#spellings.set(word, term);
    else if (first !== term) {
      const others = this.#otherSpellings.get(word) ?? [];
      if (!others.includes(term)) this.#otherSpellings.set(word, [...others, term]);
    }
  }

  #add(passage: IndexedPassage): void {
    if (this._idToShortId.has(passage.id)) throw new Error(`MiniSearch: duplicate ID ${passage.id}`);
    this.#log.beginPassage();
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
        const term = this.#words.get(word) ?? this.#meet(word);
        if (this.#log.enter(term * FIELDS + fieldId)) length++;
      }
      lengths[fieldId] = length;
      this._avgFieldLength[fieldId] = ((this._avgFieldLength[fieldId] ?? 0) * before + length) / (before + 1);
    }
  }

  /** The number of the term of a word that was not met before. */
  #meet(word: IndexedWord): number {
    const { term } = word;
    let postings = this.#terms.get(term);
    if (!postings) {
      const made = () => new TermPostings(this.#log, this.#numbers++) as never;
      postings = this._index.fetch(term, made) as unknown as TermPostings;
      this.#terms.set(term, postings);
    }
    this.#words.set(word, postings.term);
    if (word.likely) this.#spell(word.word, postings.term);
    return postings.term;
  }

  /**
   * The index as a segment; passage numbers follow the order of addition. For an index of at most 65,536 passages from which nothing was
   * discarded: throws otherwise.
   */
  compile(): Segment {
    if (this._nextId > SEGMENT_PASSAGES || this._nextId !== this._documentCount)
      throw new Error('This index cannot be one segment.');
    const terms = [...this.#terms.keys()].sort();
    // By term as it was met: its place among all terms in order.
    const ranks = new Uint32Array(terms.length);
    for (const [t, term] of terms.entries()) ranks[this.#terms.get(term)!.term] = t;
    const words: string[] = [];
    const spelled: number[] = [];
    for (const word of [...this.#spellings.keys()].sort()) {
      for (const term of [this.#spellings.get(word)!, ...(this.#otherSpellings.get(word) ?? [])]) {
        words.push(word);
        spelled.push(ranks[term]!);
      }
    }
    const segment = allocateSegment({
      passages: this._nextId,
      terms: terms.length,
      termUnits: unitsOf(terms),
      spellings: words.length,
      spellingUnits: unitsOf(words),
      postings: this.#log.size,
    });
    fillStrings(segment.terms, terms);
    fillSlots(segment.terms);
    fillStrings(segment.spellings, words);
    segment.spelled.set(spelled);
    this.#log.compile(segment, ranks);
    for (const [number, lengths] of this._fieldLength) {
      for (const [field, name] of fields.entries()) {
        segment.lengths[field * segment.passages + number] = lengths[this._fieldIds[name]!] ?? 0;
      }
    }
    return segment;
  }
}

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
