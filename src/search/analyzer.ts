/** Text → terms. Articles and questions pass through here alike, or they would not meet. */
import { fold, lower } from './fold.ts';
import { type Language, languages, type Script } from './languages.ts';
import { ownWord, Surfaces } from './surfaces.ts';
import { tokenize } from './tokenize.ts';
import { splitUnspaced } from './unspaced.ts';

/** One word of a text: `term` as it is indexed (folded, stemmed), and where it stands, in UTF-16 code units of the text analysed. */
export interface Token {
  readonly term: string;
  /** The word itself, folded but not stemmed. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A stop word of the language. Its term is as good as any other's, for a question that has nothing else. */
  readonly stop: boolean;
}

/** Part of the index's identity: raise it whenever the same text would give other terms, so that old snapshots are rebuilt. */
export const ANALYZER_VERSION = 4;

/** Longer words are cut: no question may carry a term of thousands of letters. In UTF-16 code units. */
const MAX_TERM = 64;
/** Two generations of this many surfaces each are remembered, per language. */
const CACHE_SIZE = 20_000;

/** What becomes of a surface, wherever it stands. The same object for each of its occurrences, as long as it is remembered. */
export interface Word extends Pick<Token, 'term' | 'word' | 'stop'> {
  /** Letters only, and as many as people mistype: a mistyped word may have meant it. */
  readonly likely: boolean;
  /** What a stop word may be besides, spelled like this: a name unless it begins the text, an acronym unless all is in capitals. */
  readonly besides: 'name' | 'acronym' | undefined;
}

