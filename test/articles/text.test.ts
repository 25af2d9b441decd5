import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const parse = async (content: string | Uint8Array, source = 'a.txt') => {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const article = await parseArticle({ source, bytes, collection: 'shared' });
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
};
const reasonFor = async (content: Uint8Array) => {
  const result = await parseArticle({ source: 'a.txt', bytes: content, collection: 'shared' });
  return isRefusal(result) ? result.reason : undefined;
};
const blocks = ({ text, blocks }: Article) => blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
const sentences = (article: Article) =>
  splitArticle(article).flatMap((passage) => passage.sentences.map(({ start, end }) => article.text.slice(start, end)));
const sample = () => readFileSync('seeds/000_c5714f2777f4e806.txt');

test('the credit of the sample article names its publisher, and its line goes on as a sentence', async () => {
  const article = await parse(sample());
  expect(article.publisher).toBe('rbc.ru');
  expect(article.url).toBeUndefined();
  expect(sentences(article)).toContain('Источник rbc.ru');
  expect(sentences(article)).toContain(
    '“On the occasion of Liberation Day, a national holiday, I send my heartfelt congratulations.',
  );
});

test('page furniture of the sample article is told apart and never quoted', async () => {
  const article = await parse(sample());
  expect(blocks(article)).toContainEqual(['furniture', 'Authors Tags']);
  expect(sentences(article).join('\n')).not.toContain('Authors Tags');
  expect(sentences(article)).toContain(
    '<…> I am sure that by joint efforts we will continue to expand our comprehensive and constructive bilateral relations.',
  );
});

test.each([
  ['Source: Reuters', 'Reuters'],
  ['The talks ended. Source: Reuters', 'Reuters'],
  ['The talks ended. (Source: BBC News)', 'BBC News'],
  ['Quelle: Der Spiegel', 'Der Spiegel'],
  ['Fuente: www.elpais.com', 'elpais.com'],
  ['来源：新华社', '新华社'],
  ['出典：朝日新聞', '朝日新聞'],
  ['Источник: РИА Новости.', 'РИА Новости'],
  ['Источник rbc.ru «Дальше идёт текст», — сказал он.', 'rbc.ru'],
  ['Source: https://www.bbc.co.uk/news/1', 'bbc.co.uk'],
])('"%s" credits %s, and no address is made of it', async (line, publisher) => {
  const article = await parse(`A title\n\nThe first paragraph says something.\n\n${line}\n`);
  expect(article.publisher).toBe(publisher);
  expect(article.url).toBeUndefined();
});

test.each([
  'Source code is the text of a program.',
  'The source of the river lies in the north.',
  'Fonte di energia del paese è il sole.',
  'Sources said that the talks had ended in Geneva after a long night.',
  'Via Appia was a road. It led south.',
  'Share prices fell on Monday.',
  'The authors share the prize.',
  'Home is where the heart is.',
  'Advertisement is the soul of trade.',
  'Subscribe to the theory that all men are equal.',
  'Comments were few.',
  'The town was founded c. 600 AD.',
  'They came to share.',
  'Was it on Facebook?',
  'The singer wrote it. Home.',
  'He said: read more books.',
])('"%s" is a sentence, neither credit nor furniture', async (line) => {
  const article = await parse(`A title\n\n${line}`);
  expect(article.publisher).toBeUndefined();
  expect(blocks(article)).toEqual([
    ['title', 'A title'],
    ['paragraph', line],
  ]);
});

test.each([
  'Share',
  'Read also: Putin met Kim in Vladivostok',
  'Subscribe to our newsletter.',
  'Advertisement',
  'Читайте также: Путин встретился с Кимом',
  'Подписывайтесь на наш канал в Telegram',
  'Lesen Sie auch: Mehr aus Korea',
  'Share on Facebook | Twitter | WhatsApp',
  'Comments (12)',
  '関連記事',
  '© 2024 RBC. All rights reserved.',
])('"%s" is furniture, as a line of its own and behind a paragraph', async (fragment) => {
  const article = await parse(`A title\n\nThe talks ended. They had been long.\n\n${fragment}\n\nThe end came soon. ${fragment}`);
  expect(sentences(article)).toEqual(['A title', 'The talks ended.', 'They had been long.', 'The end came soon.']);
});

