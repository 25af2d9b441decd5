/** Text → words as they stand, with offsets. Knows scripts and spelling, no language's vocabulary. */

/** What the scanner reports: a word in [start, end); `segmented` for scripts that write no blanks between words. */
export type OnWord = (start: number, end: number, segmented: boolean) => void;

const NONE = 1;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;
/** Chinese, Japanese, Thai, Lao, Khmer, Burmese: words are not parted by blanks. */
const UNSPACED = 5;

/** May stand inside a word or a number. */
const JOINER = 6;

const APOSTROPHES = "'’ʼ＇`´";
const HYPHENS = '-‐‑';
/** Between groups of three digits: comma, full stop, apostrophes, narrow and non-breaking blanks. */
const GROUP_SEPARATORS = ",.'’\u00a0\u202f\u2009";

const PATTERNS: readonly (readonly [RegExp, number])[] = [
  [/^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々〆]$/u, UNSPACED],
  [/^[\p{Nd}]$/u, DIGIT],
  [/^[\p{L}\p{N}]$/u, LETTER],
  [new RegExp(`^[${APOSTROPHES}${GROUP_SEPARATORS}${HYPHENS.replace('-', '\\-')}]$`), JOINER],
  [/^[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]$/u, MARK],
];

/** Filled as characters are met: 64 KiB of classes by UTF-16 code unit instead of four regular expressions a character. */
const classes = new Uint8Array(0x10000);

function classify(character: string): number {
  return PATTERNS.find(([pattern]) => pattern.test(character))?.[1] ?? NONE;
}

function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (Number.isNaN(unit)) return NONE;
  const known = classes[unit]!;
  if (known !== 0) return known;
  // Surrogates are not remembered: their class depends on the pair.
  if (unit >= 0xd800 && unit <= 0xdfff) {
    const start = unit >= 0xdc00 && index > 0 ? index - 1 : index;
    return classify(String.fromCodePoint(text.codePointAt(start)!));
  }
  const found = classify(text[index]!);
  classes[unit] = found;
  return found;
}

/** LETTER, DIGIT and MARK stand in a row. */
const isWord = (kind: number) => kind >= LETTER && kind <= MARK;

/** "U.S", "п.п": a letter, a full stop, a letter that stands alone again. */
function continuesAbbreviation(text: string, start: number, dot: number): boolean {
  if (text[dot] !== '.' || classAt(text, dot - 1) !== LETTER || classAt(text, dot + 1) !== LETTER) return false;
  const lonely = dot - 1 === start || text[dot - 2] === '.';
  return lonely && !isWord(classAt(text, dot + 2));
}

/** A separator inside a number: 1,234,567 · 1 234 · 3.5. Dates and versions (15.08.2024) are parted. */
function continuesNumber(text: string, start: number, separator: number): boolean {
  if (classAt(text, separator - 1) !== DIGIT || classAt(text, separator + 1) !== DIGIT) return false;
  let after = separator + 1;
  while (classAt(text, after) === DIGIT) after++;
  const digits = after - separator - 1;
  const sign = text[separator]!;
  if (digits === 3 && !isWord(classAt(text, after)) && separator - start <= 15) return GROUP_SEPARATORS.includes(sign);
  if (sign !== '.' && sign !== ',') return false;
  const partOfDate = (text[after] === sign && classAt(text, after + 1) === DIGIT) || text[start - 1] === sign;
  return !partOfDate && !text.slice(start, separator).includes(sign);
}

/** e-mail, X-ray, T-shirt are one word; other hyphens part words. */
function joinsLoneLetter(text: string, start: number, hyphen: number): boolean {
  return (
    hyphen - start === 1 &&
    HYPHENS.includes(text[hyphen]!) &&
    classAt(text, start) === LETTER &&
    classAt(text, hyphen + 1) === LETTER
  );
}

/** Whether the word goes on behind the sign at `index`. */
function continues(text: string, start: number, index: number, elides: boolean): boolean {
  const after = classAt(text, index + 1);
  if (after !== LETTER && after !== DIGIT) return false;
  return (
    (!elides && after === LETTER && APOSTROPHES.includes(text[index]!) && classAt(text, index - 1) !== DIGIT) ||
    continuesAbbreviation(text, start, index) ||
    continuesNumber(text, start, index) ||
    joinsLoneLetter(text, start, index)
  );
}

/** Calls `onWord` for each word of `text`, in order; words do not overlap. `elides`: an apostrophe ends the word before it. */
export function tokenize(text: string, elides: boolean, onWord: OnWord): void {
  const to = text.length;
  const classOf = (index: number) => classes[text.charCodeAt(index)]! || classAt(text, index);
  let index = 0;
  while (index < to) {
    const kind = classOf(index);
    if (kind === NONE || kind === MARK || kind === JOINER) {
      index++;
      continue;
    }
    const start = index++;
    if (kind === UNSPACED) {
      while (index < to && (classOf(index) === UNSPACED || classOf(index) === MARK)) index++;
      onWord(start, index, true);
      continue;
    }
    for (; index < to; index++) {
      const next = classOf(index);
      if (!isWord(next) && (next !== JOINER || !continues(text, start, index, elides))) break;
    }
    onWord(start, index, false);
  }
}
