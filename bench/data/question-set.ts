/** Questions with gold answers, in the form of the data folders: articles/, questions.jsonl, gold.jsonl. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Article, Passage } from '../../src/articles/article.ts';
import { readFolder } from '../../src/articles/sources/folder.ts';
import { splitArticle } from '../../src/articles/split.ts';

const range = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
export type Span = z.infer<typeof range>;

const questionLine = z.object({ id: z.string(), question: z.string(), lang: z.string().optional() });
const goldLine = z.object({
  id: z.string(),
  kind: z.enum(['answerable', 'offtopic', 'perturbed']),
  source: z.string().optional(),
  paragraph: range.optional(),
  sentences: z.array(range).default([]),
  answers: z.array(range).default([]),
});

export interface AskedQuestion extends z.infer<typeof goldLine> {
  readonly question: string;
  readonly lang?: string;
}

export interface QuestionSet {
  readonly articles: readonly Article[];
  readonly passages: ReadonlyMap<Article, readonly Passage[]>;
  readonly bySource: ReadonlyMap<string, Article>;
  readonly questions: readonly AskedQuestion[];
}

const jsonLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));

/** Reads a data folder. Throws, naming the file, where a part of it is missing or malformed. */
export async function readQuestionSet(dir: string): Promise<QuestionSet> {
  const { articles, refused } = await readFolder(path.join(dir, 'articles'));
  if (refused[0]) throw new Error(`${refused[0].source}: ${refused[0].reason}`);
  const asked = new Map(jsonLines(path.join(dir, 'questions.jsonl'), questionLine).map((line) => [line.id, line]));
  const questions = jsonLines(path.join(dir, 'gold.jsonl'), goldLine).flatMap((gold) => {
    const question = asked.get(gold.id);
    return question ? [{ ...gold, ...question }] : [];
  });
  return {
    articles,
    passages: new Map(articles.map((article) => [article, splitArticle(article)])),
    bySource: new Map(articles.map((article) => [article.source, article])),
    questions,
  };
}
