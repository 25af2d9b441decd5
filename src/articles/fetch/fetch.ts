/** One page of the web, bounded in time, bytes and redirects. What goes wrong is a value with one clear sentence. */
import type { Dispatcher } from 'undici';
import { checkAddress } from './address.ts';
import { decode } from './body.ts';
import { type ConnectOptions, createAgent, NotPublic } from './connect.ts';
import { createTurns } from './turns.ts';

export interface FetchLimits {
  /** For everything together, redirects included, in milliseconds. */
  readonly deadline: number;
  /** Bytes of the body, as sent and as decoded. */
  readonly bytes: number;
  readonly redirects: number;
}

export const fetchLimits: FetchLimits = { deadline: 15_000, bytes: 5_000_000, redirects: 5 };

export interface FetcherOptions extends Partial<ConnectOptions> {
  /** Mail or web address of the operator, for the User-Agent. */
  readonly contact?: string;
  readonly limits?: Partial<FetchLimits>;
}

export interface FetchRequest {
  /** Whose turn it is: turns go around between guilds, so that one long crawl does not starve the others. */
  readonly turn: string;
  readonly accept?: string;
  /** What the page said the last time; it may then answer `unchanged`. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly signal?: AbortSignal;
}

export type Fetched =
  | {
      readonly kind: 'page';
      /** Where the redirects led. */
      readonly url: string;
      readonly bytes: Uint8Array;
      readonly contentType?: string;
      readonly etag?: string;
      readonly lastModified?: string;
      /** The X-Robots-Tag header. */
      readonly robots?: string;
    }
  | { readonly kind: 'unchanged'; readonly url: string }
  /** 404 or 410. */
  | { readonly kind: 'gone'; readonly status: number; readonly reason: string }
  /** `refused`: asking again will not help. `retryAfter` in milliseconds, as the server asked. */
  | { readonly kind: 'failed'; readonly reason: string; readonly refused: boolean; readonly retryAfter?: number };

export interface Fetcher {
  /** Throws the reason of `request.signal` when it is aborted, and what nobody expected. */
  fetch(address: string, request: FetchRequest): Promise<Fetched>;
  close(): Promise<void>;
}

type Failed = Extract<Fetched, { kind: 'failed' }>;
const failed = (reason: string, refused = false): Failed => ({ kind: 'failed', reason, refused });

/** A fetcher with its own connections: at most two to a host and eight in all, honest about who asks. */
export function createFetcher({ contact, permitted = () => false, resolve, limits: own }: FetcherOptions = {}): Fetcher {
  const limits = { ...fetchLimits, ...own };
  const agent = createAgent({ permitted, ...(resolve && { resolve }) }, limits.deadline);
  const turns = createTurns({ total: 8, perHost: 2 });
  const userAgent = `Footnote/0.1 (Discord bot that quotes articles with a link${contact ? `; contact ${contact}` : ''})`;

  async function follow(address: string, request: FetchRequest, signal: AbortSignal): Promise<Fetched> {
    let url = checkAddress(address, permitted);
    for (let hop = 0; typeof url !== 'string'; hop += 1) {
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        signal,
        headersTimeout: limits.deadline,
        bodyTimeout: limits.deadline,
        headers: {
          'user-agent': userAgent,
          accept: request.accept ?? 'text/html, text/plain;q=0.9, */*;q=0.5',
          'accept-encoding': 'gzip, br',
          ...(request.etag && { 'if-none-match': request.etag }),
          ...(request.lastModified && { 'if-modified-since': request.lastModified }),
        },
      });
      const location = headerOf(response, 'location');
      if (![301, 302, 303, 307, 308].includes(response.statusCode) || !location) return read(response, url.href, limits.bytes);
      response.body.on('error', () => undefined).destroy();
      if (hop === limits.redirects) return failed(`The address redirects more than ${limits.redirects} times.`, true);
      url = checkAddress(location, permitted, url.href);
    }
    return failed(url, true);
  }

  return {
    async fetch(address, request) {
      const host = URL.parse(address)?.host ?? '';
      return turns.run(request.turn, host, async () => {
        request.signal?.throwIfAborted();
        const deadline = AbortSignal.timeout(limits.deadline);
        const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
        try {
          return await follow(address, request, signal);
        } catch (error) {
          request.signal?.throwIfAborted();
          if (deadline.aborted) return failed(`The page did not come within ${limits.deadline / 1000} seconds.`);
          return troubleOf(error);
        }
      });
    },
    close: () => agent.destroy(),
  };
}

function headerOf(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

async function read(response: Dispatcher.ResponseData, url: string, limit: number): Promise<Fetched> {
  const status = response.statusCode;
  const [contentType, etag, lastModified, robots, retry] = [
    'content-type',
    'etag',
    'last-modified',
    'x-robots-tag',
    'retry-after',
  ].map((name) => headerOf(response, name)?.slice(0, 500));
  if (status !== 200) {
    response.body.on('error', () => undefined).destroy();
    if (status === 304) return { kind: 'unchanged', url };
    if (status === 404 || status === 410)
      return { kind: 'gone', status, reason: `The page is gone (the server answers ${status}).` };
    const wait = retryAfter(retry);
    const reason =
      status === 401 || status === 403 ? 'The server does not let Footnote read this page' : 'The server answers with an error';
    return { ...failed(`${reason} (${status}).`), ...(wait !== undefined && { retryAfter: wait }) };
  }
  const bytes = await decode(response.body, headerOf(response, 'content-encoding'), limit);
  if (typeof bytes === 'string') return failed(bytes, true);
  return {
    kind: 'page',
    url,
    bytes,
    ...(contentType && { contentType }),
    ...(etag && { etag }),
    ...(lastModified && { lastModified }),
    ...(robots && { robots }),
  };
}

/** Seconds or a date, bounded to one day; milliseconds. */
function retryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 86_400_000) : undefined;
}

function troubleOf(error: unknown): Failed {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NotPublic) return failed(cause.message, true);
    const code = 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failed('The name in the address is not known.');
    if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) return failed('The certificate of the server is not valid.');
    if (/^(ECONN|EHOST|ENET|ETIMEDOUT|EPIPE|UND_ERR_(SOCKET|CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT))/.test(code))
      return failed('The server cannot be reached, or broke off.');
    if (/^(UND_ERR|HPE_)/.test(code) || cause.name === 'HTTPParserError')
      return failed('The server does not answer as a web server should.');
  }
  throw error;
}
