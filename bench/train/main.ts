/** `npm run train -- --data DIR`: learns the weights from a folder of questions with gold answers and writes them to src/answer/weights/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeSpanWeights } from '../../src/answer/span-weights.ts';
import type { Article } from '../../src/articles/article.ts';
import { readQuestionSet } from '../data/question-set.ts';
import { spanExamples } from '../span/examples.ts';
import { learnSpans } from '../span/learn.ts';
import { packRanking } from './artifact.ts';
import { Checkpoints } from './checkpoint.ts';
import { prepareCorpus } from './corpus.ts';
import { crossParts, evidenceRows, growOrders, type LearnedRanking, translationsFrom } from './learn-ranking.ts';
import { learnVerdicts } from './learn-verdicts.ts';
import { randomFrom, shuffle } from './random.ts';

const root = path.join(import.meta.dirname, '../..');
const usage = 'Usage: npm run train -- --data DIR [--out DIR] [--work DIR] [--seed N] [--trees N] [--per-article N] [--keep-out N]';

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      out: { type: 'string', default: path.join(root, 'src/answer/weights') },
      /** Finished stages; delete it to start anew. */
      work: { type: 'string', default: path.join(root, '.tmp/train') },
      seed: { type: 'string', default: '1' },
      trees: { type: 'string', default: '320' },
      'per-article': { type: 'string', default: '200' },
      /** Articles kept out of the training, to measure on. */
      'keep-out': { type: 'string', default: '0' },
    },
  });
  if (!values.data) throw new Error(`Say where the questions are. ${usage}`);
  return { ...values, data: values.data };
}

async function main(): Promise<void> {
  const options = readArguments();
  const seed = Number(options.seed);
  const checkpoints = new Checkpoints(options.work);
  const set = await readQuestionSet(options.data);
  const articles = shuffle([...set.articles], randomFrom(seed)).slice(Number(options['keep-out']));
  const corpus = prepareCorpus(set);
  // A rehearsal need not be as long as the performance.
  const common = {
    seed,
    perArticle: Math.ceil(Number(options['per-article']) / 2),
    trees: Math.ceil(Number(options.trees) * 0.7),
    checkpoints,
    name: 'rehearsal',
  };
  const examples = spanExamples(set);
  const numbers = new Map(set.articles.map((article, number) => [article, number]));
  const spansOf = (name: string, list: readonly Article[]) =>
    checkpoints.stage(`${name}-spans`, () => {
      const own = new Set(list.map((article) => numbers.get(article)!));
      const chosen = examples.filter(({ article }) => own.has(article));
      const learn = (lexical: boolean) =>
        learnSpans(chosen, { lexical, epochs: 1, rate: 0.05, decay: 0, random: randomFrom(seed) });
      return { lexical: learn(true), shapes: learn(false) };
    });

  // A rehearsal on three quarters of the articles shows on the last quarter how far an order can be trusted on articles it has not seen.
  const cut = Math.round(articles.length / 4);
  const [apart, rehearsed] = [articles.slice(0, cut), articles.slice(cut)];
  const rows = await checkpoints.stage('rehearsal-rows', () => evidenceRows(corpus, crossParts(corpus, rehearsed, seed), common));
  const translations = await checkpoints.stage('rehearsal-translations', () => translationsFrom(corpus, rehearsed));
  const rehearsal = { translations, ...growOrders(rows, { ...common, name: 'rehearsal' }) };
  const spans = await spansOf('rehearsal', rehearsed);
  const verdicts = await checkpoints.stage('verdicts', () => learnVerdicts(corpus, apart, rehearsal, spans, seed));

  const all = await checkpoints.stage('final-rows', () =>
    evidenceRows(corpus, crossParts(corpus, articles, seed), { ...common, perArticle: Number(options['per-article']) }),
  );
  const ranking: LearnedRanking = {
    translations: await checkpoints.stage('final-translations', () => translationsFrom(corpus, articles)),
    ...growOrders(all, { ...common, name: 'final', trees: Number(options.trees) }),
  };
  mkdirSync(options.out, { recursive: true });
  const trained = new Date().toISOString().slice(0, 10);
  const bytes = packRanking(ranking, verdicts, trained);
  writeFileSync(path.join(options.out, 'ranking.bin'), bytes);
  const spanBytes = writeSpanWeights(await spansOf('final', articles));
  writeFileSync(path.join(options.out, 'spans.bin'), spanBytes);
  process.stderr.write(
    `${options.out}: ranking.bin ${(bytes.length / 1e6).toFixed(1)} MB, spans.bin ${(spanBytes.length / 1e6).toFixed(1)} MB\n`,
  );
}

await main();
