/** How sure the best sentence is, and which of the three honest states that makes. */
import type { Candidate } from './candidates.ts';
import { holdsKind } from './kind-fit.ts';
import type { Question } from './question.ts';

/** At least this sure is *answered*. Chosen for the weights set by hand; what was learned has its own threshold, which is moved here. */
export const ANSWERED = 0.43;
/** Less than this share of the question's weight met: nothing here is even close. */
export const CLOSE = 0.2;

/**
 * 0…1 from what the best sentence and its surroundings hold of the question, weights set by hand. A name, a year or a number of the
 * question that stands nowhere near, or the missing kind of thing, takes the confidence down whatever the words.
 */
export function handConfidence(question: Question, candidate: Candidate): number {
  const { terms, idf, held, near } = candidate;
  let all = 0;
  let here = 0;
  let around = 0;
  let required = 0;
  for (let t = 0; t < terms.length; t++) {
    const weight = idf[t]! * (terms[t]!.name || terms[t]!.number ? 1.5 : 1);
    all += weight;
    if (held[t]) here += weight;
    else if (near[t]) around += weight;
    else if (terms[t]!.name || terms[t]!.number) required += 1;
  }
  if (all === 0) return 0;
  const met = (here + 0.7 * around) / all;
  const kind = holdsKind(question, candidate) ? 0 : 1;
  const logit = -4.5 + 8 * met + 1.5 * (here / all) - 2 * required - 1.6 * kind - (here === 0 ? 3 : 0);
  return 1 / (1 + Math.exp(-logit));
}

/** Share of the question's weight that the sentence or its surroundings hold. */
export function metShare({ idf, held, near }: Candidate): number {
  let all = 0;
  let met = 0;
  for (let t = 0; t < idf.length; t++) {
    all += idf[t]!;
    if (held[t] || near[t]) met += idf[t]!;
  }
  return all ? met / all : 0;
}
