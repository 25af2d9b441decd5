import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Article, Passage } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createIndexer, type IndexerOptions } from '../../src/search/indexer.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import { queryTerms } from '../../src/search/query.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import { createWorkerClient } from '../../src/search/worker-client.ts';

const places = ['harbour', 'mill', 'orchard', 'chapel', 'quarry', 'ferry', 'school', 'tower', 'bridge', 'market'];
const deeds = ['was built by', 'burned down under', 'was painted for', 'is kept by', 'was sold to'];

async function passagesOf(name: string, paragraphs: number): Promise<Passage[]> {
  const lines = Array.from(
    { length: paragraphs },
    (_, at) => `The ${places[at % 10]} of ${name} ${deeds[at % 5]} keeper number ${at} in ${1800 + at}.`,
  );
  const article = await parseArticle({
    source: `${name}.txt`,
    bytes: Buffer.from(`${name}\n\n${lines.join('\n\n')}`),
    collection: 'shared',
  });
  return splitArticle(article as Article);
}

function indexer(options: IndexerOptions) {
  const made = createIndexer(options);
  onTestFinished(() => made.close());
  return made;
}

const ask = async (index: SearchIndex, question: string, limit = 10) =>
  (await index.search({ terms: queryTerms(question, ['en'], new Map()) }, limit)).map(({ passageId, score }) => ({
    passageId,
    score: score.toPrecision(6),
  }));

const questions = ['Who built the harbour?', 'when did the mill burn', 'keeper number 7', 'Wexcombe ferry', 'who sold the towr'];

async function expectSame(index: SearchIndex, passages: readonly Passage[]) {
  const judge = createMiniSearchIndex(passages);
  for (const question of questions) {
    // Scores by rank: passages of equal score may stand in any order, and the last of them may or may not fit.
    const scores = (await ask(judge, question)).map(({ score }) => score);
    expect((await ask(index, question)).map(({ score }) => score)).toEqual(scores);
  }
  expect(index.passages).toBe(judge.passages);
  for (const { id } of passages) expect(index.passage(id)?.id).toBe(id);
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'footnote-index-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('workers build the same index as this thread would, also side by side', async () => {
  const passages = [...(await passagesOf('Ormsby', 700)), ...(await passagesOf('Wexcombe', 500))];
  await expectSame(await indexer({ workers: 2 }).build({ collection: 'shared', passages }), passages);
});

test('a change costs the change, and questions see it at once', async () => {
  const [ormsby, wexcombe, thornley] = [
    await passagesOf('Ormsby', 400),
    await passagesOf('Wexcombe', 120),
    await passagesOf('Thornley', 250),
  ];
  const { build } = indexer({});
  const first = await build({ collection: 'shared', passages: [...ormsby, ...wexcombe] });
  const second = await build({ collection: 'shared', passages: [...ormsby, ...wexcombe, ...thornley], previous: first });
  await expectSame(second, [...ormsby, ...wexcombe, ...thornley]);
  const third = await build({ collection: 'shared', passages: [...ormsby, ...thornley], previous: second });
  await expectSame(third, [...ormsby, ...thornley]);
  expect(await ask(third, 'Wexcombe')).toEqual([]);
  // Who took an earlier index finishes with it.
  await expectSame(first, [...ormsby, ...wexcombe]);
});

test('many small changes do not pile up', async () => {
  const { build } = indexer({});
  let passages = await passagesOf('Ormsby', 240);
  let index = await build({ collection: 'shared', passages });
  for (let at = 0; at < 12; at++) {
    passages = [...passages.slice(10), ...(await passagesOf(`Hamlet${at}`, 10))];
    index = await build({ collection: 'shared', passages, previous: index });
  }
  await expectSame(index, passages);
  expect((index as unknown as { segments: unknown[] }).segments.length).toBeLessThanOrEqual(5);
});

test('a restart opens the snapshot of the same articles', async () => {
  const passages = await passagesOf('Ormsby', 150);
  const before = createIndexer({ folder });
  const built = await before.build({ collection: 'guild:1', passages });
  const changed = await before.build({ collection: 'guild:1', passages: passages.slice(20), previous: built });
  await before.close();
  const [file] = await readdir(folder);
  const written = await readFile(path.join(folder, file!));
  const after = indexer({ folder, onProblem: (problem) => expect.unreachable(problem) });
  const opened = await after.build({ collection: 'guild:1', passages: passages.slice(20) });
  for (const question of questions) expect(await ask(opened, question)).toEqual(await ask(changed, question));
  await expectSame(opened, passages.slice(20));
  await after.close();
  expect(await readFile(path.join(folder, file!))).toEqual(written);
});

test('what a killed process left half-written is swept away', async () => {
  const passages = await passagesOf('Ormsby', 150);
  await writeFile(path.join(folder, 'abc.index.4711.tmp'), 'half of a snapsh');
  const made = createIndexer({ folder });
  await made.build({ collection: 'guild:1', passages });
  await made.close();
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.index$/)]);
});

test('a snapshot of other articles is no problem, it is built anew', async () => {
  const before = createIndexer({ folder });
  await before.build({ collection: 'shared', passages: await passagesOf('Ormsby', 120) });
  await before.close();
  const passages = await passagesOf('Wexcombe', 120);
  const after = indexer({ folder, onProblem: (problem) => expect.unreachable(problem) });
  await expectSame(await after.build({ collection: 'shared', passages }), passages);
  await after.close();
});

