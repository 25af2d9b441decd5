/** What tells whether the best sentence answers at all: features of the whole ranking, each a small function with its reason. */
import type { RankedEvidence } from '../ranker.ts';
import { bits, type TermMask } from './asked.ts';
import { type Evidence, features } from './features.ts';

/** The ranking that a verdict is passed on. */
export interface Finding {
  readonly best: Evidence;
  /** All sentences, best first. */
  readonly ranked: readonly RankedEvidence[];
  /** How sure the answering words of the best sentence are, 0…1; −1 where none were sought. */
  readonly sure: number;
  /** How many words these are. */
  readonly words: number;
}

export interface VerdictFeature {
  readonly name: string;
  readonly why: string;
  readonly of: (finding: Finding) => number;
}

/** More sentences than this change no verdict. */
const RIVALS = 30;

const scoreOf = ({ ranked }: Finding) => ranked[0]?.score ?? 0;
/** How far the best sentence is ahead of the best one that `differs` from it. */
function lead({ ranked, best }: Finding, differs: (other: Evidence) => boolean): number {
  const rival = ranked.slice(1, RIVALS).find(({ evidence }) => evidence !== best && differs(evidence));
  return rival ? (ranked[0]?.score ?? 0) - rival.score : 9;
}

/** The best sentence's share of all odds. */
function share({ ranked }: Finding): number {
  const top = ranked[0]?.score ?? 0;
  return 1 / ranked.slice(0, RIVALS).reduce((sum, { score }) => sum + Math.exp(score - top), 0);
}

const allOf = ({ asked }: Evidence): TermMask => (1 << asked.terms.length) - 1;
const required = ({ asked }: Evidence): TermMask => asked.names | asked.numerals;

function heaviest(mask: TermMask, weights: Float32Array): number {
  let best = 0;
  for (let rest = mask, i = 0; rest; rest >>>= 1, i++) if (rest & 1 && weights[i]! > best) best = weights[i]!;
  return best;
}

/** Features of the sentence that say nothing of whether it answers at all. */
const SILENT = new Set([
  'passageRank',
  'articleRank',
  'place',
  'placeFromEnd',
  'ordinal',
  'passageScore',
  'likelihoodBefore',
  'likelihoodAfter',
  'firstAt',
]);

/** Everything about the ranking as a whole, then everything about its best sentence. `known` are the features that the language has. */
export const verdictFeatures = (known: readonly { readonly name: string }[]): VerdictFeature[] => [
  { name: 'score', why: 'the order knows how well it went', of: scoreOf },
  { name: 'share', why: 'a clear first is surer than one of many', of: share },
  { name: 'lead', why: 'ahead of the second', of: (finding) => lead(finding, () => true) },
  {
    name: 'leadOfPassage',
    why: 'ahead of other passages: sentences of one passage share their words',
    of: (finding) => lead(finding, (other) => other.passage !== finding.best.passage),
  },
  {
    name: 'leadOfArticle',
    why: 'ahead of other articles',
    of: (finding) => lead(finding, (other) => other.found.passage.article !== finding.best.found.passage.article),
  },
  {
    name: 'requiredMissing',
    why: 'a name, a year or a number of the question that the article nowhere holds',
    of: ({ best }) => bits(required(best) & ~best.inArticle),
  },
  {
    name: 'requiredMissingHere',
    why: 'or that stands neither in the passage nor in its title',
    of: ({ best }) => bits(required(best) & ~(best.inPassage | best.inHeadings)),
  },
  {
    name: 'requiredShare',
    why: 'of all that are required',
    of: ({ best }) => (required(best) ? bits(required(best) & best.inArticle) / bits(required(best)) : 1),
  },
  {
    name: 'namesMissingRarity',
    why: 'the rarest name that the article lacks',
    of: ({ best }) => heaviest(best.asked.names & ~best.inArticle, best.asked.rarity),
  },
  {
    name: 'missingInArticleRarity',
    why: 'the rarest word that the article lacks',
    of: ({ best }) => heaviest(allOf(best) & ~best.inArticle, best.asked.rarity),
  },
  {
    name: 'missingInArticleIdf',
    why: 'the most telling word that the article lacks',
    of: ({ best }) => heaviest(allOf(best) & ~best.inArticle, best.asked.idf),
  },
  { name: 'missingInArticleCount', why: 'many such words', of: ({ best }) => bits(allOf(best) & ~best.inArticle) },
  { name: 'corrected', why: 'spellings that had to be guessed', of: ({ best }) => bits(best.asked.corrected) },
  { name: 'unknown', why: 'words that stand in no article', of: ({ best }) => bits(best.asked.unknown) },
  { name: 'sure', why: 'an answer has answering words', of: ({ sure }) => sure },
  { name: 'answerWords', why: 'few words are easier to tell than many', of: ({ words }) => words },
  ...known.flatMap(({ name }) => {
    const feature = SILENT.has(name) ? undefined : features.find((one) => one.name === name);
    return feature ? [{ name: feature.name, why: feature.why, of: ({ best }: Finding) => feature.of(best) }] : [];
  }),
];
