/** The body of a response, bounded before and after it is unpacked. */
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';

/** The decoded body, or why not. Counts bytes before and after decoding: a small body may unpack to a huge one. */
export async function decode(
  body: Dispatcher.ResponseData['body'],
  contentEncoding: string | undefined,
  limit: number,
): Promise<Uint8Array | string> {
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  const unpack = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, identity: undefined }[encoding];
  if (encoding !== 'identity' && !unpack) {
    body.on('error', () => undefined).destroy();
    return 'The page is packed in a way that Footnote does not read.';
  }
  const tooLong = `The page is longer than ${limit / 1_000_000} MB.`;
  const decoder = unpack?.();
  let broken: unknown;
  decoder?.on('error', (error) => {
    broken ??= error;
  });
  const chunks: Buffer[] = [];
  let size = 0;
  let sent = 0;
  body.on('data', (chunk: Buffer) => {
    sent += chunk.length;
    if (sent > limit) body.destroy(new TooLong());
  });
  const stream = decoder ? body.on('error', (error) => decoder.destroy(new Broke(error))).pipe(decoder) : body;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return tooLong;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    const cause = error instanceof Broke ? error.cause : error;
    if (cause instanceof TooLong) return tooLong;
    if (error === broken && !(error instanceof Broke)) return 'The page arrived damaged: it cannot be unpacked.';
    throw cause;
  } finally {
    decoder?.destroy();
    body.destroy();
  }
}

class TooLong extends Error {}

/** The connection's own error, on its way through the decoder. */
class Broke extends Error {
  constructor(cause: unknown) {
    super('', { cause });
  }
}
