/** What spoke for and against the best sentences, as lines of text. */
import type { Explanation } from '../answer/explain.ts';
import type { Reason } from '../answer/ranker.ts';
import type { Words } from '../messages/messages.ts';
import { type Style, visible } from './style.ts';

const figure = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2));
const quoted = (words: readonly string[]) => words.map((word) => `"${visible(word)}"`).join(', ');

function reasonLine(mark: string, { why, feature, value, usual }: Reason, { terminal }: Words): string {
  return `      ${mark} ${why} (${feature} ${terminal.usually(figure(value), figure(usual))})`;
}

function explanation(
  { candidate, sentence, held, near, missing, speaksFor, speaksAgainst }: Explanation,
  words: Words,
  style: Style,
): string[] {
  const { terminal } = words;
  const { text, title } = candidate.passage.article;
  const facts = [
    held.length > 0 && terminal.holds(quoted(held)),
    near.length > 0 && terminal.nearBy(quoted(near)),
    missing.length > 0 && terminal.lacks(quoted(missing)),
  ];
  return [
    `${visible(text.slice(sentence.start, sentence.end))} ${style.dim(`(${visible(title)})`)}`,
    `    ${facts.filter(Boolean).join('; ')}`,
    ...(speaksFor.length > 0 ? [`    ${terminal.speaksFor}`] : []),
    ...speaksFor.map((reason) => reasonLine('+', reason, words)),
    ...(speaksAgainst.length > 0 ? [`    ${terminal.speaksAgainst}`] : []),
    ...speaksAgainst.map((reason) => reasonLine('-', reason, words)),
  ];
}

/** The explanations, numbered, without a line feed at the end. */
export function renderExplanations(explanations: readonly Explanation[], words: Words, style: Style): string {
  if (explanations.length === 0) return words.terminal.nothingToExplain;
  return explanations.map((one, at) => `[${at + 1}] ${explanation(one, words, style).join('\n')}`).join('\n\n');
}
