/** Where the passages of a list stand in it. */
import type { Article, Passage } from '../articles/article.ts';
import { inTurns } from './turns.ts';

/** The places of an article's passages, rising, and which of them is likely asked for next. */
interface Run {
  readonly places: number[];
  next: number;
}

/**
 * The place of a passage (the same object) in `passages`; −1 where it does not stand there. Goes by its article: a map of a hundred thousand
 * passages would hold up everything else whenever it grows. Quickest when asked in the order of the list.
 */
export async function placesIn(passages: readonly Passage[]): Promise<(passage: Passage) => number> {
  const runs = new Map<Article, Run>();
  let last: Article | undefined;
  let run: Run = { places: [], next: 0 };
  const runOf = (article: Article) => {
    if (article === last) return run;
    const known = runs.get(article);
    if (known) [last, run] = [article, known];
    return known;
  };
  await inTurns(passages, ({ article }, place) => {
    const known = runOf(article);
    if (known) known.places.push(place);
    else runs.set(article, { places: [place], next: 0 });
  });
  return (passage) => {
    const known = runOf(passage.article);
    if (!known) return -1;
    const { places, next } = known;
    const at = passages[places[next]!] === passage ? next : places.findIndex((place) => passages[place] === passage);
    if (at < 0) return -1;
    known.next = at + 1;
    return places[at]!;
  };
}
