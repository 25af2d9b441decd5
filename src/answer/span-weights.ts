/** What was learned of the answering words, as a file. */
import type { Forest, ForestLists } from './model.ts';
import { forestFromLists, forestToLists, pack, unpack } from './ranking-weights.ts';
import { choiceFeatures } from './span-choice.ts';
import { WEIGHT_BITS } from './span-columns.ts';
import { placeOnScale, type Weights } from './span-rows.ts';

/** Weights of what a span shows, and trees that choose among the spans which the weights put first. */
export interface SpanModel {
  readonly weights: Weights;
  /** Absent while the weights alone are learned: then the first is taken. */
  readonly choice?: Forest;
}

export interface SpanWeights {
  /** For languages whose words were learned from. */
  readonly lexical: SpanModel;
  /** For every other language: shapes, places and the kind asked for, no words. */
  readonly shapes: SpanModel;
}

const kinds = ['lexical', 'shapes'] as const;
/** Counts up whenever the features change: weights of other features would add up to nonsense. */
const VERSION = 'spans 3';

const packed = (weights: Weights) => (weights instanceof Int8Array ? weights : Int8Array.from(weights, placeOnScale));

/** What is written: weights as they were learned or as they are kept, and trees joined to lists. */
export type SpanModels = Readonly<Record<(typeof kinds)[number], { readonly weights: Weights; readonly choice: ForestLists }>>;

export function writeSpanWeights(models: SpanModels): Uint8Array {
  const facts = { version: VERSION, 'choice.features': choiceFeatures.map(({ name }) => name) };
  const lists = kinds.flatMap((kind) => [
    { [`${kind}.weights`]: packed(models[kind].weights) },
    forestToLists(`${kind}.choice`, models[kind].choice),
  ]);
  return pack(facts, Object.assign({}, ...lists));
}

/** The reverse. Throws an Error whose message says what is wrong with the bytes, as a clause. */
export function readSpanWeights(bytes: Uint8Array): SpanWeights {
  const { facts, lists } = unpack(bytes);
  const names = facts['choice.features'];
  const own =
    Array.isArray(names) && names.length === choiceFeatures.length && choiceFeatures.every(({ name }, i) => name === names[i]);
  if (facts.version !== VERSION || !own) throw new Error('they belong to another version of the program');
  const model = (kind: (typeof kinds)[number]): SpanModel => {
    const weights = lists[`${kind}.weights`];
    if (!(weights instanceof Int8Array) || weights.length !== 2 ** WEIGHT_BITS[kind])
      throw new Error(`the ${kind} weights are missing`);
    return { weights, choice: forestFromLists(`${kind}.choice`, lists) };
  };
  return { lexical: model('lexical'), shapes: model('shapes') };
}
