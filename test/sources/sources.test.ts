import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feed } from '../../src/articles/sources/feed.ts';
import { page } from '../../src/articles/sources/page.ts';
import { site } from '../../src/articles/sources/site.ts';
import type { Found } from '../../src/articles/sources/source.ts';
import { openSite, type Site } from './context.ts';

let web: Site;
let at: (path: string) => string;
beforeEach(async () => {
  web = await openSite();
  at = (path) => web.server.origin + path;
});
afterEach(() => web.close());

const story = (title: string, words = 'Nothing else happened that day, or the day after it.') =>
  `${title}\n\n${title} is what this is about. ${words}`;
const same = (found: readonly Found[]) => found.filter((one) => 'same' in one).length;
const readAs = async (...args: Parameters<Site['read']>) => {
  const result = await web.read(...args);
  if (typeof result === 'string') throw new Error(result);
  return result;
};

describe('a page', () => {
  test('is an article with the address that it came from', async () => {
    web.pages.set('/a', story('The heron'));
    const { found } = await readAs(page, { address: at('/a') });
    expect(found).toMatchObject([{ title: 'The heron', source: at('/a'), url: at('/a') }]);
  });

  test('that answers the same, or says that it did not change, is not read again', async () => {
    web.pages.set('/a', { body: story('The heron'), headers: { etag: '"1"' } });
    await readAs(page, { address: at('/a') });
    expect(same((await readAs(page, { address: at('/a') })).found)).toBe(1);
    web.pages.set('/a', { status: 304 });
    expect(same((await readAs(page, { address: at('/a') })).found)).toBe(1);
    expect(web.server.requests.at(-1)!.headers['if-none-match']).toBe('"1"');
  });

  test('in raw Markdown or text is read as what it is', async () => {
    web.pages.set('/raw/README.txt', story('The manual'));
    await readAs(page, { address: at('/raw/README.txt') });
    expect(web.shelf()).toEqual({ '/raw/README.txt': 'The manual' });
  });

  test.each([
    ['X-Robots-Tag: noindex', { 'x-robots-tag': 'noindex' }, 'noindex'],
    ['X-Robots-Tag: nosnippet', { 'x-robots-tag': 'noarchive, nosnippet' }, 'nosnippet'],
  ])('with %s is not quoted', async (_, headers, word) => {
    web.pages.set('/a', { body: story('The heron'), headers });
    expect(await web.read(page, { address: at('/a') })).toContain(word);
  });

  test('that comes to forbid quoting leaves the shelf', async () => {
    web.pages.set('/a', story('The heron'));
    await readAs(page, { address: at('/a') });
    web.pages.set('/a', { body: story('The heron'), headers: { 'x-robots-tag': 'noindex' } });
    expect((await readAs(page, { address: at('/a') })).refused).toMatchObject([{ source: at('/a') }]);
    expect(web.shelf()).toEqual({});
  });

  test('that fails keeps its last good copy and says why; one that is gone leaves after the third time', async () => {
    web.pages.set('/a', story('The heron'));
    await readAs(page, { address: at('/a') });
    web.pages.set('/a', { status: 500 });
    expect(await web.read(page, { address: at('/a') })).toBe('The server answers with an error (500).');
    web.pages.delete('/a');
    for (const _ of [1, 2]) {
      expect(await web.read(page, { address: at('/a') })).toContain('gone');
      expect(web.shelf()).toEqual({ '/a': 'The heron' });
    }
    await readAs(page, { address: at('/a') });
    expect(web.shelf()).toEqual({});
  });
});

