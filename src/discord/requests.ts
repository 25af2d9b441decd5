/** How requests to Discord are repeated: at most three times, with jitter, and never what could then be there twice. */
import { setTimeout as wait } from 'node:timers/promises';
import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];

const retries = 3;
/** Milliseconds before the first repetition at most; doubled each time. */
const firstPause = 300;

/** A follow-up sent again would be there twice; a message bears a nonce that makes both one. Everything else may be repeated. */
const repeatable = (url: string, { method, body }: Init): boolean => {
  if (method?.toUpperCase() !== 'POST') return true;
  if (/\/webhooks\/\d+\/[^/]+(?:\?|$)/.test(url)) return false;
  if (/\/messages(?:\?|$)/.test(url)) return typeof body === 'string' && body.includes('"enforce_nonce":true');
  return true;
};

/** The request never left: nothing can have happened. */
const neverSent = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return [code, cause?.code].some((one) => one === 'ECONNREFUSED' || one === 'ENOTFOUND' || one === 'UND_ERR_CONNECT_TIMEOUT');
};

/** A form as bytes: several copies of undici live in one process, and none knows the forms of another. */
const asBytes = async (init: Init): Promise<Init> => {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = { ...(init.headers as Record<string, string>), 'content-type': form.headers.get('content-type')! };
  return { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) };
};

/** Reads the body at once, so that one cut off on the way is a failed request, not a surprise later. */
const whole = async (url: string, init: Init): ReturnType<MakeRequest> => {
  const response = await DefaultRestOptions.makeRequest(url, init);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.headers.get('content-type')?.startsWith('application/json')) JSON.parse(bytes.toString());
  return {
    body: null,
    bodyUsed: false,
    headers: response.headers,
    status: response.status,
    statusText: response.statusText,
    ok: response.ok,
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
    json: async () => JSON.parse(bytes.toString()),
    text: async () => bytes.toString(),
  };
};

/** For discord.js's REST, with its own repetitions off. */
export const makeRequest: MakeRequest = async (url, asked) => {
  const init = await asBytes(asked);
  for (let attempt = 0; ; attempt++) {
    const last = attempt === retries;
    try {
      const response = await whole(url, init);
      if (response.status < 500 || last || !repeatable(url, init)) return response;
    } catch (error) {
      if (last || init.signal?.aborted || !(repeatable(url, init) || neverSent(error))) throw error;
    }
    await wait(
      firstPause * 2 ** attempt * (0.5 + Math.random() / 2),
      undefined,
      init.signal ? { signal: init.signal as AbortSignal } : {},
    );
  }
};
