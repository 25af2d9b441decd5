/** The articles of a stored shelf: those in memory where they are the same, the others from the store or from what was kept with the index. */
import { createHash } from 'node:crypto';
import type { Article } from '../articles/article.ts';
import { inTurns } from '../search/turns.ts';
import type { Member, Generation as StoredGeneration } from '../store/generation.ts';
import type { StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { fromContent, type Overrides, overrides, withOverrides } from './content.ts';
import { decodeShelf, SHELF_VERSION } from './shelf-codec.ts';
import { type Origin, StoredArticle } from './stored-article.ts';
import type { Texts } from './texts.ts';

type Source = Pick<StoredSource, 'id' | 'name' | 'options'>;

export interface ShelfRequest {
  readonly collection: string;
  readonly members: readonly Member[];
  readonly sources: readonly Source[];
  readonly store: Store;
  readonly texts: Texts;
  /** Read just now, by the key of their content. */
  readonly fresh?: ReadonlyMap<string, Article>;
  /** Those that answer now. */
  readonly current: ReadonlyMap<string, Article> | undefined;
}

/** What the snapshot of a generation is known by: its articles, what its sources say of them, and how this program reads them. */
export function fingerprintOf(
  generation: Pick<StoredGeneration, 'number' | 'at' | 'checksum'>,
  sources: readonly Source[],
): string {
  const { number, at, checksum } = generation;
  const said = sources.map(({ id, name, options }) => [id, name, overridesIn(options)]).sort(([a], [b]) => (a! < b! ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([SHELF_VERSION, number, at, checksum, said]))
    .digest('hex');
}

/** The articles of `members`, in their order, each content checked. Throws where one is not what was written. */
export async function articlesOf({
  collection,
  members,
  sources,
  store,
  texts,
  fresh,
  current,
}: ShelfRequest): Promise<StoredArticle[]> {
  const origins = originsOf(collection, sources, members);
  const wanted = members.map((member) => {
    const origin = origins.get(member.sourceId) ?? {
      collection,
      sourceId: member.sourceId,
      name: '',
      version: '',
      own: {},
      only: false,
    };
    const known = current?.get(member.article);
    const same =
      known instanceof StoredArticle &&
      known.key === member.key &&
      known.origin.sourceId === origin.sourceId &&
      known.origin.version === origin.version;
    return { member, origin, known: same ? known : undefined };
  });
  const missing = wanted.filter(({ member, known }) => !known && !fresh?.has(member.key)).map(({ member }) => member.key);
  const contents = await store.shelves.contents(collection, missing);
  const articles: StoredArticle[] = [];
  await inTurns(wanted, ({ member: { key }, origin, known }) => {
    const { own, only } = origin;
    const read = () => withOverrides(fresh?.get(key) ?? fromContent(contents.get(key) ?? '', key), own, only);
    articles.push(known ?? new StoredArticle(read(), key, origin, texts));
  });
  return articles;
}

/** The articles that were kept with the index. Throws where they cannot be understood. */
export function restoreArticles(
  collection: string,
  shelf: Uint8Array,
  sources: readonly Source[],
  texts: Texts,
): readonly StoredArticle[] {
  return decodeShelf(shelf, (sourceIds) => originsOf(collection, sources, sourceIds), texts);
}

interface OwnOrigin extends Origin {
  readonly own: Overrides;
  /** Its one article may have a title and an address from an admin. */
  readonly only: boolean;
}

/** By the id of the source. */
function originsOf(
  collection: string,
  sources: readonly Source[],
  members: readonly Pick<Member, 'sourceId'>[],
): ReadonlyMap<string, OwnOrigin> {
  const counts = Map.groupBy(members, ({ sourceId }) => sourceId);
  return new Map(
    sources.map(({ id, name, options }) => {
      const own = overridesIn(options);
      const only = counts.get(id)?.length === 1;
      return [id, { collection, sourceId: id, name, version: JSON.stringify([own, only, name]), own, only }];
    }),
  );
}

function overridesIn(options: string): Overrides {
  const parsed = overrides.safeParse((JSON.parse(options) as { overrides?: unknown }).overrides);
  return parsed.success ? parsed.data : {};
}
