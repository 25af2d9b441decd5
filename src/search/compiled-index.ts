/** A collection's index as it answers: segments and the passages they stand for. Immutable; a change makes another. */
import type { Passage } from '../articles/article.ts';
import type { Found } from './best.ts';
import { MAX_CORRECTED_LENGTH, MIN_CORRECTED_LENGTH, type NearTerm, nearTerms } from './dictionary.ts';
import type { LiveSegment } from './live.ts';
import { isDead } from './live.ts';
import type { Hit, Query, QueryTerm, SearchIndex } from './search-index.ts';
import { FIELDS, findTerm } from './segment.ts';
import { type Statistics, statisticsOf, topPassages, type Word } from './top-passages.ts';

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
  readonly #byId: ReadonlyMap<string, Passage>;
  readonly #statistics: Statistics;

  constructor(segments: readonly LiveSegment[], byId: ReadonlyMap<string, Passage>) {
    this.segments = segments;
    this.#byId = byId;
    this.#statistics = statisticsOf(segments);
    this.languages = languagesOf(byId.values());
  }

  get passages(): number {
    return this.#statistics.passages;
  }

  passage(id: string): Passage | undefined {
    return this.#byId.get(id);
  }

  documentFrequency(term: string): number {
    return this.segments.reduce((sum, { segment, dead }) => {
      const t = findTerm(segment, term);
      return t < 0 ? sum : sum + segment.found[t]! - (dead?.found.get(t) ?? 0);
    }, 0);
  }

  corrections(term: string, limit: number): readonly string[] {
    if (term.length < MIN_CORRECTED_LENGTH || term.length > MAX_CORRECTED_LENGTH || this.documentFrequency(term) > 0) return [];
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
      .slice(0, limit)
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

function languagesOf(passages: Iterable<Passage>): string[] {
  const counts = new Map<string, number>();
  for (const { article } of passages) counts.set(article.language, (counts.get(article.language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}

/** Living passages of the segments, by id. */
export function passagesById(segments: readonly LiveSegment[]): Map<string, Passage> {
  const byId = new Map<string, Passage>();
  for (const { passages, dead } of segments) {
    for (const [number, passage] of passages.entries()) if (!(dead && isDead(dead, number))) byId.set(passage.id, passage);
  }
  return byId;
}
