/** Words for one relation seen from its two sides, or said in two ways, which stemming leaves apart: what one of them asks, another answers. English alone. */
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

/** Forms of one verb that endings do not tell, and who does it. */
const FORMS: readonly string[] = [
  'begin began begun beginning',
  'break broke broken',
  'bring brought',
  'build built builder',
  'buy bought buyer',
  'catch caught',
  'choose chose chosen choice',
  'compose composer',
  'create creator',
  'design designer',
  'direct director',
  'discover discoverer',
  'draw drew drawn',
  'drive drove driven driver',
  'fall fell fallen',
  'fight fought fighter',
  'fly flew flown',
  'found founder',
  'freeze froze frozen',
  'give gave given',
  'grind ground',
  'grow grew grown',
  'hold held holder',
  'invent inventor',
  'keep kept keeper',
  'know knew known',
  'lead led leader',
  'lose lost loss',
  'manage manager',
  'pay paid payment',
  'publish publisher',
  'rise rose risen',
  'run ran runner',
  'sell sold seller',
  'send sent sender',
  'shoot shot',
  'sing sang sung singer',
  'sink sank sunk',
  'speak spoke spoken speaker',
  'spend spent',
  'steal stole stolen',
  'swim swam swum',
  'take took taken',
  'teach taught teacher',
  'throw threw thrown',
  'wear wore worn',
  'win won winner',
  'write wrote written writer author',
];

const terms = new Map<string, readonly string[]>();
for (const line of [...RELATIONS, ...FORMS]) {
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
