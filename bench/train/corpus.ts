/** A question set made ready to learn from. */
import { Profiles } from '../../src/answer/evidence/profile.ts';
import { readQuestion } from '../../src/answer/question.ts';
import type { Article } from '../../src/articles/article.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion, QuestionSet } from '../data/question-set.ts';
import type { AnsweredQuestion } from './learn-translations.ts';

export interface Corpus {
  readonly set: QuestionSet;
  readonly questions: ReadonlyMap<Article, readonly AskedQuestion[]>;
  /** Each answerable question with the sentence that answers it. */
  readonly answered: ReadonlyMap<Article, readonly AnsweredQuestion[]>;
}

export function prepareCorpus(set: QuestionSet): Corpus {
  const questions = new Map<Article, AskedQuestion[]>();
  for (const question of set.questions) {
    const article = question.kind === 'answerable' && set.bySource.get(question.source ?? '');
    if (!article) continue;
    const list = questions.get(article);
    if (list) list.push(question);
    else questions.set(article, [question]);
  }
  const profiles = new Profiles(() => 0);
  const answered = new Map<Article, AnsweredQuestion[]>();
  for (const [article, list] of questions) {
    const passages = set.passages.get(article)!;
    const pairs = list.flatMap((question): AnsweredQuestion[] => {
      const at = question.answers[0]?.[0] ?? -1;
      const passage = passages.find(({ start, end }) => at >= start && at < end);
      const sentence = passage && profiles.of(passage).sentences.find((one) => isHit(question, article, one.sentence));
      return sentence ? [{ question: readQuestion(question.question, article.language), sentence }] : [];
    });
    answered.set(article, pairs);
  }
  return { set, questions, answered };
}
