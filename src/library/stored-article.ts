/**
 * Articles of the stored shelves. What is listed, ranked and narrowed by stays in memory; text, blocks and sentences are read from the store when
 * they are looked at, so that an open shelf takes little more than its index.
 */
import type { Article, Block, Passage, Range, Sentence } from '../articles/article.ts';
import { splitArticle } from '../articles/split.ts';
import { VarintReader } from '../search/varint.ts';
import { layOut, type PlacedPassage } from './layout.ts';
import type { Texts, Words } from './texts.ts';

/** Where articles came from, and what their source adds to them. The same object for all articles of a source. */
export interface Origin {
  readonly collection: string;
  readonly sourceId: string;
  /** Of the source. */
  readonly name: string;
  /** Tells what the source says of its articles in their place: other words, another article. */
  readonly version: string;
}

/** An article's layout: where its bytes stand among those of its shelf, and the headings they name. */
export interface Layout {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly headings: readonly string[];
}

/** Of an article, what stays in memory. */
export type Outline = Pick<Article, 'id' | 'source' | 'title' | 'language' | 'hash'> & {
  readonly [Name in 'publisher' | 'author' | 'date' | 'url' | 'tags']?: Article[Name] | undefined;
};

export class StoredArticle implements Article {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly language: string;
  readonly hash: string;
  declare readonly publisher?: string;
  declare readonly author?: string;
  declare readonly date?: string;
  declare readonly url?: string;
  declare readonly tags?: readonly string[];
  /** Of its content in the store. */
  readonly key: string;
  readonly origin: Origin;
  readonly #texts: Texts;
  #layout: Layout | undefined;
  #passages: readonly StoredPassage[] | undefined;

  constructor(outline: Outline, key: string, origin: Origin, texts: Texts, layout?: Layout) {
    const { id, source, title, language, hash, publisher, author, date, url, tags } = outline;
    this.id = id;
    this.source = source;
    this.title = title;
    this.language = language;
    this.hash = hash;
    if (publisher !== undefined) this.publisher = publisher;
    if (author !== undefined) this.author = author;
    if (date !== undefined) this.date = date;
    if (url !== undefined) this.url = url;
    if (tags !== undefined) this.tags = tags;
    this.key = key;
    this.origin = origin;
    this.#texts = texts;
    this.#layout = layout;
  }

  get collection(): string {
    return this.origin.collection;
  }

  get text(): string {
    return this.#words.text;
  }

  get blocks(): readonly Block[] {
    return this.#words.blocks;
  }

  get marks(): readonly Range[] {
    return this.#words.marks ?? [];
  }

  /** Its layout; the article is split where nobody has split it before. */
  laidOut(): Layout {
    if (!this.#layout) {
      const { bytes, headings } = layOut(splitArticle(this));
      this.#layout = { bytes, from: 0, to: bytes.length, headings };
    }
    return this.#layout;
  }

  /** Whether it was split before. */
  get isLaidOut(): boolean {
    return this.#layout !== undefined;
  }

  /** Always the same objects. */
  get passages(): readonly StoredPassage[] {
    if (this.#passages) return this.#passages;
    const { bytes, from } = this.laidOut();
    const total = new VarintReader(bytes, from).read();
    const ordinals = total === 0 ? [0] : Array.from({ length: total }, (_, at) => at + 1);
    this.#passages = ordinals.map((ordinal) => new StoredPassage(this, ordinal));
    return this.#passages;
  }

  /** Of the passage with this ordinal. */
  placed(ordinal: number): PlacedPassage {
    return this.#texts.placed(this)[Math.max(0, ordinal - 1)]!;
  }

  get #words(): Words {
    return this.#texts.of(this);
  }
}

class StoredPassage implements Passage {
  readonly article: StoredArticle;
  readonly ordinal: number;

  constructor(article: StoredArticle, ordinal: number) {
    this.article = article;
    this.ordinal = ordinal;
  }

  get id(): string {
    return `${this.article.id}:${this.ordinal}`;
  }

  get total(): number {
    return this.ordinal === 0 ? 0 : this.article.passages.length;
  }

  get start(): number {
    return this.article.placed(this.ordinal).start;
  }

  get end(): number {
    return this.article.placed(this.ordinal).end;
  }

  get heading(): string {
    return this.article.placed(this.ordinal).heading;
  }

  get page(): number | undefined {
    return this.article.placed(this.ordinal).page;
  }

  get sentences(): readonly Sentence[] {
    return this.article.placed(this.ordinal).sentences;
  }
}

/** The passages of any article; those of a stored one are always the same objects. */
export const passagesOf = (article: Article): readonly Passage[] =>
  article instanceof StoredArticle ? article.passages : splitArticle(article);
