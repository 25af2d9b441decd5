/** A collection's index as it answers: segments and the passages they stand for. Immutable; a change makes another. */
import type { Passage } from '../articles/article.ts';
import { articleHolds } from './article-places.ts';
import type { Found } from './best.ts';
import { languagesOf, type PassagesByArticle } from './grouping.ts';
import { type LiveSegment, livingWith } from './live.ts';
import type { Hit, Query, QueryTerm, SearchIndex, Spelling } from './search-index.ts';
import { FIELDS } from './segment.ts';
import { createSpeller, type Speller } from './speller.ts';
import { findString } from './strings.ts';
import { type Sought, type Statistics, statisticsOf, topPassages, type Word } from './top-passages.ts';

/** More terms than any person asks with; keeps a pasted page from walking the whole index. */
const MAX_TERMS = 64;
/** An unknown word stands for at most this many indexed ones. */
const MAX_CORRECTIONS = 3;
/** Each question corrects at most this many unknown words: a correction walks part of the dictionary. */
const MAX_CORRECTED = 8;
/** A corrected spelling counts for this much of a typed one, about as MiniSearch weighs fuzzy matches. */
const CORRECTION_WEIGHT = 0.6;

export class CompiledIndex implements SearchIndex {
  readonly segments: readonly LiveSegment[];
  readonly languages: readonly string[];
  readonly byArticle: PassagesByArticle;
  readonly #speller: Speller;
  readonly #statistics: Statistics;

  /**
   * `byArticle`: the passages of the segments that live, and those that no segment holds because nothing of them can be quoted, by article id.
   * `languages` of the articles, the most frequent first, where they were counted before.
   */
  constructor(segments: readonly LiveSegment[], byArticle: PassagesByArticle, languages?: readonly string[]) {
    this.segments = segments;
    this.byArticle = byArticle;
    this.#statistics = statisticsOf(segments);
    this.#speller = createSpeller(segments);
    this.languages = languages ?? languagesOf(byArticle);
  }

  get passages(): number {
    return this.#statistics.passages;
  }

  get bytes(): number {
    return this.segments.reduce((sum, { segment }) => sum + segment.buffer.byteLength, 0);
  }

  passage(id: string): Passage | undefined {
    const colon = id.lastIndexOf(':');
    const held = this.byArticle.get(id.slice(0, colon));
    // Mostly all of an article's passages are here, and stand in order.
    const likely = held?.[Number(id.slice(colon + 1)) - 1];
    return likely?.id === id ? likely : held?.find((passage) => passage.id === id);
  }

  articleHolds(articleId: string, term: string): boolean {
    return this.segments.some((live) => articleHolds(live, articleId, term));
  }

  documentFrequency(term: string): number {
    return this.#found(this.#numbers(term));
  }

  /** The term's number in each segment, −1 where it is unknown. */
  #numbers(term: string): number[] {
    return this.segments.map(({ segment }) => findString(segment.terms, term));
  }

  /** Living passages that hold the term of these numbers. */
  #found(numbers: readonly number[]): number {
    let sum = 0;
    for (let at = 0; at < numbers.length; at++) {
      if (numbers[at]! >= 0) sum += livingWith(this.segments[at]!, numbers[at]!);
    }
    return sum;
  }

  spellings(word: string, limit: number): readonly Spelling[] {
    return this.documentFrequency(word) > 0 ? [] : this.#speller(word).slice(0, limit);
  }

  corrections(word: string, limit: number): readonly string[] {
    return this.documentFrequency(word) > 0 ? [] : [...new Set(this.#speller(word).map(({ term }) => term))].slice(0, limit);
  }

  async search(query: Query, limit: number): Promise<readonly Hit[]> {
    const words = this.#lookups(query.terms);
    return topPassages(this.segments, this.#statistics, words, limit).map(
      (found) => new FoundPassage(this.segments[found.segment]!, found, words),
    );
  }

  /** The words to look up. Terms of one surface stand for one word; where none of them is indexed, the corrections of the surface do. */
  #lookups(terms: readonly QueryTerm[]): Word[] {
    const words: Word[] = [];
    const seen = new Set<string>();
    let corrected = 0;
    for (const [surface, alike] of Map.groupBy(terms.slice(0, MAX_TERMS), (term) => term.surface)) {
      const word: Sought[] = [];
      const add = (term: string, weight: number) => {
        if (seen.has(term)) return;
        const numbers = this.#numbers(term);
        if (this.#found(numbers) === 0) return;
        word.push({ term, weight, numbers });
        seen.add(term);
      };
      for (const { term, weight = 1 } of alike) add(term, weight);
      if (word.length === 0 && corrected++ < MAX_CORRECTED) {
        for (const term of this.corrections(surface, MAX_CORRECTIONS)) add(term, CORRECTION_WEIGHT);
      }
      words.push(word);
    }
    return words;
  }
}

/** Its terms are read by few: worked out when asked for. */
class FoundPassage implements Hit {
  readonly passageId: string;
  readonly score: number;
  readonly #live: LiveSegment;
  readonly #passage: number;
  readonly #words: readonly Word[];

  constructor(live: LiveSegment, { passage, score }: Found, words: readonly Word[]) {
    this.passageId = live.passages[passage]!.id;
    this.score = score;
    this.#live = live;
    this.#passage = passage;
    this.#words = words;
  }

  get terms(): readonly string[] {
    const { segment } = this.#live;
    return this.#words
      .flat()
      .map(({ term }) => term)
      .filter((term) => holds(segment, findString(segment.terms, term), this.#passage));
  }
}

/** Does the passage hold term `t` in any field? */
function holds({ lists, postingPassages }: LiveSegment['segment'], t: number, passage: number): boolean {
  if (t < 0) return false;
  return postingPassages.subarray(lists[t * FIELDS]!, lists[(t + 1) * FIELDS]!).includes(passage);
}
