import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { visibleRanges, wordsIn } from '../../src/articles/marks.ts';
import { splitArticle } from '../../src/articles/split.ts';

const read = (content: string) =>
  parseArticle({ source: 'notes/otter.md', bytes: new TextEncoder().encode(content), collection: 'shared' });
const parse = async (content: string) => {
  const article = await read(content);
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
};
const all = (article: Article) => splitArticle(article).flatMap(({ sentences }) => sentences);
const sentences = (article: Article) => all(article).map(({ start, end }) => article.text.slice(start, end));
const shown = (article: Article) =>
  all(article).map((sentence) =>
    visibleRanges(article, sentence)
      .map(({ start, end }) => article.text.slice(start, end))
      .join(''),
  );

test('front matter tells title, address, author, date, publisher, tags and language', async () => {
  const article = await parse(
    '---\ntitle: The sea otter\nurl: https://example.org/otter\nauthor: [Ann Lee, Bo Li]\ndate: 2024-08-15\nsource: Ocean Post\ntags: otter, sea\nlanguage: en-GB\nlayout: post\n---\n# Otters\n\nThey swim.\n',
  );
  expect(article).toMatchObject({
    title: 'The sea otter',
    url: 'https://example.org/otter',
    author: 'Ann Lee, Bo Li',
    date: '2024-08-15',
    publisher: 'Ocean Post',
    tags: ['otter', 'sea'],
    language: 'en',
  });
  expect(sentences(article)).toEqual(['Otters', 'They swim.']);
});

test('front matter may call the publisher publisher', async () => {
  expect(await parse('---\npublisher: Ocean Post\n---\n# Otters\n\nThey swim.\n')).toMatchObject({ publisher: 'Ocean Post' });
});

test.each([
  ['url: javascript:alert(1)', '"url" is not an address'],
  ['date: yesterday', '"date" is not a date; write it like 2024-08-15'],
  ['date: 2024-13-45', '"date" is not a date'],
  ['title: ""', '"title" is empty'],
  ['title: {a: b}', '"title" is not a text'],
  ['language: english please', '"language" is not a language code'],
  ['title: [unclosed', 'not valid YAML (line 4)'],
])('front matter with %s is refused, saying what is wrong', async (line, reason) => {
  expect(await read(`---\nlayout: post\n${line}\n---\nText.`)).toMatchObject({
    source: 'notes/otter.md',
    reason: expect.stringContaining(reason),
  });
});

test('front matter pollutes no prototype and expands no alias bomb', async () => {
  await parse('---\n__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n---\nText here.');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`)}]`),
  ];
  expect(await read(`---\n${bomb.join('\n')}\ntags: *h\n---\nText.`)).toMatchObject({
    reason: expect.stringContaining('repeats an anchor too often'),
  });
});

test('text between two rules is no front matter', async () => {
  expect(sentences(await parse('---\n\nFirst words here.\n\n---\n\nMore words.'))).toEqual(['First words here.', 'More words.']);
});

test('a list item is a sentence, a table row is quoted whole with its header, code stays code', async () => {
  const article = await parse(
    '# Otters\n\nThey eat:\n\n- Sea urchins. Spiny ones.\n- Crabs\n  1. Small ones\n\n| Animal | Hairs |\n|---|---|\n| Otter | 1,000,000 |\n\n```js\nconst a = 1.5;\n\nrun(a); // Stop. Go.\n```\n',
  );
  expect(all(article).map(({ kind, start, end }) => [kind, article.text.slice(start, end)])).toEqual([
    ['title', 'Otters'],
    ['paragraph', 'They eat:'],
    ['item', 'Sea urchins. Spiny ones.'],
    ['item', 'Crabs'],
    ['item', 'Small ones'],
    ['row', '| Otter | 1,000,000 |'],
    ['code', 'const a = 1.5;\n\nrun(a); // Stop. Go.'],
  ]);
  const { header } = all(article)[5]!;
  expect(article.text.slice(header!.start, header!.end)).toBe('Animal | Hairs');
});

