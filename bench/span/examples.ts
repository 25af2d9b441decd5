/** Questions beside the sentence that answers them, as the span trainer reads them. */
import { type Question, readQuestion } from '../../src/answer/question.ts';
import { type AnalyzedSentence, analyzedSentence } from '../../src/answer/sentence.ts';
import type { QuestionSet } from '../data/question-set.ts';
import { normalized } from '../data/squad-measure.ts';
import type { Random } from '../train/random.ts';
import { manners, sloppy } from '../train/sloppy.ts';

export interface SpanExample {
  readonly id: string;
  readonly question: Question;
  readonly sentence: AnalyzedSentence;
  readonly language: string;
  /** Normalised gold answers. */
  readonly gold: readonly string[];
  readonly article: number;
  /** Wrong sentences that are easily taken for the right one. */
  readonly rivals: readonly AnalyzedSentence[];
}

/** One example for every answerable question whose answer lies inside one of our sentences. */
export function spanExamples({ articles, passages, bySource, questions }: QuestionSet): SpanExample[] {
  const order = new Map(articles.map((article, at) => [article, at]));
  return questions.flatMap((asked) => {
    const article = asked.source === undefined ? undefined : bySource.get(asked.source);
    const [start, end] = asked.answers[0] ?? [-1, -1];
    if (!article || start < 0) return [];
    const passage = passages.get(article)!.find((one) => one.start <= start && end <= one.end);
    const at = passage?.sentences.findIndex((one) => one.start <= start && end <= one.end) ?? -1;
    if (!passage || at < 0) return [];
    const gold = asked.answers.map(([from, to]) => normalized(article.text.slice(from, to)));
    const question = readQuestion(asked.question, article.language);
    return [
      {
        id: asked.id,
        question,
        sentence: analyzedSentence(passage, at),
        language: article.language,
        gold,
        article: order.get(article)!,
        rivals: [],
      },
    ];
  });
}

/** Some of the questions as people type them in a chat: what is learned must not lean on capitals, spelling and whole sentences. */
export const asTyped = (examples: readonly SpanExample[], share: number, random: Random): SpanExample[] =>
  examples.map((example) => {
    if (random() >= share) return example;
    const manner = manners[Math.floor(random() * manners.length)]!;
    return { ...example, question: readQuestion(sloppy(example.question.text, manner, random), example.language) };
  });
