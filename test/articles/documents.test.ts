import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { docxOf, pdfOf, zipOf } from './files.ts';

const read = (source: string, bytes: Uint8Array) => parseArticle({ source, bytes, collection: 'shared' });
const parse = async (source: string, bytes: Uint8Array) => {
  const article = await read(source, bytes);
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
};
const sentences = (article: Article) =>
  splitArticle(article).flatMap((passage) =>
    passage.sentences.map(({ kind, start, end }) => [passage.page, kind, article.text.slice(start, end)]),
  );

const page = (number: number, ...lines: Parameters<typeof pdfOf>[0][number]) => [
  { text: 'Annals of the Ferry', y: 770 },
  ...lines,
  { text: `Page ${number} of 3`, y: 30 },
];

test('a PDF gives its paragraphs page by page, without headers, footers and parted words', async () => {
  const article = await parse(
    'ferry.pdf',
    pdfOf(
      [
        page(
          1,
          { text: 'The Ferry of the Sound', y: 730, size: 20 },
          { text: 'The ferry crossed twice a day in summer, and it car-', y: 690 },
          { text: 'ried the mail of the whole island. It was built in 1910 by', y: 678 },
          { text: 'Dr. Holm.', y: 666 },
          { text: 'A second paragraph stands further down on the page.', y: 630 },
        ),
        page(2, { text: 'Fares', y: 730, size: 14 }, { text: 'The fare was low, and children travelled for nothing at', y: 700 }),
        page(3, { text: 'all times of the year. Dogs paid half.', y: 730 }),
      ],
      '/Author (Ann Lee)',
    ),
  );
  expect(article).toMatchObject({ title: 'The Ferry of the Sound', author: 'Ann Lee', language: 'en' });
  expect(sentences(article)).toEqual([
    [1, 'title', 'The Ferry of the Sound'],
    [1, 'paragraph', 'The ferry crossed twice a day in summer, and it carried the mail of the whole island.'],
    [1, 'paragraph', 'It was built in 1910 by Dr. Holm.'],
    [1, 'paragraph', 'A second paragraph stands further down on the page.'],
    [2, 'heading', 'Fares'],
    [2, 'paragraph', 'The fare was low, and children travelled for nothing at all times of the year.'],
    [2, 'paragraph', 'Dogs paid half.'],
  ]);
});

test('a PDF of pictures, a damaged one and one that is none are refused with the reason', async () => {
  expect(await read('a.pdf', pdfOf([[]]))).toMatchObject({ reason: expect.stringContaining('pictures') });
  expect(await read('a.pdf', pdfOf([[{ text: 'Words', y: 700 }]]).subarray(0, 60))).toMatchObject({
    reason: expect.stringContaining('damaged'),
  });
  expect(await read('a.pdf', new TextEncoder().encode('Hello'))).toMatchObject({ reason: expect.stringContaining('no PDF') });
});

const run = (text: string, style?: string) =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t>${text}</w:t></w:r></w:p>`;

test('a Word document gives its paragraphs and tables', async () => {
  const cell = (text: string) => `<w:tc>${run(text)}</w:tc>`;
  const table = `<w:tbl><w:tr>${cell('Otter')}${cell('14 kg')}</w:tr></w:tbl>`;
  const article = await parse(
    'notes/otter_notes.docx',
    docxOf(`${run('Otters swim. They eat crabs.')}${table}${run('Source: Reuters')}`),
  );
  expect(article).toMatchObject({ title: 'otter notes', publisher: 'Reuters' });
  expect(sentences(article).map(([, kind, text]) => `${kind}: ${text}`)).toEqual([
    'title: otter notes',
    'paragraph: Otters swim.',
    'paragraph: They eat crabs.',
    'row: Otter | 14 kg',
    'credit: Source: Reuters',
  ]);
});

test('an archive that is no document, and bytes that are no archive, are refused with the reason', async () => {
  expect(await read('a.docx', zipOf({ 'a.txt': 'Hello' }))).toMatchObject({ reason: expect.stringContaining('no Word document') });
  expect(await read('a.docx', docxOf('<w:p><broken'))).toMatchObject({ reason: expect.stringContaining('damaged') });
  expect(await read('a.docx', new TextEncoder().encode('Hello'))).toMatchObject({ reason: expect.stringContaining('damaged') });
});
