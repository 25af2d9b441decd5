/** What stands in a sentence that could answer: dates, years, durations, numbers with units, names, quoted titles, lists. Told by shape alone. */
import type { Range } from '../articles/article.ts';
import { SIGNS, signsIn } from './mention-signs.ts';
import { AMOUNT, AND, BETWEEN, edge, MAGNITUDE, MONEY, MONTHS, NUMERAL, TIMES, UNITS, WEEKDAYS } from './mention-words.ts';

export type MentionKind = 'date' | 'year' | 'duration' | 'money' | 'percent' | 'quantity' | 'number' | 'name' | 'title' | 'list';

/** Offsets are into the string that was read. */
export interface Mention extends Range {
  readonly kind: MentionKind;
}

const YEAR = '(?:1[0-9]|20)\\d{2}';
const DAY = '\\d{1,2}(?:st|nd|rd|th|er|\\.)?';
const { digit, amount, month, writtenMonth, weekday, century, time, unit, money, between, moneySign, hyphen, quote, unspaced } =
  SIGNS;
/** In order: what an earlier rule took, a later one leaves alone. A rule is tried where the sentence holds all signs of one of its `needs`. */
const rules: readonly (readonly [kind: MentionKind, rule: RegExp, ...needs: number[]])[] = [
  [
    'date',
    edge(
      `(?:from )?${DAY}(?: (?:de|of))? (?:${MONTHS})(?:,? (?:de )?\\d{3,4})?(?: года)?(?: (?:to|and|–|-) ${DAY} (?:${MONTHS})(?:,? \\d{4})?)?|(?:${MONTHS}) ${DAY}(?:,? \\d{4})?(?:[–-]${DAY})?|(?:${MONTHS}),? (?:of |de )?\\d{4}|${WEEKDAYS}(?:,? (?:${MONTHS}) ${DAY}(?:,? \\d{4})?)?|\\d{4}-\\d{2}-\\d{2}`,
    ),
    month | digit,
    weekday,
    digit | hyphen,
  ],
  [
    'date',
    /\d{1,4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?(?![间間])|\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|18|20|21|17)世[纪紀]/gu,
    unspaced,
  ],
  [
    'date',
    edge(
      `(?:early |late |mid-?)?(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)) century(?: (?:BC|BCE|AD))?|(?:early |late |mid-?)?(?:the )?${YEAR}s|\\d{1,4} (?:BC|BCE|AD)|${YEAR}[–-](?:\\d{4}|\\d{2})`,
    ),
    digit,
    century,
  ],
  ['date', edge(`(?:${MONTHS})`, 'gu'), writtenMonth],
  ['money', edge(MONEY), moneySign, amount | money],
  ['money', new RegExp(`[$€£¥₽]\\s?${NUMERAL}(?: ${MAGNITUDE})*`, 'giu'), moneySign],
  [
    'percent',
    new RegExp(`(?<![\\p{L}\\p{N}])${NUMERAL}\\s?(?:%|％|per ?cent|percent|prozent|pour cent|por ciento|процент(?:а|ов)?)`, 'giu'),
    digit,
  ],
  [
    'duration',
    edge(
      `(?:(?:about|around|nearly|almost|over|more than|less than|some) |${BETWEEN}${AMOUNT}${AND})?${AMOUNT}(?:[ -](?:to|or|and) ${AMOUNT}|[–-]${NUMERAL})?[ -]${TIMES}`,
    ),
    amount | time,
  ],
  ['duration', /\d+\s?(?:年[间間]|个月|ヶ月|か月|週間|周|天|日[间間]|小时|小時|時間|分[钟鐘]?間?|世紀)/gu, unspaced],
  [
    'quantity',
    edge(
      `(?:(?:up to|about|around|nearly|almost|over|more than|less than|at least) |${BETWEEN}${AMOUNT}${AND})?${AMOUNT}(?: (?:to|and) ${AMOUNT}|[–-]${NUMERAL})?[ -]${UNITS}(?: (?:tall|high|long|wide|deep))?`,
    ),
    amount | unit,
  ],
  [
    'quantity',
    /(?:約|约)?\d[\d,.万萬億亿千百]*\s?(?:人|米|メートル|キロ(?:メートル)?|公里|公斤|吨|トン|度|个|個|名|座|本|匹|枚|台|回|冊|種|円|元|欧元|ユーロ|平方[^\s,，。、]{1,4})/gu,
    unspaced,
  ],
  [
    'quantity',
    /(?:約|约)?[〇一二三四五六七八九十百千万萬億亿两兩]{1,12}(?:人|米|公里|公斤|吨|トン|度|个|個|名|座|本|匹|枚|台|回|冊|軒|棟|種|円|元|公顷)/gu,
    unspaced,
  ],
  ['year', edge(YEAR), digit],
  ['number', edge(`${BETWEEN}${AMOUNT} (?:to|and|bis|und|et|y|a|à|до|и) ${AMOUNT}`), amount | between],
  ['number', edge(AMOUNT), amount],
  ['title', /["“«「『]([^"“”«»「」『』]{2,80})["”»」』]/gu, quote],
];

const CONNECT = "(?: (?:of|the|de|la|le|du|des|del|von|van|der|den|bin|al|и|und|et|y|&|für|for) (?:the |la |der )?| |-|’|'|\\. )";
const CAPITAL = "\\p{Lu}[\\p{L}\\p{M}\\p{N}.’'-]*[\\p{L}\\p{M}\\p{N}]|\\p{Lu}";
const NAME = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${CAPITAL})(?:${CONNECT}(?:${CAPITAL}|[IVX]+|\\d+))*`, 'uy');
const KATAKANA = /[\p{Script=Katakana}ー][\p{Script=Katakana}ー・=＝]+/gu;
const SEPARATOR =
  /^(?:,| and|, and| or|, or| und| oder| et| ou| y| o| и| или|、|和|と|及び|および|以及)? ?(?:the |die |der |das |la |le |les |el |los )?$/u;

/** Mentions in `text` in order of appearance; those of one kind never overlap. `text` is one sentence, at most 2,000 UTF-16 code units are read. */
export function mentionsIn(text: string): Mention[] {
  const sentence = text.length > 2_000 ? text.slice(0, 2_000) : text;
  const mentions: Mention[] = [];
  const taken = new Uint8Array(sentence.length);
  const capitals: number[] = [];
  const signs = signsIn(sentence, capitals);
  for (const [kind, rule, ...needs] of rules) {
    if (!needs.some((need) => (signs & need) === need)) continue;
    for (const match of sentence.matchAll(rule)) {
      const group = kind === 'title' ? match[1]! : match[0];
      const start = match.index + (kind === 'title' ? match[0].indexOf(group) : 0);
      const end = start + group.length;
      if (kind !== 'title') {
        if (taken.subarray(start, end).includes(1)) continue;
        taken.fill(1, start, end);
      }
      mentions.push({ kind, start, end });
    }
  }
  const names = [...capitalised(sentence, capitals), ...(signs & unspaced ? katakana(sentence) : [])].filter(
    ({ start, end }) => !taken.subarray(start, end).includes(1),
  );
  return [...mentions, ...names, ...lists(sentence, names)].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Names of words with capitals; `capitals` are the places where such words begin. */
function capitalised(sentence: string, capitals: readonly number[]): Mention[] {
  const names: Mention[] = [];
  let end = 0;
  for (const start of capitals) {
    NAME.lastIndex = start;
    if (start < end || !NAME.test(sentence)) continue;
    end = NAME.lastIndex;
    names.push({ kind: 'name', start, end });
  }
  return names;
}

const katakana = (sentence: string): Mention[] =>
  Array.from(sentence.matchAll(KATAKANA), ({ 0: name, index }) => ({ kind: 'name', start: index, end: index + name.length }));

/** Names joined by commas and "and": "the USSR and the United States". */
function lists(sentence: string, names: readonly Mention[]): Mention[] {
  const found: Mention[] = [];
  let from = -1;
  for (let at = 1; at <= names.length; at++) {
    const [before, after] = [names[at - 1]!, names[at]];
    const joined =
      after && SEPARATOR.test(sentence.slice(before.end, after.start)) && sentence.slice(before.end, after.start).trim() !== '';
    if (joined && from < 0) from = at - 1;
    else if (!joined && from >= 0) {
      found.push({ kind: 'list', start: names[from]!.start, end: before.end });
      from = -1;
    }
  }
  return found;
}
