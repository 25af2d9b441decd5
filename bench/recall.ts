/**
 * How often the index finds the paragraph that answers, among its first 40 passages: node bench/recall.ts DATA [DATA …]. Each DATA is a folder with
 * `articles/`, `questions.jsonl` and `gold.jsonl`. Prints a table.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readFolder } from '../src/articles/sources/folder.ts';
import { splitArticle } from '../src/articles/split.ts';
import { createMiniSearchIndex } from '../src/search/minisearch.ts';
import { queryTerms } from '../src/search/query.ts';

const DEPTHS = [1, 5, 10, 40] as const;

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

process.stdout.write(
  `| questions | ${DEPTHS.map((depth) => `@${depth}`).join(' | ')} |\n|---|${DEPTHS.map(() => '---').join('|')}|\n`,
);
for (const folder of process.argv.slice(2)) {
  const { articles } = await readFolder(path.join(folder, 'articles'));
  const passages = articles.flatMap(splitArticle);
  const index = createMiniSearchIndex(passages);
  const questions = new Map<string, string>(lines(path.join(folder, 'questions.jsonl')).map(({ id, question }) => [id, question]));
  const found = DEPTHS.map(() => 0);
  let asked = 0;
  for (const { id, kind, source, answers } of lines(path.join(folder, 'gold.jsonl'))) {
    if (kind !== 'answerable') continue;
    asked++;
    const terms = queryTerms(questions.get(id)!, index.languages, new Map());
    const hits = (await index.search({ terms }, Math.max(...DEPTHS))).map(({ passageId }) => index.passage(passageId)!);
    const rank = hits.findIndex(
      ({ article, start, end }) =>
        article.source === source && (answers as [number, number][]).some(([from, to]) => start <= from && to <= end),
    );
    for (const [at, depth] of DEPTHS.entries()) if (rank >= 0 && rank < depth) found[at]!++;
  }
  const shares = found.map((count) => ((100 * count) / asked).toFixed(1));
  process.stdout.write(`| ${path.basename(folder)} (${asked}, ${index.passages} passages) | ${shares.join(' | ')} |\n`);
}
