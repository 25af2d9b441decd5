/** A question set made ready to learn from. */
import { idsOf, Profiles, type SentenceProfile } from '../../src/answer/evidence/profile.ts';
import { readQuestion } from '../../src/answer/question.ts';
import type { Article } from '../../src/articles/article.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion, QuestionSet } from '../data/question-set.ts';
import type { AnsweredQuestion, Sentence } from './learn-translations.ts';

export interface Corpus {
  readonly set: QuestionSet;
  readonly questions: ReadonlyMap<Article, readonly AskedQuestion[]>;
  /** Each answerable question with the sentence that answers it. */
  readonly answered: ReadonlyMap<Article, readonly AnsweredQuestion[]>;
  /** The sentences of each article as words. */
  readonly sentences: ReadonlyMap<Article, readonly Sentence[]>;
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
  const words = profiles.wordsForQuestion();
  const worded = (sentence: SentenceProfile): Sentence => ({
    terms: Array.from(idsOf(sentence), (id) => words.termOf(id)),
    traits: sentence.traits.subarray(sentence.from, sentence.to),
  });
  const answered = new Map<Article, AnsweredQuestion[]>();
  const sentences = new Map<Article, Sentence[]>();
  for (const article of set.articles) {
    const passages = set.passages.get(article)!.map((passage) => profiles.of(passage));
    sentences.set(
      article,
      passages.flatMap((passage) => passage.sentences.map(worded)),
    );
    const pairs = (questions.get(article) ?? []).flatMap((question): AnsweredQuestion[] => {
      const at = question.answers[0]?.[0] ?? -1;
      const home = passages.find(({ passage: { start, end } }) => at >= start && at < end);
      const sentence = home?.sentences.find((one) => isHit(question, article, one.sentence));
      return sentence ? [{ question: readQuestion(question.question, article.language), sentence: worded(sentence) }] : [];
    });
    answered.set(article, pairs);
  }
  return { set, questions, answered, sentences };
}
