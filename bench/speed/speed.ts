/**
 * npm run bench -- --data DIR [--passages 100000] [--questions 500] [--engines footnote,minisearch,…] [--minutes 10]
 * Every engine on the same passages and questions, each in a process of its own, one after another; then Footnote's index as it runs. Prints
 * Markdown on standard output, progress on standard error.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCorpus } from './corpus.ts';
import { writeDocuments, writeQueries } from './documents.ts';
import type { Found } from './engine.ts';
import type { Quantiles } from './measure.ts';
import type { PipelineFigures } from './pipeline.ts';
import { dataFolder, machine, megabytes, ms, percent, run, table, tell, times, withFolder } from './report.ts';
import type { EngineFigures } from './run-engine.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    passages: { type: 'string', default: '100000' },
    questions: { type: 'string', default: '500' },
    engines: { type: 'string', default: 'footnote,minisearch,flexsearch,orama,lunr,fts5,lancedb' },
    minutes: { type: 'string', default: '10' },
  },
});
const data = dataFolder(values.data, 'bench');
const minutes = Number(values.minutes);

interface Faced {
  readonly question: Quantiles;
  readonly mistyped: Quantiles;
}

const engineTable = (figures: readonly EngineFigures[]) =>
  table(
    {
      engine: ({ engine }) => engine,
      'p50 ms': ({ question }) => ms(question.clock.p50),
      'p99 ms': ({ question }) => ms(question.clock.p99),
      'processor p50': ({ question }) => ms(question.processor.p50),
      'processor p99': ({ question }) => ms(question.processor.p99),
      'recall@5 %': ({ recall }) => percent(recall),
      'mistyped p50 ms': ({ mistyped }) => ms(mistyped.clock.p50),
      'mistyped p99 ms': ({ mistyped }) => ms(mistyped.clock.p99),
      'mistyped processor p99': ({ mistyped }) => ms(mistyped.processor.p99),
      'mistyped recall@5 %': ({ mistypedRecall }) => percent(mistypedRecall),
      'build s': ({ build }) => (build / 1_000).toFixed(1),
      'memory MB': ({ bytes }) => megabytes(bytes),
    },
    figures,
  );

/** Share of questions where Footnote's scores by rank are MiniSearch's own. */
function agreement(folder: string): number | undefined {
  try {
    const [ours, theirs] = ['footnote', 'minisearch'].map(
      (name) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Found[][],
    );
    const same = ours!.filter((found, at) =>
      found.every(({ score }, rank) => Math.abs(score! / theirs![at]![rank]!.score! - 1) < 1e-5),
    );
    return same.length / ours!.length;
  } catch {
    return undefined;
  }
}

const all = ({ p50, p95, p99 }: Quantiles) => `${ms(p50)}, ${ms(p95)}, ${ms(p99)} ms`;

await withFolder(async (folder) => {
  tell(`making ${values.passages} passages …`);
  const corpus = await readCorpus(data);
  const known = await writeDocuments(folder, corpus, Number(values.passages));
  writeQueries(folder, corpus, Number(values.passages), Number(values.questions), known);
  const figures: EngineFigures[] = [];
  for (const engine of values.engines.split(',')) {
    tell(`${engine} …`);
    const found = await run<EngineFigures>(minutes, 'run-engine.ts', engine, folder, values.passages);
    if (found) figures.push(found);
  }
  process.stdout.write(`${values.passages} passages, ${values.questions} questions; ${machine()}\n\n`);
  process.stdout.write(`${engineTable(figures)}\n`);
  const of = (name: string) => figures.find(({ engine }) => engine === name);
  const [ours, mini] = [of('footnote'), of('minisearch')];
  if (ours && mini) {
    const same = agreement(folder);
    for (const by of ['clock', 'processor'] as const) {
      const [fast, slow] = [ours, mini].map(({ question, mistyped }) => ({ question: question[by], mistyped: mistyped[by] })) as [
        Faced,
        Faced,
      ];
      process.stdout.write(
        `Against MiniSearch's search(), by ${by}: ${times(slow.question.p50 / fast.question.p50)} × at p50, ` +
          `${times(slow.question.p99 / fast.question.p99)} × at p99; with typos ${times(slow.mistyped.p99 / fast.mistyped.p99)} × at p99 ` +
          '(against fuzzy and prefix on every word).\n',
      );
    }
    process.stdout.write(`The same scores by rank as MiniSearch's own in ${percent(same)} % of the questions.\n\n`);
  }
  tell('the index as it runs …');
  const pipeline = await run<PipelineFigures>(minutes, 'pipeline.ts', data, values.passages, values.questions);
  if (pipeline) process.stdout.write(pipelineTable(pipeline));
});

function pipelineTable(figures: PipelineFigures): string {
  const lines: [string, string][] = [
    ['build, two workers', `${Math.round(figures.buildRate)} passages/s`],
    [
      'event-loop delay of the answering thread meanwhile: worst, p99',
      `${ms(figures.buildDelay)} ms, ${ms(figures.buildDelayP99)} ms`,
    ],
    ['segments, in the answering thread', `${megabytes(figures.segmentBytes)} MB`],
    ['beside them', `${megabytes(figures.besideBytes)} MB`],
    ['snapshot', `${megabytes(figures.snapshotBytes)} MB`],
    ['snapshot opened to first hits; worst delay', `${ms(figures.openFirst)} ms; ${ms(figures.openDelay)} ms`],
    ['one per cent of the passages changed; worst delay', `${ms(figures.change)} ms; ${ms(figures.changeDelay)} ms`],
    ['whole ask: p50, p95, p99', all(figures.ask.clock)],
    ['whole ask, processor time', all(figures.ask.processor)],
  ];
  return table<[string, string]>({ 'the index as it runs': ([what]) => what, '': ([, figure]) => figure }, lines);
}