test('a damaged snapshot of whatever kind is noticed, told once, and built again', async () => {
  const passages = await passagesOf('Ormsby', 120);
  const judge = createMiniSearchIndex(passages);
  const before = createIndexer({ folder });
  await before.build({ collection: 'guild:1', passages });
  await before.close();
  const [name] = await readdir(folder);
  const file = path.join(folder, name!);
  const whole = await readFile(file);
  const flipped = (at: number) => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 4 : byte)));
  const damaged = [
    Buffer.alloc(0),
    whole.subarray(0, 20),
    whole.subarray(0, whole.length - 1),
    Buffer.concat([whole, Buffer.from([0])]),
    ...[0, 9, 41, 60, whole.length - 1].map(flipped),
  ];
  const problems: string[] = [];
  const after = createIndexer({ folder, onProblem: (problem) => problems.push(problem) });
  for (const [at, bytes] of damaged.entries()) {
    // Waits for the snapshot that the last round wrote.
    await after.forget('guild:1');
    await writeFile(file, bytes);
    const index = await after.build({ collection: 'guild:1', passages });
    expect(await ask(index, questions[0]!)).toEqual(await ask(judge, questions[0]!));
    expect(problems.length).toBe(at + 1);
  }
  await after.close();
  expect(problems.every((problem) => /is damaged\. The index is built again\.$/.test(problem))).toBe(true);
  expect(await readFile(file)).toEqual(whole);
});

test('the snapshot of another guild, even under this one’s name, is not opened', async () => {
  const passages = await passagesOf('Ormsby', 120);
  const before = createIndexer({ folder });
  await before.build({ collection: 'guild:1', passages });
  await before.close();
  const [first] = await readdir(folder);
  const bytes = await readFile(path.join(folder, first!));
  await rm(path.join(folder, first!));
  const names = createIndexer({ folder });
  await names.build({ collection: 'guild:2', passages });
  await names.close();
  const [second] = await readdir(folder);
  const own = await readFile(path.join(folder, second!));
  await writeFile(path.join(folder, second!), bytes);
  const after = createIndexer({ folder, onProblem: (problem) => expect.unreachable(problem) });
  await expectSame(await after.build({ collection: 'guild:2', passages }), passages);
  await after.close();
  expect(await readFile(path.join(folder, second!))).toEqual(own);
});

test('what is kept of a collection on disk can be deleted', async () => {
  const { build, forget } = indexer({ folder });
  await build({ collection: 'guild:1', passages: await passagesOf('Ormsby', 120) });
  await forget('guild:1');
  expect(await readdir(folder)).toEqual([]);
});

test('a disk that refuses the snapshot is told of, and questions are answered all the same', async () => {
  const passages = await passagesOf('Ormsby', 120);
  await writeFile(path.join(folder, 'file'), '');
  const problems: string[] = [];
  const made = createIndexer({ folder: path.join(folder, 'file', 'below'), onProblem: (problem) => problems.push(problem) });
  await expectSame(await made.build({ collection: 'shared', passages }), passages);
  await made.close();
  expect(problems.at(-1)).toContain('cannot be written (ENOTDIR)');
});

test('a worker that dies is replaced and its work done again', async () => {
  const marker = path.join(folder, 'died');
  const script = path.join(folder, 'worker.ts');
  const real = new URL('../../src/search/worker.ts', import.meta.url);
  // Dies at its first message, the first time.
  await writeFile(
    script,
    `import { existsSync, writeFileSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     const marker = ${JSON.stringify(marker)};
     if (!existsSync(marker)) parentPort.on('message', () => { writeFileSync(marker, ''); process.exit(7); });
     else await import(${JSON.stringify(real.href)});`,
  );
  const passages = await passagesOf('Ormsby', 400);
  await expectSame(await indexer({ script: new URL(`file://${script}`) }).build({ collection: 'shared', passages }), passages);
  expect(await readdir(folder)).toContain('died');
});

test('the index of a small shelf comes back from its snapshot without a worker', async () => {
  const passages = await passagesOf('Ormsby', 600);
  const before = createIndexer({ folder });
  const built = await before.build({ collection: 'guild:1', passages });
  await before.close();
  const script = path.join(folder, 'worker.ts');
  await writeFile(script, 'process.exit(7);');
  const { build } = indexer({ folder, script: new URL(`file://${script}`) });
  const opened = await build({ collection: 'guild:1', passages });
  for (const question of questions) expect(await ask(opened, question)).toEqual(await ask(built, question));
});

test('a worker without work ends, and another takes its place', async () => {
  const script = path.join(folder, 'worker.ts');
  const starts = path.join(folder, 'starts');
  const real = new URL('../../src/search/worker.ts', import.meta.url);
  await writeFile(
    script,
    `import { appendFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(starts)}, '.');
     await import(${JSON.stringify(real.href)});`,
  );
  const client = createWorkerClient(new URL(`file://${script}`), 20);
  onTestFinished(() => client.close());
  const work = async () => {
    await client.call('compile', { build: 1, passages: 0 });
    return readFile(starts, 'utf8');
  };
  expect(await work()).toBe('.');
  await expect.poll(work, { interval: 500, timeout: 20_000 }).not.toBe('.');
});

test('a build that is stopped stops', async () => {
  const passages = await passagesOf('Ormsby', 600);
  const { build } = indexer({});
  const controller = new AbortController();
  const building = build({ collection: 'shared', passages, signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(building).rejects.toThrow('enough');
  await expectSame(await build({ collection: 'shared', passages }), passages);
});
