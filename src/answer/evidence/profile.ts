/** What is read off the sentences of a passage once, whatever is asked. */
import type { Article, Passage, Sentence } from '../../articles/article.ts';
import { maskedSlice } from '../../articles/marks.ts';
import { Recent } from '../recent.ts';
import { Reader, type Stretch } from './reader.ts';
import { Words } from './words.ts';

export { CAPITAL, FIRST, STOP } from './reader.ts';
export { NUMBER, YEAR } from './words.ts';

/** One sentence as words. */
export interface SentenceProfile extends Stretch {
  readonly sentence: Sentence;
  /** Begins with a word that leans on what stands before it. */
  readonly leans: boolean;
}

/** The terms of a sentence alone. */
export const idsOf = ({ ids, from, to }: Stretch): Int32Array => ids.subarray(from, to);

export interface PassageProfile {
  readonly passage: Passage;
  readonly sentences: readonly SentenceProfile[];
  /** Terms of the title and of the heading above; one list for all passages without a heading. */
  readonly headings: readonly number[];
}

/** Words that point back: English, German, French, Spanish and Russian pronouns and demonstratives. */
const LEANS =
  /^\P{L}*(?:he|she|it|they|his|her|its|their|this|these|that|those|such|er|sie|es|dies\p{L}*|il|elle|ils|elles|ce|cette|ces|él|ella|ellos|esto|este|esta|он|она|оно|они|это|этот|эта|эти|его|её|их)(?!\p{L})/iu;

const NONE: readonly number[] = [];

/** Longer titles are headlines. */
const SUBJECT_WORDS = 7;
/** Profiles kept: about 2 KB a passage. */
const PASSAGES_KEPT = 8_192;

/** Profiles of passages, made when first asked for; those lately used are kept. */
export class Profiles {
  readonly #vocabularyOf: (term: string) => number;
  #words: Words;
  #reader: Reader;
  #passages = new Recent<Passage, PassageProfile>(PASSAGES_KEPT);
  #titles = new WeakMap<Article, readonly number[]>();

  /** `vocabularyOf` gives a term's number in the learned vocabulary, 0 where it has none. */
  constructor(vocabularyOf: (term: string) => number) {
    this.#vocabularyOf = vocabularyOf;
    this.#words = new Words(vocabularyOf);
    this.#reader = new Reader(this.#words);
  }

  /** The numbers of terms; they hold until the next call. */
  wordsForQuestion(): Words {
    if (this.#words.isFull || this.#reader.isFull) {
      this.#words = new Words(this.#vocabularyOf);
      this.#reader = new Reader(this.#words);
      this.#passages = new Recent(PASSAGES_KEPT);
      this.#titles = new WeakMap();
    }
    return this.#words;
  }

  of(passage: Passage): PassageProfile {
    const known = this.#passages.get(passage);
    if (known) return known;
    const { article, heading } = passage;
    const sentences = profileSentences(passage, this.#reader);
    const subject = this.#subjectOf(article);
    const headings = heading === '' ? subject : [...subject, ...this.#idsOf(heading, article.language)];
    const profile = { passage, sentences, headings };
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
    return title.length <= SUBJECT_WORDS ? title : NONE;
  }

  #idsOf(text: string, language: string): number[] {
    return Array.from(idsOf(this.#reader.read(text, language)));
  }
}

function profileSentences({ article, sentences }: Passage, reader: Reader): SentenceProfile[] {
  const { language } = article;
  return sentences.map((sentence) => {
    const text = maskedSlice(article, sentence);
    const { ids, traits, from, to } = reader.read(text, language);
    return { sentence, ids, traits, from, to, leans: LEANS.test(text.slice(0, 24)) };
  });
}
