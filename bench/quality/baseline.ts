/**
 * What Footnote is measured against: MiniSearch over sentence, paragraph and title, stop words out, Snowball stems (bigrams of characters
 * for Chinese and Japanese), the words shaped like what is asked for as the short answer, and the share of the question met as confidence.
 */
import MiniSearch from 'minisearch';
import { type Question, readQuestion } from '../../src/answer/question.ts';
import { type AnalyzedSentence, analyzedSentence } from '../../src/answer/sentence.ts';
import { spanByShape } from '../../src/answer/span-by-shape.ts';
import type { Passage, Sentence } from '../../src/articles/article.ts';
import { analyze } from '../../src/search/analyzer.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import type { Said } from './measure.ts';

/** Share of the question's terms that a sentence holds: how sure the baseline is. */
function shareHeld(question: Question, { tokens, passage }: AnalyzedSentence): number {
  const held = new Set(tokens.map(({ term }) => term));
  const terms = question.termsIn(passage.article.language);
  return terms.length === 0 ? 0 : terms.filter(({ term }) => held.has(term)).length / terms.length;
}

interface Document {
  readonly id: number;
  readonly sentence: string;
  readonly paragraph: string;
  readonly title: string;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu;

/** Every two neighbouring characters of each unspaced run, and the words of the rest. */
function bigrams(text: string): string[] {
  const pairs = [...text.matchAll(UNSPACED)].flatMap(([run]) =>
    run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)),
  );
  return [...pairs, ...analyze(text.replace(UNSPACED, ' '), 'und').map(({ term }) => term)];
}

const stems = (text: string, language: string) => analyze(text, language).flatMap(({ term, stop }) => (stop ? [] : [term]));
const termsOf = (text: string, language: string) => (/^(zh|ja)/.test(language) ? bigrams(text) : stems(text, language));

/** What the baseline says to each question, and the mean time it took, in milliseconds. `index` serves the confidence alone. */
export function askBaseline(
  passages: readonly Passage[],
  questions: readonly AskedQuestion[],
  index: SearchIndex,
): { said: Said[]; milliseconds: number } {
  const engine = new MiniSearch<Document>({
    fields: ['sentence', 'paragraph', 'title'],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  });
  const places: { passage: Passage; sentence: Sentence; at: number }[] = [];
  for (const passage of passages) {
    const { article } = passage;
    const words = ({ start, end }: { start: number; end: number }) =>
      termsOf(article.text.slice(start, end), article.language).join(' ');
    const paragraph = words(passage);
    const title = termsOf(article.title, article.language).join(' ');
    for (const [at, sentence] of passage.sentences.entries()) {
      engine.add({ id: places.length, sentence: words(sentence), paragraph, title });
      places.push({ passage, sentence, at });
    }
  }
  const language = index.languages[0] ?? 'en';
  const started = performance.now();
  const said = questions.map((question): Said => {
    const found = engine.search(termsOf(question.question, language).join(' ')).slice(0, 10);
    const best = found[0] && places[Number(found[0].id)];
    const read = readQuestion(question.question, language);
    const candidate = best && analyzedSentence(best.passage, best.at);
    const span = candidate && spanByShape(read, candidate);
    return {
      question,
      state: candidate ? 'answered' : 'nothing',
      confidence: candidate ? shareHeld(read, candidate) : 0,
      shown: Boolean(span),
      answer: span ? candidate!.text.slice(span.start, span.end) : '',
      excerpts: found.map(({ id }) => {
        const { passage, sentence } = places[Number(id)]!;
        return { article: passage.article, start: sentence.start, end: sentence.end };
      }),
    };
  });
  return { said, milliseconds: (performance.now() - started) / Math.max(1, questions.length) };
}
