/** A route of the REST API: a method, a path below `/api/v10`, and what it answers. */
import type { Upload } from '../cdn.ts';
import type { Json } from '../component-limits.ts';
import type { Core } from '../core.ts';

export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

/** What a route returns: a body with status 200, or a status of its own. `undefined` body: 204. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body?: unknown) {
    this.status = status;
    this.body = body;
  }
}

export interface Route {
  readonly method: string;
  /** With `:name` for parameters. */
  readonly path: string;
  /** The path's token is the authority; no bot token is asked for. */
  readonly open?: true;
  run(call: Call, core: Core): unknown;
}

export const noContent = new Answer(204);
export const objectBody = ({ body }: Call): Json =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Json) : {};
