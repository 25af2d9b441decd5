/** Files that people hand over: fetched at once (their addresses expire), from Discord's own hosts alone, counted while they arrive. */
import type { Attachment } from './handler.ts';

/** Milliseconds for a whole file. */
const deadline = 30_000;

export type Download =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `foreign`: not on Discord's host; `large`: more than was allowed; `unavailable`: expired, or the way there failed. */
  | { readonly ok: false; readonly why: 'foreign' | 'large' | 'unavailable' };

export type Downloader = (attachment: Attachment, maxBytes: number, signal?: AbortSignal) => Promise<Download>;

/** Discord serves attachments from both. */
const hosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

const collect = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** `cdnUrl`: the origin that attachments may come from; Discord's own stands for both of its hosts. Never throws. */
export const createDownloader = (cdnUrl: string): Downloader => {
  const { origin } = new URL(cdnUrl);
  const allowed = hosts.includes(origin) ? hosts : [origin];
  return async ({ url, size }, maxBytes, signal) => {
    if (!URL.canParse(url) || !allowed.includes(new URL(url).origin)) return { ok: false, why: 'foreign' };
    if (size > maxBytes) return { ok: false, why: 'large' };
    const ends = AbortSignal.any([AbortSignal.timeout(deadline), ...(signal ? [signal] : [])]);
    try {
      const response = await fetch(url, { redirect: 'error', signal: ends });
      if (!response.ok || !response.body) return { ok: false, why: 'unavailable' };
      const bytes = await collect(response.body, maxBytes);
      return bytes ? { ok: true, bytes } : { ok: false, why: 'large' };
    } catch {
      return { ok: false, why: 'unavailable' };
    }
  };
};
