/** What each language adds to the analysis: a Snowball stemmer and a list of stop words, both from Orama's packages. */
import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { stopwords as arabicStops } from '@orama/stopwords/arabic';
import { stopwords as armenianStops } from '@orama/stopwords/armenian';
import { stopwords as bulgarianStops } from '@orama/stopwords/bulgarian';
import { stopwords as danishStops } from '@orama/stopwords/danish';
import { stopwords as dutchStops } from '@orama/stopwords/dutch';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as finnishStops } from '@orama/stopwords/finnish';
import { stopwords as frenchStops } from '@orama/stopwords/french';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as greekStops } from '@orama/stopwords/greek';
import { stopwords as hungarianStops } from '@orama/stopwords/hungarian';
import { stopwords as hindiStops } from '@orama/stopwords/indian';
import { stopwords as indonesianStops } from '@orama/stopwords/indonesian';
import { stopwords as irishStops } from '@orama/stopwords/irish';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import { stopwords as japaneseStops } from '@orama/stopwords/japanese';
import { stopwords as lithuanianStops } from '@orama/stopwords/lithuanian';
import { stopwords as chineseStops } from '@orama/stopwords/mandarin';
import { stopwords as norwegianStops } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese';
import { stopwords as romanianStops } from '@orama/stopwords/romanian';
import { stopwords as russianStops } from '@orama/stopwords/russian';
import { stopwords as spanishStops } from '@orama/stopwords/spanish';
import { stopwords as swedishStops } from '@orama/stopwords/swedish';
import { stopwords as turkishStops } from '@orama/stopwords/turkish';
import { stopwords as ukrainianStops } from '@orama/stopwords/ukrainian';

type Stemmer = (word: string) => string;

/** The script that a language is written in, as far as choosing a stemmer for a single word goes. */
export type Script = 'Latin' | 'Cyrillic' | 'other';

export interface Language {
  readonly script: Script;
  readonly stem: Stemmer;
  /** As the lists spell them; the analyzer folds them. */
  readonly stops: readonly string[];
  /** Elided articles part from their noun: l'homme, dell'arte. */
  readonly elides?: true;
}

const asIs: Stemmer = (word) => word;
const latin = (stem: Stemmer, stops: readonly string[]): Language => ({ script: 'Latin', stem, stops });
const cyrillic = (stem: Stemmer, stops: readonly string[]): Language => ({ script: 'Cyrillic', stem, stops });
const other = (stem: Stemmer, stops: readonly string[]): Language => ({ script: 'other', stem, stops });

/** The packages' lists leave out these articles, prepositions and conjunctions, the most frequent words of all. */
const englishStopWords = ['a', ...englishStops];
const romanianStopWords = ['a', 'o', ...romanianStops];
const ukrainianStopWords = ['і', 'й', 'в', 'у', 'на', 'а', 'о', 'не', 'до', 'від', 'за', 'це', 'є', ...ukrainianStops];

/** Porter's rules take "news" for a plural of "new". */
const stemEnglish: Stemmer = (word) => (word === 'news' ? word : english(word));

/** Snowball gives корея → коре but кореи → кор: the е that is left of -ея goes too. */
const stemRussian: Stemmer = (word) => {
  const stem = russian(word);
  return stem.length > 2 && stem.endsWith('е') ? stem.slice(0, -1) : stem;
};

/** Spanish and Portuguese are often typed without accents, but their stemmers know the endings with them alone. */
const stemSpanish: Stemmer = (word) => spanish(word.replace(/ion$/, 'ión'));
const stemPortuguese: Stemmer = (word) => portuguese(word.replace(/cao$/, 'ção').replace(/coes$/, 'ções'));

/** Korean hangs particles on its nouns: 대통령이, 대통령은, 대통령에게. No kept library takes them off; these are the common ones, longest first. */
const PARTICLES =
  /(?<=..)(?:에서는|으로부터|에게서|이라고|까지|부터|에서|에게|한테|으로|라고|처럼|보다|이나|에는|은|는|이|가|을|를|의|에|로|와|과|도|만)$/u;
const stemKorean: Stemmer = (word) => word.replace(PARTICLES, '');

/** Keyed by ISO 639-1. A language that is not here is folded, but neither stemmed nor freed of stop words. (The Serbian list of the package is garbled.) */
export const languages: Readonly<Record<string, Language>> = {
  ar: other(arabic, arabicStops),
  bg: cyrillic(bulgarian, bulgarianStops),
  da: latin(danish, danishStops),
  de: latin(german, germanStops),
  el: other(greek, greekStops),
  en: latin(stemEnglish, englishStopWords),
  es: latin(stemSpanish, spanishStops),
  fi: latin(finnish, finnishStops),
  fr: { ...latin(french, frenchStops), elides: true },
  ga: latin(irish, irishStops),
  hi: other(hindi, hindiStops),
  hu: latin(hungarian, hungarianStops),
  hy: other(armenian, armenianStops),
  id: latin(indonesian, indonesianStops),
  it: { ...latin(italian, italianStops), elides: true },
  ja: other(asIs, japaneseStops),
  ko: other(stemKorean, []),
  lt: latin(lithuanian, lithuanianStops),
  nl: latin(dutch, dutchStops),
  no: latin(norwegian, norwegianStops),
  pt: latin(stemPortuguese, portugueseStops),
  ro: latin(romanian, romanianStopWords),
  ru: cyrillic(stemRussian, russianStops),
  sr: other(serbian, []),
  sv: latin(swedish, swedishStops),
  tr: latin(turkish, turkishStops),
  uk: cyrillic(ukrainian, ukrainianStopWords),
  zh: other(asIs, chineseStops),
};
