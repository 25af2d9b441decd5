import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';

const read = (content: string | Uint8Array, contentType?: string, source = 'page.html') => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseArticle({ source, bytes, collection: 'shared', ...(contentType && { contentType }) });
};
const parse = async (...args: Parameters<typeof read>) => {
  const article = await read(...args);
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
};
const sentences = (article: Article) =>
  splitArticle(article).flatMap((passage) =>
    passage.sentences.map(({ kind, start, end }) => `${kind}: ${article.text.slice(start, end)}`),
  );
const paragraph =
  '<p>The old ferry crossed the sound twice a day, in summer and in winter, with mail, with cattle, and with whoever had business on the other side.</p>';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry returns | Sound Post</title>
<meta property="og:site_name" content="Sound Post"><meta property="og:title" content="The ferry returns">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-08-15T10:00:00Z">
<link rel="canonical" href="/news/ferry"><meta property="article:tag" content="ferries"></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header><main><article><h1>The ferry returns</h1>
${paragraph}<p>It carried <b>forty</b> people.<sup>[1]</sup> The fare was low.<br>Nobody complained.</p>
<h2>The crew</h2><ul><li>A captain. An old one.</li><li>Two hands<ul><li>One cook</li></ul></li></ul>
<table><tr><th>Year</th><th>Trips</th></tr><tr><td>1910</td><td>700</td></tr></table><pre>if (fog) {
  wait();
}</pre>${paragraph}<p hidden>A hidden word.</p><p style="display: none">Another hidden word.</p>
<p>Read also: The bridge opens</p></article></main>
<aside><p>Subscribe to our newsletter, it is free, it comes weekly, and it tells you everything about ferries.</p></aside>
<footer><p>© 2024 Sound Post. All rights reserved.</p></footer><script>track()</script></body></html>`;

test('a page gives its article: title, paragraphs, items, rows with their header, code, and nothing of what stands around', async () => {
  const article = await parse(page, 'text/html; charset=utf-8', 'https://post.example/x');
  const ferry = sentences(article)[1];
  expect(sentences(article)).toEqual([
    'title: The ferry returns',
    ferry,
    'paragraph: It carried forty people.',
    'paragraph: The fare was low.',
    'paragraph: Nobody complained.',
    'heading: The crew',
    'item: A captain. An old one.',
    'item: Two hands',
    'item: One cook',
    'row: 1910 | 700',
    'code: if (fog) {\n  wait();\n}',
    ferry,
  ]);
  const row = article.blocks.find(({ kind, header, start }) => kind === 'row' && header!.start !== start)!;
  expect(article.text.slice(row.header!.start, row.header!.end)).toBe('Year | Trips');
  expect(splitArticle(article).at(-1)!.heading).toBe('The crew');
});

test('metadata tell author, date, publisher, tags and the canonical address', async () => {
  expect(await parse(page, 'text/html', 'https://post.example/x')).toMatchObject({
    title: 'The ferry returns',
    author: 'Ann Lee',
    date: '2024-08-15T10:00:00Z',
    publisher: 'Sound Post',
    url: 'https://post.example/news/ferry',
    tags: ['ferries'],
    language: 'en',
  });
});

test('JSON-LD tells what the metas leave out, and broken or hostile metadata is passed over', async () => {
  const linked = {
    '@graph': [{ '@type': 'NewsArticle', headline: 'H', author: [{ name: 'Bo' }, { name: 'Cy' }], datePublished: '2023-01-02' }],
  };
  const head = `<script type="application/ld+json">${JSON.stringify(linked)}</script><script type="application/ld+json">{broken</script>
    <link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="ftp://x.example/">`;
  const article = await parse(`<html><head>${head}</head><body>${paragraph.repeat(3)}</body></html>`);
  expect(article).toMatchObject({ title: 'H', author: 'Bo, Cy', date: '2023-01-02' });
  expect(article.url).toBeUndefined();
});

test('a page in another encoding is decoded by its content type or its meta', async () => {
  const text = '<meta charset="windows-1251"><h1>Паром</h1><p>Паром возвращается.</p>';
  const cyrillic = Uint8Array.from(
    [...text].map((letter) => (letter >= 'А' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );
  expect((await parse(cyrillic)).text).toBe('Паром\n\nПаром возвращается.');
  expect((await parse(Buffer.from('<p>Caf\xe9</p>', 'latin1'))).text).toContain('Café');
});

test('a page that scripts build, and a page without text, are refused with the reason', async () => {
  const built = await read('<html><body><div id="root"></div><script src="app.js"></script></body></html>');
  expect(built).toMatchObject({ reason: expect.stringContaining('builds itself with JavaScript') });
  expect(await read('<html><body><img src="x"></body></html>')).toMatchObject({ reason: 'It holds no text.' });
});

test('broken markup that multiplies elements is stopped while it is parsed', async () => {
  const formats = Array.from({ length: 1500 }, (_, at) => `<b a${at}>`).join('');
  expect(await read(`<p>${formats}</p>${'<p>x</p>'.repeat(1500)}`)).toMatchObject({
    reason: 'The page has more than 1000000 elements.',
  });
});

const attributes = `<p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(' ')}>${paragraph}`;
test.each([
  ['500 levels', '<div>'.repeat(500) + paragraph],
  ['2,000 levels', '<div>'.repeat(2000) + paragraph.repeat(20)],
  ['100,000 levels', '<div>'.repeat(100_000) + paragraph],
  ['deep quotations', ('<blockquote>'.repeat(100) + paragraph + '</blockquote>'.repeat(100)).repeat(50)],
  ['100,000 attributes', attributes],
  ['unclosed elements', '<p>one <b>two <i>three '.repeat(5000)],
  ['tables in tables', '<table><tr><td>'.repeat(5000) + paragraph],
  ['nothing but "<"', '<'.repeat(500_000)],
])('a page of %s is read or refused, and its passages are its text', async (_, html) => {
  const article = await read(`<nav>x</nav>${html}`);
  if (isRefusal(article)) return expect(article.reason).toMatch(/\w/);
  const passages = splitArticle(article);
  expect(passages.map(({ start, end }) => article.text.slice(start, end)).join('')).toBe(article.text);
});
