/** What tells whether the best sentence answers at all: features of the whole ranking, each a small function with its reason. */
import type { RankedEvidence } from '../ranker.ts';
import { choiceFeatures } from '../span-choice.ts';
import { bits, type TermMask, weigh } from './asked.ts';
import type { Evidence } from './evidence.ts';
import { features } from './features.ts';

/** The answering words as they were chosen. */
export interface FoundAnswer {
  readonly text: string;
  /** How sure they are beside all other words of the sentence, 0…1. */
  readonly sure: number;
  /** How well they answer, comparable between sentences of one question. */
  readonly score: number;
  /** What spoke for them beside other words: a value for each of `choiceFeatures`; empty where they were chosen by hand-set rules. */
  readonly values: Float32Array;
}

/** The ranking that a verdict is passed on. */
export interface Finding {
  readonly best: Evidence;
  /** All sentences, best first. */
  readonly ranked: readonly RankedEvidence[];
  /** The answering words of the best sentence, where it has any. */
  readonly answer: FoundAnswer | undefined;
}

export interface VerdictFeature {
  readonly name: string;
  readonly why: string;
  readonly of: (finding: Finding) => number;
}

/** More sentences than this change no verdict. */
const RIVALS = 30;
/** So many first sentences speak for the whole. */
const FEW = 8;

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

/** Share of the question's weight in `mask`. */
const covered = ({ asked }: Evidence, mask: TermMask) => (asked.idfSum > 0 ? weigh(mask, asked.idf) / asked.idfSum : 0);

/** The two terms of greatest weight. */
function mostTelling({ asked }: Evidence): TermMask {
  const order = [...asked.idf.keys()].sort((a, b) => asked.idf[b]! + asked.rarity[b]! - asked.idf[a]! - asked.rarity[a]!);
  return order.slice(0, 2).reduce((mask, i) => mask | (1 << i), 0);
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

/** Told apart from every value that an answer may have. */
const ABSENT = -99;

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
  {
    name: 'missingInPassageIdf',
    why: 'the most telling word that the passage and its title lack',
    of: ({ best }) => heaviest(allOf(best) & ~(best.inPassage | best.inHeadings), best.asked.idf),
  },
  {
    name: 'missingInPassageRarity',
    why: 'the rarest such word',
    of: ({ best }) => heaviest(allOf(best) & ~(best.inPassage | best.inHeadings), best.asked.rarity),
  },
  {
    name: 'coveredByFirst',
    why: 'however well the first few sentences do together, the question is covered or it is not',
    of: ({ ranked, best }) =>
      covered(
        best,
        ranked.slice(0, FEW).reduce((mask, { evidence }) => mask | evidence.match.held, 0),
      ),
  },
  {
    name: 'bestPassage',
    why: 'some passage speaks of all that was asked',
    of: ({ ranked, best }) => Math.max(...ranked.slice(0, RIVALS).map(({ evidence }) => covered(best, evidence.inPassage))),
  },
  {
    name: 'agreement',
    why: 'sentences that answer stand in one article, words met by accident all over the shelf',
    of: ({ ranked, best }) =>
      ranked.slice(0, FEW).filter(({ evidence }) => evidence.found.passage.article === best.found.passage.article).length,
  },
  {
    name: 'telling',
    why: 'the two most telling words stand together in the passage',
    of: ({ best }) => bits(mostTelling(best) & best.inPassage),
  },
  {
    name: 'tellingHere',
    why: 'or in the sentence',
    of: ({ best }) => bits(mostTelling(best) & best.match.held),
  },
  { name: 'corrected', why: 'spellings that had to be guessed', of: ({ best }) => bits(best.asked.corrected) },
  { name: 'unknown', why: 'words that stand in no article', of: ({ best }) => bits(best.asked.unknown) },
  { name: 'sure', why: 'an answer has answering words', of: ({ answer }) => answer?.sure ?? -1 },
  { name: 'answerScore', why: 'and they are of the kind asked for', of: ({ answer }) => answer?.score ?? -9 },
  { name: 'answerWords', why: 'few words are easier to tell than many', of: ({ answer }) => answer?.text.split(/\s+/).length ?? 0 },
  {
    name: 'answerDigits',
    why: 'figures are easier to tell than phrases',
    of: ({ answer }) => Number(/\p{N}/u.test(answer?.text ?? '')),
  },
  {
    name: 'answerNames',
    why: 'so are names',
    of: ({ answer }) =>
      answer ? (answer.text.match(/(?<![\p{L}\p{N}])\p{Lu}/gu)?.length ?? 0) / answer.text.split(/\s+/).length : 0,
  },
  ...choiceFeatures.map(({ name, why }, i) => ({
    name: `answer: ${name}`,
    why,
    of: ({ answer }: Finding) => answer?.values[i] ?? ABSENT,
  })),
  ...known.flatMap(({ name }) => {
    const feature = SILENT.has(name) ? undefined : features.find((one) => one.name === name);
    return feature ? [{ name: feature.name, why: feature.why, of: ({ best }: Finding) => feature.of(best) }] : [];
  }),
];
