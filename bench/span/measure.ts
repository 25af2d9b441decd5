/** How well answering words are chosen when the right sentence is given. */
import type { Translations } from '../../src/answer/evidence/translation.ts';
import { chooseAmong } from '../../src/answer/span.ts';
import type { SpanModel } from '../../src/answer/span-weights.ts';
import { exactMatch, sharedF1 } from '../data/squad-measure.ts';
import type { SpanExample } from './examples.ts';
import { contestFor } from './learn-choice.ts';

export interface SpanFigures {
  readonly exact: number;
  readonly f1: number;
  /** F1 of at least one half. */
  readonly near: number;
  /** One of the contenders says gold. */
  readonly reachable: number;
  /** Of the surest half: F1 of at least one half. */
  readonly sureHalf: number;
  readonly examples: number;
}

/** Exact match and F1 of the words chosen in the right sentence, in per cent. */
export function measureSpans(
  examples: readonly SpanExample[],
  model: SpanModel,
  translations: Translations,
  lexical: boolean,
): SpanFigures {
  let exact = 0;
  let f1 = 0;
  let near = 0;
  let reachable = 0;
  const bySureness: (readonly [sure: number, near: boolean])[] = [];
  for (const example of examples) {
    const contest = contestFor(example, model.weights, lexical);
    const { text } = example.sentence;
    const span = chooseAmong(contest, model, translations);
    const said = span ? text.slice(span.start, span.end) : '';
    const value = sharedF1(said, example.gold);
    if (exactMatch(said, example.gold)) exact++;
    f1 += value;
    if (value >= 0.5) near++;
    if (contest.contenders.some(({ range }) => exactMatch(text.slice(range.start, range.end), example.gold))) reachable++;
    bySureness.push([span?.sure ?? 0, value >= 0.5]);
  }
  const percent = (sum: number, of = examples.length) => Number(((100 * sum) / of).toFixed(2));
  const sure = bySureness.sort(([a], [b]) => b - a).slice(0, examples.length / 2);
  return {
    exact: percent(exact),
    f1: percent(f1),
    near: percent(near),
    reachable: percent(reachable),
    sureHalf: percent(sure.filter(([, isNear]) => isNear).length, sure.length),
    examples: examples.length,
  };
}
