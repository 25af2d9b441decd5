/** Who may speak with a server on loopback: nobody who came by a foreign name or from a foreign page. */
import type { IncomingMessage } from 'node:http';

/** Host must be this machine's own; Origin, where a browser sends one, too. Guards against foreign pages and DNS that changes its answer. */
export function isOwn({ headers }: IncomingMessage, port: number): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  return (
    own.includes(headers.host ?? '') && (headers.origin === undefined || own.some((host) => headers.origin === `http://${host}`))
  );
}
