/** What was learned → the bytes of the file that the program reads. */
import { features, languageFree } from '../../src/answer/evidence/features.ts';
import { verdictFeatures } from '../../src/answer/evidence/verdict.ts';
import { joinTrees } from '../../src/answer/model.ts';
import { forestToLists, pack, translationsToLists } from '../../src/answer/ranking-weights.ts';
import type { LearnedRanking } from './learn-ranking.ts';
import type { LearnedVerdictTrees } from './learn-verdicts.ts';

export type Verdicts = Readonly<Record<'english' | 'languageFree', Readonly<Record<'answered' | 'marked', LearnedVerdictTrees>>>>;

/** `trained` is an ISO date. Without verdicts the file orders sentences and says nothing more. */
export function packRanking(ranking: LearnedRanking, verdicts: Verdicts | undefined, trained: string): Uint8Array {
  const facts: Record<string, unknown> = { trained };
  const lists = { ...translationsToLists(ranking.translations) };
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  const known = { english: features, languageFree };
  for (const kind of ['english', 'languageFree'] as const) {
    facts[`${kind}.features`] = names(known[kind]);
    Object.assign(lists, forestToLists(kind, joinTrees(ranking[kind])));
    for (const [part, { trees, threshold }] of Object.entries(verdicts?.[kind] ?? {})) {
      facts[`${kind}.${part}.features`] = names(verdictFeatures(known[kind]));
      facts[`${kind}.${part}.threshold`] = threshold;
      Object.assign(lists, forestToLists(`${kind}.${part}`, joinTrees(trees)));
    }
  }
  return pack(facts, lists);
}
