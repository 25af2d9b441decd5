/** The one server on 127.0.0.1: Discord's API, its Gateway, its CDN, and the page. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from './core.ts';
import { isOwn } from './origins.ts';
import type { Page } from './page-server.ts';
import { serveRest } from './rest/serve.ts';

/** Listens on `port`, or on one of the `more` above it while they are taken. Rejects when all are. */
export async function listen(
  core: Core,
  serving: { page?: Page },
  port: number,
  more: number,
): Promise<{ server: Server; port: number }> {
  const rest = serveRest(core);
  const bound = () => (server.address() as AddressInfo).port;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!isOwn(request, bound())) response.writeHead(403).end('Forbidden');
    else if (url.pathname.startsWith('/api/')) await rest(request, response, url);
    else if (url.pathname.startsWith('/attachments/')) serveFile(core, response, url);
    else if (serving.page) await serving.page.request(request, response, url);
    else response.writeHead(404).end();
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`sandbox: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}\n`);
      if (!response.headersSent) response.writeHead(500).end('{"message":"500: Internal Server Error","code":0}');
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (!isOwn(request, bound())) socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    else if (request.url?.startsWith('/gateway')) core.gateway.upgrade(request, socket, head);
    else if (request.url?.startsWith('/page?') && serving.page) serving.page.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });

  for (let tried = 0; ; tried++) {
    const taken = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(port === 0 ? 0 : port + tried, '127.0.0.1', () => {
        server.off('error', resolve);
        resolve(undefined);
      });
    });
    if (!taken) return { server, port: bound() };
    if (taken.code !== 'EADDRINUSE' || tried >= more) throw taken;
  }
}

function serveFile({ cdn }: Core, response: ServerResponse, url: URL): void {
  const file = cdn.read(url.pathname, url.searchParams.get('hm'));
  if (!file) response.writeHead(404).end('This content is no longer available.');
  else
    response
      .writeHead(200, {
        'content-type': file.type,
        'content-length': file.bytes.byteLength,
        'content-disposition': file.type.startsWith('image/') && !file.type.includes('svg') ? 'inline' : 'attachment',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      })
      .end(file.bytes);
}
