/** What each word of a sentence looks like, as small numbers: what span features are made of. */
import { ownWord, Surfaces } from '../search/surfaces.ts';
import type { Mention, MentionKind } from './mentions.ts';
import type { SpanSentence } from './span-reading.ts';

/** One 32-bit number from two; Murmur3's finalizer spreads the bits. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

const hashes = new Map<string, number>();
const HASHES = 50_000;

/** FNV-1a, remembered for the words in use. */
export function hashText(text: string): number {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h |= 0;
  if (hashes.size >= HASHES) hashes.clear();
  hashes.set(text, h);
  return h;
}

export interface TokenFacts {
  readonly looks: readonly Look[];
  readonly lower: readonly string[];
  /** Hash of the lower-cased word; of its shape alone where words are not to count. */
  readonly word: Int32Array;
  readonly shape: Int32Array;
  /** The mention that covers the word, and whether it begins, goes on, ends here. */
  readonly tag: Int32Array;
  readonly suffix: Int32Array;
  /** Punctuation between the word before and this one. */
  readonly before: Int32Array;
  readonly stop: Uint8Array;
  /** 1 where no span may go on from the word before: a full stop, a semicolon, a bracket that opens or closes. */
  readonly breaks: Uint8Array;
  /** Number of the clause that the word stands in: commas, colons, dashes and brackets part them. */
  readonly clause: Uint8Array;
  /** Punctuation after the last word. */
  readonly closing: number;
  /** The kind of mention that covers these words exactly (1…), 0 for none, −1 where a mention is cut. */
  mentionOf(first: number, last: number): number;
  /** The shapes of the words in between, repeated ones once, as one number. */
  outline(first: number, last: number): number;
  commas(first: number, last: number): number;
}

const mentionKinds: readonly MentionKind[] = [
  'date',
  'year',
  'duration',
  'money',
  'percent',
  'quantity',
  'number',
  'name',
  'title',
  'list',
];

/** Shapes below this one hold digits. */
const FIGURE_SHAPES = 5;
const SHAPES: readonly RegExp[] = [
  /^(?:1\d|20)\d\d$/u,
  /^\p{Nd}{1,2}$/u,
  /^[\p{Nd}.,]+$/u,
  /\p{Nd}/u,
  /^\p{Lu}\.?$/u,
  /^\p{Lu}[\p{Lu}.&-]+$/u,
  /^\p{Lu}.*-/u,
  /^\p{Lu}/u,
  /^\p{Script=Katakana}/u,
  /^\p{Script=Han}+$/u,
  /^\p{Script=Hiragana}+$/u,
  /-/u,
];

/** What a word looks like wherever it stands. */
export interface Look {
  readonly lower: string;
  /** 1…: the first shape that fits; lower case and anything else is the last one. */
  readonly shape: number;
  readonly word: number;
  readonly suffix: number;
  /** Holds a digit. */
  readonly digit: boolean;
  /** Begins with a capital. */
  readonly capital: boolean;
}

let known = new Surfaces<Look>();

/** How the word in [start, end) of a text looks; remembered for the words in use. */
function lookOf(text: string, start: number, end: number): Look {
  const before = known.get(text, start, end);
  if (before) return before;
  const surface = ownWord(text, start, end);
  const lower = surface.toLowerCase();
  const at = SHAPES.findIndex((pattern) => pattern.test(surface));
  const shape = at < 0 ? SHAPES.length + 1 : at + 1;
  const look = {
    lower,
    shape,
    word: hashText(shape < FIGURE_SHAPES ? '0' : lower),
    suffix: hashText(`-${lower.slice(-3)}${shape}`),
    digit: /\p{N}/u.test(surface),
    capital: /^\p{Lu}/u.test(surface),
  };
  if (known.size >= HASHES) known = new Surfaces();
  known.add(text, start, end, look);
  return look;
}

