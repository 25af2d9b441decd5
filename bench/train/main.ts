/** `npm run train -- --data DIR`: learns the weights from a folder of questions with gold answers and writes them to src/answer/weights/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeSpanWeights } from '../../src/answer/span-weights.ts';
import { packRanking } from './artifact.ts';
import { FOLDS } from './learn-ranking.ts';
import { createPool, type Pool } from './pool.ts';
import { type SpanStage, type Stage, Training } from './tasks.ts';

const root = path.join(import.meta.dirname, '../..');
const usage = 'Usage: npm run train -- --data DIR [--out DIR] [--work DIR] [--seed N] [--trees N] [--per-article N] [--threads N]';

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      out: { type: 'string', default: path.join(root, 'src/answer/weights') },
      /** Finished stages; delete it to start anew. */
      work: { type: 'string', default: path.join(root, '.tmp/train') },
      seed: { type: 'string', default: '1' },
      trees: { type: 'string', default: '400' },
      'per-article': { type: 'string', default: '240' },
      threads: { type: 'string', default: '2' },
    },
  });
  if (!values.data) throw new Error(`Say where the questions are. ${usage}`);
  return { ...values, data: values.data };
}

const kinds = ['english', 'languageFree'] as const;
const halves = [0, 1] as const;

/** Everything that is learned, in the order in which one thing needs another. */
async function learn(pool: Pool): Promise<void> {
  const both = (run: (lexical: boolean) => Promise<unknown>) => Promise.all([true, false].map(run));
  const spans = (stage: SpanStage, lexical: boolean) => pool.run({ name: 'spans', stage, lexical });
  const trees = (stage: Stage) => Promise.all(kinds.map((kind) => pool.run({ name: 'trees', stage, kind })));
  await Promise.all(Array.from({ length: FOLDS }, (_, fold) => pool.run({ name: 'rows', fold })));
  const choice = both(async (lexical) => {
    await Promise.all(halves.map((half) => spans(`half-${half}`, lexical)));
    await Promise.all(halves.map((half) => pool.run({ name: 'contenders', half, lexical })));
    await pool.run({ name: 'choice', lexical });
  });
  await Promise.all([choice, both((lexical) => spans('rehearsal', lexical)), trees('rehearsal')]);
  await Promise.all([
    ...kinds.map((kind) => pool.run({ name: 'verdicts', kind })),
    both((lexical) => spans('final', lexical)),
    pool.run({ name: 'translations' }),
    trees('final'),
  ]);
}

async function main(): Promise<void> {
  const { data, out, work, ...numbers } = readArguments();
  const started = Date.now();
  const options = {
    data,
    work,
    seed: Number(numbers.seed),
    trees: Number(numbers.trees),
    perArticle: Number(numbers['per-article']),
  };
  const pool = createPool(options, Number(numbers.threads));
  try {
    await learn(pool);
  } finally {
    await pool.close();
  }
  const training = await Training.open(options);
  const verdicts = { english: training.verdicts('english'), languageFree: training.verdicts('languageFree') };
  const ranking = packRanking(training.ranking('final'), verdicts, new Date().toISOString().slice(0, 10));
  const spans = writeSpanWeights(training.spans('final'));
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'ranking.bin'), ranking);
  writeFileSync(path.join(out, 'spans.bin'), spans);
  const megabytes = (bytes: Uint8Array) => (bytes.length / 1e6).toFixed(1);
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  process.stderr.write(
    `${out}: ranking.bin ${megabytes(ranking)} MB, spans.bin ${megabytes(spans)} MB, learned in ${minutes} minutes\n`,
  );
}

await main();
