/** What stands in a sentence that could answer: dates, years, durations, numbers with units, names, quoted titles, lists. Told by shape alone. */
import type { Range } from '../articles/article.ts';

export type MentionKind = 'date' | 'year' | 'duration' | 'money' | 'percent' | 'quantity' | 'number' | 'name' | 'title' | 'list';

/** Offsets are into the string that was read. */
export interface Mention extends Range {
  readonly kind: MentionKind;
}

const MONTHS =
  'Jan(?:uary|uar)?\\.?|Feb(?:ruary|ruar)?\\.?|Mar(?:ch|s)?\\.?|März|Apr(?:il)?\\.?|Ma[iy]|June?|Juni|July?|Juli|Aug(?:ust)?\\.?|Sept?(?:ember)?\\.?|O[ck]t(?:ober)?\\.?|Nov(?:ember)?\\.?|De[cz](?:ember)?\\.?|' +
  'janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر';
const WEEKDAYS = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const NUMERAL = '(?:\\d{1,3}(?:[,.\u00a0\u202f ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)';
const NUMBER_WORDS =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a |one )?hundred|half|dozens?|' +
  'zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cuarenta|cincuenta|' +
  'дв[ае]|две|три|тр[её]х|четыре|четыр[её]х|пять|шесть|семь|восемь|девять|десять|двенадцать|двадцать|тридцать|сорок|пятьдесят|сто|عشرة|عشرون|عشرين|ثلاثون|ثلاثين|أربعون|أربعين|خمسون|خمسين|ستون|ستين|سبعون|سبعين|ثمانون|ثمانين|تسعون|تسعين|مئة|مائة|ألف)';
const MAGNITUDE =
  '(?:hundred|thousand|million|billion|trillion|tausend|millionen|milliarden|mille|millions|milliards|mil|millones|тысяч[аи]?|миллион(?:а|ов)?|миллиард(?:а|ов)?)';
const AMOUNT = `(?:${NUMERAL}|${NUMBER_WORDS})(?:[ -]${MAGNITUDE})*`;
const TIMES =
  '(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|ans?|années?|mois|semaines?|jours?|heures?|siècles?|años?|mes(?:es)?|semanas?|días?|horas?|minutos?|siglos?|лет|год(?:а|ов)?|месяц(?:а|ев)?|недел[иьюя]|дн(?:я|ей)|час(?:а|ов)?|минут[аы]?|سنوات|سنة|أشهر|شهرا|أيام|يوما|ساعات|ساعة)';
const UNITS =
  '(?:(?:square |cubic )?(?:kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|tonn?es?|tons?|pounds?|kilograms?|grams?|litres?|liters?|gallons?|degrees?|people|men|women|children|students|members|soldiers|seats|km²?|m²?|cm|mm|kg|mph|km/h|°C|°F)|nautical miles|' +
  'kilometern?|metern?|zentimetern?|tonnen|menschen|einwohner|mètres?|kilomètres?|tonnes|habitants|personnes|metros?|kilómetros?|toneladas|habitantes|personas|метр(?:а|ов)?|километр(?:а|ов)?|тонн[аы]?|человек|жителей|рублей|متر(?:ا|ًا)?|كيلومتر)';
/** "between 3.2 and 4.1 million euros", "from 8 to 19 metres" are one answer. */
const BETWEEN = '(?:between |from |zwischen |von |entre |de |от )';
const AND = '(?: (?:to|and|bis|und|et|y|a|à|до|и) |[–-])';
const MONEY = `(?:${BETWEEN}(?:[$€£¥₽]\\s?)?${NUMERAL}(?:[ -]${MAGNITUDE})*${AND})?(?:[$€£¥₽]\\s?${NUMERAL}(?:[ -]?(?:${MAGNITUDE}|bn|m|k)\\b)*|${AMOUNT} (?:US )?(?:dollars?|euros?|pounds sterling|cents?|crowns?|francs?|yen|yuan|rubles?|roubles?|рубл(?:ей|я|ь)|евро|долларов|€|\\$|£))`;
const edge = (source: string, flags = 'giu') => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);

const YEAR = '(?:1[0-9]|20)\\d{2}';
const DAY = '\\d{1,2}(?:st|nd|rd|th|er|\\.)?';
type Need = 'day' | 'digit' | 'amount' | 'money' | 'han' | 'digitOrHan';
/** What a sentence must hold for a rule to be worth trying: one short look for several long ones. */
const needed: Readonly<Record<Need, RegExp>> = {
  day: /\d|day/u,
  digit: /\p{N}/u,
  amount: new RegExp(`(?<![\\p{L}\\p{N}])(?:\\d|(?:${NUMBER_WORDS})(?![\\p{L}\\p{N}]))|[$€£¥₽]`, 'iu'),
  money: /[$€£¥₽]/u,
  han: /\p{Script=Han}/u,
  digitOrHan: /[\p{N}\p{Script=Han}]/u,
};

