/** Faults to order: what an answer of the REST API suffers, for the next requests that match. */
export type Harm =
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** 429 with these seconds to wait; `global`: for every route. */
  | { readonly kind: 'rate limit'; readonly seconds: number; readonly global?: boolean }
  /** A proxy's page in HTML instead of JSON. */
  | { readonly kind: 'html'; readonly status: number }
  /** The connection breaks without an answer. */
  | { readonly kind: 'reset' }
  /** The answer's JSON breaks off in the middle. */
  | { readonly kind: 'cut off' }
  /** The answer comes so many milliseconds late; Infinity: never. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface Fault {
  /** Of `METHOD /path` below `/api/v10`, such as `POST /channels/1/messages`. */
  readonly match: RegExp;
  readonly harm: Harm;
  /** How many requests suffer it; default 1. */
  readonly times?: number;
  /** The request is carried out although its answer is harmed; default false. A slow answer always is. */
  readonly applied?: boolean;
}

export class Faults {
  #ordered: (Fault & { left: number })[] = [];
  /** How many requests were harmed so far. */
  met = 0;

  order(fault: Fault): void {
    this.#ordered.push({ ...fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#ordered = [];
  }

  /** The fault that this request suffers, counted down. */
  take(request: string): Fault | undefined {
    const fault = this.#ordered.find(({ match, left }) => left > 0 && match.test(request));
    if (!fault) return undefined;
    fault.left--;
    this.met++;
    this.#ordered = this.#ordered.filter(({ left }) => left > 0);
    return fault;
  }
}
