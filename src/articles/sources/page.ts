/** A single web page, or a raw text or Markdown file on the web. */
import { z } from 'zod';
import type { SourceKind } from './source.ts';
import { readWebPage } from './web-page.ts';

export const pageOptions = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000) });

export const page: SourceKind<z.infer<typeof pageOptions>> = {
  kind: 'page',
  options: pageOptions,
  async read({ address }, context) {
    const read = await readWebPage(address, context);
    context.onProgress?.(1, 1);
    const visits = [read.visit];
    if (read.kind === 'article') return { kind: 'read', name: read.article.title, found: [read.article], refused: [], visits };
    if (read.kind === 'same' && read.reason === undefined) return { kind: 'read', found: [{ same: address }], refused: [], visits };
    if (read.kind === 'refused' && context.known.has(address))
      return { kind: 'read', found: [], refused: [{ source: address, reason: read.reason }], visits };
    const retryAfter = read.kind === 'failed' ? read.retryAfter : undefined;
    return { kind: 'failed', reason: read.reason!, visits, ...(retryAfter !== undefined && { retryAfter }) };
  },
};
