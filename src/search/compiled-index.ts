/** A collection's index as it answers: segments and the passages they stand for. Immutable; a change makes another. */
import type { Passage } from '../articles/article.ts';
import type { Found } from './best.ts';
import { MAX_CORRECTED_LENGTH, MIN_CORRECTED_LENGTH, type NearTerm, nearTerms } from './dictionary.ts';
import type { LiveSegment } from './live.ts';
import type { Hit, Query, QueryTerm, SearchIndex } from './search-index.ts';
import { FIELDS, findTerm } from './segment.ts';
import { type Statistics, statisticsOf, topPassages, type Word } from './top-passages.ts';

/** More terms than any person asks with; keeps a pasted page from walking the whole index. */
const MAX_TERMS = 64;
/** An unknown word stands for at most this many indexed ones. */
const MAX_CORRECTIONS = 3;
/** Each question corrects at most this many unknown words: a correction walks part of the dictionary. */
const MAX_CORRECTED = 8;
/** Corrections at hand for one term, whatever limit is asked for; and terms whose corrections are remembered. */
const MOST_NEAR = 20;
const CORRECTIONS_KEPT = 256;
/** A corrected spelling counts for this much of a typed one, about as MiniSearch weighs fuzzy matches. */
const CORRECTION_WEIGHT = 0.6;

export class CompiledIndex implements SearchIndex {
  readonly segments: readonly LiveSegment[];
  readonly languages: readonly string[];
  readonly #byArticle: ReadonlyMap<string, readonly Passage[]>;
  /** Spellings looked for lately: evidence asks for the same ones again. */
  readonly #corrected = new Map<string, readonly string[]>();
  readonly #statistics: Statistics;

  /** `passages`: those of the segments that live, and those that no segment holds because nothing of them can be quoted. */
  constructor(segments: readonly LiveSegment[], passages: readonly Passage[]) {
    this.segments = segments;
    this.#byArticle = Map.groupBy(passages, ({ article }) => article.id);
    this.#statistics = statisticsOf(segments);
    this.languages = languagesOf(this.#byArticle.values());
  }

  get passages(): number {
    return this.#statistics.passages;
  }

  passage(id: string): Passage | undefined {
    return this.#byArticle.get(id.slice(0, id.lastIndexOf(':')))?.find((passage) => passage.id === id);
  }

  documentFrequency(term: string): number {
    return this.segments.reduce((sum, { segment, dead }) => {
      const t = findTerm(segment, term);
      return t < 0 ? sum : sum + segment.found[t]! - (dead?.found.get(t) ?? 0);
    }, 0);
  }

  corrections(term: string, limit: number): readonly string[] {
    if (term.length < MIN_CORRECTED_LENGTH || term.length > MAX_CORRECTED_LENGTH || this.documentFrequency(term) > 0) return [];
    const known = this.#corrected.get(term) ?? this.#near(term);
    if (this.#corrected.size >= CORRECTIONS_KEPT) this.#corrected.clear();
    this.#corrected.set(term, known);
    return known.slice(0, limit);
  }

  /** The `MOST_NEAR` best spellings near `term`: the nearest, then the most frequent. */
  #near(term: string): readonly string[] {
    const near = new Map<string, NearTerm>();
    for (const { segment, dead } of this.segments) {
      for (const each of nearTerms(segment, term)) {
        const found = each.found - (dead?.found.get(findTerm(segment, each.term)) ?? 0);
        near.set(each.term, { ...each, found: found + (near.get(each.term)?.found ?? 0) });
      }
    }
    return [...near.values()]
      .filter(({ found }) => found > 0)
      .sort((a, b) => a.distance - b.distance || b.found - a.found || (a.term < b.term ? -1 : 1))
      .slice(0, MOST_NEAR)
      .map((each) => each.term);
  }

  async search(query: Query, limit: number): Promise<readonly Hit[]> {
    const words = this.#lookups(query.terms);
    return topPassages(this.segments, this.#statistics, words, limit).map((found) => this.#hit(found, words));
  }

  /** The words to look up: known terms as they are, unknown ones as their corrections. Terms of one surface stand for one word. */
  #lookups(terms: readonly QueryTerm[]): Word[] {
    const words = new Map<string, Map<string, number>>();
    const seen = new Set<string>();
    let corrected = 0;
    for (const { term, surface, weight = 1 } of terms.slice(0, MAX_TERMS)) {
      let stand: readonly string[] = [];
      if (this.documentFrequency(term) > 0) stand = [term];
      else if (term.length >= MIN_CORRECTED_LENGTH && corrected++ < MAX_CORRECTED) stand = this.corrections(term, MAX_CORRECTIONS);
      const word = words.get(surface) ?? new Map<string, number>();
      words.set(surface, word);
      for (const known of stand) {
        if (!seen.has(known)) word.set(known, known === term ? weight : weight * CORRECTION_WEIGHT);
        seen.add(known);
      }
    }
    return [...words.values()];
  }

  #hit({ segment: at, passage, score }: Found, words: readonly Word[]): Hit {
    const { segment, passages } = this.segments[at]!;
    return {
      passageId: passages[passage]!.id,
      score,
      // Read by few: worked out when asked for.
      get terms() {
        return words.flatMap((word) => [...word.keys()]).filter((term) => holds(segment, findTerm(segment, term), passage));
      },
    };
  }
}

/** Does the passage hold term `t` in any field? */
function holds({ lists, postingPassages }: LiveSegment['segment'], t: number, passage: number): boolean {
  if (t < 0) return false;
  return postingPassages.subarray(lists[t * FIELDS]!, lists[(t + 1) * FIELDS]!).includes(passage);
}

function languagesOf(articles: Iterable<readonly Passage[]>): string[] {
  const counts = new Map<string, number>();
  for (const passages of articles) {
    const { language } = passages[0]!.article;
    counts.set(language, (counts.get(language) ?? 0) + passages.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}
