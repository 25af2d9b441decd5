/** Pages that come with the same body are no articles: a consent form, a pay wall, an error page that says 200. */
import type { Article, Refusal } from '../article.ts';
import { contentHash } from '../identity.ts';
import { type Found, isSame } from './source.ts';

/** From how many articles on the same body is no accident. */
const many = 3;

/** Parts what may stand from what shares its body with others. A known article whose page turned into such a body stays as it was. */
export function refuseSameBodies(
  found: readonly Found[],
  known: (source: string) => boolean,
): { found: Found[]; refused: Refusal[] } {
  const bodies = Map.groupBy(found.filter((one) => !isSame(one)) as Article[], bodyOf);
  const bad = new Map(
    [...bodies.values()].filter((same) => same.length >= many).flatMap((same) => same.map(({ source }) => [source, same.length])),
  );
  return {
    found: found.flatMap((one): Found[] => {
      if (isSame(one) || !bad.has(one.source)) return [one];
      return known(one.source) ? [{ same: one.source }] : [];
    }),
    refused: [...bad].map(([source, pages]) => ({
      source,
      reason: `${pages} pages have the same text: a consent form or a pay wall?`,
    })),
  };
}

/** The text without the title in front of it, which such pages often keep. */
function bodyOf({ text, title }: Article): string {
  return contentHash(Buffer.from(text.replace(title, '').replace(/\s+/g, ' ').trim()));
}
