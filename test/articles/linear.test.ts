import { expect, test } from 'vitest';
import { creditAt } from '../../src/articles/credit.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { readFrontMatter } from '../../src/articles/formats/front-matter.ts';
import { withUnixLineEnds } from '../../src/articles/formats/line-ends.ts';
import { layOut } from '../../src/articles/formats/pdf-layout.ts';
import { isFurniture, leadingFurniture } from '../../src/articles/furniture.ts';
import { detectLanguage } from '../../src/articles/language.ts';
import { partBlocks } from '../../src/articles/parts.ts';
import { splitLines, splitSentences } from '../../src/articles/sentences.ts';
import { splitArticle } from '../../src/articles/split.ts';

const LENGTH = 100_000;
/** Milliseconds of processor time, which other work on the machine does not lengthen. What takes the square of 100,000 steps takes far longer. */
const ENOUGH = 2_500;

const units = [
  'a',
  'A',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '.',
  '. ',
  '!?',
  '…',
  '。',
  '(',
  ')',
  '[',
  '["',
  '"',
  '“',
  '”',
  "'",
  '-',
  '—',
  '|',
  '1',
  '1.',
  '(1',
  'a.',
  'A.',
  'a.A',
  'é',
  'e\u0301',
  '\u0301',
  '漢',
  '漢。',
  '𝒳',
  '\u200b',
  '\\',
  '*',
  '_',
  '`',
  '#',
  '>',
  '<',
  '&',
  '&amp;',
  'a b c d ',
  'share ',
  'and ',
  'e ',
  'Source: ',
  'source ',
  'a.b.',
  'ab.[1]',
  'Mr. ',
  'U.S. ',
  '. . ',
  ' \n',
  '\v',
  '\u2029',
  '@',
  '/',
  '://',
  'x: y\n',
  '---\n',
  '- ',
  '{',
  '[a](',
  '^',
  '%',
  'Abc.Abc ',
];
const runs = units.map((unit) => unit.repeat(Math.ceil(LENGTH / unit.length)));
const hostile = runs.flatMap((run) => [run, `${run}x`, `Ab. x${run}x. Cd`]);
const files = runs.map((run) => `Ab ${run} Cd.`);

const range = (text: string) => ({ start: 0, end: text.length });
const functions: Record<string, (text: string) => unknown> = {
  splitSentences: (text) => splitSentences(text, range(text), 'de'),
  splitLines: (text) => splitLines(text, range(text)),
  credit: (text) => creditAt(text, range(text)),
  furniture: (text) => [isFurniture(text), isFurniture(text.slice(0, 240)), leadingFurniture(text)],
  parts: (text) => partBlocks(text, [{ kind: 'paragraph', heading: '', ...range(text) }]),
  language: detectLanguage,
  'front matter': (text) => readFrontMatter(`---\n${text}\n---\n`),
  'line ends': withUnixLineEnds,
  'a line of a PDF': (text) => layOut([[{ str: text, x: 0, y: 0, width: 1, fontSize: 1, hasEOL: true }]]),
};

for (const [name, run] of Object.entries(functions)) {
  test(`${name} takes linear time on any of ${hostile.length} strings of 100 KB`, () => {
    for (const text of hostile) {
      const before = process.cpuUsage();
      run(text);
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 > ENOUGH)
        throw new Error(`${(user + system) / 1000} ms for ${JSON.stringify(text.slice(0, 20))}…`);
    }
  });
}

for (const source of ['a.txt', 'a.md', 'a.html']) {
  test(`a whole ${source} takes linear time on any of ${files.length} strings of 100 KB`, async () => {
    for (const text of files) {
      const before = process.cpuUsage();
      const article = await parseArticle({ source, bytes: new TextEncoder().encode(text), collection: 'shared' });
      if (!isRefusal(article)) splitArticle(article);
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 > ENOUGH)
        throw new Error(`${(user + system) / 1000} ms for ${JSON.stringify(text.slice(0, 20))}…`);
    }
  }, 240_000);
}

test('one line of 5 MB is read and split', async () => {
  const article = await parseArticle({ source: 'a.txt', bytes: Buffer.from('word and '.repeat(555_555)), collection: 'shared' });
  if (isRefusal(article)) throw new Error(article.reason);
  const passages = splitArticle(article);
  expect(passages.every(({ start, end }) => end - start <= 3_000)).toBe(true);
  expect(passages.at(-1)!.end).toBe(article.text.length);
});
