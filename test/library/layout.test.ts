import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { SPLITTING_VERSION, splitArticle } from '../../src/articles/split.ts';
import { layOut, placePassages } from '../../src/library/layout.ts';
import { VarintReader } from '../../src/search/varint.ts';

const read = (source: string, text: string) => parseArticle({ source, bytes: Buffer.from(text), collection: 'shared' });

/** Passages as a layout keeps them. */
const placed = (article: Article) =>
  splitArticle(article).map(({ start, end, heading, page, sentences }) => ({
    start,
    end,
    heading,
    ...(page && { page }),
    sentences: sentences.map(({ start: from, end: to, kind, header }) => ({
      start: from,
      end: to,
      kind,
      ...(header && { header }),
    })),
  }));

function readBack(article: Article) {
  const { bytes, headings } = layOut(splitArticle(article));
  const beside = Uint8Array.of(200, ...bytes, 200);
  return placePassages(new VarintReader(beside, 1), headings);
}

const pieces = fc.constantFrom(
  ...'The otter swam. |It ate! |Dr. Holm |# Mill|## Ferry|- |1. |**|`|```\n|\n|\n\n|\n\n|\r\n|\u2029|\f|日本。|𝒳 |Source: Reuters.|Share|<p>|</p>|<h2>|</h2>|<li>|<table><tr><td>|</table>|'.split(
    '|',
  ),
  '\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n',
  'A long sentence that goes on and on, '.repeat(60),
);
const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(''));

test('the layout of any article gives back the passages and sentences that it was split into', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('a.txt', 'a.md', 'a.html'), texts, async (source, text) => {
      const article = await read(source, text);
      if (!isRefusal(article)) expect(readBack(article)).toEqual(placed(article));
    }),
  );
});

test('pages and the headers of tables are kept', () => {
  const text = 'name age Ida 40 Jon 50';
  const row = (start: number, end: number) => ({
    kind: 'row' as const,
    heading: 'People',
    start,
    end,
    header: { start: 0, end: 8 },
    page: 3,
  });
  const article: Article = {
    id: 'a',
    source: 'a.pdf',
    title: '',
    text,
    language: 'en',
    hash: '',
    blocks: [row(0, 8), row(9, 15), row(16, 22)],
  };
  expect(readBack(article)).toEqual(placed(article));
  expect(readBack(article)[0]).toMatchObject({ page: 3, heading: 'People', sentences: [{ header: { start: 0, end: 8 } }, {}] });
});

const sample = `---
title: The mill of Wexcombe
---
# The mill

Mr. J. K. Holm built the mill in 1871. It ground rye until 1948.[1] The U.S. Army used it as a store. "Nobody asked us," he said.
Source: Wexcombe Herald. Share

## Parts

- the wheel, e.g. its paddles
- the stone. It weighs 1.5 t.

| part | made |
|------|------|
| wheel | 1871 |
| stone | 1902 |

\`\`\`
turn(wheel);
stop(wheel);
\`\`\`

${'The wheel turned day and night, and nobody could sleep. '.repeat(60)}

一八七一年に水車が建てられた。粉を挽いた。 Мельница работала до 1948 г. Потом её закрыли.
`;

test.skipIf(process.versions.unicode !== '17.0')('the version of the splitting names what it does', async () => {
  const md = (await read('a.md', sample)) as Article;
  const txt = (await read('a.txt', sample)) as Article;
  const digest = createHash('sha256')
    .update(JSON.stringify([placed(md), placed(txt)]))
    .digest('hex')
    .slice(0, 16);
  // Where this fails because articles are now split otherwise: raise SPLITTING_VERSION in articles/split.ts and write both down here.
  expect([SPLITTING_VERSION, digest]).toEqual([1, 'f82143744c08f496']);
});
