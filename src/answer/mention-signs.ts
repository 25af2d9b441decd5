/** What a sentence holds that mentions are made of, told word by word and remembered: most rules need not be tried on most sentences. */
import { Surfaces } from '../search/surfaces.ts';
import { BETWEEN, CURRENCIES, edge, MONTHS, NUMBER_WORDS, TIMES, UNITS, WEEKDAYS } from './mention-words.ts';

/** As bits. `month`: in any case, `writtenMonth`: as months are written. `amount`: what an amount begins with. `unspaced`: letters beyond U+2E80. */
export const SIGNS = {
  digit: 1,
  amount: 2,
  month: 4,
  writtenMonth: 8,
  weekday: 16,
  century: 32,
  time: 64,
  unit: 128,
  money: 256,
  between: 512,
  capital: 1_024,
  moneySign: 2_048,
  hyphen: 4_096,
  quote: 8_192,
  unspaced: 16_384,
} as const;

/** Each sign beside what a run of letters and digits holds that has it. */
const tests: readonly (readonly [sign: number, test: RegExp])[] = [
  [SIGNS.digit, /\p{N}/u],
  [SIGNS.amount, /^\d/],
  [SIGNS.amount, edge(NUMBER_WORDS, 'iu')],
  [SIGNS.month, edge(MONTHS, 'iu')],
  [SIGNS.writtenMonth, edge(MONTHS, 'u')],
  [SIGNS.weekday, edge(WEEKDAYS, 'iu')],
  [SIGNS.century, /^century$/i],
  [SIGNS.time, edge(TIMES, 'iu')],
  [SIGNS.unit, edge(UNITS, 'iu')],
  [SIGNS.money, edge(CURRENCIES, 'iu')],
  [SIGNS.between, edge(BETWEEN.replaceAll(' ', ''), 'iu')],
  [SIGNS.capital, /^\p{Lu}/u],
  [SIGNS.unspaced, /[\u2e80-\uffff]/],
];

/** Each sign beside the characters between words that have it. */
const characters: readonly (readonly [sign: number, held: RegExp])[] = [
  [SIGNS.moneySign, /[$€£¥₽]/],
  [SIGNS.hyphen, /-/],
  [SIGNS.quote, /["“«「『]/],
  [SIGNS.unit, /°/],
  [SIGNS.unspaced, /[\u2e80-\uffff]/],
];

const LETTER = /^[\p{L}\p{N}]$/u;
const PART = 1;
/** By UTF-16 code unit, filled as they are met: 0 unknown, `PART` of a word, else 2 + the signs that it has by itself. */
const kinds = new Uint16Array(0x10000);

function kindOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = kinds[unit]!;
  if (known) return known;
  if (unit >= 0xd800 && unit <= 0xdfff) return surrogateKind(text, at);
  const own = characters.reduce((signs, [sign, held]) => (held.test(text[at]!) ? signs | sign : signs), 0);
  kinds[unit] = LETTER.test(text[at]!) ? PART : 2 + own;
  return kinds[unit]!;
}

/** Not remembered: it depends on the pair. */
function surrogateKind(text: string, at: number): number {
  const first = at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at;
  return LETTER.test(String.fromCodePoint(text.codePointAt(first)!)) ? PART : 2 + SIGNS.unspaced;
}

/** Runs remembered. */
const REMEMBERED = 20_000;
let remembered = new Surfaces<number>();

function signsOfRun(text: string, start: number, end: number): number {
  const known = remembered.get(text, start, end);
  if (known !== undefined) return known;
  const run = text.slice(start, end);
  const signs = tests.reduce((held, [sign, test]) => (test.test(run) ? held | sign : held), 0);
  if (remembered.size >= REMEMBERED) remembered = new Surfaces();
  remembered.add(text, start, end, signs);
  return signs;
}

/** The signs that a sentence holds, as bits of `SIGNS`; into `capitals` go the places of words that begin with a capital. */
export function signsIn(text: string, capitals: number[]): number {
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = kindOf(text, at);
    if (kind !== PART) {
      signs |= kind - 2;
      continue;
    }
    const start = at;
    while (at + 1 < text.length && kindOf(text, at + 1) === PART) at++;
    const own = signsOfRun(text, start, at + 1);
    if (own & SIGNS.capital) capitals.push(start);
    signs |= own;
  }
  return signs;
}
