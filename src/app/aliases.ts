/** A server's own aliases beside the operator's. */
import type { AnswerOptions } from '../answer/answer-question.ts';
import { type Aliases, allAliases } from '../search/aliases.ts';

const read = new Map<string, Aliases>();
const mostRead = 500;

/** `options` with the aliases of `text`, one group of names a line, added to theirs. */
export function withAliases(options: AnswerOptions, text: string): AnswerOptions {
  if (text.trim() === '') return options;
  const own = read.get(text) ?? allAliases(text).aliases;
  if (read.size >= mostRead) read.clear();
  read.set(text, own);
  const aliases = new Map(options.aliases ?? []);
  for (const [name, others] of own) aliases.set(name, [...new Set([...(aliases.get(name) ?? []), ...others])]);
  return { ...options, aliases };
}
