/** The one list of the kinds of sources. */
import { feed } from './feed.ts';
import { folder } from './folder-source.ts';
import { page } from './page.ts';
import { site } from './site.ts';
import type { SourceKind } from './source.ts';
import { upload } from './upload.ts';

export const sourceKinds = { page, site, feed, upload, folder } as const;
export type SourceKindName = keyof typeof sourceKinds;

/** The kind of this name. Its options are unknown until they are parsed. */
export const kindOf = (name: string): SourceKind<unknown> | undefined =>
  Object.hasOwn(sourceKinds, name) ? (sourceKinds[name as SourceKindName] as SourceKind<unknown>) : undefined;
