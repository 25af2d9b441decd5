/** From folders and questions to rows of features: the learned order is trained on what it will see. */
import { candidatesOf } from '../../src/answer/evidence/candidates.ts';
import type { Evidence } from '../../src/answer/evidence/evidence.ts';
import type { Feature } from '../../src/answer/evidence/features.ts';
import type { Profiles } from '../../src/answer/evidence/profile.ts';
import type { Translations } from '../../src/answer/evidence/translation.ts';
import { lexiconOf } from '../../src/answer/lexicon.ts';
import { findPassages } from '../../src/answer/passages.ts';
import type { Question } from '../../src/answer/question.ts';
import type { Article } from '../../src/articles/article.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { Rows } from './bins.ts';
import { type Random, shuffle } from './random.ts';

/** Rows of features with their labels; the candidates of question g are rows [groups[g], groups[g + 1]). */
export interface RowSet {
  readonly rows: Rows;
  readonly labels: number[];
  readonly groups: number[];
}

export const emptyRowSet = (features: readonly Feature[]): RowSet => ({
  rows: new Rows(features.length, 4096),
  labels: [],
  groups: [0],
});

/** Other names are the operator's to give; none are learned with. */
const noAliases = new Map<string, readonly string[]>();

/** The candidates for a question, as the running program gathers them. */
export async function gather(
  question: Question,
  index: SearchIndex,
  profiles: Profiles,
  translationsFor: (language: string) => Translations,
): Promise<Evidence[]> {
  const found = await findPassages(question, [index], noAliases);
  return candidatesOf(question, found, profiles, lexiconOf([index]), [index], translationsFor);
}

/** The `count` likeliest wrong candidates of a question. */
export function rivalsOf(asked: AskedQuestion, home: Article, candidates: readonly Evidence[], count: number): Evidence[] {
  return candidates
    .filter((candidate) => !isRight(asked, home, candidate))
    .sort((a, b) => quick(b) - quick(a))
    .slice(0, count);
}

const isRight = (asked: AskedQuestion, home: Article, { passage, match }: Evidence) =>
  passage.passage.article === home && isHit(asked, home, match.sentence.sentence);

/** Adds one question's candidates: the right ones, the `hard` likeliest wrong ones and a few of the others. Adds nothing where no candidate is right. */
export function addCandidates(
  set: RowSet,
  asked: AskedQuestion,
  home: Article,
  candidates: readonly Evidence[],
  features: readonly Feature[],
  { hard, others, random }: { hard: number; others: number; random: Random },
): boolean {
  const labels = candidates.map((candidate) => (isRight(asked, home, candidate) ? 1 : 0));
  if (!labels.includes(1)) return false;
  const order = candidates.map((_, i) => i).sort((a, b) => quick(candidates[b]!) - quick(candidates[a]!));
  const kept = new Set(order.slice(0, hard));
  for (const i of shuffle(order.slice(hard), random).slice(0, others)) kept.add(i);
  for (const [i, label] of labels.entries()) if (label) kept.add(i);
  const values = new Float32Array(features.length);
  for (const i of [...kept].sort((a, b) => a - b)) {
    for (const [f, feature] of features.entries()) values[f] = feature.of(candidates[i]!);
    set.rows.add(values);
    set.labels.push(labels[i]!);
  }
  set.groups.push(set.labels.length);
  return true;
}

const quick = ({ match, asked }: Evidence) => match.likelihood + (4 * match.bm25) / (asked.idfSum || 1);
