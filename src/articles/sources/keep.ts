/** How long a feed's articles stay after the feed lists them no more. */
import { z } from 'zod';
import { type Found, isSame, type KnownArticle } from './source.ts';

export const keepRule = z.union([
  z.literal('all'),
  z.object({ days: z.number().int().min(1).max(36_500) }),
  z.object({ items: z.number().int().min(1).max(100_000) }),
]);
export type KeepRule = z.infer<typeof keepRule>;

const day = 86_400_000;

/** What the rule lets stay: by the article's date, or by when it first came where it has none. */
export function keepOnly(
  found: readonly Found[],
  rule: KeepRule,
  known: ReadonlyMap<string, KnownArticle>,
  now: number,
): readonly Found[] {
  if (rule === 'all') return found;
  const timeOf = (one: Found) => {
    const seen = isSame(one) ? known.get(one.same) : { date: one.date, seenAt: known.get(one.source)?.seenAt ?? now };
    const dated = Date.parse(seen?.date ?? '');
    return Number.isNaN(dated) ? (seen?.seenAt ?? now) : dated;
  };
  if ('days' in rule) return found.filter((one) => timeOf(one) >= now - rule.days * day);
  return found.toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, rule.items);
}