test('a table row is shown as its cells, whatever its drawing; a head without words is no header', async () => {
  const article = await parse(
    '# Otters\n\n| animal   | hairs \\| cm² |  eats |\n|:--|--:|---|\n|  Otter   | **1,000**   |   urchins   |\n| Seal |\nBear | 20|\n|  | none |  |\n\n| | |\n|-|-|\n| Whale   | 0 |\n',
  );
  const rows = all(article).filter(({ kind }) => kind === 'row');
  expect(rows.map((row) => wordsIn(article, row))).toEqual(['Otter | 1,000 | urchins', 'Seal', 'Bear | 20', '| none', 'Whale | 0']);
  expect(rows.map(({ header }) => header && wordsIn(article, header))).toEqual([
    ...Array(4).fill('animal | hairs | cm² | eats'),
    undefined,
  ]);
});

test('quotes are slices of the file, and can be shown without their marks', async () => {
  const article = await parse(
    '# The *otter*\n\nThe **otter.** It is a [marine mammal](https://a.org/M.Mammal "M. A. X") [sic] of the sea.[^1] ![A logo. Really](x.png)\n\n> It weighs `14 kg` or\n> more. A lot.\n',
  );
  expect(article.title).toBe('The otter');
  expect(sentences(article)).toEqual([
    'The *otter*',
    'The **otter.**',
    'It is a [marine mammal](https://a.org/M.Mammal "M. A. X") [sic] of the sea.[^1]',
    'It weighs `14 kg` or\n> more.',
    'A lot.',
  ]);
  expect(shown(article)).toEqual([
    'The otter',
    'The otter.',
    'It is a marine mammal [sic] of the sea.',
    'It weighs 14 kg or\n more.',
    'A lot.',
  ]);
});

test('headings give their passages a heading', async () => {
  const article = await parse('# Title\n\nIntro.\n\nPart one\n---\n\nOne.\n\n## Part **two** ##\n\nTwo.\n');
  expect(splitArticle(article).map(({ heading }) => heading)).toEqual(['', 'Part one', 'Part two']);
});

test('CRLF and decomposed letters change no sentence of a Markdown file', async () => {
  const text = '# Café\n\nÉmile *met* Zoë.\nThey drank.\n\n- One é\n- Two\n\n|a|b|\n|-|-|\n|1|é|\n\n```\nx\n```\n';
  const folded = async (variant: string) => sentences(await parse(variant)).map((one) => one.normalize('NFC').replace(/\s+/g, ' '));
  expect(await folded(text.replaceAll('\n', '\r\n'))).toEqual(await folded(text));
  expect(await folded(text.normalize('NFD'))).toEqual(await folded(text));
  expect(await folded(`\uFEFF${text}`)).toEqual(await folded(text));
});

const quotations = Array.from({ length: 1000 }, (_, at) => `${'>'.repeat(at)} a`).join('\n');
const lists = Array.from({ length: 700 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n');
const units = [
  '[',
  '*',
  '>',
  '*a_',
  '[a](',
  '**a ',
  '`',
  '|a',
  '<a ',
  '- ',
  '&a',
  '![',
  '> a\n',
  '# h\n',
  '- a\n',
  '[a]: b\n',
  '|a|b|\n|-|-|\n',
];
test.each(
  [...units.map((unit) => unit.repeat(100_000)), `a${' '.repeat(100_000)}b`, quotations, lists].map((text) => [
    text.slice(0, 10),
    text,
  ]),
)('a file of nothing but "%s" takes no more than seconds, and stays in one piece', async (_, text) => {
  const before = process.cpuUsage();
  const article = await read(`Words first.\n\n${text}`);
  const { user, system } = process.cpuUsage(before);
  // Processor time, which other work on the machine does not lengthen; without the bounds it is minutes.
  expect((user + system) / 1000).toBeLessThan(4_000);
  if (isRefusal(article)) return expect(article.reason).toMatch(/\w/);
  const passages = splitArticle(article);
  expect(passages.map(({ start, end }) => article.text.slice(start, end)).join('')).toBe(article.text);
});