describe('a site', () => {
  const sitemap = (...paths: string[]) => `<urlset>${paths.map((path) => `<url><loc>${at(path)}</loc></url>`).join('')}</urlset>`;
  const publish = (...paths: string[]) => {
    for (const path of paths) web.pages.set(path, story(`Page ${path}`));
    web.pages.set('/sitemap.xml', { type: 'application/xml', body: sitemap(...paths) });
  };

  test('is read by its sitemap', async () => {
    publish('/a', '/b');
    await readAs(site, { address: at('/') });
    expect(web.shelf()).toEqual({ '/a': 'Page /a', '/b': 'Page /b' });
  });

  test('keeps to robots.txt, to its origin, and to the paths that were asked for', async () => {
    publish('/docs/a', '/docs/b', '/docs/old/c', '/blog/d', '/docs/hidden/e');
    web.pages.set(
      '/robots.txt',
      `User-agent: Footnote\nDisallow: /docs/hidden/\nSitemap: ${at('/map.xml')}\nSitemap: https://elsewhere.example/map.xml`,
    );
    web.pages.set(
      '/map.xml',
      (web.pages.get('/sitemap.xml') as { body: string }).body.replace(
        '</urlset>',
        '<url><loc>https://elsewhere.example/x</loc></url></urlset>',
      ),
    );
    await readAs(site, { address: at('/docs/'), exclude: ['/docs/old/'] });
    expect(Object.keys(web.shelf())).toEqual(['/docs/a', '/docs/b']);
    expect(web.server.asked).not.toContain('/docs/hidden/e');
  });

  test('that forbids the visit is not visited', async () => {
    publish('/a');
    web.pages.set('/robots.txt', 'User-agent: *\nDisallow: /');
    expect(await web.read(site, { address: at('/') })).toContain('robots.txt does not let Footnote');
    web.pages.set('/robots.txt', { status: 503 });
    expect(await web.read(site, { address: at('/') })).toContain('robots.txt cannot be read');
    expect(web.server.asked).not.toContain('/a');
  });

  test('is read up to its number of pages', async () => {
    publish('/a', '/b', '/c');
    await readAs(site, { address: at('/'), pages: 2 });
    expect(Object.keys(web.shelf())).toEqual(['/a', '/b']);
  });

  test('sitemaps of sitemaps are followed, a loop of them ends', async () => {
    publish('/a');
    web.pages.set('/robots.txt', `Sitemap: ${at('/index.xml')}`);
    web.pages.set(
      '/index.xml',
      `<sitemapindex><sitemap><loc>${at('/index.xml')}</loc></sitemap><sitemap><loc>${at('/sitemap.xml')}</loc></sitemap></sitemapindex>`,
    );
    await readAs(site, { address: at('/') });
    expect(Object.keys(web.shelf())).toEqual(['/a']);
  });

  test('a page that fails keeps its copy and is named; one that is listed no more stays until it is gone', async () => {
    publish('/a', '/b', '/c');
    await readAs(site, { address: at('/') });
    publish('/a', '/b');
    web.pages.set('/b', { status: 500 });
    const { refused } = await readAs(site, { address: at('/') });
    expect(refused).toMatchObject([{ source: at('/b'), reason: 'The server answers with an error (500).' }]);
    expect(Object.keys(web.shelf()).sort()).toEqual(['/a', '/b', '/c']);
    web.pages.delete('/c');
    for (const _ of [1, 2, 3]) await readAs(site, { address: at('/') });
    expect(Object.keys(web.shelf()).sort()).toEqual(['/a', '/b']);
  });

  test('pages with one and the same body are refused, and known ones keep what they had', async () => {
    publish('/a', '/b', '/c', '/d');
    const wall = 'Please accept\n\nWe value your privacy. Accept all cookies to go on reading what you came for.';
    web.pages.set('/d', wall);
    await readAs(site, { address: at('/') });
    for (const path of ['/a', '/b', '/c']) web.pages.set(path, wall);
    const { refused } = await readAs(site, { address: at('/') });
    expect(refused.map(({ reason }) => reason)).toEqual(Array(3).fill('3 pages have the same text: a consent form or a pay wall?'));
    expect(web.shelf()['/a']).toBe('Page /a');
  });

  test('that cannot be reached at all is a failure', async () => {
    publish('/a');
    for (const path of ['/a', '/sitemap.xml', '/robots.txt']) web.pages.set(path, { status: 502 });
    expect(await web.read(site, { address: at('/') })).toContain('502');
  });
});

