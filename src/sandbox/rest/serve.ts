/** Answers the requests of the REST API: reads, checks, limits, harms as ordered, and logs. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Upload } from '../cdn.ts';
import type { Core } from '../core.ts';
import type { Fault } from '../faults.ts';
import { RateLimits } from '../rate-limits.ts';
import { Refusal, refusals } from '../refusal.ts';
import { Answer } from './route.ts';
import { routeOf } from './routes.ts';

/** Bytes of a request: ten files of 10 MiB and a little. */
const bodyLimit = 105 * 1024 * 1024;

interface Given {
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

/** A handler of everything below `/api/v10`; `path` is what follows, without the query. */
export function serveRest(core: Core): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const limits = new RateLimits();
  return async (request, response, url) => {
    const began = performance.now();
    const path = url.pathname.replace(/^\/api(\/v\d+)?/, '');
    const method = request.method ?? 'GET';
    const name = `${method} ${path}`;
    const fault = core.faults.take(name);
    let given: Given = { body: undefined, uploads: [] };
    let headers: Record<string, string> = {};
    let answer: Answer;
    try {
      given = await readBody(request);
      if (fault && refuses(fault)) throw harmed(fault);
      const found = routeOf(method, path);
      if (!found) throw refusals.noRoute();
      const { route, params } = found;
      if (!route.open && request.headers.authorization !== `Bot ${core.token}`) throw refusals.unauthorized();
      const verdict = limits.count(`${method} ${route.path}`, params.channel ?? params.guild ?? params.token ?? '');
      headers = verdict.headers;
      if (verdict.retryAfter !== undefined) answer = rateLimited(verdict.retryAfter, false);
      else {
        const result = route.run({ params, query: url.searchParams, ...given }, core);
        answer = result instanceof Answer ? result : new Answer(200, result);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer =
        error.status === 429 ? rateLimited(Number(error.message) || 1, error.code === 1) : new Answer(error.status, error.body);
      if (error.status === 429)
        headers = {
          'retry-after': String(Math.ceil(Number(error.message) || 1)),
          ...(error.code === 1 && { 'x-ratelimit-global': 'true' }),
          'x-ratelimit-scope': error.code === 1 ? 'global' : 'user',
        };
    }
    const status = await send(response, answer, headers, fault);
    core.log.add({ kind: 'request', name, status, ms: performance.now() - began, body: given.body, answer: answer.body });
  };
}

const refuses = ({ harm, applied }: Fault) => !applied && harm.kind !== 'slow' && harm.kind !== 'cut off';

function harmed({ harm }: Fault): Refusal {
  if (harm.kind === 'status') return new Refusal(harm.status, harm.code ?? 0, harm.message ?? String(harm.status));
  if (harm.kind === 'rate limit') return new Refusal(429, harm.global ? 1 : 0, String(harm.seconds));
  return new Refusal(harm.kind === 'html' ? harm.status : 500, 0, 'harmed');
}

const rateLimited = (seconds: number, global: boolean) =>
  new Answer(429, { message: 'You are being rate limited.', retry_after: seconds, global });

/** Writes the answer, or what the fault leaves of it; returns the status that arrived, 0 where none did. */
async function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Record<string, string>,
  fault: Fault | undefined,
): Promise<number> {
  const harm = fault?.harm;
  if (harm?.kind === 'slow') {
    // Never: the answer is not written, and the other side has to give up.
    if (harm.ms === Number.POSITIVE_INFINITY) return 0;
    await wait(harm.ms, undefined, { ref: false });
  }
  if (harm?.kind === 'reset') {
    response.socket?.destroy();
    return 0;
  }
  if (harm?.kind === 'html') {
    response
      .writeHead(harm.status, { 'content-type': 'text/html' })
      .end('<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>');
    return harm.status;
  }
  const code = harm?.kind === 'status' ? harm.status : status;
  const text = body === undefined ? '' : JSON.stringify(body);
  if (harm?.kind === 'cut off') {
    response.writeHead(code, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2));
    setTimeout(() => response.socket?.destroy(), 20);
    return 0;
  }
  response.writeHead(code, { ...headers, ...(text && { 'content-type': 'application/json' }) }).end(text);
  return code;
}

async function readBody(request: IncomingMessage): Promise<Given> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw refusals.tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) return { body: undefined, uploads: [] };
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: json(bytes.toString()), uploads: [] };
  // The platform's own reader of forms.
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const uploads: Upload[] = [];
  for (const [field, value] of form)
    if (typeof value !== 'string')
      uploads.push({
        name: value.name,
        type: value.type || 'application/octet-stream',
        bytes: new Uint8Array(await value.arrayBuffer()),
        field: /\d+/.exec(field)?.[0] ?? '0',
      });
  return { body: typeof payload === 'string' ? json(payload) : undefined, uploads };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.badJson();
  }
}
