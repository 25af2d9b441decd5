/** Learns the weights of the answering words: `node bench/span/train.ts DATA [--questions N] [--epochs N] [--out FILE]`. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeSpanWeights } from '../../src/answer/span-weights.ts';
import { readQuestionSet } from '../data/question-set.ts';
import { type SpanExample, spanExamples } from './examples.ts';
import { learnSpans, measureSpans } from './learn.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    questions: { type: 'string', default: '100000' },
    epochs: { type: 'string', default: '1' },
    rate: { type: 'string', default: '0.05' },
    /** Every tenth article is kept out and measured on. */
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    out: { type: 'string' },
  },
});

/** Numerical Recipes' linear congruential generator: the same order of questions at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
const examples = spanExamples(await readQuestionSet(positionals[0]!));
const isDev = ({ article }: SpanExample) => article % 10 === 7;
const dev = examples.filter(isDev).filter((_, at) => at % 4 === 0);
const pool = values.all ? examples : examples.filter((example) => !isDev(example));
const wanted = Math.min(pool.length, Number(values.questions));
const train = Array.from({ length: wanted }, (_, at) => pool[Math.floor((at * pool.length) / wanted)]!);
console.log(`${train.length} questions to learn from, ${dev.length} to measure on, ${seconds()}`);

function learn(lexical: boolean): Float32Array {
  const name = lexical ? 'words' : 'shapes';
  const tell = (what: string, weights: Float32Array) =>
    console.log(name, what, JSON.stringify(measureSpans(dev, weights, lexical)), seconds());
  return learnSpans(train, {
    lexical,
    epochs: Number(values.epochs),
    rate: Number(values.rate),
    decay: 0,
    random: seeded(7),
    onEpoch: (epoch, loss, weights) => tell(`${epoch} ${loss.toFixed(4)}`, weights),
  });
}

const lexical = values.only === 'shapes' ? new Float32Array() : learn(true);
const shapes = values.only === 'words' ? new Float32Array() : learn(false);
if (values.out) writeFileSync(values.out, writeSpanWeights({ lexical, shapes }));
