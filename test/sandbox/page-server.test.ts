/** The page's server speaks with this machine's own page alone. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openPage } from '../../src/sandbox/open-page.ts';
import type { FromPage, ToPage } from '../../src/sandbox/page-protocol.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;
let host: string;
let token: string;

beforeAll(async () => {
  sandbox = await startSandbox({ name: 'Bot' });
  openPage(sandbox, { servers: ['Here', 'There'], command: 'ask', option: 'question' });
  host = new URL(sandbox.origin).host;
  token = /name="sandbox-token" content="([^"]+)"/.exec(await (await fetch(sandbox.origin)).text())![1]!;
});
afterAll(() => sandbox.close());

/** The status of a GET with these headers. */
const get = (path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(`${sandbox.origin}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });

/** Opens the page's WebSocket; the status of the refusal, or the socket. */
const open = (headers: Record<string, string>, given = token, path = '/page') =>
  new Promise<number | WebSocket>((resolve) => {
    const socket = new WebSocket(`ws://${host}${path}?token=${given}`, { headers });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
    socket.on('open', () => resolve(socket));
  });

test('a foreign Host is refused everywhere, whatever is asked for', async () => {
  for (const path of ['/', '/app.js', '/api/v10/gateway', '/attachments/1/2/x'])
    for (const foreign of ['evil.example', `evil.example:${new URL(sandbox.origin).port}`, '127.0.0.1:1'])
      expect(await get(path, { host: foreign })).toBe(403);
  expect(await get('/', { host })).toBe(200);
});

test('a foreign Origin is refused, also for a WebSocket', async () => {
  expect(await get('/', { origin: 'https://evil.example' })).toBe(403);
  expect(await open({ origin: 'https://evil.example' })).toBe(403);
  expect(await open({ origin: 'null' })).toBe(403);
  expect(await open({ origin: 'https://evil.example' }, token, '/gateway')).toBe(403);
});

test('the page’s WebSocket wants the token of this start, and an Origin', async () => {
  expect(await open({ origin: sandbox.origin }, 'x'.repeat(token.length))).toBe(403);
  expect(await open({ origin: sandbox.origin }, '')).toBe(403);
  expect(await open({})).toBe(403);
  const socket = await open({ origin: sandbox.origin });
  expect(socket).toBeInstanceOf(WebSocket);
  (socket as WebSocket).close();
});

test('no file outside of the page’s own is served', async () => {
  for (const path of [
    '/../sandbox.ts',
    '/%2e%2e/sandbox.ts',
    '/tsconfig.json',
    '/vendor/../../package.json',
    '/page/app.js',
    '/etc/passwd',
  ])
    expect(await get(path, { host })).toBe(404);
});

test('what a page says is checked, and a wrong word harms nothing', async () => {
  const socket = (await open({ origin: sandbox.origin })) as WebSocket;
  const heard: ToPage[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as ToPage));
  const say = (words: unknown) => socket.send(typeof words === 'string' ? words : JSON.stringify(words));
  say('{');
  say({ id: 1, what: { act: 'rule' } });
  say({ id: 2, what: { act: 'look', personId: '1', channelId: '2', locale: 'ru' } } satisfies FromPage);
  say({ id: 3, what: { act: 'slash', line: 'nothing', options: {} } } satisfies FromPage);
  say({ id: 4, what: { act: 'say', text: 'good day', files: [] } } satisfies FromPage);
  await expect.poll(() => heard.filter(({ t }) => t === 'done').length).toBe(3);
  expect(heard.filter(({ t }) => t === 'notice')).toHaveLength(2);
  expect(heard).toContainEqual({ t: 'done', id: 2, error: 'there is no such person or channel' });
  expect(heard).toContainEqual({ t: 'done', id: 3, error: '/nothing is not offered here' });
  expect(heard).toContainEqual({ t: 'done', id: 4 });
  socket.close();
});

test('a port that is taken is passed over for the next one, and refused where no next one is wanted', async () => {
  const port = Number(new URL(sandbox.origin).port);
  const second = await startSandbox({ port, nextPort: 20 });
  expect(Number(new URL(second.origin).port)).toBeGreaterThan(port);
  await second.close();
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
