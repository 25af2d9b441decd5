import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetcher, type Fetched, type FetcherOptions } from '../../src/articles/fetch/fetch.ts';
import { type Handler, serve, type TestServer, until } from './server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const start = async (handler: Handler): Promise<TestServer> => {
  const server = await serve(handler);
  closers.push(() => server.close());
  return server;
};
/** A fetcher that may ask the test's own server, and nothing else that is not public. */
const forTests = (options: FetcherOptions = {}) => {
  const fetcher = createFetcher({ permitted: (address) => address === '127.0.0.1', ...options });
  closers.push(() => fetcher.close());
  return fetcher;
};
const text = (fetched: Fetched) => (fetched.kind === 'page' ? Buffer.from(fetched.bytes).toString() : fetched);
const turn = { turn: 'test' };

test('a page comes with its type, and the server is told honestly who asks', async () => {
  const server = await start((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<p>Hello'));
  const fetched = await forTests({ contact: 'me@example.org' }).fetch(`${server.origin}/a?b=1#c`, turn);
  expect(fetched).toMatchObject({ kind: 'page', url: `${server.origin}/a?b=1`, contentType: 'text/html; charset=utf-8' });
  expect(text(fetched)).toBe('<p>Hello');
  expect(server.requests[0]!.headers['user-agent']).toMatch(/^Footnote\/.*me@example\.org/);
});

test('a page that did not change is not sent again', async () => {
  const server = await start((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.setHeader('etag', '"1"').end('first');
  });
  const fetcher = forTests();
  const first = await fetcher.fetch(server.origin, turn);
  expect(first).toMatchObject({ kind: 'page', etag: '"1"' });
  expect(await fetcher.fetch(server.origin, { ...turn, etag: '"1"' })).toMatchObject({ kind: 'unchanged' });
});

test.each([404, 410])('a page that answers %d is gone', async (status) => {
  const server = await start((_, response) => response.writeHead(status).end('nothing here'));
  expect(await forTests().fetch(server.origin, turn)).toMatchObject({ kind: 'gone', status });
});

test('a server in trouble is a failure that may pass, with the wait that it asked for', async () => {
  const server = await start((_, response) => response.writeHead(503, { 'retry-after': '120' }).end());
  expect(await forTests().fetch(server.origin, turn)).toEqual({
    kind: 'failed',
    refused: false,
    reason: 'The server answers with an error (503).',
    retryAfter: 120_000,
  });
});

describe('addresses that are not public are not asked', () => {
  const literal = [
    '127.0.0.1',
    'localhost.',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '0',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2002:7f00:1::]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2001:0:7f00:1::]',
    '[100::1]',
  ];
  test.each(literal)('%s', async (host) => {
    const resolve = async (name: string) =>
      name === 'localhost.' ? ['127.0.0.1'] : Promise.reject(new Error(`looked up ${name}`));
    const fetcher = forTests({ permitted: () => false, resolve });
    const expected = { kind: 'failed', refused: true, reason: 'This address is not on the public internet.' };
    expect(await fetcher.fetch(`http://${host}/`, turn)).toEqual(expected);
    expect(await fetcher.fetch(`https://${host}/`, turn)).toEqual(expected);
  });

  test('nor names that lead to them; the answer is the same for an open and a closed port', async () => {
    const server = await start((_, response) => response.end('secret'));
    // The name may carry a port here, as only the test's own server can show whether anybody connected.
    const fetcher = forTests({ permitted: (address) => address === 'inside.test', resolve: async () => ['127.0.0.1'] });
    const open = await fetcher.fetch(`http://inside.test:${server.port}/`, turn);
    const closed = await fetcher.fetch('http://inside.test:9/', turn);
    expect(open).toMatchObject({ kind: 'failed', reason: 'This address is not on the public internet.' });
    expect(closed).toEqual(open);
    expect(server.connections()).toBe(0);
  });

  test('one private record among public ones refuses the name', async () => {
    const server = await start((_, response) => response.end('secret'));
    const fetcher = forTests({
      permitted: (address) => address === 'mixed.test',
      resolve: async () => ['93.184.215.14', '127.0.0.1'],
    });
    expect(await fetcher.fetch(`http://mixed.test:${server.port}/`, turn)).toMatchObject({ kind: 'failed', refused: true });
    expect(server.connections()).toBe(0);
  });

  test('of a name that changes its answer, the address connected to is the one that was checked', async () => {
    const server = await start((_, response) => response.setHeader('connection', 'close').end('outside'));
    const answers = [['127.0.0.1'], ['127.0.0.3']];
    let lookups = 0;
    const resolve = async () => answers[lookups++]!;
    const permitted = (address: string) => address === 'rebind.test' || address === '127.0.0.1';
    const fetcher = forTests({ permitted, resolve });
    expect(text(await fetcher.fetch(`http://rebind.test:${server.port}/`, turn))).toBe('outside');
    expect(lookups).toBe(1);
    expect(await fetcher.fetch(`http://rebind.test:${server.port}/`, turn)).toMatchObject({ kind: 'failed', refused: true });
    expect(server.connections()).toBe(1);
  });

  test.each([
    ['file:///etc/passwd', 'http:// or https://'],
    ['ftp://example.org/', 'http:// or https://'],
    ['http://user:secret@example.org/', 'user name or password'],
    ['http://example.org:22/', 'usual ports'],
    ['not an address', 'no web address'],
    [`https://example.org/${'a'.repeat(3000)}`, 'no web address'],
  ])('%s is refused before anything is looked up', async (address, reason) => {
    const fetcher = forTests({ resolve: async () => Promise.reject(new Error('looked up')) });
    expect(await fetcher.fetch(address, turn)).toMatchObject({
      kind: 'failed',
      refused: true,
      reason: expect.stringContaining(reason),
    });
  });
});

