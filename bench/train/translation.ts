/**
 * IBM model 1 (Brown et al. 1993) between the terms of a sentence and the terms of the questions that it answers: how likely a question
 * says "born" of a sentence that says "birth". Used in retrieval since Berger and Lafferty 1999.
 */

/** A question and its answering sentence as term numbers below `vocabulary`. */
export interface TermPair {
  readonly question: Int32Array;
  readonly sentence: Int32Array;
}

/** Probabilities of `target` (a question's term) given `source` (a sentence's term). */
export interface Translation {
  readonly source: number;
  readonly target: number;
  readonly probability: number;
  /** Expected number of times that the source gave rise to the target in the pairs. */
  readonly count: number;
}

/** Runs `rounds` of expectation maximisation from uniform probabilities; keeps translations above both bounds. Term 0 is the empty word. */
export function learnTranslations(
  pairs: readonly TermPair[],
  vocabulary: number,
  { rounds = 5, minProbability = 0.002, minCount = 1.5 } = {},
): Translation[] {
  let links = 0;
  for (const { question, sentence } of pairs) links += question.length * sentence.length;
  const table = new PairNumbers(vocabulary, Math.min(links, 40_000_000));
  const numbers = new Int32Array(links);
  let at = 0;
  for (const { question, sentence } of pairs) {
    for (const target of question) for (const source of sentence) numbers[at++] = table.numberOf(source, target);
  }
  const probability = new Float64Array(table.size).fill(1);
  const counts = new Float64Array(table.size);
  const totals = new Float64Array(vocabulary);
  for (let round = 0; round < rounds; round++) {
    counts.fill(0);
    at = 0;
    for (const { question, sentence } of pairs) {
      const width = sentence.length;
      for (let q = 0; q < question.length; q++, at += width) {
        let sum = 0;
        for (let s = 0; s < width; s++) sum += probability[numbers[at + s]!]!;
        for (let s = 0; s < width; s++) counts[numbers[at + s]!]! += probability[numbers[at + s]!]! / sum;
      }
    }
    totals.fill(0);
    for (let pair = 0; pair < table.size; pair++) totals[table.source(pair)]! += counts[pair]!;
    for (let pair = 0; pair < table.size; pair++) probability[pair] = counts[pair]! / totals[table.source(pair)]!;
  }
  const translations: Translation[] = [];
  for (let pair = 0; pair < table.size; pair++) {
    if (probability[pair]! < minProbability || counts[pair]! < minCount) continue;
    translations.push({
      source: table.source(pair),
      target: table.target(pair),
      probability: probability[pair]!,
      count: counts[pair]!,
    });
  }
  return translations;
}

/** Numbers pairs of terms from 0 in the order of their first sight: an open-addressing hash table in typed arrays. */
class PairNumbers {
  size = 0;
  readonly #vocabulary: number;
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #keys: Float64Array;

  constructor(vocabulary: number, capacity: number) {
    this.#vocabulary = vocabulary;
    let slots = 1024;
    while (slots < capacity * 1.3) slots *= 2;
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots).fill(-1);
    this.#keys = new Float64Array(capacity);
  }

  numberOf(source: number, target: number): number {
    const key = source * this.#vocabulary + target;
    let slot = (Math.imul(source, 0x9e3779b1) ^ Math.imul(target, 0x85ebca6b)) & this.#mask;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number < 0) {
        this.#slots[slot] = this.size;
        this.#keys[this.size] = key;
        return this.size++;
      }
      if (this.#keys[number] === key) return number;
      slot = (slot + 1) & this.#mask;
    }
  }

  source(number: number): number {
    return Math.floor(this.#keys[number]! / this.#vocabulary);
  }

  target(number: number): number {
    return this.#keys[number]! % this.#vocabulary;
  }
}
