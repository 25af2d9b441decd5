/** The ranked sentences → what is quoted: each sentence once, with its lead and its answering words, and whether articles disagree. */
import { disagreeing, mergeSame, type Voice } from './agreement.ts';
import type { Excerpt } from './answer.ts';
import type { Candidate, Ranked } from './candidates.ts';
import { metShare } from './confidence.ts';
import { idsOf } from './evidence/profile.ts';
import { excerptOf, verbatim } from './excerpt.ts';
import { askedBefore } from './hand-over.ts';
import { holdsKind } from './kind-fit.ts';
import { leadOf, leaningOf } from './lead.ts';
import type { Learned } from './learned.ts';
import type { Question } from './question.ts';
import { type Span, SURE, spanOf } from './span.ts';

/** Sentences that are asked whether they disagree with the best. */
const VOICES = 12;
const DISAGREEING = 3;
/** Kinds of questions whose short answers can be told to differ by their words. */
/** Titles and headings take no stand. */
const LABELS = new Set(['title', 'heading', 'credit']);
const COMPARABLE = new Set(['time', 'duration', 'number', 'person', 'place', 'organisation']);

export interface Quotes {
  readonly excerpts: readonly Excerpt[];
  /** How many of them are worth showing at once. */
  readonly quotes: number;
  /** Whether the answering words of the first are sure enough to be marked. */
  readonly sure: boolean;
  readonly differ: boolean;
}

interface Quoted extends Ranked, Voice {
  readonly span: Span | null;
}

/** Holds all that its passage holds of the question. */
const holdsAll = ({ near }: Candidate) => !near.includes(1);

/** A person is named; "she" or "the mayor" needs the sentence that names her. */
const names = (question: Question, answer: string) =>
  question.kind !== 'person' || (/\p{Lu}|\p{Lo}/u.test(answer) && leaningOf(answer) === undefined);

function excerpt(question: Question, { candidate, score, span, answer }: Quoted, alsoIn: Excerpt['alsoIn']): Excerpt {
  const sure = answer !== undefined && names(question, answer);
  const holds = { question: holdsAll(candidate), answer: span !== null, sure };
  const { passage, index } = candidate;
  // An answer is read with the question that it answers.
  const asked = askedBefore(passage, index);
  const lead = asked ?? leadOf(passage.sentences, index, candidate.text, holds);
  return { ...excerptOf(candidate, score, span, lead), ...(alsoIn?.length && { alsoIn }) };
}

/** The same for the same words alone; quicker than joined numbers. */
const wordsKey = ({ buffer, byteOffset, byteLength }: Int32Array) => Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/** Composes what is quoted from the ranked sentences, best first, at most `limit`. `mark`: the answering words of the best one are sure. Only an answered question has disagreeing articles. */
export function composeQuotes(
  question: Question,
  ranked: readonly Ranked[],
  learned: Learned | undefined,
  answered: boolean,
  mark: boolean,
  limit: number,
): Quotes {
  const best = ranked[0]?.candidate;
  const contradicts = answered && COMPARABLE.has(question.kind);
  const comparable = (candidate: Candidate, at: number) =>
    at === 0 ||
    (at < VOICES &&
      contradicts &&
      candidate.passage.article !== best!.passage.article &&
      metShare(candidate) >= metShare(best!) &&
      !LABELS.has(candidate.sentence.kind) &&
      holdsKind(question, candidate));
  const quoted = ranked.slice(0, limit + VOICES).map(({ candidate, evidence, score }, at): Quoted => {
    const span = comparable(candidate, at) ? spanOf(question, candidate, learned) : null;
    const sure = at === 0 ? mark : span !== null && span.sure >= SURE;
    const answer = span && sure ? candidate.text.slice(span.start, span.end) : undefined;
    return {
      candidate,
      evidence,
      score,
      span,
      passage: candidate.passage,
      ...(answer !== undefined && { answer }),
    };
  });
  const voices = mergeSame(quoted, ({ evidence }) => wordsKey(idsOf(evidence.match.sentence)));
  const several = contradicts ? disagreeing(voices, DISAGREEING) : [];
  const order = [...several, ...voices.filter((voice) => !several.includes(voice))].slice(0, limit);
  const excerpts = order.map((voice) => excerpt(question, voice, voice.alsoIn)).filter(verbatim);
  const quotes = Math.max(1, several.length);
  return { excerpts, quotes, sure: order[0]?.answer !== undefined, differ: several.length > 0 };
}
