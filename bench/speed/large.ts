/**
 * npm run bench:large -- --data DIR [--sizes 1000,20000,100000,300000,1000000] [--questions 500] [--engines footnote,lancedb] [--picture FILE.svg]
 * How time and memory grow with the collection. Prints Markdown on standard output, draws the picture, tells its progress on standard error.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCorpus } from './corpus.ts';
import { writeDocuments, writeQueries } from './documents.ts';
import { rival } from './engine.ts';
import { dataFolder, machine, megabytes, ms, percent, run, table, tell, withFolder } from './report.ts';
import type { EngineFigures } from './run-engine.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sizes: { type: 'string', default: '1000,20000,100000,300000,1000000' },
    questions: { type: 'string', default: '500' },
    engines: { type: 'string', default: 'footnote,lancedb' },
    minutes: { type: 'string', default: '60' },
    picture: { type: 'string' },
  },
});
interface Vega {
  parse(spec: object): object;
  readonly View: new (runtime: object, options: object) => { toSVG(): Promise<string> };
}
interface VegaLite {
  compile(spec: object): { spec: object };
}

const lines = (figures: readonly EngineFigures[]) =>
  figures.flatMap(({ engine, passages, question, bytes }) => [
    { engine, passages, panel: 'question, p50 (ms)', value: question.clock.p50 },
    { engine, passages, panel: 'question, p95 (ms)', value: question.clock.p95 },
    ...(engine === 'footnote' ? [{ engine, passages, panel: 'memory (MB)', value: bytes / 1e6 }] : []),
  ]);

/** Both axes logarithmic: a straight line of slope one is proportional growth. */
async function draw(figures: readonly EngineFigures[]): Promise<string> {
  const vega = await rival<Vega>('vega');
  const { compile } = await rival<VegaLite>('vega-lite');
  const log = { type: 'log' };
  const { spec } = compile({
    data: { values: lines(figures) },
    facet: {
      column: { field: 'panel', type: 'nominal', title: null, sort: ['question, p50 (ms)', 'question, p95 (ms)', 'memory (MB)'] },
    },
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 220,
      height: 180,
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'passages', type: 'quantitative', scale: log, axis: { format: '~s', values: [1e3, 1e4, 1e5, 1e6] } },
        y: { field: 'value', type: 'quantitative', scale: log, title: null },
        color: { field: 'engine', type: 'nominal', title: null },
      },
    },
    config: { background: 'white' },
  });
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}

const sizes = values.sizes.split(',').map(Number);
const data = dataFolder(values.data, 'bench:large');
await withFolder(async (folder) => {
  const corpus = await readCorpus(data);
  tell(`making ${Math.max(...sizes)} passages …`);
  await writeDocuments(folder, corpus, Math.max(...sizes));
  const figures: EngineFigures[] = [];
  for (const size of sizes) {
    writeQueries(folder, corpus, size, Number(values.questions), new Set());
    for (const engine of values.engines.split(',')) {
      tell(`${engine}, ${size} passages …`);
      const found = await run<EngineFigures>(Number(values.minutes), 'run-engine.ts', engine, folder, String(size));
      if (found) figures.push(found);
    }
  }
  const columns = {
    passages: ({ passages }: EngineFigures) => passages.toLocaleString('en'),
    engine: ({ engine }: EngineFigures) => engine,
    'p50 ms': ({ question }: EngineFigures) => ms(question.clock.p50),
    'p95 ms': ({ question }: EngineFigures) => ms(question.clock.p95),
    'processor p50': ({ question }: EngineFigures) => ms(question.processor.p50),
    p95: ({ question }: EngineFigures) => ms(question.processor.p95),
    'recall@5 %': ({ recall }: EngineFigures) => percent(recall),
    'build s': ({ build }: EngineFigures) => (build / 1_000).toFixed(1),
    'memory MB': ({ bytes }: EngineFigures) => megabytes(bytes),
  };
  process.stdout.write(`${machine()}\n\n${table(columns, figures)}`);
  if (values.picture) writeFileSync(values.picture, await draw(figures));
});
