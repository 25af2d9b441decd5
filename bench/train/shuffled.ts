/** Articles as others have them: sentences in no order, as pages extracted carelessly have them, or a few paragraphs alone. */
import type { Article, Passage, Range } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import type { AskedQuestion, Span } from '../data/question-set.ts';
import { type Random, shuffle } from './random.ts';

export interface Rearranged {
  readonly article: Article;
  /** With the offsets that their answers have there. */
  readonly questions: AskedQuestion[];
}

/** The article with its sentences shuffled into paragraphs of a few. */
export function shuffleArticle(article: Article, questions: readonly AskedQuestion[], random: Random): Promise<Rearranged> {
  const sentences = shuffle(splitArticle(article).flatMap(sentencesOf), random);
  const paragraphs: Range[][] = [];
  while (sentences.length > 0) paragraphs.push(sentences.splice(0, 2 + Math.floor(random() * 6)));
  return rearrange(article, questions, paragraphs);
}

/** A few paragraphs of the article that follow one another, as news are short, with the questions that these answer. */
export async function cropArticle(article: Article, questions: readonly AskedQuestion[], random: Random): Promise<Rearranged> {
  const paragraphs = splitArticle(article)
    .map(sentencesOf)
    .filter((sentences) => sentences.length > 0);
  const size = 1 + Math.floor(random() * random() * 10);
  const from = Math.floor(random() * Math.max(1, paragraphs.length - size));
  const cropped = await rearrange(article, questions, paragraphs.slice(from, from + size));
  return {
    ...cropped,
    questions: cropped.questions.filter(({ sentences, answers }) => sentences.length > 0 && answers.length > 0),
  };
}

const sentencesOf = ({ sentences }: Passage) => sentences.filter(({ kind }) => kind === 'paragraph');

async function rearrange(
  article: Article,
  questions: readonly AskedQuestion[],
  paragraphs: readonly (readonly Range[])[],
): Promise<Rearranged> {
  let text = article.title;
  const moved: { from: number; to: number; by: number }[] = [];
  for (const paragraph of paragraphs) {
    for (const [i, { start, end }] of paragraph.entries()) {
      text += i === 0 ? '\n\n' : ' ';
      moved.push({ from: start, to: end, by: text.length - start });
      text += article.text.slice(start, end);
    }
  }
  moved.sort((a, b) => a.from - b.from);
  const move = ([start, end]: Span): Span[] => {
    const home = moved.find(({ from, to }) => start >= from && start < to);
    return home ? [[start + home.by, Math.min(end, home.to) + home.by]] : [];
  };
  const parsed = await parseArticle({ source: article.source, bytes: Buffer.from(text), collection: 'rearranged' });
  if ('reason' in parsed) throw new Error(`${article.source}: ${parsed.reason}`);
  return {
    article: parsed,
    questions: questions.map((question) => ({
      ...question,
      sentences: question.sentences.flatMap(move),
      answers: question.answers.flatMap(move),
    })),
  };
}
