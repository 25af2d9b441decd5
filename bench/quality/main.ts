/** `npm run quality -- --data DIR [--data DIR …]`: measures answers on sets of questions with gold answers; writes docs/quality.md. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadLearned } from '../../src/answer/learned.ts';
import { readRankingWeights } from '../../src/answer/ranking-weights.ts';
import { type AskedQuestion, type QuestionSet, readQuestionSet } from '../data/question-set.ts';
import { progressBar } from '../train/progress.ts';
import { randomFrom, shuffle } from '../train/random.ts';
import { failing, failures } from './failures.ts';
import { followUps } from './follow-ups.ts';
import { figuresOf, pairedInterval, toldApart } from './measure.ts';
import { carryOver, families, type Outcome, run, runBaseline, type Trial, wholeSet, without } from './rows.ts';
import { figureRow, heading, table } from './tables.ts';

const root = path.join(import.meta.dirname, '../..');
const usage = 'Usage: npm run quality -- --data DIR [--data DIR …] [--weights DIR] [--limit N] [--out FILE]';

function readArguments() {
  const { values } = parseArgs({
    options: {
      /** The first is measured in every way; the others, of other languages, against the baseline alone. */
      data: { type: 'string', multiple: true },
      weights: { type: 'string', default: path.join(root, 'src/answer/weights') },
      /** Questions of each kind at most, for a quick look. The rows after the first table take a third. */
      limit: { type: 'string', default: '5000' },
      out: { type: 'string', default: path.join(root, 'docs/quality.md') },
    },
  });
  if (!values.data?.length) throw new Error(`Say where the questions are. ${usage}`);
  return { ...values, data: values.data, limit: Number(values.limit) };
}

const options = readArguments();
const random = randomFrom(2024);
const { learned, problems } = await loadLearned(options.weights);
for (const problem of problems) process.stderr.write(`${problem}\n`);
const lines: string[] = [];
const say = (...texts: string[]) => {
  for (const text of texts) process.stdout.write(`${text}\n`);
  lines.push(...texts);
};

function sample(set: QuestionSet, limit: number): AskedQuestion[] {
  const order = shuffle([...set.questions], randomFrom(7));
  const kinds = ['answerable', 'offtopic', 'perturbed'] as const;
  return kinds.flatMap((kind) => order.filter((one) => one.kind === kind).slice(0, limit));
}

async function overall(set: QuestionSet): Promise<void> {
  const trial = wholeSet('', set, sample(set, options.limit));
  const baseline = runBaseline(trial);
  const byHand = await run(trial, {});
  const own = await run(trial, learned);
  say(
    ...heading(
      'Answers',
      `${set.articles.length} articles, ${trial.passages.length} passages, ${trial.questions.length} questions.`,
    ),
  );
  const row = (name: string, { judged, milliseconds }: Outcome) => [
    ...figureRow(name, figuresOf(judged)),
    ...(['offtopic', 'perturbed'] as const).flatMap((kind) => {
      const { auroc, answered } = toldApart(judged, kind);
      return [auroc.toFixed(1), answered.toFixed(1)];
    }),
    `${(milliseconds / baseline.milliseconds).toFixed(2)} ×`,
  ];
  say(
    ...table(
      [...figureRow('system'), 'AUROC off-topic', 'answered off-topic', 'AUROC perturbed', 'answered perturbed', 'time a question'],
      [row('baseline', baseline), row('weights set by hand', byHand), row('learned weights', own)],
    ),
    `A question took ${own.milliseconds.toFixed(1)} ms, the baseline ${baseline.milliseconds.toFixed(1)} ms, on the machine that made this page.`,
  );
  say(...failures(own.judged));
}

