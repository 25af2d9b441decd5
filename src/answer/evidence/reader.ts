/** Texts → numbers of terms and traits of words, laid end to end in long lists that many passages share. */
import { analyzerFor, type WordAnalyzer } from '../../search/analyzer.ts';
import { WordTable } from './word-table.ts';
import { NUMBER, type Words, YEAR } from './words.ts';

/** Traits of a word, as bits, beside `NUMBER` (holds a digit) and `YEAR` (a number that could be a year, 1000 to 2099). */
export const STOP = 1;
/** Begins with a capital, and not because the sentence begins there. */
export const CAPITAL = 2;
/** First word of its sentence. */
export const FIRST = 16;
/** In the table alone: whether it is a stop word depends on where it stands. */
const BESIDES = 32;
const TRAIT_BITS = 6;
const KEPT = STOP | NUMBER | YEAR;

/** Different words of one language; about 17 bytes each. */
const LIMIT = 400_000;
/** Words in one sheet. */
const SHEET = 32_768;

/** Lists that run in parallel, one entry a word. */
export interface Sheet {
  /** Numbers of the terms, as `Words` gives them. */
  readonly ids: Int32Array;
  readonly traits: Uint8Array;
}

/** The words of a text: those in [from, to) of a sheet. */
export interface Stretch extends Sheet {
  readonly from: number;
  readonly to: number;
}

const sheetOf = (size: number): Sheet => ({ ids: new Int32Array(size), traits: new Uint8Array(size) });

export class Reader {
  readonly #words: Words;
  /** By the code of the analyzer: the term's number, shifted, and the word's traits. */
  readonly #tables = new Map<string, WordTable>();
  #sheet = sheetOf(SHEET);
  #count = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  /** Holds so many different words that it is time for another reader. */
  get isFull(): boolean {
    return this.#tables.values().some(({ size }) => size > LIMIT);
  }

  /** The words of a text that is read by itself: a sentence, a title. */
  read(text: string, language: string): Stretch {
    // No text has more words than letters.
    if (this.#count + text.length > this.#sheet.ids.length) {
      this.#sheet = sheetOf(Math.max(SHEET, text.length));
      this.#count = 0;
    }
    const { ids, traits } = this.#sheet;
    const analyzer = analyzerFor(language, text);
    const table = this.#tableOf(analyzer);
    const from = this.#count;
    analyzer.eachPlace(text, language, (start, end) => {
      let known = table.get(text, start, end) || this.#learn(analyzer, table, text, start, end);
      if (known & BESIDES) known = analyzer.isStop(analyzer.word(text, start, end), text, start) ? known | STOP : known & ~STOP;
      const place = this.#count === from ? FIRST : isCapital(text, start) ? CAPITAL : 0;
      ids[this.#count] = known >> TRAIT_BITS;
      traits[this.#count++] = (known & KEPT) | place;
    });
    return { ids, traits, from, to: this.#count };
  }

  #tableOf({ code }: WordAnalyzer): WordTable {
    const table = this.#tables.get(code) ?? new WordTable();
    this.#tables.set(code, table);
    return table;
  }

  #learn(analyzer: WordAnalyzer, table: WordTable, text: string, start: number, end: number): number {
    const { term, stop, besides } = analyzer.glance(text, start, end);
    const id = this.#words.idOf(term);
    const value = (id << TRAIT_BITS) | this.#words.traits[id]! | (stop ? STOP : 0) | (besides ? BESIDES : 0);
    table.set(text, start, end, value);
    return value;
  }
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}
