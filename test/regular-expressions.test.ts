/** Every regular expression that stands in src/ takes linear time on any string, or on the few characters that it is ever given. */
import { globSync, readFileSync } from 'node:fs';
import vm from 'node:vm';
import { parseSync } from 'vite';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 600_000 });

const LENGTH = 50_000;
/** Milliseconds of processor time. A linear expression needs some; one that takes the square of the length, over a second. */
const ENOUGH = 500;

/** Expressions that only ever see so many UTF-16 code units. */
const bounded: readonly (readonly [file: string, pattern: string, units: number])[] = [
  ['src/articles/formats/pdf-layout.ts', '(?:\\. ?){6,}\\s*[\\p{Nd}ivxlc]*$', 200],
  // The 60 before a span; and a sentence, which a passage holds.
  ['src/answer/agent.ts', '([\\p{L}\\p{M}]+)\\s+(?:by|von|durch|por|par|door|da)\\s+(?:[\\p{L}\\p{M}-]+\\s+){0,3}$', 60],
];
/** Of a file whose expressions all look at one sentence. */
const sentence = 3000;
const ofSentences: readonly string[] = ['src/answer/mentions.ts'];

interface Expression {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

function expressionsIn(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ file, ...regex });
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(file, readFileSync(file, 'utf8')).program);
  return found;
}

const lengthFor = ({ file, pattern }: Expression): number =>
  bounded.find(([where, what]) => where === file && what === pattern)?.[2] ?? (ofSentences.includes(file) ? sentence : LENGTH);

/** What stands in the expression as it is: what it waits for is what hurts it most. */
const literals = (pattern: string): string[] => {
  const plain = pattern
    .replace(/\[(?:\\.|[^\]\\])*\]/g, '\0')
    .replace(/\\[a-z](?:\{[^}]*\})?/gi, '\0')
    .replace(/\\(.)/g, '$1');
  return [...new Set(plain.match(/[^\0()|?*+{}^$.]+/g) ?? [])].slice(0, 3);
};

const units = [
  'a',
  'A',
  '1',
  ' ',
  '\n',
  '.',
  '. ',
  '(',
  '[',
  '"',
  "'",
  '-',
  '|',
  '<',
  '>',
  '&',
  '/',
  ':',
  '*',
  '_',
  '\\',
  '`',
  '#',
  ',',
  'é',
  '漢',
  'a ',
  '1.',
];
const few = ['a', '1', ' ', ',', '<'];

function* hostile({ pattern }: Expression, length: number): Generator<string> {
  const own = literals(pattern);
  for (const begin of ['', ...own])
    for (const unit of [...(begin === '' ? units : few), ...own])
      for (const end of ['', 'x\u0001']) yield begin + unit.repeat(Math.ceil(length / unit.length)) + end;
}

const context = vm.createContext({});

/** Milliseconds of processor time for one string; it is given up after a while. */
function timeFor({ pattern, flags }: Expression, text: string): number {
  Object.assign(context, { expression: new RegExp(pattern, flags), text, all: /[gy]/.test(flags) });
  const before = process.cpuUsage();
  try {
    vm.runInContext("all ? text.replace(expression, '') : expression.test(text)", context, { timeout: 20_000 });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What makes an expression slow; undefined where nothing does. Measured again before it is believed. */
function slowOn(expression: Expression): string | undefined {
  for (const text of hostile(expression, lengthFor(expression)))
    if (timeFor(expression, text) > ENOUGH && timeFor(expression, text) > ENOUGH)
      return `${expression.file} /${expression.pattern}/${expression.flags} on ${JSON.stringify(text.slice(0, 20))}…`;
  return undefined;
}

const expressions = globSync('src/**/*.ts')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.startsWith('src/sandbox/'))
  .flatMap(expressionsIn);

test('each takes linear time', () => {
  expect(expressions.length).toBeGreaterThan(200);
  const different = new Map(expressions.map((one) => [`${one.pattern}/${one.flags}/${lengthFor(one)}`, one]));
  expect([...different.values()].flatMap((one) => slowOn(one) ?? [])).toEqual([]);
});

test('those that are bounded elsewhere are still there', () => {
  const gone = bounded.filter(([file, pattern]) => !expressions.some((one) => one.file === file && one.pattern === pattern));
  expect(gone).toEqual([]);
});