describe('redirects', () => {
  test('up to five are followed', async () => {
    const server = await start((request, response) => {
      const hop = Number(request.url!.slice(1));
      if (hop < 5) response.writeHead(302, { location: `/${hop + 1}` }).end();
      else response.end('there');
    });
    expect(text(await forTests().fetch(`${server.origin}/0`, turn))).toBe('there');
  });

  test('a loop ends', async () => {
    const server = await start((_, response) => response.writeHead(301, { location: '/' }).end());
    expect(await forTests().fetch(server.origin, turn)).toMatchObject({
      kind: 'failed',
      refused: true,
      reason: expect.stringContaining('more than 5'),
    });
    expect(server.asked).toHaveLength(6);
  });

  test.each([
    'http://10.0.0.1/',
    'http://[::ffff:10.0.0.1]/',
    'file:///etc/passwd',
    'http://a:b@example.org/',
    'http://example.org:6379/',
  ])('to %s is not followed', async (location) => {
    const server = await start((_, response) => response.writeHead(302, { location }).end());
    expect(await forTests().fetch(server.origin, turn)).toMatchObject({ kind: 'failed', refused: true });
  });
});

describe('a hostile server', () => {
  const hostile: Record<string, Handler> = {
    'that never answers': () => undefined,
    'whose headers drip': (request) => {
      const drip = setInterval(() => request.socket.write('x'), 50);
      request.socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      request.socket.on('close', () => clearInterval(drip));
    },
    'whose body drips a byte at a time': (request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 50);
      request.socket.on('close', () => clearInterval(drip));
    },
    'that promises more than it sends': (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('short');
    },
  };
  test.each(Object.keys(hostile))('%s is left after the deadline, and its socket is closed', async (kind) => {
    const server = await start(hostile[kind]!);
    const fetched = await forTests({ limits: { deadline: 500 } }).fetch(server.origin, turn);
    expect(fetched).toMatchObject({ kind: 'failed', refused: false, reason: 'The page did not come within 0.5 seconds.' });
    await until(() => server.open() === 0);
  });

  test('with an endless body is left at the cap, and its socket is closed', async () => {
    const server = await start((request, response) => {
      const pour = () => {
        while (!request.socket.destroyed && response.write(Buffer.alloc(65_536, 'x')));
        if (!request.socket.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const fetched = await forTests({ limits: { bytes: 1_000_000 } }).fetch(server.origin, turn);
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'The page is longer than 1 MB.' });
    await until(() => server.open() === 0);
  });

  const zeros = Buffer.alloc(200_000_000);
  test.each([
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros)],
  ])('that sends a %s bomb is left at the cap of decoded bytes', async (encoding, bomb) => {
    const server = await start((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb));
    expect(bomb.length).toBeLessThan(5_000_000);
    const before = process.memoryUsage().rss;
    expect(await forTests().fetch(server.origin, turn)).toMatchObject({ kind: 'failed', reason: 'The page is longer than 5 MB.' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test.each(['gzip', 'br'])('that sends broken %s is told from one that cannot be reached', async (encoding) => {
    const server = await start((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('this is not packed at all'),
    );
    expect(await forTests().fetch(server.origin, turn)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('unpacked'),
    });
  });

  test('that breaks off, or speaks no HTTP, is a failure that may pass', async () => {
    const broken = await start((request) => request.socket.destroy());
    expect(await forTests().fetch(broken.origin, turn)).toMatchObject({ kind: 'failed', refused: false });
    const babble = await start((request) => void request.socket.end('SSH-2.0-OpenSSH\r\n'));
    expect(await forTests().fetch(babble.origin, turn)).toMatchObject({ kind: 'failed', refused: false });
  });
});

test('honestly packed pages are unpacked', async () => {
  const server = await start((request, response) => {
    const [encoding, bytes] = request.url === '/br' ? ['br', brotliCompressSync('hello')] : ['gzip', gzipSync('hello')];
    response.writeHead(200, { 'content-encoding': encoding as string }).end(bytes);
  });
  const fetcher = forTests();
  expect(text(await fetcher.fetch(`${server.origin}/br`, turn))).toBe('hello');
  expect(text(await fetcher.fetch(`${server.origin}/gzip`, turn))).toBe('hello');
});

test('a host is asked for at most two pages at once, and another guild need not wait for a long crawl', async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const server = await start((_, response) => {
    waiting.push(() => response.end('x'));
    most = Math.max(most, waiting.length);
  });
  const fetcher = forTests();
  const crawl = Array.from({ length: 20 }, (_, page) => fetcher.fetch(`${server.origin}/crawl/${page}`, { turn: 'guild:1' }));
  const other = fetcher.fetch(`${server.origin}/other`, { turn: 'guild:2' });
  let done = false;
  const all = Promise.all([...crawl, other]).then(() => (done = true));
  while (!done) {
    waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await all;
  expect(most).toBe(2);
  expect(server.asked.indexOf('/other')).toBeLessThan(5);
});

test('a fetch that is stopped throws why, also while it waits for its turn', async () => {
  const server = await start(() => undefined);
  const fetcher = forTests();
  const stop = new AbortController();
  const fetches = Array.from({ length: 3 }, () => fetcher.fetch(server.origin, { ...turn, signal: stop.signal }));
  setTimeout(() => stop.abort(new Error('stopped')), 50);
  for (const fetching of fetches) await expect(fetching).rejects.toThrow('stopped');
});
