/**
 * How likely a question uses a term, given a sentence: the sentence's own words, words that stand for them (IBM model 1, learned from
 * questions and their answering sentences), and the language at large, mixed as in Xue, Jeon and Croft (2008).
 */

/** Share of the language at large, and of learned translations against the very same word. */
const BACKGROUND_SHARE = 0.2;
const TRANSLATION_SHARE = 0.5;
/** Probability of a word that was never learned. */
const UNSEEN = 1e-6;
/** Share of all terms of questions that stand in the answering sentence. */
export const USUAL_PRESENCE = 0.6;

/** Term 0 of the vocabulary is the unknown word, which translates nothing. */
export interface TranslationLists {
  readonly vocabulary: readonly string[];
  /** Relative frequency of each term in articles. */
  readonly background: Float32Array;
  /** Share of the sentences learned from that hold the term, as idf between 0 (everywhere) and 1 (nowhere). */
  readonly rarity: Float32Array;
  /** Of the questions that use the term, the share whose answering sentence uses it too. */
  readonly presence: Float32Array;
  /** The translations into term t are [offsets[t], offsets[t + 1]) of the lists below. */
  readonly offsets: Uint32Array;
  readonly sources: Uint16Array;
  readonly probabilities: Float32Array;
}

/** The question's side of a comparison; holds scratch lists, so finish with one question before the next is prepared. */
export interface PreparedTerms {
  /** Number in the vocabulary of each term; 0 where unknown. */
  readonly numbers: Uint16Array;
  readonly count: number;
  /** Log of how likely the language at large uses each. */
  readonly backgroundLogs: Float64Array;
}

export class Translations {
  readonly #lists: TranslationLists;
  readonly #numbers: ReadonlyMap<string, number>;
  /** For a source: 1 + its first link in the chain below, for the question at hand. */
  readonly #heads: Int32Array;
  /** What was prepared last. */
  #prepared: PreparedTerms | undefined;
  #next = new Int32Array(1_024);
  #target = new Uint8Array(1_024);
  #probability = new Float32Array(1_024);

  constructor(lists: TranslationLists) {
    this.#lists = lists;
    this.#numbers = new Map(lists.vocabulary.map((term, number) => [term, number]));
    this.#heads = new Int32Array(lists.vocabulary.length);
  }

  /** Knows no word. */
  static empty(): Translations {
    const none = {
      background: new Float32Array(1),
      rarity: new Float32Array(1),
      presence: new Float32Array(1),
      sources: new Uint16Array(),
      probabilities: new Float32Array(),
    };
    return new Translations({ vocabulary: [''], offsets: new Uint32Array(2), ...none });
  }

  get isEmpty(): boolean {
    return this.#lists.vocabulary.length <= 1;
  }

  numberOf(term: string): number {
    return this.#numbers.get(term) ?? 0;
  }

  /** 0 for a word that stands everywhere in the language, 1 for one never seen in training. Knows nothing of the collection at hand. */
  rarityOf(number: number): number {
    return number === 0 ? 1 : this.#lists.rarity[number]!;
  }

  /** How likely an answering sentence holds a term of its question, 0…1. */
  presenceOf(number: number): number {
    return number === 0 ? USUAL_PRESENCE : this.#lists.presence[number]!;
  }

  backgroundOf(number: number): number {
    return number === 0 ? UNSEEN : Math.max(UNSEEN, this.#lists.background[number]!);
  }

  /** Makes ready for `accumulate`: the question's terms, then pseudo-words for the kind of thing it asks for. */
  prepare(content: readonly string[], kind: readonly string[]): PreparedTerms {
    const numbers = Uint16Array.from([...content, ...kind], (term) => this.numberOf(term));
    const last = this.#prepared;
    if (last && last.count === numbers.length && numbers.every((number, target) => number === last.numbers[target])) return last;
    this.#link(numbers);
    const backgroundLogs = Float64Array.from(numbers, (number) => Math.log(this.backgroundOf(number)));
    this.#prepared = { numbers, count: numbers.length, backgroundLogs };
    return this.#prepared;
  }

  /** Chains for each word the terms that it stands for. */
  #link(numbers: Uint16Array): void {
    const { offsets, sources, probabilities } = this.#lists;
    const links = numbers.reduce((sum, number) => sum + (number ? offsets[number + 1]! - offsets[number]! : 0), 0);
    if (links > this.#next.length) {
      this.#next = new Int32Array(2 * links);
      this.#target = new Uint8Array(2 * links);
      this.#probability = new Float32Array(2 * links);
    }
    this.#heads.fill(0);
    let link = 0;
    for (let target = 0; target < numbers.length; target++) {
      const number = numbers[target]!;
      if (number === 0) continue;
      for (let i = offsets[number]!; i < offsets[number + 1]!; i++, link++) {
        const source = sources[i]!;
        this.#next[link] = this.#heads[source]!;
        this.#target[link] = target;
        this.#probability[link] = probabilities[i]!;
        this.#heads[source] = link + 1;
      }
    }
  }

  /** Adds to `sums[t]` the probability of each prepared term t under one word, given by its number in the vocabulary. */
  accumulate(source: number, sums: Float32Array): void {
    for (let link = this.#heads[source]!; link > 0; link = this.#next[link - 1]!) {
      sums[this.#target[link - 1]!]! += this.#probability[link - 1]!;
    }
  }

  /** Log likelihood of one term, given how often the sentence of `words` words holds it and the sum of its translations. */
  logLikelihood(number: number, held: number, translated: number, words: number): number {
    const sentence = ((1 - TRANSLATION_SHARE) * held + TRANSLATION_SHARE * translated) / (words || 1);
    return Math.log((1 - BACKGROUND_SHARE) * sentence + BACKGROUND_SHARE * this.backgroundOf(number));
  }
}
