/** What speaks for one of the best spans beside the others: features of the last choice, learned by trees. They are the same in every language. */
import type { Translations } from './evidence/translation.ts';
import type { Contest } from './span-contest.ts';
import { hintsOf } from './span-hints.ts';
import {
  among,
  askedOf,
  byRole,
  type Choice,
  distance,
  elsewhere,
  FAR,
  FLOOR,
  fits,
  hinted,
  KINDS,
  length,
  likelihood,
  likelihoodShare,
  lowerAt,
  pull,
  rarity,
  run,
  share,
  standing,
  termAt,
  top,
  within,
} from './span-measures.ts';

export interface ChoiceFeature {
  readonly name: string;
  readonly why: string;
  readonly of: (choice: Choice) => number;
}

export const choiceFeatures: readonly ChoiceFeature[] = [
  { name: 'behind', why: 'the weights know how well it answers', of: (choice) => choice.one.score - top(choice).score },
  { name: 'rank', why: 'and in what order', of: ({ at }) => at },
  { name: 'odds', why: 'and how surely', of: ({ one }) => one.odds },
  { name: 'alikeOdds', why: 'spans that say nearly the same speak for each other', of: ({ one }) => one.alikeOdds },
  { name: 'startOdds', why: 'it begins where many begin', of: ({ one }) => one.startOdds },
  { name: 'endOdds', why: 'and ends where many end', of: ({ one }) => one.endOdds },
  { name: 'score', why: 'a low sum is no answer, even where it is the best', of: ({ one }) => one.score },
  { name: 'startBehind', why: 'its beginning beside that of the best', of: (choice) => choice.one.start - top(choice).start },
  { name: 'endBehind', why: 'its end beside that of the best', of: (choice) => choice.one.end - top(choice).end },
  { name: 'insideBetter', why: 'a part of better ones', of: (choice) => among(choice, (other, one) => within(one, other)) },
  { name: 'aroundBetter', why: 'better ones with more', of: (choice) => among(choice, (other, one) => within(other, one)) },
  {
    name: 'apartBetter',
    why: 'better ones elsewhere',
    of: (choice) => among(choice, (a, b) => a.last < b.first || a.first > b.last),
  },
  { name: 'words', why: 'answers are short', of: ({ one }) => length(one) },
  { name: 'characters', why: 'in any script', of: ({ one }) => one.range.end - one.range.start },
  { name: 'smallWords', why: 'small words tell little', of: ({ contest, one }) => share(contest.reading.stopsUpTo, one) },
  { name: 'smallFirst', why: 'least of all at its beginning', of: ({ contest, one }) => contest.reading.facts.stop[one.first]! },
  { name: 'smallLast', why: 'or at its end', of: ({ contest, one }) => contest.reading.facts.stop[one.last]! },
  { name: 'digits', why: 'figures answer figures', of: ({ contest, one }) => share(contest.reading.digitsUpTo, one) },
  { name: 'capitals', why: 'names answer names', of: ({ contest, one }) => share(contest.reading.capitalsUpTo, one) },
  { name: 'shapeFirst', why: 'how its first word looks', of: ({ contest, one }) => contest.reading.facts.shape[one.first]! % 20 },
  { name: 'shapeLast', why: 'how its last word looks', of: ({ contest, one }) => contest.reading.facts.shape[one.last]! % 20 },
  {
    name: 'mention',
    why: 'a whole date, number or name',
    of: ({ contest, one }) => contest.reading.facts.mentionOf(one.first, one.last),
  },
  { name: 'fits', why: 'of the kind asked for', of: fits },
  { name: 'kind', why: 'the kind asked for', of: ({ contest }) => KINDS.indexOf(contest.reading.question.kind) },
  {
    name: 'commas',
    why: 'a list, or more than one thing',
    of: ({ contest, one }) => contest.reading.facts.commas(one.first, one.last),
  },
  {
    name: 'signBefore',
    why: 'punctuation parts answers from the rest',
    of: ({ contest, one }) => contest.reading.facts.before[one.first]!,
  },
  {
    name: 'signAfter',
    why: 'on either side',
    of: ({ contest: { reading }, one }) =>
      one.last + 1 < reading.count ? reading.facts.before[one.last + 1]! : 30 + reading.facts.closing,
  },
  {
    name: 'smallBefore',
    why: 'a small word leads up to it',
    of: ({ contest, one }) => contest.reading.facts.stop[one.first - 1] ?? -1,
  },
  { name: 'smallAfter', why: 'or goes on from it', of: ({ contest, one }) => contest.reading.facts.stop[one.last + 1] ?? -1 },
  { name: 'toBeginning', why: 'what a sentence begins with is mostly known', of: ({ one }) => Math.min(one.first, FAR) },
  {
    name: 'toEnd',
    why: 'what it ends with is mostly new',
    of: ({ contest, one }) => Math.min(contest.reading.count - 1 - one.last, FAR),
  },
  { name: 'met', why: 'words of the question do not answer it', of: ({ contest, one }) => share(contest.reading.matchedUpTo, one) },
  {
    name: 'fresh',
    why: 'words that the question lacks do',
    of: ({ contest: { reading }, one }) =>
      length(one) - (share(reading.stopsUpTo, one) + share(reading.matchedUpTo, one)) * length(one),
  },
  { name: 'titled', why: 'nor does what the article is about', of: ({ contest, one }) => share(contest.reading.headingsUpTo, one) },
  {
    name: 'repeated',
    why: 'nor the question’s small words',
    of: ({ contest: { reading }, one }) => {
      let found = 0;
      for (let t = one.first; t <= one.last; t++) if (reading.said[t] === 1 || reading.said[t] === 2) found++;
      return found / length(one);
    },
  },
  { name: 'left', why: 'words of the question stand close before it', of: (choice) => distance(choice, -1) },
  { name: 'right', why: 'or close after it', of: (choice) => distance(choice, 1) },
  { name: 'pullLeft', why: 'many of them', of: (choice) => pull(choice, -1) },
  { name: 'pullRight', why: 'on either side', of: (choice) => pull(choice, 1) },
  { name: 'runLeft', why: 'the sentence says what the question says, then the answer', of: (choice) => run(choice, -1) },
  { name: 'runRight', why: 'or the answer first', of: (choice) => run(choice, 1) },
  {
    name: 'beforeOnLeft',
    why: 'what the question says first stands before the answer',
    of: (choice) => standing(choice, 'before', -1),
  },
  { name: 'beforeOnRight', why: 'or is turned round', of: (choice) => standing(choice, 'before', 1) },
  { name: 'afterOnLeft', why: 'what it says last stands before the answer', of: (choice) => standing(choice, 'after', -1) },
  { name: 'afterOnRight', why: 'or behind it', of: (choice) => standing(choice, 'after', 1) },
  {
    name: 'clause',
    why: 'the clause speaks of what is asked',
    of: ({ contest: { reading }, one }) => reading.inClause[reading.facts.clause[one.first]!]!,
  },
  {
    name: 'otherClauses',
    why: 'and not another one',
    of: ({ contest: { reading }, one }) => Math.max(...reading.inClause) - reading.inClause[reading.facts.clause[one.first]!]!,
  },
  { name: 'toFocus', why: 'near what it is a kind of', of: byRole(1) },
  { name: 'toFirst', why: 'near the word that the question word leads to', of: byRole(2) },
  { name: 'toLast', why: 'near the question’s last word', of: byRole(3) },
  { name: 'toOneBefore', why: 'near the word before the question word', of: byRole(4) },
  { name: 'toOther', why: 'near its other words', of: byRole(5) },
  {
    name: 'tailBefore',
    why: '“made of”: the question’s last word leads up to the answer',
    of: (choice) => Number(lowerAt(choice, choice.one.first - 1) === askedOf(choice.contest).lower.at(-1)),
  },
  {
    name: 'leadBefore',
    why: '“in what”: so does the word before the question word',
    of: (choice) =>
      Number(askedOf(choice.contest).lower[askedOf(choice.contest).leading] === lowerAt(choice, choice.one.first - 1)),
  },
  {
    name: 'nextAfter',
    why: '“who wrote”: the answer stands where the question word stands',
    of: (choice) =>
      Number(askedOf(choice.contest).tokens[askedOf(choice.contest).following]?.term === termAt(choice, choice.one.last + 1)),
  },
  { name: 'hintLeft', why: 'words that stand for the question’s are close before it', of: (choice) => hinted(choice, -1).far },
  { name: 'hintRight', why: 'or close after it', of: (choice) => hinted(choice, 1).far },
  { name: 'hintPullLeft', why: 'many of them', of: (choice) => hinted(choice, -1).pull },
  { name: 'hintPullRight', why: 'on either side', of: (choice) => hinted(choice, 1).pull },
  {
    name: 'translates',
    why: 'what stands for the question’s words does not answer it',
    of: ({ one, hints }) =>
      hints.translates.subarray(one.first, one.last + 1).reduce((sum, likely) => sum + likely, 0) / length(one),
  },
  { name: 'likelyKind', why: 'such words answer this kind of question', of: (choice) => Math.log(likelihood(choice, 0) + FLOOR) },
  { name: 'likelyAsker', why: 'or this question word', of: (choice) => Math.log(likelihood(choice, 1) + FLOOR) },
  {
    name: 'likelyFocus',
    why: 'a city is a Paris',
    of: (choice) => (choice.hints.focused ? Math.log(likelihood(choice, 2) + FLOOR) : 0),
  },
  { name: 'kindShare', why: 'more than other words of the sentence', of: (choice) => likelihoodShare(choice, 0) },
  { name: 'askerShare', why: 'for the question word', of: (choice) => likelihoodShare(choice, 1) },
  { name: 'focusShare', why: 'and for the noun', of: (choice) => likelihoodShare(choice, 2) },
  { name: 'rarity', why: 'rare words are worth asking for', of: rarity },
  { name: 'elsewhere', why: 'what the passage says again and again is known', of: elsewhere },
  { name: 'besides', why: 'beside the words taken over', of: ({ contest, one }) => (one.besides ? contest.stretch!.words : 0) },
  {
    name: 'metInSentence',
    why: 'a sentence that holds much can be read closely',
    of: ({ contest }) => contest.reading.matchedUpTo.at(-1)!,
  },
  { name: 'sentenceWords', why: 'a long one holds more that may be meant', of: ({ contest }) => contest.reading.count },
  { name: 'askedWords', why: 'a short question says less of its answer', of: ({ contest }) => askedOf(contest).tokens.length },
  { name: 'askerAt', why: 'whether the question word comes first', of: ({ contest }) => askedOf(contest).leading },
];

/** Rows of feature values, one a contender, laid end to end. */
export function choiceRows(contest: Contest, translations: Translations): Float32Array {
  const hints = hintsOf(contest.reading, translations);
  const width = choiceFeatures.length;
  const rows = new Float32Array(contest.contenders.length * width);
  for (const [at, one] of contest.contenders.entries()) {
    const choice = { contest, at, one, hints };
    for (let f = 0; f < width; f++) rows[at * width + f] = choiceFeatures[f]!.of(choice);
  }
  return rows;
}
