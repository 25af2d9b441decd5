/** Puts questions to a folder of articles, as the running program does. */
import { answerQuestion } from '../../src/answer/answer-question.ts';
import type { Learned } from '../../src/answer/learned.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import type { Said } from './measure.ts';

/** What Footnote says to each question, and the mean time it took, in milliseconds. */
export async function askFolder(
  index: SearchIndex,
  questions: readonly AskedQuestion[],
  learned: Learned,
  onProgress: (done: number) => void = () => {},
): Promise<{ said: Said[]; milliseconds: number }> {
  const said: Said[] = [];
  const started = performance.now();
  for (const question of questions) {
    const answer = await answerQuestion({ question: question.question }, [index], { learned });
    const excerpts = answer.kind === 'nothing' ? [] : answer.excerpts;
    const first = excerpts[0];
    said.push({
      question,
      state: answer.kind,
      confidence: answer.confidence,
      shown: answer.kind === 'answered' && answer.shown,
      answer: first?.answer ? first.passage.article.text.slice(first.answer.start, first.answer.end) : '',
      excerpts: excerpts.map(({ passage, start, end }) => ({ article: passage.article, start, end })),
    });
    onProgress(said.length);
  }
  return { said, milliseconds: (performance.now() - started) / Math.max(1, questions.length) };
}
