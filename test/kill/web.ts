/** A site, a feed and a page on loopback, in as many versions as a test asks for. */
import { serve, type TestServer } from '../fetch/server.ts';

export const kinds = ['page', 'site', 'feed', 'upload'] as const;
export type Kind = (typeof kinds)[number];

const parts = 6;
/** Articles that a source of this kind has. */
export const articlesOf = (kind: Kind): number => (kind === 'page' ? 1 : parts);

const padding = 'It goes on for a while, as archives do, and says nothing else of note. '.repeat(40);

/** An article of its kind, all of one version. */
export const articleText = (kind: Kind, part: number, version: number): string =>
  `Part ${part} of the ${kind} archive\n\nThe secret code of the ${kind} archive in part ${part} is code-${kind}-${part}-v${version}.\n\n${padding}\n`;

export const question = (kind: Kind): string => `What is the secret code of the ${kind} archive in part 0?`;

const item = (part: number, version: number) => {
  const [title, ...paragraphs] = articleText('feed', part, version).trim().split('\n\n');
  const html = paragraphs.map((text) => `&lt;p&gt;${text}&lt;/p&gt;`).join('');
  return `<item><title>${title}</title><guid isPermaLink="false">part ${part}</guid><description>${html}</description></item>`;
};

export interface Web extends TestServer {
  /** Everything is of this version from now on. */
  publish(version: number): void;
  /** Everything answers with an error, or as usual again. */
  break(broken: boolean): void;
}

export async function serveVersions(): Promise<Web> {
  let version = 1;
  let broken = false;
  const all = Array.from({ length: parts }, (_, part) => part);
  const server = await serve((request, response) => {
    const path = request.url ?? '';
    // Each page needs a handle of its own.
    response.setHeader('connection', 'close');
    const xml = (text: string) => response.setHeader('content-type', 'application/xml').end(text);
    const text = (words: string) => response.setHeader('content-type', 'text/plain; charset=utf-8').end(words);
    const page = /^\/(?:site|moved)\/(\d)$/.exec(path);
    if (broken) response.writeHead(500).end();
    else if (path === '/page') text(articleText('page', 0, version));
    else if (page) text(articleText('site', Number(page[1]), version));
    else if (path === '/sitemap.xml')
      xml(
        `<urlset>${['site', 'moved'].flatMap((folder) => all.map((part) => `<url><loc>http://${request.headers.host}/${folder}/${part}</loc></url>`)).join('')}</urlset>`,
      );
    else if (path === '/feed')
      xml(`<rss version="2.0"><channel><title>feed</title>${all.map((part) => item(part, version)).join('')}</channel></rss>`);
    else response.writeHead(404).end();
  });
  return {
    ...server,
    break(now) {
      broken = now;
    },
    publish(next) {
      version = next;
    },
  };
}