const SIGNS = [
  ',',
  '.',
  ';',
  ':',
  '(',
  ')',
  '"',
  '“',
  '”',
  '-',
  '–',
  '—',
  '/',
  '、',
  '，',
  '「',
  '」',
  '«',
  '»',
  "'",
  '’',
  '$',
  '£',
  '€',
  '%',
];

const BLANK = 32;

/** The telling sign in a gap between words, 1…; 0 where only blanks stand. */
function signOf(gap: string): number {
  if (gap === ' ' || gap === '') return 0;
  for (const [at, sign] of SIGNS.entries()) if (gap.includes(sign)) return at + 2;
  return gap.trim() ? 1 : 0;
}

export function factsOf(sentence: SpanSentence, count: number, lexical: boolean): TokenFacts {
  const { text, tokens } = sentence;
  const looks: Look[] = [];
  const lower: string[] = [];
  const word = new Int32Array(count);
  const shape = new Int32Array(count);
  const tag = new Int32Array(count);
  const suffix = new Int32Array(count);
  const before = new Int32Array(count);
  const stop = new Uint8Array(count);
  const breaks = new Uint8Array(count);
  const clause = new Uint8Array(count);
  const exact = new Map<number, number>();
  for (let t = 0; t < count; t++) {
    const token = tokens[t]!;
    const look = lookOf(text, token.start, token.end);
    looks.push(look);
    lower.push(look.lower);
    shape[t] = look.shape + (t === 0 ? 20 : 0) + (token.stop ? 40 : 0);
    stop[t] = token.stop ? 1 : 0;
    word[t] = lexical ? look.word : shape[t]!;
    suffix[t] = lexical && look.shape >= FIGURE_SHAPES ? look.suffix : shape[t]!;
    const from = t > 0 ? tokens[t - 1]!.end : 0;
    clause[t] = t === 0 ? 0 : clause[t - 1]!;
    if (token.start === from || (token.start === from + 1 && text.charCodeAt(from) === BLANK)) continue;
    const gap = text.slice(from, token.start);
    before[t] = signOf(gap);
    if (t > 0) clause[t] = Math.min(255, clause[t - 1]! + (/[,;:()、，；：]|[–—]|\s-\s/u.test(gap) ? 1 : 0));
    breaks[t] = /[;()]|[.!?]\s/.test(gap) ? 1 : 0;
  }
  const cut = new Uint8Array(count + 1);
  for (const mention of sentence.mentions()) mark(mention);
  function mark({ kind, start, end }: Mention): void {
    let from = 0;
    while (from < count && tokens[from]!.start < start) from++;
    let to = from;
    while (to < count && tokens[to]!.end <= end) to++;
    if (to === from) return;
    const number = mentionKinds.indexOf(kind) + 1;
    exact.set(from * 512 + to - 1, number);
    if (kind === 'list') return;
    for (let t = from; t < to; t++) if (!tag[t]) tag[t] = number * 4 + (t === from ? 1 : t === to - 1 ? 2 : 3);
    for (let t = from + 1; t < to; t++) cut[t] = 1;
  }
  const closing = signOf(text.slice(tokens[count - 1]?.end ?? 0));
  return {
    looks,
    lower,
    word,
    shape,
    tag,
    suffix,
    before,
    stop,
    breaks,
    clause,
    closing,
    mentionOf: (first, last) => exact.get(first * 512 + last) ?? (cut[first] || cut[last + 1] ? -1 : 0),
    outline: (first, last) => {
      let outline = 7;
      let previous = -1;
      for (let t = first; t <= last; t++) {
        const now = shape[t]! % 20 === 13 ? 13 + stop[t]! * 40 : shape[t]! % 20;
        if (now !== previous) outline = mix(outline, now);
        previous = now;
      }
      return outline;
    },
    commas: (first, last) => {
      let signs = 0;
      for (let t = first + 1; t <= last; t++) if (before[t]) signs++;
      return Math.min(signs, 3);
    },
  };
}
