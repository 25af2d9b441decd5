/** The words of stored articles: read from the store when they are looked at, and kept for a while. */
import { getHeapStatistics } from 'node:v8';
import type { Article } from '../articles/article.ts';
import { VarintReader } from '../search/varint.ts';
import { fromContent } from './content.ts';
import { type PlacedPassage, placePassages } from './layout.ts';
import type { StoredArticle } from './stored-article.ts';

/** What of an article is not kept in memory. */
export interface Words extends Pick<Article, 'text' | 'blocks' | 'marks'> {
  /** Read from the layout when first asked for. */
  placed?: readonly PlacedPassage[];
}

/** Code units of stored contents that stay in memory: with their blocks and sentences some four bytes each, so an eighth of the heap, at most 256 MB. */
const usualUnits = Math.min(64_000_000, getHeapStatistics().heap_size_limit / 64);
/** However long they are, so many articles stay: as many as a question looks at. */
const LEAST = 64;

/** A content of the store; undefined where it has none under that key. */
export type ReadContent = (collection: string, key: string) => string | undefined;

export class Texts {
  readonly #read: ReadContent;
  readonly #units: number;
  #young = new Map<StoredArticle, Words>();
  #old = new Map<StoredArticle, Words>();
  #youngUnits = 0;

  /** `read` answers in place. `units`: code units of contents kept; the usual bound when absent. */
  constructor(read: ReadContent, units = usualUnits) {
    this.#read = read;
    this.#units = units;
  }

  /** The words of an article. Throws where the store does not hold what was written. */
  of(article: StoredArticle): Words {
    const young = this.#young.get(article);
    if (young) return young;
    const words = this.#old.get(article) ?? this.#load(article);
    // Two generations: what is not asked for again until the young one is full goes with the old one.
    if (this.#youngUnits > this.#units / 2 && this.#young.size >= LEAST) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngUnits = 0;
    }
    this.#young.set(article, words);
    this.#youngUnits += words.text.length;
    return words;
  }

  /** Where the passages of an article that was laid out stand, made with its words and kept as long. */
  placed(article: StoredArticle): readonly PlacedPassage[] {
    const words = this.of(article);
    if (!words.placed) {
      const { bytes, from, headings } = article.laidOut();
      words.placed = placePassages(new VarintReader(bytes, from), headings);
    }
    return words.placed;
  }

  #load({ collection, key }: StoredArticle): Words {
    const { text, blocks, marks } = fromContent(this.#read(collection, key) ?? '', key);
    return { text, blocks, ...(marks && { marks }) };
  }
}
