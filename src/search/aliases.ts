/** Other names of the same thing: a question for one finds articles that use the other. */
import type { Token } from './analyzer.ts';
import { fold } from './fold.ts';
import { tokenize } from './tokenize.ts';

/** Each name's other names, by its folded words joined with blanks ("north korea" → ["DPRK", …]). */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export interface AliasProblem {
  /** From 1. */
  readonly line: number;
  /** One clear sentence. */
  readonly reason: string;
}

/** Longer names are refused: each question looks up every run of this many words. */
export const MAX_ALIAS_WORDS = 6;
const MAX_LINES = 2_000;
const MAX_LINE = 200;
const MAX_PROBLEMS = 20;

const builtIn = `
DPRK = North Korea = Democratic People's Republic of Korea
ROK = South Korea = Republic of Korea
USSR = Soviet Union
US = USA = United States = United States of America = the US
UK = United Kingdom = Great Britain
EU = European Union
UN = United Nations
UAE = United Arab Emirates
PRC = People's Republic of China
WW1 = WWI = World War I = First World War
WW2 = WWII = World War II = Second World War
NYC = New York City
LA = Los Angeles
AI = artificial intelligence
КНДР = Северная Корея
СССР = Советский Союз
США = Соединённые Штаты
РФ = Российская Федерация = Россия
КНР = Китай
ООН = Организация Объединённых Наций
ЕС = Евросоюз = Европейский союз
ВОВ = Великая Отечественная война
`;

/** A word as aliases are compared: folded, without dots and apostrophes. A name is kept under its words in this form, joined with blanks. */
const aliasWord = (word: string): string => fold(word).replace(/[^\p{L}\p{N}\p{M}]/gu, '');

const aliasKey = (words: readonly string[]): string => words.map(aliasWord).join(' ');

/** Words that a name begins with: few words of a question are among them. */
const beginnings = new WeakMap<Aliases, ReadonlySet<string>>();

function beginningsOf(aliases: Aliases): ReadonlySet<string> {
  let known = beginnings.get(aliases);
  if (!known) {
    known = new Set([...aliases.keys()].map((key) => key.split(' ', 1)[0]!));
    beginnings.set(aliases, known);
  }
  return known;
}

/** A name that stands in a text as words [from, to), and what it is called otherwise. */
export interface Named {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

/** The names among the words of `text` that have other names, in order, the longest where several begin alike. */
export function namedIn(text: string, words: readonly Pick<Token, 'start' | 'end' | 'stop'>[], aliases: Aliases): Named[] {
  const starts = beginningsOf(aliases);
  const found: Named[] = [];
  for (let from = 0; from < words.length; from++) {
    const { start, end } = words[from]!;
    if (!starts.has(aliasWord(text.slice(start, end)))) continue;
    const named = longestFrom(text, words, from, aliases);
    if (!named) continue;
    found.push(named);
    from = named.to - 1;
  }
  return found;
}

function longestFrom(
  text: string,
  words: readonly Pick<Token, 'start' | 'end' | 'stop'>[],
  from: number,
  aliases: Aliases,
): Named | undefined {
  for (let to = Math.min(from + MAX_ALIAS_WORDS, words.length); to > from; to--) {
    const names = aliases.get(aliasKey(words.slice(from, to).map(({ start, end }) => text.slice(start, end))));
    // A lone stop word ("us", "la") is no name unless it was written as one.
    if (names && (to - from > 1 || !words[from]!.stop)) return { from, to, names };
  }
  return undefined;
}

function wordsOf(name: string): string[] {
  const words: string[] = [];
  tokenize(name, false, (start, end) => words.push(name.slice(start, end)));
  return words;
}

/**
 * Reads lines of the form `DPRK = North Korea` (more names may follow, each after a `=`); blank lines and lines that begin with # are
 * skipped. A line that cannot be used is left out and named in `problems` (at most 20); the others hold. Never throws.
 */
export function parseAliases(text: string): { readonly aliases: Aliases; readonly problems: readonly AliasProblem[] } {
  const aliases = new Map<string, string[]>();
  const problems: AliasProblem[] = [];
  const lines = text.split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const names = line.split('=').map((name) => ({ name: name.trim(), words: wordsOf(name) }));
    const reason =
      index >= MAX_LINES
        ? `Only the first ${MAX_LINES} lines of aliases are read.`
        : line.length > MAX_LINE
          ? `Longer than ${MAX_LINE} characters.`
          : names.length < 2
            ? 'There is no "=" between two names. Write it like this: DPRK = North Korea'
            : names.some(({ words }) => words.length === 0)
              ? 'One side of "=" has no name.'
              : names.some(({ words }) => words.length > MAX_ALIAS_WORDS)
                ? `A name has more than ${MAX_ALIAS_WORDS} words.`
                : undefined;
    if (reason !== undefined) {
      if (problems.length < MAX_PROBLEMS) problems.push({ line: index + 1, reason });
      if (index >= MAX_LINES) break;
      continue;
    }
    for (const { name, words } of names) {
      const key = aliasKey(words);
      const others = names.filter((other) => aliasKey(other.words) !== key).map((other) => other.name);
      if (name !== '') aliases.set(key, [...new Set([...(aliases.get(key) ?? []), ...others])]);
    }
  }
  return { aliases, problems };
}

/** The names that everybody knows, and the operator's own (the text of `aliases.txt`), which come first. */
export function allAliases(own = ''): { readonly aliases: Aliases; readonly problems: readonly AliasProblem[] } {
  const { aliases, problems } = parseAliases(own);
  const merged = new Map(aliases);
  for (const [key, names] of parseAliases(builtIn).aliases) merged.set(key, [...new Set([...(merged.get(key) ?? []), ...names])]);
  return { aliases: merged, problems };
}
