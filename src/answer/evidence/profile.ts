/** What is read off the sentences of a passage once, whatever is asked. */
import type { Article, Passage, Sentence } from '../../articles/article.ts';
import { maskedSlice } from '../../articles/marks.ts';
import { analyze } from '../../search/analyzer.ts';

/** Traits of a word, as bits. */
export const STOP = 1;
/** Begins with a capital, and not because the sentence begins there. */
export const CAPITAL = 2;
/** Holds a digit. */
export const NUMBER = 4;
/** A number that could be a year: 1000 to 2099. */
export const YEAR = 8;
/** First word of its sentence. */
export const FIRST = 16;

/** One sentence as words; the lists run in parallel, one entry a word. */
export interface SentenceProfile {
  readonly sentence: Sentence;
  readonly terms: readonly string[];
  readonly traits: Uint8Array;
  /** Offsets into the article's text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Number of each content word (not a stop word) in the learned vocabulary; 0 where unknown. */
  readonly numbers: Uint16Array;
  /** Begins with a word that leans on what stands before it. */
  readonly leans: boolean;
}

export interface PassageProfile {
  readonly passage: Passage;
  readonly sentences: readonly SentenceProfile[];
  /** Terms of the title and of the heading above. */
  readonly headings: ReadonlySet<string>;
}

/** Words that point back: English, German, French, Spanish and Russian pronouns and demonstratives. */
const LEANS =
  /^\P{L}*(?:he|she|it|they|his|her|its|their|this|these|that|those|such|er|sie|es|dies\p{L}*|il|elle|ils|elles|ce|cette|ces|él|ella|ellos|esto|este|esta|он|она|оно|они|это|этот|эта|эти|его|её|их)(?!\p{L})/iu;

/** Profiles kept: about 6 KB a passage, 50 KB an article. */
/** Longer titles are headlines. */
const SUBJECT_WORDS = 7;
const PASSAGES_KEPT = 4_096;
const ARTICLES_KEPT = 256;

/** Keeps the values that were asked for last; at most twice `size`. */
class Recent<Key, Value> {
  readonly #size: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  constructor(size: number) {
    this.#size = size;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

/** Profiles of passages, made when first asked for; those lately used are kept. */
export class Profiles {
  readonly #numberOf: (term: string) => number;
  readonly #passages = new Recent<Passage, PassageProfile>(PASSAGES_KEPT);
  readonly #articles = new Recent<Article, ReadonlySet<string>>(ARTICLES_KEPT);
  readonly #titles = new WeakMap<Article, readonly string[]>();

  /** `numberOf` gives a term's number in the learned vocabulary, 0 where it has none. */
  constructor(numberOf: (term: string) => number) {
    this.#numberOf = numberOf;
  }

  of(passage: Passage): PassageProfile {
    const known = this.#passages.get(passage);
    if (known) return known;
    const sentences = passage.sentences.map((sentence) => profileSentence(passage.article, sentence, this.#numberOf));
    const profile = {
      passage,
      sentences,
      headings: new Set([...this.#subjectOf(passage.article), ...termsOf(passage.heading, passage.article.language)]),
    };
    this.#passages.set(passage, profile);
    return profile;
  }

  /** Every term of an article and its title; of the first `limit` passages where it is longer. `passageOf` finds a passage by its id. */
  termsOf(article: Article, passageOf: (id: string) => Passage | undefined, limit: number): ReadonlySet<string> {
    const known = this.#articles.get(article);
    if (known) return known;
    const terms = new Set(this.#titleOf(article));
    for (let ordinal = 1; ordinal <= limit; ordinal++) {
      const passage = passageOf(`${article.id}:${ordinal}`);
      if (!passage) break;
      for (const { start, end } of passage.sentences)
        for (const { term } of analyze(article.text.slice(start, end), article.language)) terms.add(term);
    }
    this.#articles.set(article, terms);
    return terms;
  }

  /** The title where it names a subject ("Korea Liberation Day"). A headline tells the news: what it says is not understood in every sentence. */
  #subjectOf(article: Article): readonly string[] {
    const title = this.#titleOf(article);
    return title.length <= SUBJECT_WORDS ? title : [];
  }

  #titleOf(article: Article): readonly string[] {
    const known = this.#titles.get(article);
    if (known) return known;
    const terms = termsOf(article.title, article.language);
    this.#titles.set(article, terms);
    return terms;
  }
}

const termsOf = (text: string, language: string) => (text ? analyze(text, language).map(({ term }) => term) : []);

function profileSentence(article: Article, sentence: Sentence, numberOf: (term: string) => number): SentenceProfile {
  const text = maskedSlice(article, sentence);
  const tokens = analyze(text, article.language);
  const traits = new Uint8Array(tokens.length);
  const numbers: number[] = [];
  for (const [i, { term, start, stop }] of tokens.entries()) {
    const first = i === 0;
    const letter = text.charAt(start);
    const digit = /\p{Nd}/u.test(term);
    const capital = !first && letter !== letter.toLowerCase();
    const year = digit && /^(?:1\d|20)\d\d$/.test(term);
    traits[i] = (stop ? STOP : 0) | (capital ? CAPITAL : 0) | (digit ? NUMBER : 0) | (year ? YEAR : 0) | (first ? FIRST : 0);
    if (!stop) numbers.push(numberOf(term));
  }
  return {
    sentence,
    terms: tokens.map(({ term }) => term),
    traits,
    starts: Uint32Array.from(tokens, ({ start }) => sentence.start + start),
    ends: Uint32Array.from(tokens, ({ end }) => sentence.start + end),
    numbers: Uint16Array.from(numbers),
    leans: LEANS.test(text.slice(0, 24)),
  };
}
