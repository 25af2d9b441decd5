import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Excerpt } from '../../src/answer/answer.ts';
import { answerQuestion, searchExcerpts } from '../../src/answer/answer-question.ts';
import { loadLearned } from '../../src/answer/learned.ts';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { parseAliases } from '../../src/search/aliases.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';

const { learned } = await loadLearned();

async function articleOf(source: string, text: string, collection = 'shared'): Promise<Article> {
  const article = await parseArticle({ source, bytes: Buffer.from(text), collection });
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
}

async function shelf(texts: Record<string, string>): Promise<SearchIndex> {
  const articles = await Promise.all(Object.entries(texts).map(([source, text]) => articleOf(source, text)));
  return createMiniSearchIndex(articles.flatMap(splitArticle));
}

const said = ({ passage, start, end }: Excerpt) => passage.article.text.slice(start, end);
const bestOf = (answer: Answer) => (answer.kind === 'nothing' ? undefined : answer.excerpts[0]);

const kiln = 'The kiln of Brackwater\n\nThe kiln was built by Agnes Moor in 1912. It burned bricks for the whole valley.';
const mill = 'The mill of Brackwater\n\nThe mill was built by Tobias Reed in 1871. It ground rye and barley.';

test('a question about one article is answered from that article alone', async () => {
  const index = await shelf({ 'kiln.txt': kiln, 'mill.txt': mill });
  const { id } = await articleOf('mill.txt', mill);
  const answer = await answerQuestion({ question: 'who built it?', articleId: id }, [index], { learned });
  expect(said(bestOf(answer)!)).toBe('The mill was built by Tobias Reed in 1871.');
  if (answer.kind !== 'nothing') expect(new Set(answer.excerpts.map(({ passage }) => passage.article.id))).toEqual(new Set([id]));
});

test('the shelves of a server and of everybody answer together', async () => {
  const answer = await answerQuestion(
    { question: 'who built the kiln of Brackwater?' },
    [await shelf({ 'mill.txt': mill }), await shelf({ 'kiln.txt': kiln })],
    { learned },
  );
  expect(said(bestOf(answer)!)).toBe('The kiln was built by Agnes Moor in 1912.');
});

test('a name is met under its other name', async () => {
  const { aliases } = parseAliases('Xenia = kiln');
  const index = await shelf({ 'kiln.txt': kiln, 'mill.txt': mill });
  const answer = await answerQuestion({ question: 'who built the Xenia?' }, [index], { learned, aliases });
  expect(said(bestOf(answer)!)).toBe('The kiln was built by Agnes Moor in 1912.');
  expect(answer.missing).toEqual([]);
});

test('words that the passage does not hold are named as they were typed', async () => {
  const index = await shelf({ 'kiln.txt': kiln });
  const answer = await answerQuestion({ question: 'Did the kiln burn Porcelain?' }, [index], { learned });
  expect(answer.missing).toEqual(['Porcelain']);
});

test('a misspelt word that nothing answers is suggested as the articles spell it', async () => {
  const index = await shelf({ 'kiln.txt': kiln });
  const answer = await answerQuestion({ question: 'zyxwvu qqqq brakwter' }, [index], { learned });
  if (answer.kind === 'nothing') expect(answer.suggestion).toBe('brackwater');
  else expect(answer.kind).toBe('closest');
});

test('an empty shelf finds nothing', async () => {
  expect(await answerQuestion({ question: 'who built it?' }, [], { learned })).toMatchObject({ kind: 'nothing' });
  expect(await answerQuestion({ question: 'who built it?' }, [await shelf({})], { learned })).toMatchObject({ kind: 'nothing' });
});

test('a search gives each passage once and no verdict', async () => {
  const index = await shelf({ 'kiln.txt': kiln, 'mill.txt': mill });
  const found = await searchExcerpts('built Brackwater', [index], 5, { learned });
  expect(found.kind).toBe('closest');
  if (found.kind !== 'nothing') expect(found.excerpts.map(({ passage }) => passage.id)).toHaveLength(2);
});

test('with damaged or missing learned weights, those set by hand answer', async () => {
  const nothing = await loadLearned('/nowhere');
  expect(nothing.learned).toEqual({});
  for (const problem of nothing.problems) expect(problem).toMatch(/cannot be used \(the file is missing\)/);
  const answer = await answerQuestion({ question: 'who built the kiln?' }, [await shelf({ 'kiln.txt': kiln })]);
  expect(said(bestOf(answer)!)).toBe('The kiln was built by Agnes Moor in 1912.');
});

test('whatever the articles and the question, every quote is a sentence of its article and its marks lie inside', async () => {
  const words = fc.constantFrom(
    'the',
    'kiln',
    'He',
    'was',
    'built',
    '1912',
    'in',
    'Moor',
    'не',
    '手紙',
    '*',
    '"',
    '—',
    '\u00a0',
    '🏺',
    "it's",
    '3.5',
  );
  const sentence = fc.array(words, { minLength: 1, maxLength: 12 }).map((list) => `${list.join(' ')}.`);
  const text = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
  await fc.assert(
    fc.asyncProperty(text, fc.array(words, { maxLength: 8 }), async (body, question) => {
      const article = await parseArticle({ source: 'a.txt', bytes: Buffer.from(`Title\n\n${body}`), collection: 'shared' });
      if (isRefusal(article)) return;
      const index = createMiniSearchIndex(splitArticle(article));
      const answer = await answerQuestion({ question: question.join(' ') }, [index], { learned });
      if (answer.kind === 'nothing') return;
      for (const { start, end, answer: marked, lead, terms, passage } of answer.excerpts) {
        expect(passage.sentences.some((one) => one.start === start && one.end === end)).toBe(true);
        for (const { start: from, end: to } of [...terms, ...(marked ? [marked] : [])]) {
          expect(start <= from && from < to && to <= end).toBe(true);
        }
        if (lead) expect(lead.end <= start && lead.start >= passage.start).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
