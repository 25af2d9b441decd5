/** From questions and their answering sentences to the lists that `Translations` evaluates. */
import { kindOf } from '../../src/answer/evidence/asked.ts';
import { shapesOf } from '../../src/answer/evidence/match.ts';
import { CAPITAL, FIRST, NUMBER, STOP, YEAR } from '../../src/answer/evidence/profile.ts';
import { type TranslationLists, USUAL_PRESENCE } from '../../src/answer/evidence/translation.ts';
import type { Question } from '../../src/answer/question.ts';
import { learnTranslations, type TermPair, type Translation } from './translation.ts';

/** A sentence as words, with the traits of each. */
export interface Sentence {
  readonly terms: readonly string[];
  readonly traits: Uint8Array;
}

export interface AnsweredQuestion {
  readonly question: Question;
  readonly sentence: Sentence;
}

/** The terms that are worth a number: seen at least so often in the sentences or in the questions. Term 0 is the unknown word. */
export function learnVocabulary(sentences: readonly Sentence[], answered: readonly AnsweredQuestion[], limit = 40_000): string[] {
  const counts = new Map<string, number>();
  const add = (term: string, weight: number) => counts.set(term, (counts.get(term) ?? 0) + weight);
  for (const { terms, traits } of sentences) for (const [i, term] of terms.entries()) if (!(traits[i]! & STOP)) add(term, 1);
  for (const { question } of answered) for (const { term } of question.terms) add(term, 2);
  const shapes = new Set<string>(['#name', '#number', '#year', '#none']);
  const frequent = [...counts].filter(([, count]) => count >= 6).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const kinds = new Map<string, number>();
  for (const { question } of answered) {
    for (const word of askedKind(question)) kinds.set(word, (kinds.get(word) ?? 0) + 1);
  }
  const asked = [...kinds].filter(([, count]) => count >= 15).map(([word]) => word);
  return ['', ...shapes, ...asked, ...frequent.slice(0, limit).map(([term]) => term)];
}

/** The pseudo-words for what a question asks, as they are made when it is answered. */
const askedKind = (question: Question) => kindOf(question, question.language);

export interface LearnOptions {
  readonly rounds: number;
  readonly minProbability: number;
  readonly minCount: number;
}

/** The translations that the pairs teach, over a vocabulary that is already known. */
export function learnTranslationLists(
  vocabulary: readonly string[],
  sentences: readonly Sentence[],
  answered: readonly AnsweredQuestion[],
  options: LearnOptions,
): TranslationLists {
  const numberOf = new Map(vocabulary.map((term, number) => [term, number]));
  const number = (term: string) => numberOf.get(term) ?? 0;
  const known = (terms: readonly string[]) => Int32Array.from(terms.map(number).filter((n) => n > 0));
  const content: TermPair[] = [];
  const kinds: TermPair[] = [];
  for (const { question, sentence } of answered) {
    const asked = new Set(question.terms.map(({ term }) => term));
    const words = sentence.terms.filter((_, i) => !(sentence.traits[i]! & STOP)).slice(0, 80);
    const fresh = words.filter((term) => !asked.has(term));
    const shapes = shapesOfFresh(sentence, asked);
    content.push({ question: known([...asked]), sentence: Int32Array.from([0, ...known([...words, ...shapes])]) });
    kinds.push({ question: known(askedKind(question)), sentence: Int32Array.from([0, ...known([...fresh, ...shapes])]) });
  }
  const learned = [
    ...learnTranslations(content, vocabulary.length, options),
    ...learnTranslations(kinds, vocabulary.length, options),
  ];
  return { vocabulary, ...frequencies(vocabulary, number, sentences, answered), ...byTarget(vocabulary.length, learned) };
}

function shapesOfFresh({ terms, traits }: Sentence, asked: ReadonlySet<string>): string[] {
  let names = 0;
  let numbers = 0;
  let years = 0;
  for (const [i, term] of terms.entries()) {
    const trait = traits[i]!;
    if (trait & STOP || asked.has(term)) continue;
    if (trait & CAPITAL) names++;
    if (trait & FIRST) names += 0.3;
    if (trait & NUMBER) numbers++;
    if (trait & YEAR) years++;
  }
  return shapesOf(names, numbers, years);
}

function byTarget(
  size: number,
  translations: readonly Translation[],
): Pick<TranslationLists, 'offsets' | 'sources' | 'probabilities'> {
  const kept = translations.filter(({ source }) => source > 0);
  kept.sort((a, b) => a.target - b.target || a.source - b.source);
  const offsets = new Uint32Array(size + 1);
  for (const { target } of kept) offsets[target + 1]!++;
  for (let i = 0; i < size; i++) offsets[i + 1]! += offsets[i]!;
  return {
    offsets,
    sources: Uint16Array.from(kept, ({ source }) => source),
    probabilities: Float32Array.from(kept, ({ probability }) => probability),
  };
}

/** Relative frequency and rarity of each term in the sentences; of the pseudo-words, in the questions. */
function frequencies(
  vocabulary: readonly string[],
  number: (term: string) => number,
  sentences: readonly Sentence[],
  answered: readonly AnsweredQuestion[],
): Pick<TranslationLists, 'background' | 'rarity' | 'presence'> {
  const counts = new Float64Array(vocabulary.length);
  const holding = new Float64Array(vocabulary.length);
  let words = 0;
  for (const { terms, traits } of sentences) {
    const seen = new Set<number>();
    for (const [i, term] of terms.entries()) {
      if (traits[i]! & STOP) continue;
      words++;
      const n = number(term);
      counts[n]!++;
      seen.add(n);
    }
    for (const n of seen) holding[n]!++;
  }
  const background = Float32Array.from(counts, (count) => count / words);
  for (const { question } of answered)
    for (const word of askedKind(question)) if (number(word)) background[number(word)]! += 1 / answered.length;
  const rarity = Float32Array.from(holding, (held) =>
    Math.min(1, Math.log((sentences.length + 1) / (held + 1)) / Math.log(sentences.length + 1)),
  );
  return { background, rarity, presence: presences(vocabulary.length, number, answered) };
}

/** A rarely asked term is taken for a usual one: so many questions are added that behave as usual. */
const USUAL_QUESTIONS = 6;

function presences(size: number, number: (term: string) => number, answered: readonly AnsweredQuestion[]): Float32Array {
  const asked = new Float64Array(size).fill(USUAL_QUESTIONS);
  const present = new Float64Array(size).fill(USUAL_QUESTIONS * USUAL_PRESENCE);
  for (const { question, sentence } of answered) {
    const held = new Set(sentence.terms);
    for (const { term } of question.terms) {
      asked[number(term)]!++;
      if (held.has(term)) present[number(term)]!++;
    }
  }
  return Float32Array.from(asked, (count, i) => present[i]! / count);
}
