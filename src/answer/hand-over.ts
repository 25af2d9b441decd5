/** What is no answer: a question that an article asks itself, whose match speaks for the sentence after it, and a title or a heading. */
import type { Passage, Range, Sentence } from '../articles/article.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { weigh } from './evidence/asked.ts';
import { Evidence, type Surroundings } from './evidence/evidence.ts';
import type { RankedEvidence } from './ranker.ts';

/** So many of the first are looked at. */
const LOOKED_AT = 16;
/** A question that holds this share of what was asked, by weight, asks the same. */
const SAME = 0.5;
/** Enough to stand behind whatever answers. */
const PENALTY = 6;

/** Whether a text asks: a question inside quotation marks is told, not asked. */
export const asks = (text: string): boolean => /[?？؟]\s*$/u.test(text);

const textOf = ({ article }: Passage, { start, end }: Sentence) => article.text.slice(start, end);
const LABELS = new Set(['title', 'heading', 'credit']);

/** "Yes.", "Not yet.": what is worth reading comes after it. */
const isShort = (passage: Passage, at: number) => textOf(passage, passage.sentences[at]!).trim().split(/\s+/u).length <= 2;

/** The question that sentence `at` answers, with a "Yes." between them; undefined where it answers none. */
export function askedBefore(passage: Passage, at: number): Range | undefined {
  const asking = (place: number) => place >= 0 && asks(textOf(passage, passage.sentences[place]!));
  const first = asking(at - 1) ? at - 1 : asking(at - 2) && isShort(passage, at - 1) ? at - 2 : -1;
  return first < 0 ? undefined : { start: passage.sentences[first]!.start, end: passage.sentences[at - 1]!.end };
}

/** The sentence after `at`, or the one after a "Yes.", in the same passage or as the first of the next one. */
function following(passage: Passage, at: number, indexes: readonly SearchIndex[]): { passage: Passage; at: number } | undefined {
  const beyond = passage.sentences[at + 2] && isShort(passage, at + 1) ? at + 2 : at + 1;
  if (passage.sentences[beyond]) return { passage, at: beyond };
  const cut = passage.id.lastIndexOf(':');
  const id = `${passage.id.slice(0, cut)}:${Number(passage.id.slice(cut + 1)) + 1}`;
  const next = indexes.map((index) => index.passage(id)).find((found) => found !== undefined);
  return next && { passage: next, at: 0 };
}

/** Written out: the engine compiles anew what reads an object whose copy is changed. */
function movedTo(passage: Passage, around: Surroundings): Surroundings {
  const { found, asked, passage: profile, inPassage, inHeadings, article, rivals } = around;
  const moved = { passage, score: found.score, rank: found.rank };
  return { found: moved, asked, passage: profile, inPassage, inHeadings, article, rivals };
}

function handed({ evidence, score }: RankedEvidence, indexes: readonly SearchIndex[]): RankedEvidence | undefined {
  const { asked, match, found } = evidence;
  if (weigh(match.held, asked.idf) < SAME * asked.idfSum) return undefined;
  const next = following(found.passage, evidence.at, indexes);
  const sentence = next?.passage.sentences[next.at];
  if (!next || !sentence || LABELS.has(sentence.kind) || asks(textOf(next.passage, sentence))) return undefined;
  const around = next.passage === found.passage ? evidence.around : movedTo(next.passage, evidence.around);
  return { evidence: new Evidence(around, match, next.at, evidence.before, evidence.after), score };
}

/** A title or a heading tells what is spoken of; who asks a whole question wants more. */
const isLabel = ({ evidence: { found, at, asked } }: RankedEvidence) =>
  asked.question.asker !== undefined && ['title', 'heading'].includes(found.passage.sentences[at]!.kind);

/** The ranked sentences, best first, those that ask and those that only name behind the others; what follows a question takes its place. */
export function handOver(ranked: readonly RankedEvidence[], indexes: readonly SearchIndex[]): readonly RankedEvidence[] {
  const first = ranked.slice(0, LOOKED_AT);
  const asking = new Set(first.filter(({ evidence: { found, at } }) => asks(textOf(found.passage, found.passage.sentences[at]!))));
  if (asking.size === 0 && !first.some(isLabel)) return ranked;
  const taken = new Set<Sentence>();
  return first
    .flatMap((one) => {
      if (!asking.has(one)) return [isLabel(one) ? { ...one, score: one.score - PENALTY } : one];
      const answer = handed(one, indexes);
      return [...(answer ? [answer] : []), { ...one, score: one.score - PENALTY }];
    })
    .concat(ranked.slice(LOOKED_AT))
    .sort((a, b) => b.score - a.score)
    .filter(({ evidence: { found, at } }) => {
      const sentence = found.passage.sentences[at]!;
      return !taken.has(sentence) && taken.add(sentence);
    });
}
