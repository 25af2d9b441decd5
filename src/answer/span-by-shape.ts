/** The answering words by their shape alone: what answers when no learned weights are there. */
import { fitting } from './kind-fit.ts';
import type { Question } from './question.ts';
import type { AnalyzedSentence } from './sentence.ts';
import type { Span } from './span.ts';

/**
 * The words of the sentence that answer, or null where none has the shape that is asked for. A mention wins by its shape, by standing near
 * the question's terms, and loses for repeating the question's own words.
 */
export function spanByShape(question: Question, sentence: AnalyzedSentence): Span | null {
  const kinds = fitting[question.kind];
  if (!kinds) return null;
  const { text, tokens, passage } = sentence;
  const asked = new Set(question.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const terms = new Set(question.termsIn(passage.article.language).map(({ term }) => term));
  const matched = tokens.flatMap(({ term }, at) => (terms.has(term) ? [at] : []));
  let best: Span | null = null;
  for (const mention of sentence.mentions()) {
    const order = kinds.indexOf(mention.kind);
    if (order < 0) continue;
    const inside = tokens.flatMap(({ start, end, stop }, at) =>
      start >= mention.start && end <= mention.end && !stop ? [at] : [],
    );
    const fresh = inside.filter((at) => !asked.has(text.slice(tokens[at]!.start, tokens[at]!.end).toLowerCase()));
    if (fresh.length === 0) continue;
    const distance = Math.min(20, ...matched.map((at) => Math.min(Math.abs(at - inside[0]!), Math.abs(at - inside.at(-1)!))));
    const plural = mention.kind === 'list' && /\p{L}(?:s|ies)$/u.test(question.focus ?? '') ? 1 : 0;
    const score = fresh.length / inside.length - 0.3 * order - 0.05 * distance + plural;
    if (!best || score > best.score)
      best = {
        start: mention.start,
        end: mention.end,
        sure: Math.max(0, Math.min(1, 0.5 + score / 2)),
        score,
        values: new Float32Array(),
      };
  }
  return best;
}
