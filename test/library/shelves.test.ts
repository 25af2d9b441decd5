import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFetcher } from '../../src/articles/fetch/fetch.ts';
import { createReader } from '../../src/articles/formats/reader.ts';
import type { NewSourceRequest, Preview } from '../../src/library/drafts.ts';
import { createLibrary } from '../../src/library/library.ts';
import type { ShelfReport } from '../../src/library/shelf-report.ts';
import { createShelves, type Shelves } from '../../src/library/shelves.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { serve, type TestServer } from '../fetch/server.ts';

const reader = createReader();
const day = 86_400_000;
const guild = 'guild:1';
let dir: string;
let store: Store;
let shelves: Shelves;
let web: TestServer;
let pages: Map<string, string | number>;
let time: number;

const start = async () => {
  store = await openStore({ dir, secret: 'for tests' });
  const library = createLibrary({ buildIndex: createIndexer().build, now: () => time });
  const fetcher = createFetcher({ permitted: (address) => address === '127.0.0.1' });
  const quota = { sources: 4, articles: 20, bytes: 100_000 };
  shelves = createShelves({
    store,
    library,
    fetcher,
    reader,
    now: () => time,
    random: () => 0.5,
    quota,
  });
};
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-shelves-'));
  pages = new Map();
  time = Date.parse('2026-03-01T12:00:00Z');
  web = await serve((request, response) => {
    const page = pages.get(request.url!) ?? 404;
    if (typeof page === 'number') return response.writeHead(page).end();
    const etag = `"${createHash('sha256').update(page).digest('hex').slice(0, 20)}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    return response
      .setHeader('etag', etag)
      .setHeader('content-type', page.startsWith('<') ? 'application/xml' : 'text/plain')
      .end(page);
  });
  await start();
});
afterEach(async () => {
  await store.close();
  await web.close();
  rmSync(dir, { recursive: true, force: true });
});
afterAll(() => reader.close());

const story = (title: string, words = 'It was seen there by many people.') =>
  `${title}\n\n${title} is what this is about. ${words}`;
const publish = (...paths: string[]) => {
  for (const each of paths) pages.set(each, story(`Page ${each}`));
  pages.set('/sitemap.xml', `<urlset>${paths.map((each) => `<url><loc>${web.origin}${each}</loc></url>`).join('')}</urlset>`);
};
const page = (address: string): NewSourceRequest => ({
  kind: 'page',
  options: { address: web.origin + address },
  schedule: 'daily',
});
const wholeSite = (): NewSourceRequest => ({
  kind: 'site',
  name: 'The site',
  options: { address: `${web.origin}/` },
  schedule: 'daily',
});
const text = (name: string, content: string) => ({ name, bytes: Buffer.from(content) });
const upload = (...files: { name: string; bytes: Uint8Array }[]): NewSourceRequest => ({
  kind: 'upload',
  name: 'Files',
  options: {},
  schedule: 'never',
  files,
});

const add = async (request: NewSourceRequest, collection = guild): Promise<ShelfReport> => {
  const preview = await shelves.preview(collection, request);
  if (typeof preview === 'string') throw new Error(preview);
  const report = await shelves.add(collection, preview.draftId);
  if (typeof report !== 'object') throw new Error(report);
  return report;
};
const reload = async (collection = guild, options = {}) => (await shelves.reload(collection, options)) as ShelfReport;
const titles = async (collection = guild) =>
  [...((await shelves.open(collection))?.articles.values() ?? [])].map(({ title }) => title).sort();
const onlySource = async () => (await shelves.sources(guild))[0]!;

test('a source is shown first and added only when an admin says so', async () => {
  publish('/a', '/b');
  const preview = (await shelves.preview(guild, wholeSite())) as Preview;
  expect(preview).toMatchObject({ kind: 'site', name: 'The site', articles: 2, used: 0, quota: { articles: 20 } });
  expect(preview.samples[0]).toMatchObject({
    title: 'Page /a',
    beginning: 'Page /a is what this is about. It was seen there by many people.',
  });
  expect(await shelves.sources(guild)).toEqual([]);
  expect(await shelves.add('guild:2', preview.draftId)).toBeUndefined();
  expect(await shelves.add(guild, preview.draftId)).toMatchObject({ added: ['Page /a', 'Page /b'], generation: 1 });
  expect(await titles()).toEqual(['Page /a', 'Page /b']);
  expect(await shelves.add(guild, preview.draftId)).toBeUndefined();
  expect(await titles('guild:2')).toEqual([]);
});

test('a draft is forgotten after a quarter of an hour', async () => {
  publish('/a');
  const preview = (await shelves.preview(guild, wholeSite())) as Preview;
  time += 16 * 60_000;
  expect(await shelves.add(guild, preview.draftId)).toBeUndefined();
});

test('what cannot be read is not added, and the reason is one sentence', async () => {
  expect(await shelves.preview(guild, page('/nowhere'))).toBe('The page is gone (the server answers 404).');
  expect(await shelves.preview(guild, { ...page('/a'), options: { address: 'ftp://x/' } })).toBe(
    'The settings of this source are not complete.',
  );
  expect(await shelves.preview(guild, { ...page('/a'), options: { address: 'http://10.0.0.1/' } })).toBe(
    'This address is not on the public internet.',
  );
  publish('/a');
  await add(page('/a'));
  expect(await shelves.preview(guild, page('/a'))).toBe('This address is on the shelf already: "Page /a".');
});

test('a reload says what was added, changed and removed, and the new words answer', async () => {
  publish('/a', '/b', '/c');
  await add(wholeSite());
  await shelves.open(guild);
  publish('/a', '/b', '/d');
  pages.set('/b', story('Page /b, corrected'));
  pages.set('/c', 404);
  await reload();
  await reload();
  const report = await reload();
  expect(report).toMatchObject({ added: [], changed: [], removed: ['Page /c'], unchanged: 3 });
  expect(await titles()).toEqual(['Page /a', 'Page /b, corrected', 'Page /d']);
  expect((await reload()).generation).toBe(report.generation);
});

test('what is on the shelf is there after a restart, with its number', async () => {
  publish('/a', '/b');
  await add(wholeSite());
  const before = await shelves.open(guild);
  await store.close();
  await start();
  const after = await shelves.open(guild);
  expect([...after!.articles.values()]).toEqual([...before!.articles.values()]);
});

test('a source that fails keeps its last good copy, is called stale with its reason, and tried again ever later', async () => {
  publish('/a');
  await add(page('/a'));
  pages.set('/a', 500);
  const pauses: number[] = [];
  for (let failure = 1; failure <= 4; failure += 1) {
    time = (await onlySource()).nextAt!;
    await shelves.refreshDue();
    pauses.push((await onlySource()).nextAt! - time);
  }
  expect(await onlySource()).toMatchObject({ status: 'stale', reason: 'The server answers with an error (500).', failures: 4 });
  expect(pauses).toEqual([10, 20, 40, 80].map((minutes) => minutes * 60_000));
  expect(await titles()).toEqual(['Page /a']);
  pages.set('/a', story('Page /a'));
  time = (await onlySource()).nextAt!;
  await shelves.refreshDue();
  expect(await onlySource()).toMatchObject({ status: 'fresh', failures: 0, nextAt: time + day });
});

test('what came due while the program was off is read after the next start, what is not due is not', async () => {
  publish('/a', '/b');
  await add(page('/a'));
  await add({ ...page('/b'), schedule: 'weekly' });
  await store.close();
  time += 3 * day;
  pages.set('/a', story('Page /a, three days later'));
  pages.set('/b', story('Page /b, three days later'));
  await start();
  await shelves.refreshDue();
  expect(await titles()).toEqual(['Page /a, three days later', 'Page /b']);
  expect((await shelves.sources(guild)).every(({ nextAt }) => nextAt! > time)).toBe(true);
});

test('a site that shrinks to a tenth is refused until an admin insists', async () => {
  const many = Array.from({ length: 11 }, (_, index) => `/${index}`);
  publish(...many);
  await add(wholeSite());
  for (const each of many.slice(1)) pages.set(each, 410);
  for (const _ of [1, 2]) await reload();
  const refused = await reload();
  expect(refused).toMatchObject({ removed: [], unchanged: 11 });
  expect(refused.sources).toMatchObject([
    { status: 'refused', reason: 'It would drop 91 % (11 → 1 articles).', shrunk: { before: 11, after: 1 } },
  ]);
  expect(await titles()).toHaveLength(11);
  expect((await reload(guild, { insist: true })).removed).toHaveLength(10);
  expect(await titles()).toEqual(['Page /0']);
});

test('a feed that would keep a tenth of its articles is refused until an admin insists; one that merely lists fewer is not', async () => {
  const feed = (...numbers: number[]) =>
    pages.set(
      '/feed',
      `<rss version="2.0"><channel><title>News</title>${numbers
        .map(
          (n) =>
            `<item><title>News ${n}</title><guid isPermaLink="false">${n}</guid><description>${story(`News ${n}`)}</description></item>`,
        )
        .join('')}</channel></rss>`,
    );
  feed(...Array.from({ length: 10 }, (_, n) => n));
  await add({ kind: 'feed', options: { address: `${web.origin}/feed` }, schedule: 'daily' });
  feed(10);
  expect(await reload()).toMatchObject({ added: ['News 10'], removed: [], unchanged: 10 });
  await shelves.edit(guild, (await onlySource()).id, { options: { keep: { items: 1 } } });
  feed(11);
  expect(await reload()).toMatchObject({ added: [], sources: [{ status: 'refused', shrunk: { before: 11, after: 1 } }] });
  expect(await titles()).toHaveLength(11);
  expect(await reload(guild, { insist: true })).toMatchObject({ added: ['News 11'] });
  expect(await titles()).toEqual(['News 11']);
});

test('a teaser whose page does not come is tried at each reload, without a change that an undo would have to step over', async () => {
  pages.set('/far', 500);
  pages.set(
    '/feed',
    `<rss version="2.0"><channel><title>News</title><item><title>Far away</title><link>${web.origin}/far</link><description>${story('Far away')}</description></item></channel></rss>`,
  );
  await add({ kind: 'feed', options: { address: `${web.origin}/feed` }, schedule: 'daily' });
  const { generation } = await reload();
  expect(await reload()).toMatchObject({ changed: [], unchanged: 1, generation });
  expect(generation).toBe(1);
  pages.set('/far', story('Far away', `What is far is told here in full. ${'It goes on for long. '.repeat(40)}`));
  expect(await reload()).toMatchObject({ changed: ['Far away'], generation: generation! + 1 });
});

describe('undo', () => {
  test('goes back to what was there before the last change, and holds those sources until an admin resumes them', async () => {
    publish('/a');
    await add(page('/a'));
    pages.set('/a', story('Vandalised'));
    await reload();
    expect(await shelves.previewUndo(guild)).toMatchObject({ to: 1, act: 'reload', changed: ['Page /a'], holds: ['Page /a'] });
    expect(await shelves.undo(guild)).toMatchObject({ changed: ['Page /a'], generation: 3 });
    expect(await titles()).toEqual(['Page /a']);
    expect(await onlySource()).toMatchObject({ status: 'held' });
    await reload();
    time += 10 * day;
    await shelves.refreshDue();
    expect(await titles()).toEqual(['Page /a']);
    expect(await shelves.resume(guild)).toEqual(['Page /a']);
    await shelves.refreshDue();
    expect(await titles()).toEqual(['Vandalised']);
  });

  test('brings a removed source back with its articles, and takes an added one away', async () => {
    publish('/a', '/b');
    await add(page('/a'));
    await add(page('/b'));
    await shelves.remove(guild, (await onlySource()).id);
    expect(await titles()).toEqual(['Page /b']);
    await shelves.undo(guild);
    expect(await titles()).toEqual(['Page /a', 'Page /b']);
    expect((await shelves.sources(guild)).map(({ name, articles }) => [name, articles])).toEqual(
      expect.arrayContaining([
        ['Page /a', 1],
        ['Page /b', 1],
      ]),
    );
    await shelves.undo(guild);
    expect(await titles()).toEqual(['Page /a']);
    await shelves.undo(guild);
    expect(await shelves.undo(guild)).toBeUndefined();
  });

  test('brings back how a source was called, credited and read, and goes on refreshing it', async () => {
    publish('/a');
    await add(page('/a'));
    await shelves.open(guild);
    const { id } = await onlySource();
    await shelves.edit(guild, id, { name: 'Renamed', schedule: 'never', overrides: { author: 'Nobody' } });
    expect([...(await shelves.open(guild))!.articles.values()]).toMatchObject([{ author: 'Nobody' }]);
    expect(await shelves.previewUndo(guild)).toMatchObject({ act: 'edit', changed: [], edited: ['Page /a'], holds: [] });
    expect(await shelves.undo(guild)).toMatchObject({ edited: ['Page /a'], unchanged: 1 });
    expect(await onlySource()).toMatchObject({ name: 'Page /a', schedule: 'daily', status: 'fresh', overrides: {} });
    expect((await onlySource()).nextAt).toBeGreaterThan(time);
    expect([...(await shelves.open(guild))!.articles.values()][0]).not.toHaveProperty('author');
  });

  test('reaches over the last ten generations, or seven days', async () => {
    for (let version = 1; version <= 15; version += 1) {
      pages.set('/a', story(`Version ${version}`));
      if (version === 1) await add(page('/a'));
      else await reload();
      time += day;
    }
    expect((await store.shelves.generations(guild)).map(({ number }) => number)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
    expect(await shelves.previewUndo(guild, 5)).toBeUndefined();
    await shelves.undo(guild, 6);
    expect(await titles()).toEqual(['Version 6']);
  });
});

test('uploads of the same name are new versions; one of them can be taken away', async () => {
  await add(upload(text('a.txt', story('First')), text('b.txt', story('Other'))));
  expect(await add(upload(text('a.txt', story('Second')), text('c.exe', 'x')))).toMatchObject({
    added: [],
    changed: ['Second'],
    refused: [{ source: 'c.exe' }],
  });
  expect(await titles()).toEqual(['Other', 'Second']);
  const same = (await shelves.preview(guild, upload(text('b.txt', story('Other'))))) as Preview;
  expect(await shelves.add(guild, same.draftId)).toBe('These files are on the shelf already, just as they are.');
  expect(await shelves.sources(guild)).toHaveLength(1);
  const other = [...(await shelves.open(guild))!.articles.values()].find(({ title }) => title === 'Other')!;
  expect(await shelves.remove(guild, (await onlySource()).id, undefined, other.id)).toMatchObject({ removed: ['Other'] });
  await reload();
  expect(await titles()).toEqual(['Second']);
});

test('a title, address, author, publisher and date that an admin gives stand in place of the article’s own', async () => {
  publish('/a');
  await add(page('/a'));
  await shelves.open(guild);
  const over = {
    title: 'The right title',
    url: 'https://canonical.example/',
    author: 'A. Writer',
    publisher: 'The Town',
    date: '2020-02-02',
  };
  expect(
    await shelves.edit(guild, (await onlySource()).id, { name: 'Renamed', schedule: 'weekly', overrides: over }),
  ).toMatchObject({ name: 'Renamed', schedule: 'weekly', overrides: over });
  expect([...(await shelves.open(guild))!.articles.values()]).toMatchObject([over]);
  expect(await shelves.edit(guild, (await onlySource()).id, { overrides: { url: 'javascript:alert(1)' } })).toBe(
    'One of the values cannot be used.',
  );
  expect(await shelves.edit(guild, 'nobody', {})).toBeUndefined();
  expect(await store.shelves.current(guild)).toMatchObject({ number: 2, act: 'edit' });
  await shelves.edit(guild, (await onlySource()).id, { name: 'Renamed' });
  expect(await store.shelves.current(guild)).toMatchObject({ number: 2 });
});

describe('a source that moved', () => {
  const move = async (address: string, edit = {}) =>
    shelves.move(guild, (await onlySource()).id, { options: { address: web.origin + address }, ...edit });
  const texts = async () => [...(await shelves.open(guild))!.articles.values()].map((article) => article.source).sort();

  test('is read from its new address from then on, in one change that an undo takes back', async () => {
    publish('/old', '/new');
    await add(page('/old'));
    expect(await move('/new', { name: 'Moved', overrides: { author: 'A. Writer' } })).toMatchObject({
      added: ['Page /new'],
      removed: ['Page /old'],
      generation: 2,
    });
    expect(await onlySource()).toMatchObject({ name: 'Moved', options: { address: `${web.origin}/new` }, articles: 1 });
    expect([...(await shelves.open(guild))!.articles.values()]).toMatchObject([{ title: 'Page /new', author: 'A. Writer' }]);
    pages.set('/new', story('Page /new', 'It was changed there.'));
    expect(await reload()).toMatchObject({ changed: ['Page /new'] });
    await shelves.undo(guild);
    await shelves.undo(guild);
    expect(await titles()).toEqual(['Page /old']);
    expect(await onlySource()).toMatchObject({ name: 'Page /old', status: 'held', options: { address: `${web.origin}/old` } });
  });

  test('stays as it was, articles, settings and name, where its new address cannot be read', async () => {
    publish('/old', '/other');
    await add(page('/old'));
    const before = await onlySource();
    pages.set('/broken', 500);
    expect(await move('/broken', { name: 'Moved' })).toBe('The server answers with an error (500).');
    expect(await move('/nowhere')).toBe('The page is gone (the server answers 404).');
    expect(await shelves.move(guild, before.id, { options: { address: 'no address' } })).toBe('One of the values cannot be used.');
    expect(await shelves.move(guild, 'nobody', { options: { address: `${web.origin}/other` } })).toBeUndefined();
    expect(await onlySource()).toEqual(before);
    expect(await titles()).toEqual(['Page /old']);
    await add(page('/other'));
    expect(await shelves.move(guild, before.id, { options: { address: `${web.origin}/other` } })).toBe(
      'This address is on the shelf already: "Page /other".',
    );
  });

  test('of many pages takes those of the new place for those of the old; one that shrank to a tenth is not taken', async () => {
    publish('/docs/a', '/docs/b');
    const site = { ...wholeSite(), options: { address: `${web.origin}/docs/` } };
    await add(site);
    publish(...Array.from({ length: 12 }, (_, n) => `/help/${n}`), '/few/a');
    const report = (await move('/help/')) as ShelfReport;
    expect(report.removed.toSorted()).toEqual(['Page /docs/a', 'Page /docs/b']);
    expect(await texts()).toHaveLength(12);
    expect(await move('/few/')).toBe('It would drop 92 % (12 → 1 articles).');
    expect(await texts()).toHaveLength(12);
  });

  test('a feed keeps the articles that it had', async () => {
    const feed = (address: string, n: number) =>
      pages.set(
        address,
        `<rss version="2.0"><channel><title>News</title><item><title>News ${n}</title><guid isPermaLink="false">${n}</guid><description>${story(`News ${n}`)}</description></item></channel></rss>`,
      );
    feed('/feed', 1);
    feed('/feed.xml', 2);
    await add({ kind: 'feed', options: { address: `${web.origin}/feed` }, schedule: 'daily' });
    expect(await move('/feed.xml')).toMatchObject({ added: ['News 2'], removed: [], unchanged: 1 });
    expect(await titles()).toEqual(['News 1', 'News 2']);
  });

  test('is not read while the shelf is, and stopped it stays where it was', async () => {
    publish('/old', '/new');
    await add(page('/old'));
    const reloading = reload();
    expect(await move('/new')).toBe('busy');
    await reloading;
    const { id } = await onlySource();
    const signal = AbortSignal.abort();
    await shelves.move(guild, id, { options: { address: `${web.origin}/new` } }, { signal });
    expect(await titles()).toEqual(['Page /old']);
  });
});

test('what an admin says of uploaded files is shown before they are added, and does not reach files that were there', async () => {
  const credit = { title: 'The right title', author: 'A. Writer', publisher: 'The Town', date: '2020-02-02' };
  const preview = (await shelves.preview(guild, { ...upload(text('a.txt', story('A'))), overrides: credit })) as Preview;
  expect(preview.samples).toMatchObject([{ title: 'The right title', date: '2020-02-02' }]);
  expect(shelves.draft(guild, preview.draftId)).toMatchObject({ articles: 1, joins: false, overrides: credit });
  await shelves.add(guild, preview.draftId);
  expect([...(await shelves.open(guild))!.articles.values()]).toMatchObject([credit]);
  const more = upload(text('b.txt', story('B')));
  expect(await shelves.preview(guild, { ...more, overrides: { author: 'Another' } })).toContain('"Files" is on the shelf already');
  expect(shelves.draft(guild, ((await shelves.preview(guild, more)) as Preview).draftId)).toMatchObject({ joins: true });
});

test('a quota that is met is said in one clear sentence, and nothing is added', async () => {
  publish(...Array.from({ length: 30 }, (_, index) => `/${index}`));
  expect(await shelves.preview(guild, wholeSite())).toMatchObject({ articles: 20 });
  for (const each of ['/0', '/1', '/2', '/3']) await add(page(each));
  const preview = (await shelves.preview(guild, page('/4'))) as Preview;
  expect(await shelves.add(guild, preview.draftId)).toBe('That would be 5 sources; this server may have 4. Remove some first.');
  await store.guilds.saveQuota('1', '{"sources":5}');
  expect(await shelves.add(guild, preview.draftId)).toMatchObject({ added: ['Page /4'] });
  const large = upload(text('large.txt', `Large\n\n${'word '.repeat(30_000)}`));
  await store.guilds.saveQuota('1', '{"sources":9}');
  const tooLarge = (await shelves.preview(guild, large)) as Preview;
  expect(await shelves.add(guild, tooLarge.draftId)).toBe(
    'That would be 1 MB of text; this server may have 1 MB. Remove some first.',
  );
});

test('one reload of a shelf at a time; a source that is removed meanwhile stays removed', async () => {
  publish('/a', '/b');
  await add(page('/a'));
  await add(page('/b'));
  pages.set('/a', story('Page /a, changed'));
  const running = reload();
  expect(await shelves.reload(guild)).toBe('busy');
  const gone = (await shelves.sources(guild)).find(({ name }) => name === 'Page /a')!;
  await shelves.remove(guild, gone.id);
  await running;
  expect(await titles()).toEqual(['Page /b']);
  expect(await shelves.sources(guild)).toHaveLength(1);
});

test('a reload that is stopped changes nothing', async () => {
  publish('/a');
  await add(page('/a'));
  pages.set('/a', story('Page /a, changed'));
  const stop = new AbortController();
  stop.abort();
  expect(await reload(guild, { signal: stop.signal })).toMatchObject({ kept: 'The reload was stopped.', unchanged: 1 });
  expect(await titles()).toEqual(['Page /a']);
});

test('an export of one server is imported by another; what is there already is left out', async () => {
  publish('/a');
  await add(page('/a'));
  await add(upload(text('b.txt', story('Uploaded'))));
  const file = await shelves.export(guild);
  const imported = await shelves.import('guild:2', file);
  expect(imported).toMatchObject({ sources: ['Page /a', 'Files'], articles: 1, skipped: [] });
  if (typeof imported === 'object') await reload('guild:2', { sourceIds: imported.sourceIds });
  expect(await titles('guild:2')).toEqual(['Page /a', 'Uploaded']);
  expect(await shelves.import('guild:2', file)).toBe('Every source of the file is on the shelf already.');
  const ids = async (collection: string) => [...(await shelves.open(collection))!.articles.keys()];
  expect(new Set([...(await ids(guild)), ...(await ids('guild:2'))]).size).toBe(4);
});

test.each([
  ['nothing at all', ''],
  ['another JSON', '{"a":1}'],
  [
    'a folder of the machine',
    '{"footnote":1,"sources":[{"kind":"folder","name":"x","options":{"dir":"/etc"},"schedule":"never"}]}',
  ],
  [
    'blocks outside the text',
    JSON.stringify({
      footnote: 1,
      sources: [
        {
          kind: 'upload',
          name: 'x',
          options: {},
          schedule: 'never',
          articles: [
            {
              source: 'a',
              title: 'T',
              text: 'short',
              language: 'en',
              hash: 'h',
              blocks: [{ kind: 'paragraph', heading: '', start: 0, end: 99 }],
            },
          ],
        },
      ],
    }),
  ],
])('an import of %s brings no article', async (_, file) => {
  await shelves.import(guild, file);
  await reload();
  expect(await titles()).toEqual([]);
  expect((await shelves.sources(guild)).filter(({ kind }) => kind === 'folder')).toEqual([]);
});

test('a shelf that nobody asks comes to rest and opens again', async () => {
  publish('/a');
  await add(page('/a'));
  const before = await shelves.open(guild);
  time += 1000;
  shelves.rest(time);
  const after = await shelves.open(guild);
  expect(after).not.toBe(before);
  expect([...after!.articles.keys()]).toEqual([...before!.articles.keys()]);
});

test('a purged guild has no shelf, in memory and in the store', async () => {
  publish('/a');
  await add(page('/a'));
  await titles();
  await shelves.purge('1');
  expect(await shelves.open(guild)).toBeUndefined();
  expect(await shelves.sources(guild)).toEqual([]);
});
