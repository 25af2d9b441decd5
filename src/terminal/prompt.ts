/** A prompt: each line is a question, answered before the next is read. In a terminal it has a history (arrow keys) and ends with Ctrl+D. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface PromptOptions {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Shown before the cursor in a terminal. */
  readonly prompt: string;
  /** What to print for a question. */
  readonly answer: (question: string) => Promise<string>;
  /** Ends the prompt early. */
  readonly signal?: AbortSignal;
}

/** Reads until the input ends, Ctrl+C or the signal. Without a terminal, each line is answered in order and printed after its question. */
export async function runPrompt({ input, output, prompt, answer, signal }: PromptOptions): Promise<void> {
  const terminal = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface({ input, output, terminal, prompt, historySize: 100, removeHistoryDuplicates: true });
  lines.on('SIGINT', () => lines.close());
  signal?.addEventListener('abort', () => lines.close(), { once: true });
  const show = (text: string) => output.write(`${text}\n`);
  if (terminal) lines.prompt();
  for await (const line of lines) {
    const question = line.trim();
    if (question) {
      if (!terminal) show(`${prompt}${question}`);
      show(`${await answer(question)}\n`);
    }
    if (signal?.aborted) break;
    if (terminal) lines.prompt();
  }
  if (terminal) show('');
}
