/** What to look for in a text that asks nothing. */
import { analyze } from '../search/analyzer.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** UTF-16 code units of the text that are looked at. */
const TEXT_LIMIT = 4_000;

/**
 * The rarest words of a text that the articles know, as typed and in the text's order, at most `limit`; none where they know none.
 * Rare is what few passages hold: such words tell what the text is about.
 */
export function keywords(text: string, indexes: readonly SearchIndex[], limit: number): readonly string[] {
  const bounded = text.slice(0, TEXT_LIMIT);
  const found = new Map<string, { surface: string; start: number; holders: number }>();
  for (const index of indexes) {
    for (const token of analyze(bounded, index.languages[0] ?? 'en')) {
      const holders = token.stop ? 0 : index.documentFrequency(token.term);
      if (holders === 0) continue;
      const known = found.get(token.term);
      if (known) known.holders += known.start === token.start ? holders : 0;
      else found.set(token.term, { surface: bounded.slice(token.start, token.end), start: token.start, holders });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.holders - b.holders || a.start - b.start)
    .slice(0, limit)
    .sort((a, b) => a.start - b.start)
    .map(({ surface }) => surface);
}
