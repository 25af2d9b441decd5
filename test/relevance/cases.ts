/** The relevance cases as they stand in their folders, and what becomes of one when it is asked. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Answer, Excerpt } from '../../src/answer/answer.ts';
import { answerQuestion } from '../../src/answer/answer-question.ts';
import { loadLearned } from '../../src/answer/learned.ts';
import type { Range } from '../../src/articles/article.ts';
import { readFolder } from '../../src/articles/sources/folder.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';

const quoteSchema = z.strictObject({
  quote: z.string().min(1),
  bold: z.array(z.string().min(1)).optional(),
  lead: z.union([z.string(), z.literal(false)]).optional(),
  alsoIn: z.int().min(0).optional(),
  source: z.string().optional(),
});

export const caseSchema = z.strictObject({
  question: z.string(),
  previous: z.string().optional(),
  today: z.iso.date().optional(),
  articles: z.string().optional(),
  known: z.string().optional(),
  expect: z.union([z.literal('not answered'), z.array(quoteSchema).min(1)]),
});

export type RelevanceCase = z.infer<typeof caseSchema> & { readonly name: string; readonly folder: string };

export const casesFolder = import.meta.dirname;

/** Every case, by name. Throws on one that does not follow the schema, naming it. */
export function readCases(): RelevanceCase[] {
  return globSync('*/case.json', { cwd: casesFolder })
    .sort()
    .map((file) => {
      const folder = path.join(casesFolder, path.dirname(file));
      const parsed = caseSchema.safeParse(JSON.parse(readFileSync(path.join(casesFolder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      return { ...parsed.data, name: path.dirname(file), folder };
    });
}

const shelves = new Map<string, Promise<SearchIndex>>();

/** The index over a case's articles; cases that borrow the same folder share it. Throws when the folder holds no article. */
export function shelfOf({ articles, folder }: Pick<RelevanceCase, 'articles' | 'folder'>): Promise<SearchIndex> {
  const dir = articles ? path.resolve(casesFolder, '../..', articles) : path.join(folder, 'articles');
  let shelf = shelves.get(dir);
  if (!shelf) {
    shelf = (async () => {
      if (!existsSync(dir)) throw new Error(`There is no folder ${dir}.`);
      const { articles } = await readFolder(dir);
      return createMiniSearchIndex(articles.flatMap(splitArticle));
    })();
    shelves.set(dir, shelf);
  }
  return shelf;
}

const slice = ({ passage }: Excerpt, { start, end }: Range) => passage.article.text.slice(start, end);

function differences(excerpt: Excerpt | undefined, expected: z.infer<typeof quoteSchema>, shown: boolean): string[] {
  if (!excerpt) return [`not quoted: ${expected.quote}`];
  const said = slice(excerpt, excerpt);
  const bold = shown && excerpt.answer ? slice(excerpt, excerpt.answer) : undefined;
  const lead = excerpt.lead && slice(excerpt, excerpt.lead);
  return [
    said === expected.quote ? '' : `quoted: ${said}`,
    !expected.bold || (bold !== undefined && expected.bold.includes(bold)) ? '' : `bold: ${bold ?? 'nothing'}`,
    expected.lead === undefined || (expected.lead || undefined) === lead ? '' : `led by: ${lead ?? 'nothing'}`,
    expected.alsoIn === undefined || expected.alsoIn === (excerpt.alsoIn?.length ?? 0)
      ? ''
      : `also in ${excerpt.alsoIn?.length ?? 0} articles`,
    expected.source === undefined || expected.source === excerpt.passage.article.source
      ? ''
      : `from ${excerpt.passage.article.source}`,
  ].filter(Boolean);
}

/** What is wrong with an answer to a case, in words; empty when it is as expected. */
export function judge(answer: Answer, { expect }: Pick<RelevanceCase, 'expect'>): string[] {
  if (expect === 'not answered') {
    return answer.kind === 'answered' ? [`answered: ${slice(answer.excerpts[0], answer.excerpts[0])}`] : [];
  }
  if (answer.kind === 'nothing') return ['nothing found'];
  const state = answer.kind === 'answered' ? [] : ['only closest passages'];
  // Only the first quote's words are marked unless several quotes answer differently.
  const quotes = expect.flatMap((expected, at) =>
    differences(at < answer.quotes ? answer.excerpts[at] : undefined, expected, answer.shown),
  );
  return [...state, ...quotes];
}

const { learned } = await loadLearned();

/** Asks a case of its own articles. */
export async function ask(one: RelevanceCase): Promise<Answer> {
  return answerQuestion({ question: one.question, ...(one.previous && { previous: one.previous }) }, [await shelfOf(one)], {
    learned,
    ...(one.today && { today: one.today }),
  });
}
