/** Whether what is stored is what was written: generations, contents, and every place in every text. */
import { checksumOf } from '../store/generation.ts';
import type { Store } from '../store/store.ts';
import { fromContent } from './content.ts';

export interface Verified {
  readonly collections: number;
  readonly generations: number;
  readonly articles: number;
  /** One line each. */
  readonly problems: readonly string[];
}

/** Reads everything that the store holds. */
export async function verifyStore({ shelves }: Store): Promise<Verified> {
  const problems: string[] = [];
  const seen = new Set<string>();
  let generations = 0;
  const collections = await shelves.collections();
  for (const collection of collections) {
    for (const { number, checksum, articles } of await shelves.generations(collection)) {
      generations += 1;
      const members = await shelves.members(collection, number);
      if (members.length !== articles || checksumOf(members) !== checksum)
        problems.push(`generation ${number} of ${collection} is not what was written`);
      const fresh = members.filter(({ key }) => !seen.has(`${collection} ${key}`));
      const contents = await shelves.contents(
        collection,
        fresh.map(({ key }) => key),
      );
      for (const { key, article } of fresh) {
        seen.add(`${collection} ${key}`);
        try {
          fromContent(contents.get(key) ?? '', key);
        } catch (error) {
          problems.push(`article ${article} of ${collection}: ${(error as Error).message}`);
        }
      }
    }
  }
  return { collections: collections.length, generations, articles: seen.size, problems };
}
