/** Learns the answering words alone: `node bench/span/train.ts DATA [--out FILE] [--all]`; measures on every tenth article, which is kept out. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Translations } from '../../src/answer/evidence/translation.ts';
import { Forest, joinTrees } from '../../src/answer/model.ts';
import { writeSpanWeights } from '../../src/answer/span-weights.ts';
import { readQuestionSet } from '../data/question-set.ts';
import { prepareCorpus } from '../train/corpus.ts';
import { translationsFrom } from '../train/learn-ranking.ts';
import { randomFrom } from '../train/random.ts';
import { asTyped, type SpanExample, spanExamples } from './examples.ts';
import { learnSpans } from './learn.ts';
import { choiceSet, growChoice, joinSets } from './learn-choice.ts';
import { measureSpans } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Learn from the articles to measure on too. */
    all: { type: 'boolean', default: false },
    /** Share of questions that are learned from as people type them. */
    typed: { type: 'string', default: '0.12' },
    trees: { type: 'string', default: '300' },
    out: { type: 'string' },
  },
});

const started = Date.now();
const tell = (...what: readonly unknown[]) => console.log(...what, `${((Date.now() - started) / 1000).toFixed(0)} s`);
const set = await readQuestionSet(positionals[0]!);
const corpus = prepareCorpus(set);
const examples = spanExamples(set);
const typed = asTyped(examples, Number(values.typed), randomFrom(1));
const isDev = (article: number) => article % 10 === 7;
const learned = (article: number) => values.all || !isDev(article);
const articles = (is: (article: number) => boolean) => set.articles.filter((_, article) => learned(article) && is(article));
const examplesOf = (is: (article: number) => boolean) => typed.filter(({ article }) => learned(article) && is(article));
const halves = [0, 1].map((half) => (article: number) => article % 2 === half);
const dev = examples.filter(({ article }) => isDev(article));
const translations = halves.map((half) => new Translations(translationsFrom(corpus, articles(half))));
const all = new Translations(
  translationsFrom(
    corpus,
    articles(() => true),
  ),
);
tell(`${examples.length} questions, ${dev.length} to measure on`);

function model(lexical: boolean) {
  const learn = (list: readonly SpanExample[]) =>
    learnSpans(list, { lexical, epochs: 1, rate: 0.05, decay: 0, random: randomFrom(1) });
  const name = lexical ? 'words' : 'shapes';
  const rows = halves.map((half, h) =>
    choiceSet(examplesOf(halves[1 - h]!), learn(examplesOf(half)), lexical ? translations[h]! : Translations.empty(), lexical),
  );
  tell(name, 'halves');
  const weights = learn(examplesOf(() => true));
  const known = lexical ? all : Translations.empty();
  tell(name, 'weights', JSON.stringify(measureSpans(dev, { weights }, known, lexical)));
  const choice = joinTrees(growChoice(joinSets(rows), Number(values.trees), 1));
  const sloppy = asTyped(dev, 1, randomFrom(2));
  tell(name, 'choice, as typed', JSON.stringify(measureSpans(sloppy, { weights, choice: new Forest(choice) }, known, lexical)));
  tell(name, 'choice', JSON.stringify(measureSpans(dev, { weights, choice: new Forest(choice) }, known, lexical)));
  return { weights, choice };
}

const bytes = writeSpanWeights({ lexical: model(true), shapes: model(false) });
if (values.out) writeFileSync(values.out, bytes);
