import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDownloader } from '../../src/discord/attachments.ts';

const asked: string[] = [];
const server = createServer(({ url = '' }, response) => {
  asked.push(url);
  if (url === '/moved') response.writeHead(302, { location: '/file' }).end();
  else if (url === '/gone') response.writeHead(404).end();
  else response.end('x'.repeat(1000));
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const file = (url: string, size = 1000) => ({ id: '1', name: 'a.txt', size, url });

test('a file is fetched from Discord’s host', async () => {
  expect(await createDownloader(origin)(file(`${origin}/file`), 1000)).toEqual({ ok: true, bytes: Buffer.from('x'.repeat(1000)) });
});

test('an address on another host is not connected to', async () => {
  const before = asked.length;
  for (const url of [`${origin}/file`, `${origin.replace('127.0.0.1', 'localhost')}/file`, 'file:///etc/passwd', 'no address'])
    expect(await createDownloader('https://cdn.discordapp.com')(file(url), 1000)).toEqual({ ok: false, why: 'foreign' });
  expect(asked.length).toBe(before);
});

test('a file that is too large is not asked for; one that lied about it is counted while it comes', async () => {
  const download = createDownloader(origin);
  const before = asked.length;
  expect(await download(file(`${origin}/file`, 1001), 1000)).toEqual({ ok: false, why: 'large' });
  expect(asked.length).toBe(before);
  expect(await download(file(`${origin}/file`, 10), 999)).toEqual({ ok: false, why: 'large' });
});

test('what moved or is gone is unavailable', async () => {
  for (const path of ['/moved', '/gone'])
    expect(await createDownloader(origin)(file(`${origin}${path}`), 1000)).toEqual({ ok: false, why: 'unavailable' });
});