/** In order: what an earlier rule took, a later one leaves alone. A rule is tried where the sentence holds what it `needs`. */
const rules: readonly (readonly [kind: MentionKind, rule: RegExp, needs?: Need])[] = [
  [
    'date',
    edge(
      `(?:from )?${DAY}(?: (?:de|of))? (?:${MONTHS})(?:,? (?:de )?\\d{3,4})?(?: года)?(?: (?:to|and|–|-) ${DAY} (?:${MONTHS})(?:,? \\d{4})?)?|(?:${MONTHS}) ${DAY}(?:,? \\d{4})?(?:[–-]${DAY})?|(?:${MONTHS}),? (?:of |de )?\\d{4}|${WEEKDAYS}(?:,? (?:${MONTHS}) ${DAY}(?:,? \\d{4})?)?|\\d{4}-\\d{2}-\\d{2}`,
    ),
    'day',
  ],
  [
    'date',
    /\d{1,4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?(?![间間])|\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|18|20|21|17)世[纪紀]/gu,
    'han',
  ],
  [
    'date',
    edge(
      `(?:early |late |mid-?)?(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)) century(?: (?:BC|BCE|AD))?|(?:early |late |mid-?)?(?:the )?${YEAR}s|\\d{1,4} (?:BC|BCE|AD)|${YEAR}[–-](?:\\d{4}|\\d{2})`,
    ),
  ],
  ['date', edge(`(?:${MONTHS})`, 'gu')],
  ['money', edge(MONEY), 'amount'],
  ['money', new RegExp(`[$€£¥₽]\\s?${NUMERAL}(?: ${MAGNITUDE})*`, 'giu'), 'money'],
  [
    'percent',
    new RegExp(`(?<![\\p{L}\\p{N}])${NUMERAL}\\s?(?:%|％|per ?cent|percent|prozent|pour cent|por ciento|процент(?:а|ов)?)`, 'giu'),
    'digit',
  ],
  [
    'duration',
    edge(
      `(?:(?:about|around|nearly|almost|over|more than|less than|some) |${BETWEEN}${AMOUNT}${AND})?${AMOUNT}(?:[ -](?:to|or|and) ${AMOUNT}|[–-]${NUMERAL})?[ -]${TIMES}`,
    ),
    'amount',
  ],
  ['duration', /\d+\s?(?:年[间間]|个月|ヶ月|か月|週間|周|天|日[间間]|小时|小時|時間|分[钟鐘]?間?|世紀)/gu, 'han'],
  [
    'quantity',
    edge(
      `(?:(?:up to|about|around|nearly|almost|over|more than|less than|at least) |${BETWEEN}${AMOUNT}${AND})?${AMOUNT}(?: (?:to|and) ${AMOUNT}|[–-]${NUMERAL})?[ -]${UNITS}(?: (?:tall|high|long|wide|deep))?`,
    ),
    'amount',
  ],
  [
    'quantity',
    /(?:約|约)?\d[\d,.万萬億亿千百]*\s?(?:人|米|メートル|キロ(?:メートル)?|公里|公斤|吨|トン|度|个|個|名|座|本|匹|枚|台|回|冊|種|円|元|欧元|ユーロ|平方[^\s,，。、]{1,4})/gu,
    'digitOrHan',
  ],
  [
    'quantity',
    /(?:約|约)?[〇一二三四五六七八九十百千万萬億亿两兩]{1,12}(?:人|米|公里|公斤|吨|トン|度|个|個|名|座|本|匹|枚|台|回|冊|軒|棟|種|円|元|公顷)/gu,
    'digitOrHan',
  ],
  ['year', edge(YEAR), 'digit'],
  ['number', edge(`${BETWEEN}${AMOUNT} (?:to|and|bis|und|et|y|a|à|до|и) ${AMOUNT}`), 'amount'],
  ['number', edge(AMOUNT), 'amount'],
  ['title', /["“«「『]([^"“”«»「」『』]{2,80})["”»」』]/gu],
];

const CONNECT = "(?: (?:of|the|de|la|le|du|des|del|von|van|der|den|bin|al|и|und|et|y|&|für|for) (?:the |la |der )?| |-|’|'|\\. )";
const CAPITAL = "\\p{Lu}[\\p{L}\\p{M}\\p{N}.’'-]*[\\p{L}\\p{M}\\p{N}]|\\p{Lu}";
const NAME = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${CAPITAL})(?:${CONNECT}(?:${CAPITAL}|[IVX]+|\\d+))*`, 'gu');
const KATAKANA = /[\p{Script=Katakana}ー][\p{Script=Katakana}ー・=＝]+/gu;
const SEPARATOR =
  /^(?:,| and|, and| or|, or| und| oder| et| ou| y| o| и| или|、|和|と|及び|および|以及)? ?(?:the |die |der |das |la |le |les |el |los )?$/u;

/** Mentions in `text` in order of appearance; those of one kind never overlap. `text` is one sentence, at most 2,000 UTF-16 code units are read. */
export function mentionsIn(text: string): Mention[] {
  const sentence = text.length > 2_000 ? text.slice(0, 2_000) : text;
  const mentions: Mention[] = [];
  const taken = new Uint8Array(sentence.length);
  const holds = new Map<Need, boolean>();
  const isHeld = (need: Need) => holds.get(need) ?? holds.set(need, needed[need].test(sentence)).get(need)!;
  for (const [kind, rule, needs] of rules) {
    if (needs && !isHeld(needs)) continue;
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
  const names: Mention[] = [];
  for (const rule of [NAME, KATAKANA]) {
    for (const { 0: name, index } of sentence.matchAll(rule)) {
      if (!taken.subarray(index, index + name.length).includes(1))
        names.push({ kind: 'name', start: index, end: index + name.length });
    }
  }
  return [...mentions, ...names, ...lists(sentence, names)].sort((a, b) => a.start - b.start || b.end - a.end);
}

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