const POSSESSIVE = /['’ʼ＇`´]s$/;
const NOT_WORD = /['’ʼ＇`´.\-‐‑]/g;
/** Nothing to fold but capitals, nothing to leave out. */
const PLAIN = /^[A-Za-z]{1,64}$/;
const NUMBER = /^\p{Nd}[\p{Nd},.'’\u00a0\u202f\u2009]*$/u;
const DIGIT = /^\p{Nd}$/u;
const CYRILLIC = /\p{sc=Cyrl}/u;
const LATIN = /\p{sc=Latn}/u;
const ACRONYM = /^\p{Lu}[\p{Lu}\p{Nd}.]+$/u;
const LOWER_CASE = /\p{Ll}/u;
const HAS_DIGIT = /\p{N}/u;
/** Shorter words have too many neighbours to be corrected, longer ones were typed by nobody. In UTF-16 code units. */
const LIKELY = { least: 4, most: 32 } as const;
/** Stop words that are names where they begin with a capital: "in May", "Will Smith". */
const NAMES = new Set(['May', 'Will', 'Mark']);

/** A word of another script than the language's is stemmed by that script's most common language: "Путин" in an English article. */
const byScript: Readonly<Record<Script, string>> = { Latin: 'en', Cyrillic: 'ru', other: '' };
const scriptOf = (word: string): Script => (LATIN.test(word) ? 'Latin' : CYRILLIC.test(word) ? 'Cyrillic' : 'other');

/** Digits of every script stand in rows of ten code points: ١٩٤٥ is 1945. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0)!;
  let zero = point;
  while (point - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String(point - zero);
}

/** 1,234,567 → 1234567; 3,5 → 3.5; 08 → 8. */
function numberTerm(word: string): string {
  const plain = word
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[^\d.,]/g, '');
  const grouped = /^\d{1,3}([.,]?\d{3})+$/.test(plain)
    ? plain.replace(/[.,]/g, '')
    : plain.replace(/,(?=\d{3}(\D|$))/g, '').replace(',', '.');
  return grouped.replace(/^0+(?=\d)/, '');
}

/** Words of one language, or of a script where the language is not known. */
export class WordAnalyzer {
  readonly code: string;
  readonly language: Language | undefined;
  readonly #stops: ReadonlySet<string>;
  /** In a list, whose places change without anything compiled for it having to be compiled again. */
  readonly #generations: [recent: Surfaces<Word>, older: Surfaces<Word>] = [new Surfaces(), new Surfaces()];

  constructor(code: string) {
    this.code = code;
    this.language = languages[code];
    this.#stops = new Set(
      (this.language?.stops ?? []).flatMap((stop) => [fold(stop.replace(/’/g, "'")), fold(stop).replace(/'/g, "'")]),
    );
  }

  /** Calls `take` with the place of each word of a text in `language`, in order. */
  eachPlace(text: string, language: string, take: (start: number, end: number) => void): void {
    tokenize(text, this.language?.elides ?? false, (start, end, segmented) => {
      if (!segmented) take(start, end);
      else for (const part of splitUnspaced(text.slice(start, end), language)) take(start + part.start, start + part.end);
    });
  }

  /** Whether a word is a stop word where it begins at `start` of a text. */
  isStop({ stop, besides }: Word, text: string, start: number): boolean {
    if (!stop || besides === undefined) return stop;
    // "US" and "WHO" are names, "us" and "who" are not; where everything is in capitals nobody can tell.
    return besides === 'name' ? start === 0 : !LOWER_CASE.test(text);
  }

  /** What becomes of the word in [start, end) of a text. */
  word(text: string, start: number, end: number): Word {
    const generations = this.#generations;
    const known = generations[0].get(text, start, end);
    if (known) return known;
    const word = generations[1].get(text, start, end) ?? this.#analyze(ownWord(text, start, end));
    if (generations[0].size >= CACHE_SIZE) {
      generations[1] = generations[0];
      generations[0] = new Surfaces();
    }
    generations[0].add(text, start, end, word);
    return word;
  }

  /** The same for who remembers it: a word that is not known stays unknown here. */
  glance(text: string, start: number, end: number): Word {
    const [recent, older] = this.#generations;
    const known = recent.get(text, start, end) ?? older.get(text, start, end);
    return known ?? this.#analyze(ownWord(text, start, end));
  }

  #analyze(surface: string): Word {
    if (PLAIN.test(surface)) {
      const plain = surface.toLowerCase();
      return wordOf(surface, plain, this.#stem(plain, 'Latin') || plain, this.#stops.has(plain));
    }
    if (NUMBER.test(surface)) return wordOf(surface, numberTerm(surface).slice(0, MAX_TERM) || surface);
    const plain = lower(surface.slice(0, 2 * MAX_TERM));
    const isStop = this.#stops.has(fold(plain.replace(/[’ʼ＇`´]/g, "'")));
    const bare = plain.replace(POSSESSIVE, '').replace(NOT_WORD, '').slice(0, MAX_TERM);
    // Cutting must not leave half a surrogate pair, nor a stem be empty.
    const word = fold(bare).toWellFormed() || bare || surface;
    return wordOf(surface, word, this.#stem(bare, scriptOf(bare)).toWellFormed() || word, isStop);
  }

  #stem(word: string, script: Script): string {
    const own = this.language && (this.language.script === script || this.language.script === 'other');
    return fold((own ? this.language : languages[byScript[script]])?.stem(word) ?? '');
  }
}

function wordOf(surface: string, word: string, term = word, stop = false): Word {
  const likely = word.length >= LIKELY.least && word.length <= LIKELY.most && !HAS_DIGIT.test(word);
  const besides = NAMES.has(surface) ? 'name' : surface.length > 1 && ACRONYM.test(surface) ? 'acronym' : undefined;
  return { term, word, stop, likely, besides };
}

const analyzers = new Map<string, WordAnalyzer>();

/** What analyzes texts of a language; 'und' is taken by the script of the text. */
export function analyzerFor(language: string, text: string): WordAnalyzer {
  const code = Object.hasOwn(languages, language) ? language : language === 'und' ? byScript[scriptOf(text)] : '';
  const analyzer = analyzers.get(code) ?? new WordAnalyzer(code);
  analyzers.set(code, analyzer);
  return analyzer;
}

/** Told of each word: where it stands, and whether it is a stop word here. */
export type OnAnalyzed = (word: Word, start: number, end: number, stop: boolean) => void;

/** The same as `analyze`, word by word: makes nothing that indexing would throw away. */
export function eachWord(text: string, language: string, take: OnAnalyzed): void {
  const analyzer = analyzerFor(language, text);
  analyzer.eachPlace(text, language, (start, end) => {
    const word = analyzer.word(text, start, end);
    take(word, start, end, analyzer.isStop(word, text, start));
  });
}

/**
 * The words of `text`, in order, without overlap. `language` is an ISO 639-1 code; 'und' is taken by the script.
 * Every word has a term that is not empty: stop words are marked, not dropped.
 */
export function analyze(text: string, language: string): Token[] {
  const tokens: Token[] = [];
  eachWord(text, language, ({ term, word }, start, end, stop) => tokens.push({ term, word, start, end, stop }));
  return tokens;
}
