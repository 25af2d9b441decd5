/** Words for one relation seen from its two sides, or said in two ways: what one of them asks, another answers. English alone. */
import { analyze } from '../search/analyzer.ts';
import type { OtherName } from './other-names.ts';
import type { QuestionTerm } from './question.ts';

/** Each line is one relation. Words that mean other things besides are left out. */
const RELATIONS: readonly string[] = [
  'own owner owned belong belonged possess property',
  'marry married wife husband spouse',
  'employ employer employee hire hired',
  'succeed successor succeeded',
  'weigh weight heavy',
  'eat ate eaten diet feed',
];

const terms = new Map<string, readonly string[]>();
for (const line of RELATIONS) {
  const stems = [...new Set(analyze(line, 'en').map(({ term }) => term))];
  for (const stem of stems)
    terms.set(
      stem,
      stems.filter((other) => other !== stem),
    );
}

/** The other words for the relations that the question's terms name. */
export const relationNames = (asked: readonly QuestionTerm[]): OtherName[] =>
  asked.flatMap(({ term, name }, place) =>
    name ? [] : (terms.get(term) ?? []).map((other) => ({ run: [other], places: [place] })),
  );