async function ablation(set: QuestionSet): Promise<void> {
  const weights = readRankingWeights(readFileSync(path.join(options.weights, 'ranking.bin')));
  const trial = wholeSet(
    '',
    set,
    sample(set, Math.ceil(options.limit / 8)).filter(({ kind }) => kind === 'answerable'),
  );
  const whole = figuresOf((await run(trial, learned)).judged);
  const bar = progressBar('ablation', families.length);
  const rows: string[][] = [];
  for (const [i, family] of families.entries()) {
    const figures = figuresOf((await run(trial, without(learned, weights, family))).judged);
    rows.push([
      family,
      ...[figures.p1 - whole.p1, figures.mrr - whole.mrr, figures.r5 - whole.r5].map((change) => change.toFixed(1)),
    ]);
    bar(i + 1);
  }
  say(
    ...heading(
      'What each family of features adds',
      `Each family in turn told nothing (${whole.questions} questions): the change it makes.`,
    ),
  );
  say(...table(['without', 'P@1', 'MRR@10', 'R@5'], rows));
}

async function otherWays(set: QuestionSet): Promise<void> {
  const trials = await carryOver(set, sample(set, Math.ceil(options.limit / 8)), random);
  const rows: string[][] = [];
  const bar = progressBar('other ways', trials.length);
  for (const [i, parts] of trials.entries()) {
    const own = [];
    const baseline = [];
    for (const part of parts) {
      own.push(...(await run(part, learned)).judged);
      baseline.push(...runBaseline(part).judged);
    }
    rows.push([...figureRow(parts[0]!.name, figuresOf(own)), figuresOf(baseline).p1.toFixed(1)]);
    bar(i + 1);
  }
  say(...heading('The same questions asked otherwise, the same articles kept otherwise', 'Answerable questions alone.'));
  say(...table([...figureRow('asked'), 'baseline P@1'], rows));
}

async function otherLanguages(dirs: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const dir of dirs) {
    const set = await readQuestionSet(dir);
    const trial: Trial = wholeSet(path.basename(dir), set, sample(set, options.limit));
    const own = await run(trial, learned);
    const baseline = runBaseline(trial);
    const hits = ({ judged }: Outcome) => judged.map(({ rank }) => (rank === 1 ? 100 : 0));
    const [low, high] = pairedInterval(hits(own), hits(baseline), random);
    const gain = figuresOf(own.judged).p1 - figuresOf(baseline.judged).p1;
    rows.push([
      ...figureRow(trial.name, figuresOf(own.judged)),
      figuresOf(baseline.judged).p1.toFixed(1),
      `${gain.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`,
    ]);
  }
  say(
    ...heading(
      'Other languages',
      'Against stems, or bigrams of characters, in the same run; the gain with its 95 % interval, by the bootstrap over questions.',
    ),
  );
  say(...table([...figureRow('set'), 'baseline P@1', 'gain'], rows));
}

const [first, ...others] = options.data;
const set = await readQuestionSet(first!);
say('# How good the answers are', '', `Made by \`npm run quality\`. Percent, unless said otherwise.`);
await overall(set);
await otherWays(set);
if (learned.ranker && existsSync(path.join(options.weights, 'ranking.bin'))) await ablation(set);
if (others.length > 0) await otherLanguages(others);
say(...(await followUps()), ...(await failing()), ...sources(options.data));
mkdirSync(path.dirname(options.out), { recursive: true });
writeFileSync(
  options.out,
  `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`,
);

// As `npm run check` wants it.
execFileSync(
  process.execPath,
  [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', '--no-errors-on-unmatched', options.out],
  {
    cwd: root,
    stdio: 'ignore',
  },
);

/** Where the questions come from, by the first line and the licence of each set. */
function sources(dirs: readonly string[]): string[] {
  const about = dirs.map((dir) => {
    const text = readFileSync(path.join(dir, 'ABOUT.md'), 'utf8');
    return `- **${path.basename(dir)}** ${text
      .replace(/^#.*\n/, '')
      .split('\n')
      .filter((line) => line && !/^(Form|Changed):/.test(line))
      .join(' ')}`;
  });
  return [...heading('Sets and licences', 'None of their text is in this project.'), ...about];
}
