/** Learns the last choice among the best spans of a sentence: trees that put the one that says gold first. */

import type { Translations } from '../../src/answer/evidence/translation.ts';
import type { Tree } from '../../src/answer/model.ts';
import { choiceFeatures, choiceRows } from '../../src/answer/span-choice.ts';
import { CONTENDERS, type Contest, contestOf, scoreSpans } from '../../src/answer/span-contest.ts';
import { readSpans } from '../../src/answer/span-reading.ts';
import type { Weights } from '../../src/answer/span-rows.ts';
import { normalized, sharedF1 } from '../data/squad-measure.ts';
import { binTable, Rows } from '../train/bins.ts';
import { boost, treeOptions } from '../train/boost.ts';
import { listwise } from '../train/losses.ts';
import { progressBar } from '../train/progress.ts';
import type { SpanExample } from './examples.ts';

/** Leaves of a tree. */
const LEAVES = 24;

/** Contenders with their features, row by row; those of question g are rows [groups[g], groups[g + 1]). */
export interface ChoiceRows {
  readonly data: Float32Array;
  /** 1 for a span that says gold, less for one that says a part of it. */
  readonly labels: Float32Array;
  readonly groups: Int32Array;
}

export const contestFor = ({ question, sentence, language }: SpanExample, weights: Weights, lexical: boolean): Contest =>
  contestOf(scoreSpans(readSpans(question, sentence, language, lexical), weights));

/** What a span that shares words with gold is worth beside one that says it. */
const NEAR = 0.3;

function labelOf({ gold, sentence }: SpanExample, { start, end }: { start: number; end: number }): number {
  const said = normalized(sentence.text.slice(start, end));
  if (gold.includes(said)) return 1;
  const f1 = sharedF1(said, gold);
  return f1 >= 0.5 ? NEAR * f1 : 0;
}

/** Contenders under weights that the examples were not learned from. */
export function choiceSet(
  examples: readonly SpanExample[],
  weights: Weights,
  translations: Translations,
  lexical: boolean,
): ChoiceRows {
  const rows = new Rows(choiceFeatures.length, examples.length * CONTENDERS);
  const labels: number[] = [];
  const groups = [0];
  for (const example of examples) {
    const contest = contestFor(example, weights, lexical);
    const values = choiceRows(contest, translations);
    for (const [at, { range }] of contest.contenders.entries()) {
      rows.add(values, at * choiceFeatures.length);
      labels.push(labelOf(example, range));
    }
    groups.push(labels.length);
  }
  return { data: rows.data.slice(), labels: Float32Array.from(labels), groups: Int32Array.from(groups) };
}

export function joinSets(sets: readonly ChoiceRows[]): ChoiceRows {
  const labels = sets.flatMap((set) => [...set.labels]);
  const data = new Float32Array(labels.length * choiceFeatures.length);
  const groups: number[] = [0];
  let at = 0;
  for (const set of sets) {
    data.set(set.data, at * choiceFeatures.length);
    for (const end of set.groups.subarray(1)) groups.push(at + end);
    at += set.labels.length;
  }
  return { data, labels: Float32Array.from(labels), groups: Int32Array.from(groups) };
}

export function growChoice({ data, labels, groups }: ChoiceRows, trees: number, seed: number): Tree[] {
  const bar = progressBar('answering words', trees);
  const options = treeOptions(trees, LEAVES, seed);
  return boost(binTable(data, choiceFeatures.length), groups, listwise(labels, groups), options, [], ({ length }) => bar(length));
}