describe('a feed', () => {
  interface Item {
    title: string;
    path?: string;
    text?: string;
    date?: string;
  }
  const rss = (items: Item[]) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News of the pond</title>${items
      .map(
        ({ title, path, text, date }) =>
          `<item><title>${title}</title>${path ? `<link>${at(path)}</link>` : ''}<guid isPermaLink="false">${title}</guid>${date ? `<pubDate>${date}</pubDate>` : ''}${text ? `<content:encoded><![CDATA[${text}]]></content:encoded>` : ''}</item>`,
      )
      .join('')}</channel></rss>`;
  const publish = (...items: Item[]) => web.pages.set('/feed', { type: 'application/rss+xml', body: rss(items) });
  const address = () => ({ address: at('/feed') });

  test('with teasers has its items read in full, once', async () => {
    publish({ title: 'The heron returns', path: '/heron', text: 'The heron is back…', date: 'Mon, 02 Jan 2006 15:04:05 GMT' });
    web.pages.set('/heron', story('A page title'));
    const { found, name } = await readAs(feed, address());
    expect(name).toBe('News of the pond');
    expect(found).toMatchObject([
      {
        title: 'The heron returns',
        source: at('/heron'),
        url: at('/heron'),
        date: '2006-01-02T15:04:05.000Z',
        text: story('A page title'),
      },
    ]);
    await readAs(feed, address());
    expect(web.server.asked.filter((path) => path === '/heron')).toHaveLength(1);
  });

  test('that lists an item no more keeps it; that lists it changed, changes it', async () => {
    for (const name of ['/a', '/b', '/c']) web.pages.set(name, story(`Page ${name}`));
    publish({ title: 'A', path: '/a' }, { title: 'B', path: '/b' });
    await readAs(feed, address());
    publish({ title: 'B, corrected', path: '/b' }, { title: 'C', path: '/c' });
    await readAs(feed, address());
    expect(web.shelf()).toEqual({ '/a': 'A', '/b': 'B, corrected', '/c': 'C' });
  });

  test('keeps what its rule says: the newest items, or those of the last days', async () => {
    for (const name of ['/a', '/b', '/c']) web.pages.set(name, story(`Page ${name}`));
    publish(
      { title: 'A', path: '/a', date: '2026-01-01' },
      { title: 'B', path: '/b', date: '2026-01-05' },
      { title: 'C', path: '/c', date: '2026-01-09' },
    );
    await readAs(feed, { ...address(), keep: { items: 2 } });
    expect(Object.values(web.shelf()).sort()).toEqual(['B', 'C']);
    await readAs(feed, { ...address(), keep: { days: 3 } }, { now: Date.parse('2026-01-10') });
    expect(Object.values(web.shelf())).toEqual(['C']);
  });

  test('that fails, or is no feed, says so', async () => {
    publish({ title: 'A', path: '/a' });
    web.pages.set('/feed', { status: 500 });
    expect(await web.read(feed, address())).toBe('The server answers with an error (500).');
    web.pages.set('/feed', {
      type: 'text/html',
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head><body>Hello</body></html>',
    });
    expect(await web.read(feed, address())).toBe(`This is a page, not a feed. Its feed is ${at('/real.xml')}`);
  });

  test('an item whose page fails is named, and read at the next refresh', async () => {
    publish({ title: 'A', path: '/a' });
    web.pages.set('/a', { status: 503 });
    expect((await readAs(feed, address())).refused).toMatchObject([{ source: at('/a') }]);
    web.pages.set('/a', story('Page a'));
    await readAs(feed, address());
    expect(web.shelf()).toEqual({ '/a': 'A' });
  });

  test('of a million items is read up to its cap, in bounded time', async () => {
    publish(...Array.from({ length: 30_000 }, (_, index) => ({ title: `Item ${index}`, path: `/item/${index}` })));
    const result = await web.read(feed, address(), { maxArticles: 3 });
    expect(typeof result === 'string' || result.refused.length).toBe(3);
  });

  const entities = Array.from(
    { length: 12 },
    (_, level) => `<!ENTITY a${level} "${(level ? `&a${level - 1};` : 'ha').repeat(10)}">`,
  ).join('');
  const body = '<rss version="2.0"><channel><item><title>&a11;</title><description>x</description></item></channel></rss>';
  const hostile: Record<string, string | Buffer> = {
    'that laughs a billion times': `<!DOCTYPE rss [${entities}]>${body}`,
    'with an external entity': `<!DOCTYPE rss [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>${body}`,
    'nested 50,000 levels deep': `<rss version="2.0"><channel>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</channel></rss>`,
    'in an encoding that it does not keep': Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>\xff\xfe</title></channel></rss>',
      'latin1',
    ),
    'that is cut off': '<rss version="2.0"><channel><item><title>x',
    'of a hundred thousand opened brackets': `<rss version="2.0"><channel><item><title>${'<'.repeat(100_000)}`,
  };
  test.each(Object.keys(hostile))('%s is refused in one sentence, and the next is read', async (kind) => {
    web.pages.set('/feed', { type: 'application/rss+xml', body: hostile[kind] as string });
    const reason = await web.read(feed, address());
    expect(reason).toMatch(/^[A-Z][^\n]{10,120}\.$/);
    expect(reason).not.toContain(readFileSync('/etc/passwd', 'utf8').slice(0, 10));
    web.pages.set('/a', story('Page a'));
    publish({ title: 'A', path: '/a' });
    await readAs(feed, address());
    expect(web.shelf()).toEqual({ '/a': 'A' });
  });
});
