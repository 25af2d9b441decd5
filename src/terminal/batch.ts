/** Many questions, one JSON line each: for measuring answers, and for programs. */
import { z } from 'zod';
import type { Excerpt } from '../answer/answer.ts';
import type { App } from '../app.ts';
import type { Range } from '../articles/article.ts';

/** A line of the questions that cannot be used; the message is one sentence that names the line. */
export class QuestionLineError extends Error {
  override readonly name = 'QuestionLineError';
}

export interface BatchQuestion {
  readonly id: string;
  readonly question: string;
}

export interface BatchOptions {
  readonly app: Pick<App, 'ask'>;
  /** Excerpts a question, at most. */
  readonly top: number;
  /** Takes a line, its line feed included; may make the batch wait. */
  readonly write: (line: string) => Promise<void> | void;
  readonly onProgress?: (done: number) => void;
}

/** Longer lines are no question: in UTF-16 code units. */
const MAX_LINE = 1_000_000;

const questionLine = z.object({ id: z.string(), question: z.string() });

/** One line of the questions: `{"id": "…", "question": "…"}`, anything else in it ignored. `number` counts from 1. */
export function parseQuestionLine(line: string, number: number): BatchQuestion {
  const refuse = (what: string): never => {
    throw new QuestionLineError(`Line ${number} of the questions ${what}. Each line is {"id": "…", "question": "…"}.`);
  };
  if (line.length > MAX_LINE) refuse(`is longer than ${MAX_LINE} characters`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    refuse('is not JSON');
  }
  const read = questionLine.safeParse(value);
  return read.success ? read.data : refuse('lacks a text "id" or "question"');
}

const place = ({ passage: { article } }: Excerpt, { start, end }: Range) => ({
  source: article.source,
  start,
  end,
  text: article.text.slice(start, end),
});

/** The line of one question, without its line feed. Offsets are UTF-16 code units into the article's text. */
export async function answerLine(app: Pick<App, 'ask'>, { id, question }: BatchQuestion, top: number): Promise<string> {
  const answer = await app.ask({ question, scope: {}, limit: top });
  const { kind: state, confidence } = answer;
  if (answer.kind === 'nothing') return JSON.stringify({ id, state, confidence, answer: null, excerpts: [] });
  const [best] = answer.excerpts;
  const words = best.answer && place(best, best.answer);
  return JSON.stringify({
    id,
    state,
    confidence,
    answer: words ? { text: words.text, source: words.source, start: words.start, end: words.end, shown: answer.shown } : null,
    excerpts: answer.excerpts.slice(0, top).map((excerpt) => ({ ...place(excerpt, excerpt), score: excerpt.score })),
  });
}

/**
 * Answers each line alone, in order, and writes its line; blank lines are passed over. Holds one question at a time. Returns how many
 * were answered. Throws `QuestionLineError` at the first line that is no question; the lines before it are written.
 */
export async function runBatch(lines: AsyncIterable<string>, { app, top, write, onProgress }: BatchOptions): Promise<number> {
  let number = 0;
  let done = 0;
  for await (const line of lines) {
    number++;
    if (!line.trim()) continue;
    const question = parseQuestionLine(number === 1 ? line.replace(/^\uFEFF/, '') : line, number);
    await write(`${await answerLine(app, question, top)}\n`);
    onProgress?.(++done);
  }
  return done;
}