test('the first line is the title where a blank line follows; without one a long first line is a paragraph', async () => {
  expect((await parse('One line\n\nText.')).title).toBe('One line');
  expect((await parse('First paragraph, a sentence.\nSecond paragraph.', 'notes/my_file-name.txt')).title).toBe('my file name');
});

test('a short line by itself over a paragraph is its heading; listed lines are items and stay with what leads them in', async () => {
  const article = await parse(
    'A title\n\nThe first paragraph says something about the whole.\n\nThe crew\n\nThere were two hands and a cook. They ate:\n\n- crabs\n- sea urchins\n- 3 kinds of fish\n',
  );
  expect(blocks(article).slice(2)).toEqual([
    ['heading', 'The crew'],
    ['paragraph', 'There were two hands and a cook. They ate:'],
    ['item', 'crabs'],
    ['item', 'sea urchins'],
    ['item', '3 kinds of fish'],
  ]);
  expect(splitArticle(article).map(({ heading, sentences: all }) => [heading, all.length])).toEqual([
    ['', 2],
    ['The crew', 6],
  ]);
});

test('lines that no blank line parts stay in one passage while they are a few sentences', async () => {
  const article = await parse('A title\n\nOne line.\nAnother line.\nA third.\n\nA paragraph by itself.\n');
  expect(splitArticle(article).map(({ sentences: all }) => all.length)).toEqual([4, 1]);
});

test('lines broken to a width are read as one paragraph', async () => {
  const text =
    'A letter\n\nIt was in the spring of that year that the two of them went down to\nthe harbour in order to see the great ships that had come from the\nnorth, laden with timber and with fish, and they stood there until\nthe evening came. Then they went home and spoke about nothing else\nfor the rest of the week.\n';
  expect(
    sentences(await parse(text))
      .slice(1)
      .map((sentence) => sentence.split(/\s+/).length),
  ).toEqual([45, 15]);
});

test('byte order marks, UTF-16, CRLF and decomposed letters change no sentence', async () => {
  const text = 'Café news\n\nÉmile met É. Zola and Zoë. They drank coffee.\n\nSource: Le Monde\n';
  const plain = sentences(await parse(text));
  const folded = (article: Article) => sentences(article).map((sentence) => sentence.normalize('NFC').replace(/\s+/g, ' '));
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const variant of [
    `\uFEFF${text}`,
    text.replaceAll('\n', '\r\n'),
    text.normalize('NFD'),
    utf16,
    Buffer.from(utf16).swap16(),
  ]) {
    expect(folded(await parse(variant))).toEqual(plain);
  }
});

test('a file of a million lines is refused before its lines are read', async () => {
  expect(await reasonFor(Buffer.from('a line\n'.repeat(1_000_000)))).toContain('1000000 lines');
  expect(await reasonFor(Buffer.from('a line\r'.repeat(1_000_000)))).toContain('1000000 lines');
});

test('what is no text is refused with its reason', async () => {
  expect(await reasonFor(Buffer.alloc(0))).toContain('empty');
  expect(await reasonFor(Buffer.from(' \r\n\t\u200b\u00a0'))).toContain('white space');
  expect(await reasonFor(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))).toContain('binary');
  expect(await reasonFor(Buffer.from([0xff, 0xfe, 0x41, 0, 0, 0]))).toContain('binary');
  expect(await reasonFor(Buffer.from([0x41, 0xff, 0xc3, 0x28]))).toContain('not valid UTF-8');
  expect(await reasonFor(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toContain('not valid UTF-16');
});
