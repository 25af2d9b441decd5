/** How requests to Discord are repeated, over real sockets. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRequest } from '../../src/discord/requests.ts';
import { serve, type TestServer } from '../fetch/server.ts';

let server: TestServer;
let mend: number;
beforeEach(async () => {
  mend = Number.POSITIVE_INFINITY;
  server = await serve((request, response) => {
    request.resume().on('end', () => {
      if (server.asked.length >= mend) response.setHeader('content-type', 'application/json').end('{"ok":true}');
      else if (server.asked.length % 2 === 0) response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      else request.socket.destroy();
    });
  });
});
afterEach(() => server.close());

const send = (method: string, path: string, body?: object) =>
  makeRequest(server.origin + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
const nonce = { content: 'x', nonce: '1', enforce_nonce: true };

test.each([
  ['a follow-up', 'POST', '/webhooks/1/token', nonce],
  ['a message without a nonce that Discord keeps', 'POST', '/channels/1/messages', { content: 'x', nonce: '1' }],
])('%s is sent once, whatever becomes of it: it could stand there twice', async (_, method, path, body) => {
  await send(method, path, body).catch(() => undefined);
  expect(server.asked).toEqual([path]);
});

test.each([
  ['a message with a nonce', 'POST', '/channels/1/messages', nonce],
  ['a first response', 'POST', '/interactions/1/token/callback', { type: 5 }],
  ['an edit', 'PATCH', '/webhooks/1/token/messages/@original', { content: 'x' }],
  ['a question to Discord', 'GET', '/users/@me', undefined],
])('%s is tried four times at most, and no more once it went well', async (_, method, path, body) => {
  const last = await send(method, path, body).catch(() => undefined);
  expect(server.asked).toHaveLength(4);
  expect(last?.status).toBe(502);
  mend = 6;
  expect((await send(method, path, body)).status).toBe(200);
  expect(server.asked).toHaveLength(6);
});
