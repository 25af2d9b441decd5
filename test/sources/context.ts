/** A source is read in these tests as the library would, from a server of the test's own. */
import { createFetcher } from '../../src/articles/fetch/fetch.ts';
import { createReader } from '../../src/articles/formats/reader.ts';
import {
  type Found,
  isSame,
  type KnownArticle,
  type ReadContext,
  type SourceKind,
  type SourceResult,
  type Visit,
} from '../../src/articles/sources/source.ts';
import { type Handler, serve, type TestServer } from '../fetch/server.ts';

export interface Site {
  readonly server: TestServer;
  /** What each path answers; changed by the tests. A string is a page of text. */
  readonly pages: Map<string, string | { status?: number; type?: string; body?: string; headers?: Record<string, string> }>;
  /** Reads the source as a library does time after time: what was found before is known. */
  read<O>(
    kind: SourceKind<O>,
    options: unknown,
    more?: Partial<ReadContext>,
  ): Promise<Extract<SourceResult, { kind: 'read' }> | string>;
  /** Titles of the articles that stand after the last reading, by the path of their source. */
  shelf(): Record<string, string>;
  close(): Promise<void>;
}

/** One worker serves all tests of a file. */
const reader = createReader();

export async function openSite(handler?: Handler): Promise<Site> {
  const pages: Site['pages'] = new Map();
  const server = await serve(
    handler ??
      ((request, response) => {
        const page = pages.get(request.url!);
        if (page === undefined) return void response.writeHead(404).end();
        const { status = 200, type = 'text/plain', body = '', headers = {} } = typeof page === 'string' ? { body: page } : page;
        response.writeHead(status, { 'content-type': type, ...headers }).end(body);
      }),
  );
  const fetcher = createFetcher({ permitted: (address) => address === '127.0.0.1' });
  let known = new Map<string, KnownArticle & { title: string }>();
  let visits = new Map<string, Visit>();
  return {
    server,
    pages,
    async read(kind, options, more) {
      const context: ReadContext = {
        collection: 'guild:1',
        known,
        visits,
        fetcher,
        reader,
        maxArticles: 100,
        now: 1_000_000,
        ...more,
      };
      const result = await kind.read(kind.options.parse(options), context);
      if (result.visits) visits = new Map(result.visits.map((visit) => [visit.address, visit]));
      if (result.kind === 'failed') return result.reason;
      const before = known;
      const entry = (found: Found) =>
        isSame(found) ? before.get(found.same)! : { ...found, seenAt: before.get(found.source)?.seenAt ?? context.now };
      known = new Map(result.found.map(entry).map((one) => [one.source, one]));
      return result;
    },
    shelf: () => Object.fromEntries([...known.values()].map(({ source, title }) => [source.replace(server.origin, ''), title])),
    async close() {
      await fetcher.close();
      await server.close();
    },
  };
}
