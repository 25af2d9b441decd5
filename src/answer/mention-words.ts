/** Words and figures that dates, times, amounts and measures are written with, as sources of regular expressions. Several languages at once: which one a sentence is in matters little. */

export const MONTHS =
  'Jan(?:uary|uar)?\\.?|Feb(?:ruary|ruar)?\\.?|Mar(?:ch|s)?\\.?|März|Apr(?:il)?\\.?|Ma[iy]|June?|Juni|July?|Juli|Aug(?:ust)?\\.?|Sept?(?:ember)?\\.?|O[ck]t(?:ober)?\\.?|Nov(?:ember)?\\.?|De[cz](?:ember)?\\.?|' +
  'janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر';
export const WEEKDAYS = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
export const NUMERAL = '(?:\\d{1,3}(?:[,.\u00a0\u202f ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)';
export const NUMBER_WORDS =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a |one )?hundred|half|dozens?|' +
  'zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cuarenta|cincuenta|' +
  'дв[ае]|две|три|тр[её]х|четыре|четыр[её]х|пять|шесть|семь|восемь|девять|десять|двенадцать|двадцать|тридцать|сорок|пятьдесят|сто|عشرة|عشرون|عشرين|ثلاثون|ثلاثين|أربعون|أربعين|خمسون|خمسين|ستون|ستين|سبعون|سبعين|ثمانون|ثمانين|تسعون|تسعين|مئة|مائة|ألف)';
export const MAGNITUDE =
  '(?:hundred|thousand|million|billion|trillion|tausend|millionen|milliarden|mille|millions|milliards|mil|millones|тысяч[аи]?|миллион(?:а|ов)?|миллиард(?:а|ов)?)';
export const AMOUNT = `(?:${NUMERAL}|${NUMBER_WORDS})(?:[ -]${MAGNITUDE})*`;
export const TIMES =
  '(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|ans?|années?|mois|semaines?|jours?|heures?|siècles?|años?|mes(?:es)?|semanas?|días?|horas?|minutos?|siglos?|лет|год(?:а|ов)?|месяц(?:а|ев)?|недел[иьюя]|дн(?:я|ей)|час(?:а|ов)?|минут[аы]?|سنوات|سنة|أشهر|شهرا|أيام|يوما|ساعات|ساعة)';
export const UNITS =
  '(?:(?:square |cubic )?(?:kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|tonn?es?|tons?|pounds?|kilograms?|grams?|litres?|liters?|gallons?|degrees?|people|men|women|children|students|members|soldiers|seats|km²?|m²?|cm|mm|kg|mph|km/h|°C|°F)|nautical miles|' +
  'kilometern?|metern?|zentimetern?|tonnen|menschen|einwohner|mètres?|kilomètres?|tonnes|habitants|personnes|metros?|kilómetros?|toneladas|habitantes|personas|метр(?:а|ов)?|километр(?:а|ов)?|тонн[аы]?|человек|жителей|рублей|متر(?:ا|ًا)?|كيلومتر)';
/** "between 3.2 and 4.1 million euros", "from 8 to 19 metres" are one answer. */
export const BETWEEN = '(?:between |from |zwischen |von |entre |de |от )';
export const AND = '(?: (?:to|and|bis|und|et|y|a|à|до|и) |[–-])';
export const MONEY = `(?:${BETWEEN}(?:[$€£¥₽]\\s?)?${NUMERAL}(?:[ -]${MAGNITUDE})*${AND})?(?:[$€£¥₽]\\s?${NUMERAL}(?:[ -]?(?:${MAGNITUDE}|bn|m|k)\\b)*|${AMOUNT} (?:US )?(?:dollars?|euros?|pounds sterling|cents?|crowns?|francs?|yen|yuan|rubles?|roubles?|рубл(?:ей|я|ь)|евро|долларов|€|\\$|£))`;

/** What currencies are called where no sign stands for them. */
export const CURRENCIES =
  '(?:dollars?|euros?|sterling|cents?|crowns?|francs?|yen|yuan|rubles?|roubles?|рубл(?:ей|я|ь)|евро|долларов)';

/** `source` between letters and digits of other words. */
export const edge = (source: string, flags = 'giu') => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);
