/** Serves the page and its WebSocket. Everything it needs comes from this machine; every start has a token of its own. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Actor } from './actor.ts';
import type { Core } from './core.ts';
import type { Hello } from './page-protocol.ts';
import { PageSession } from './page-session.ts';

/** Bytes of one word from the page: a file of 10 MiB as base64, and a little. */
const maxPayload = 16 * 1024 * 1024;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const pageFile = /^\/[a-z-]+\.(js|css|svg)$/;

const require = createRequire(import.meta.url);
/** Beside the file that the package gives to Node lies the one for browsers. */
const browserFile = (name: string, file: string) => path.join(path.dirname(require.resolve(name)), file);

/** The kept libraries of the page, as their authors publish them for browsers. */
const vendored: Readonly<Record<string, string>> = {
  '/vendor/preact.js': browserFile('preact', 'preact.module.js'),
  '/vendor/hooks.js': browserFile('preact/hooks', 'hooks.module.js'),
  '/vendor/htm.js': browserFile('htm', 'htm.module.js'),
  '/vendor/htm-preact.js': browserFile('htm/preact', 'index.module.js'),
};

export interface Page {
  request(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** `start`: at which place a newly opened page looks, and as whom. */
export function createPage(core: Core, hello: () => Hello, start: () => Actor): Page {
  const token = randomBytes(24).toString('base64url');
  const server = new WebSocketServer({ noServer: true, maxPayload });
  const isToken = (given: string | null) =>
    given !== null && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));

  return {
    request: async (_, response, url) => {
      const nonce = randomBytes(16).toString('base64url');
      const headers = {
        'content-security-policy': `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      };
      const file =
        url.pathname === '/'
          ? path.join(import.meta.dirname, 'page/index.html')
          : (vendored[url.pathname] ??
            (pageFile.test(url.pathname) ? path.join(import.meta.dirname, 'page', url.pathname) : undefined));
      const text = file && (await readFile(file, 'utf8').catch(() => undefined));
      if (!file || text === undefined) {
        response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('Not found');
        return;
      }
      const filled = url.pathname === '/' ? text.replaceAll('{{nonce}}', nonce).replaceAll('{{token}}', token) : text;
      response.writeHead(200, { ...headers, 'content-type': `${types[path.extname(file)]}; charset=utf-8` }).end(filled);
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (!request.headers.origin || !isToken(url.searchParams.get('token'))) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => new PageSession(core, ws, hello, start()));
    },
  };
}
