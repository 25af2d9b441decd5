import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/terminal/answer.ts';
import { run } from './program.ts';

interface Line {
  id: string;
  state: 'answered' | 'closest' | 'nothing';
  confidence: number;
  answer: null | { text: string; source: string; start: number; end: number; shown: boolean };
  excerpts: { source: string; start: number; end: number; text: string; score: number }[];
}

let dir: string;
const kiln =
  '\uFEFFThe kiln\r\n\r\nThe kiln — “the old one” — was built by Agnes Moor in 1912. It burned pots for sixty years.\r\n';
const files: Record<string, string> = {
  'kiln.txt': kiln,
  'far/quarry.txt': 'The quarry\n\nThe quarry was closed in 1931 after a flood. 🪨 Nobody was hurt.\n',
};
const decoded = (source: string) => files[source]!.replace(/^\uFEFF/, '');

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'footnote-batch-'));
  await mkdir(path.join(dir, 'articles/far'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(dir, 'articles', name), text);
  await writeFile(path.join(dir, 'articles', 'picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
});

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** Runs the command in this process. */
async function answer(...args: string[]): Promise<{ code: number; lines: Line[]; stdout: string; stderr: string }> {
  const [out, err] = [collector(), collector()];
  const code = await answerCommand(args, { stdout: out.stream, stderr: err.stream });
  const stdout = out.text();
  const lines = stdout.split('\n').filter(Boolean);
  return { code, stdout, stderr: err.text(), lines: code === 0 ? lines.map((line) => JSON.parse(line)) : [] };
}

async function ask(questions: string, ...more: string[]) {
  const file = path.join(dir, `questions-${Math.random()}.jsonl`);
  await writeFile(file, questions);
  return answer('--articles', path.join(dir, 'articles'), '--questions', file, ...more);
}

const question = (id: string, text: string) => `${JSON.stringify({ id, question: text, more: 'ignored' })}\n`;

test('each question gets its line, in order, and every text is a slice of the decoded file', async () => {
  const { code, lines, stderr } = await ask(
    [question('b', 'who built the kiln?'), question('a', 'when was the quarry closed?'), '\n', question('c', 'zxcv qwerty')].join(
      '',
    ),
  );
  expect(code).toBe(0);
  expect(lines.map(({ id, state }) => [id, state])).toEqual([
    ['b', 'answered'],
    ['a', 'answered'],
    ['c', 'nothing'],
  ]);
  expect(lines[0]!.excerpts[0]!.text).toBe('The kiln — “the old one” — was built by Agnes Moor in 1912.');
  expect(lines[1]!.excerpts[0]!.source).toBe('far/quarry.txt');
  expect(lines[2]!.excerpts).toEqual([]);
  for (const { answer: words, excerpts, confidence, state } of lines) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    for (const { source, start, end, text } of [...excerpts, ...(words ? [words] : [])]) {
      expect(text).toBe(decoded(source).slice(start, end));
    }
    if (!words) continue;
    const [first] = excerpts;
    expect(words.source).toBe(first!.source);
    expect(words.start).toBeGreaterThanOrEqual(first!.start);
    expect(words.end).toBeLessThanOrEqual(first!.end);
    if (state !== 'answered') expect(words.shown).toBe(false);
  }
  expect(stderr).toContain('skipped picture.txt: ');
  expect(stderr).toContain('2 articles indexed');
});

test('--top bounds the excerpts of a question', async () => {
  const all = await ask(question('1', 'kiln pots quarry flood'));
  expect(all.lines[0]!.excerpts.length).toBeGreaterThan(1);
  const one = await ask(question('1', 'kiln pots quarry flood'), '--top', '1');
  expect(one.lines[0]!.excerpts).toEqual(all.lines[0]!.excerpts.slice(0, 1));
});

test('a byte order mark, carriage returns and a last line without an end are no trouble', async () => {
  const { lines } = await ask(`\uFEFF${question('1', 'who built the kiln?').replace('\n', '\r\n')}{"id":"2","question":""}`);
  expect(lines.map(({ id }) => id)).toEqual(['1', '2']);
});

test('a line that is no question ends the run with its number; the lines before it stand', async () => {
  const { code, stdout, stderr } = await ask(`${question('1', 'who built the kiln?')}{"id": 2}\n${question('3', 'when?')}`);
  expect(code).toBe(2);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual(['1']);
  expect(stderr).toMatch(/footnote: Line 2 of the questions lacks a text "id" or "question"\. Each line is /);
  expect((await ask('not json')).stderr).toContain('Line 1 of the questions is not JSON.');
});

test.each([
  ['no arguments', [], /--articles is missing/],
  ['no questions', ['--articles', '.'], /--questions is missing/],
  ['an unknown option', ['--article', '.'], /Unknown option '--article'/],
  ['a bad number', ['--articles', '.', '--questions', 'package.json', '--top', 'ten'], /--top is not a number from 1 to 100/],
  [
    'no such folder',
    ['--articles', 'nowhere', '--questions', 'package.json'],
    /The folder .*nowhere cannot be read: it does not exist/,
  ],
  ['no such file', ['--articles', 'seeds', '--questions', 'nowhere.jsonl'], /nowhere\.jsonl does not exist/],
  ['a folder as questions', ['--articles', 'seeds', '--questions', 'seeds'], /seeds is a folder/],
  [
    'a folder without articles',
    ['--articles', 'src/terminal', '--questions', 'package.json'],
    /holds no article that Footnote can read/,
  ],
])('%s: exit 2 with one clear sentence, and nothing on standard output', async (_what, args, sentence) => {
  const { code, stdout, stderr } = await answer(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr.split('\n').filter((line) => line.startsWith('footnote: '))).toEqual([expect.stringMatching(sentence)]);
});

test('as a program it prints the lines alone on standard output, and ends', async () => {
  const questions = path.join(dir, 'program.jsonl');
  await writeFile(questions, question('1', 'who built the kiln?'));
  const args = ['src/terminal/main.ts', 'answer', '--articles', path.join(dir, 'articles'), '--questions', questions];
  const { code, stdout } = await run({ args });
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^\{"id":"1","state":"answered",.*\}$/)]);
  expect((await run({ args: ['src/terminal/main.ts', 'answer'] })).code).toBe(2);
});
