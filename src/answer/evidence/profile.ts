/** What is read off the sentences of a passage once, whatever is asked. */
import type { Article, Passage, Sentence } from '../../articles/article.ts';
import { maskedSlice } from '../../articles/marks.ts';
import { eachWord } from '../../search/analyzer.ts';
import { NUMBER, Words, YEAR } from './words.ts';

export { NUMBER, YEAR };

/** Traits of a word, as bits. `NUMBER`: holds a digit; `YEAR`: a number that could be a year, 1000 to 2099. */
export const STOP = 1;
/** Begins with a capital, and not because the sentence begins there. */
export const CAPITAL = 2;
/** First word of its sentence. */
export const FIRST = 16;

/** One sentence as words: those in [from, to) of its passage's lists, which run in parallel. */
export interface SentenceProfile {
  readonly sentence: Sentence;
  /** Numbers of the terms, as `Words` gives them. */
  readonly ids: Int32Array;
  readonly traits: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Begins with a word that leans on what stands before it. */
  readonly leans: boolean;
}

/** The terms of a sentence alone. */
export const idsOf = ({ ids, from, to }: SentenceProfile): Int32Array => ids.subarray(from, to);

export interface PassageProfile {
  readonly passage: Passage;
  readonly sentences: readonly SentenceProfile[];
  /** Terms of the title and of the heading above. */
  readonly headings: Int32Array;
}

/** Words that point back: English, German, French, Spanish and Russian pronouns and demonstratives. */
const LEANS =
  /^\P{L}*(?:he|she|it|they|his|her|its|their|this|these|that|those|such|er|sie|es|dies\p{L}*|il|elle|ils|elles|ce|cette|ces|él|ella|ellos|esto|este|esta|он|она|оно|они|это|этот|эта|эти|его|её|их)(?!\p{L})/iu;

/** Longer titles are headlines. */
const SUBJECT_WORDS = 7;
/** Profiles kept: about 2 KB a passage. */
const PASSAGES_KEPT = 8_192;

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
  readonly #vocabularyOf: (term: string) => number;
  #words: Words;
  #passages = new Recent<Passage, PassageProfile>(PASSAGES_KEPT);
  #titles = new WeakMap<Article, readonly number[]>();

  /** `vocabularyOf` gives a term's number in the learned vocabulary, 0 where it has none. */
  constructor(vocabularyOf: (term: string) => number) {
    this.#vocabularyOf = vocabularyOf;
    this.#words = new Words(vocabularyOf);
  }

  /** The numbers of terms; they hold until the next call. */
  wordsForQuestion(): Words {
    if (this.#words.isFull) {
      this.#words = new Words(this.#vocabularyOf);
      this.#passages = new Recent(PASSAGES_KEPT);
      this.#titles = new WeakMap();
    }
    return this.#words;
  }

  of(passage: Passage): PassageProfile {
    const known = this.#passages.get(passage);
    if (known) return known;
    const { article, heading } = passage;
    const sentences = profileSentences(passage, this.#words);
    const headings = [...new Set([...this.#subjectOf(article), ...this.#idsOf(heading, article.language)])];
    const profile = { passage, sentences, headings: Int32Array.from(headings) };
    this.#passages.set(passage, profile);
    return profile;
  }

  /** The title where it names a subject ("Korea Liberation Day"). A headline tells the news: what it says is not understood in every sentence. */
  #subjectOf(article: Article): readonly number[] {
    let title = this.#titles.get(article);
    if (!title) {
      title = this.#idsOf(article.title, article.language);
      this.#titles.set(article, title);
    }
    return title.length <= SUBJECT_WORDS ? title : [];
  }

  #idsOf(text: string, language: string): number[] {
    const ids: number[] = [];
    eachWord(text, language, (word) => ids.push(this.#words.idOfWord(word)));
    return ids;
  }
}

/** Where the words of a passage are gathered before they are laid down at their length. */
const gathered = { ids: new Int32Array(1_024), traits: new Uint8Array(1_024), count: 0 };

function gather(id: number, traits: number): void {
  if (gathered.count === gathered.ids.length) {
    const { ids, traits: all } = gathered;
    gathered.ids = new Int32Array(2 * ids.length);
    gathered.ids.set(ids);
    gathered.traits = new Uint8Array(2 * ids.length);
    gathered.traits.set(all);
  }
  gathered.ids[gathered.count] = id;
  gathered.traits[gathered.count++] = traits;
}

function profileSentences({ article, sentences }: Passage, words: Words): SentenceProfile[] {
  gathered.count = 0;
  const read = sentences.map((sentence) => {
    const text = maskedSlice(article, sentence);
    const from = gathered.count;
    eachWord(text, article.language, (word, start, _end, stop) => {
      const id = words.idOfWord(word);
      const place = gathered.count === from ? FIRST : isCapital(text, start) ? CAPITAL : 0;
      gather(id, words.traits[id]! | (stop ? STOP : 0) | place);
    });
    return { sentence, from, to: gathered.count, leans: LEANS.test(text.slice(0, 24)) };
  });
  const ids = gathered.ids.slice(0, gathered.count);
  const traits = gathered.traits.slice(0, gathered.count);
  return read.map(({ sentence, from, to, leans }) => ({ sentence, ids, traits, from, to, leans }));
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}
