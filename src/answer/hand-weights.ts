/** Weights set by hand, readable; what orders sentences when no learned weights are there. */
import type { Evidence } from './evidence/evidence.ts';
import { features } from './evidence/features.ts';

export const handWeights: Readonly<Record<string, number>> = {
  covered: 3,
  bm25: 2,
  coveredByPassage: 1.5,
  pairs: 0.8,
  runShare: 0.5,
  namesHeld: 0.4,
  passageScore: 0.8,
  newWords: 0.04,
  kindFits: 1,
  firstAt: -0.03,
  isHeading: -3,
};

const weighted = features.flatMap(({ name, of }) => (handWeights[name] === undefined ? [] : [{ of, weight: handWeights[name] }]));

/** The weighted sum of what speaks for a sentence; greater is better. */
export const handScore = (evidence: Evidence): number => weighted.reduce((sum, { of, weight }) => sum + weight * of(evidence), 0);
