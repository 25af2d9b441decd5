/** Articles as the store keeps them, and what an admin lays over them. */
import { z } from 'zod';
import type { Article } from '../articles/article.ts';
import { contentKey } from '../store/generation.ts';

/** What an admin says of a source's articles in place of what they say of themselves. Title and address make sense for a single article. */
export const overrides = z.object({
  title: z.string().trim().min(1).max(300).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  author: z.string().trim().min(1).max(200).optional(),
  publisher: z.string().trim().min(1).max(200).optional(),
  date: z.iso.date().optional(),
});
export type Overrides = z.infer<typeof overrides>;

/** Rises when the same bytes come to be read into other articles: what is stored is then read again at the next chance. */
export const readingVersion = 1;

const range = z.looseObject({ start: z.number().int().min(0), end: z.number().int().min(0) });
const stored = z.looseObject({
  id: z.string().max(12),
  source: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  hash: z.string(),
  blocks: z.array(range.extend({ kind: z.string(), heading: z.string() })),
});

export const toContent = (article: Article): string => JSON.stringify(article);

/** The stored article. Throws where the content is not what was written under `key`. */
export function fromContent(content: string, key: string): Article {
  if (contentKey(content) !== key) throw new Error(`the content of ${key} is not what was written`);
  const article = stored.parse(JSON.parse(content));
  const sound = article.blocks.every(({ start, end }) => start <= end && end <= article.text.length);
  if (!sound) throw new Error(`a block of ${article.id} lies outside its text`);
  return article as unknown as Article;
}

/** The article as the shelf shows it. */
export function withOverrides(article: Article, { title, url, author, publisher, date }: Overrides, only: boolean): Article {
  if (!author && !publisher && !date && !(only && (title || url))) return article;
  return {
    ...article,
    ...(author && { author }),
    ...(publisher && { publisher }),
    ...(date && { date }),
    ...(only && title && { title }),
    ...(only && url && { url }),
  };
}
