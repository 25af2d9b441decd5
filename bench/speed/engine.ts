/** A search engine as it is measured. */

import type { QueryTerm } from '../../src/search/search-index.ts';
import type { Document } from './documents.ts';

export interface Engine {
  /** Takes documents in batches; `finish` makes them searchable. */
  add(documents: readonly Document[]): Promise<void> | void;
  finish(): Promise<void> | void;
  /** Ids of the best `limit` passages that hold any of the terms, best first, with their scores where the engine tells them. */
  search(terms: readonly QueryTerm[], limit: number): Promise<Found[]> | Found[];
  /** The same for a question with a mistyped word, where the engine has a way of its own. */
  searchMistyped?(terms: readonly QueryTerm[], limit: number): Promise<Found[]> | Found[];
}

export interface Found {
  readonly id: string;
  readonly score?: number;
}

/** Packages of `bench/package.json`, which a clone need not have: so they are loaded by name and known by what is used of them. */
export async function rival<Package>(name: string): Promise<Package> {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(`${name} is not installed. Run: npm ci --prefix bench`, { cause });
  }
}
