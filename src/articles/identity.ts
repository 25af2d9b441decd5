import { createHash } from 'node:crypto';

/** `Article.id`: 12 characters of base64url from collection and source alone (72 bits, so that a reload or a restart finds the same article). */
export function articleId(collection: string, source: string): string {
  return createHash('sha256').update(`${collection}\0${source}`).digest('base64url').slice(0, 12);
}

/** `Article.hash`: SHA-256 of the bytes, in hex. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
