/**
 * The real program under load, through the sandbox: npm run bench:load -- --data DIR [--passages 20000] [--rate 50] [--minutes 10] [--reload 30]
 * [--burst 5]. Asks `rate` questions a second by many members of ten servers; every `reload` seconds an article changes and the shelf is read anew
 * (0: never); in the end, ten times as many questions for `burst` seconds, then the usual rate again. Prints JSON.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startProgram } from '../test/e2e/program.ts';
import type { Reading } from './load-monitor.ts';
import { readCorpus } from './speed/corpus.ts';
import { quantile } from './speed/measure.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    passages: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
    reload: { type: 'string', default: '30' },
    burst: { type: 'string', default: '5' },
  },
});
if (!values.data) {
  process.stderr.write('Name a folder with articles/, questions.jsonl and gold.jsonl: npm run bench:load -- --data DIR\n');
  process.exit(2);
}
const rate = Number(values.rate);
const folder = mkdtempSync(path.join(tmpdir(), 'footnote-load-'));
const articlesDir = path.join(folder, 'articles');
const monitor = path.join(folder, 'monitor.jsonl');
mkdirSync(articlesDir);

const corpus = await readCorpus(path.resolve(values.data));
const articles = new Map([...corpus.passages(Number(values.passages))].map(({ article }) => [article.id, article]));
for (const { id, title, text } of articles.values()) {
  writeFileSync(path.join(articlesDir, `${id}.txt`), text.startsWith(title) ? text : `${title}\n\n${text}`);
}
const questions = corpus.questions(Number(values.passages), 2_000).map(({ question }) => question);

/** An article whose two sentences always name the same number: an answer with another number than lately written would be wrong or mixed. */
const canary = (number: number) =>
  writeFileSync(
    path.join(articlesDir, 'canary.txt'),
    `The Quillfeather lighthouse\n\nThe Quillfeather lighthouse logbook has ${number} pages.\n\nThe Quillfeather lighthouse keeper counted ${number} ships.\n`,
  );
let generation = 1_000;
canary(generation);

process.stderr.write(`starting with ${articles.size} articles …\n`);
const bot = await startProgram({
  sandbox: { deadlines: { firstResponseMs: 60_000 } },
  env: {
    ARTICLES_DIR: articlesDir,
    LOAD_MONITOR: monitor,
    NODE_OPTIONS: `--import=${path.resolve(import.meta.dirname, 'load-monitor.ts')}`,
  },
});
const guilds = Array.from({ length: 10 }, (_, at) => bot.discord.addGuild({ name: `Guild ${at}` }));
const members = Array.from({ length: 1_000 }, (_, at) => bot.discord.member(guilds[at % guilds.length]!, `Member ${at}`));
await bot.anna.slash('ask', { question: questions[0]! }, 60_000);

interface Sample {
  readonly phase: string;
  readonly firstMs: number | undefined;
  readonly answerMs: number;
  readonly outcome: 'answered' | 'busy' | 'lost';
}
const samples: Sample[] = [];
const wrong: string[] = [];
let asked = 0;

async function ask(phase: string): Promise<void> {
  const number = asked++;
  const member = members[number % members.length]!;
  const isCanary = number % 50 === 0;
  const question = isCanary ? 'How many pages has the Quillfeather lighthouse logbook?' : questions[number % questions.length]!;
  const oldest = generation - 1;
  const began = performance.now();
  const { failed, text, firstMs } = await member.slash('ask', { question }, 60_000);
  const outcome = text.includes('ask again in a moment') ? 'busy' : failed || text === '' ? 'lost' : 'answered';
  if (isCanary && outcome === 'answered') {
    const told = [...text.matchAll(/1\d{3}(?= (?:\*\*)?(?:pages|ships))|\*\*(1\d{3})\*\*/g)].map(([match]) =>
      Number(match.replaceAll('*', '')),
    );
    if (told.some((one) => one < oldest || one > generation) || new Set(told).size > 1)
      wrong.push(`${oldest}–${generation}: ${text}`);
  }
  samples.push({ phase, firstMs, answerMs: performance.now() - began, outcome });
}

/** Asks at an even rate, whether or not earlier questions are answered yet. */
async function load(phase: string, perSecond: number, seconds: number): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const due = began + (sent * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(ask(phase));
  }
  await Promise.all(under);
}

const reloading = Number(values.reload) > 0 ? setInterval(() => canary(++generation), Number(values.reload) * 1_000) : undefined;
await load('steady', rate, Number(values.minutes) * 60);
clearInterval(reloading);
if (Number(values.burst) > 0) {
  await load('burst', rate * 10, Number(values.burst));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await load('after', rate, 10);
}

const summary = (phase: string) => {
  const of = samples.filter((sample) => sample.phase === phase);
  const count = (outcome: Sample['outcome']) => of.filter((sample) => sample.outcome === outcome).length;
  const first = of.flatMap(({ firstMs }) => firstMs ?? []);
  const answer = of.filter(({ outcome }) => outcome === 'answered').map(({ answerMs }) => answerMs);
  const times = (list: readonly number[]) => ({
    p50: Math.round(quantile(list, 0.5)),
    p95: Math.round(quantile(list, 0.95)),
    p99: Math.round(quantile(list, 0.99)),
  });
  return {
    asked: of.length,
    answered: count('answered'),
    busy: count('busy'),
    lost: count('lost'),
    firstResponseMs: times(first),
    answerMs: times(answer),
  };
};

/** Megabytes an hour, by least squares, over the second half of the readings. */
function slope(readings: readonly Reading[]): number {
  const late = readings.slice(Math.floor(readings.length / 2));
  const at = (reading: Reading) => (reading.at - late[0]!.at) / 3_600_000;
  const meanAt = late.reduce((sum, reading) => sum + at(reading), 0) / late.length;
  const meanHeap = late.reduce((sum, { heap }) => sum + heap, 0) / late.length;
  const above = late.reduce((sum, reading) => sum + (at(reading) - meanAt) * (reading.heap - meanHeap), 0);
  return above / late.reduce((sum, reading) => sum + (at(reading) - meanAt) ** 2, 0) / 1e6;
}

const readings = readFileSync(monitor, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Reading);
const figures = {
  passages: Number(values.passages),
  rate,
  minutes: Number(values.minutes),
  reloads: generation - 1_000,
  steady: summary('steady'),
  ...(Number(values.burst) > 0 && { burst: summary('burst'), after: summary('after') }),
  wrong: wrong.length,
  eventLoopDelayMs: {
    p99: Math.round(
      quantile(
        readings.map(({ p99 }) => p99),
        0.5,
      ),
    ),
    max: Math.round(Math.max(...readings.map(({ max }) => max))),
  },
  residentMB: Math.round(Math.max(...readings.map(({ resident }) => resident)) / 1e6),
  heapSlopeMBPerHour: Math.round(slope(readings)),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
for (const text of wrong.slice(0, 5)) process.stderr.write(`wrong or mixed: ${text}\n`);
await bot.stop();
rmSync(folder, { recursive: true, force: true });
if (figures.steady.lost > 0 || wrong.length > 0) process.exitCode = 1;
