/** What speaks for a sentence and against it: every feature a small function of the question beside the sentence, with its reason. */

import type { AnswerKind } from '../question-words.ts';
import { type Asked, bits, type TermMask, weigh } from './asked.ts';
import type { Evidence } from './evidence.ts';
import type { Match } from './match.ts';

const kinds: readonly AnswerKind[] = [
  'time',
  'number',
  'duration',
  'person',
  'place',
  'organisation',
  'thing',
  'definition',
  'manner',
  'reason',
  'yesno',
];
/** Kinds in an order that lets one threshold part those answered by figures from those answered by names and by clauses. */
const kindNumber = (kind: AnswerKind) => kinds.indexOf(kind);

export type FeatureFamily =
  | 'coverage'
  | 'missing'
  | 'names'
  | 'order'
  | 'passage'
  | 'neighbours'
  | 'shape'
  | 'kind'
  | 'translation'
  | 'rivals'
  | 'question';

export interface Feature {
  readonly name: string;
  readonly family: FeatureFamily;
  readonly why: string;
  readonly of: (evidence: Evidence) => number;
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const idfOf = (c: Evidence, mask: TermMask) => share(weigh(mask, c.asked.idf), c.asked.idfSum);
const rarityOf = (c: Evidence, mask: TermMask) => share(weigh(mask, c.asked.rarity), c.asked.raritySum);
/** How far ahead of the best other candidate, or behind it. */
const lead = (value: number, best: Float64Array) => value - (value >= best[0]! ? best[1]! : best[0]!);
const allOf = (c: Evidence) => (1 << c.asked.terms.length) - 1;

function heaviest(mask: TermMask, weights: Float32Array): number {
  let best = 0;
  for (let rest = mask, i = 0; rest; rest >>>= 1, i++) if (rest & 1 && weights[i]! > best) best = weights[i]!;
  return best;
}

/** Whether something new of the shape asked for stands in the sentence; a half where the kind has no shape. */
function kindFits({ asked: { question }, match }: Evidence): number {
  switch (question.kind) {
    case 'time':
    case 'number':
    case 'duration':
      return match.newNumbers > 0 ? 1 : 0;
    case 'person':
    case 'place':
    case 'organisation':
      return Math.min(1, match.newNames);
    default:
      return 0.5;
  }
}

export const coverage = (asked: Asked, match: Match) => share(weigh(match.held, asked.idf), asked.idfSum);

const family = (name: FeatureFamily, list: readonly (readonly [name: string, why: string, of: Feature['of']])[]): Feature[] =>
  list.map(([feature, why, of]) => ({ name: feature, family: name, why, of }));

export const features: readonly Feature[] = [
  ...family('coverage', [
    ['covered', 'an answer speaks of what was asked', (c) => coverage(c.asked, c.match)],
    ['coveredByRarity', 'the same where the collection is too small to tell rare words', (c) => rarityOf(c, c.match.held)],
    ['coveredCount', 'every word of the question counts a little', (c) => share(bits(c.match.held), c.asked.terms.length)],
    ['bm25', 'repeated words tell more, long sentences less', (c) => share(c.match.bm25, c.asked.idfSum)],
    ['coveredByCorrection', 'a corrected spelling may be another word', (c) => idfOf(c, c.match.held & c.asked.corrected)],
    ['coveredAkin', 'words of one family (Egypt, Egyptian) mean nearly the same', (c) => idfOf(c, c.match.held | c.match.akin)],
    [
      'focusHeld',
      'the noun that is asked for is often left out of the answer',
      (c) => (c.asked.focus ? bits(c.match.held & c.asked.focus) : 0.5),
    ],
    ['lastHeld', 'the last word of a question often says what matters', (c) => (c.match.held >>> (c.asked.terms.length - 1)) & 1],
    ['firstHeld', 'the first one what it is about', (c) => c.match.held & 1],
    ['density', 'an answer says little else', (c) => share(bits(c.match.held), c.match.content)],
  ]),
  ...family('missing', [
    ['missingHeaviest', 'the most telling word should not be missing', (c) => heaviest(allOf(c) & ~c.match.held, c.asked.idf)],
    ['missingRarest', 'nor the word that is rarest in the language', (c) => heaviest(allOf(c) & ~c.match.held, c.asked.rarity)],
    ['missingCount', 'many missing words are many doubts', (c) => c.asked.terms.length - bits(c.match.held)],
    ['missingSurprise', 'some words are seldom missing from an answer', (c) => weigh(allOf(c) & ~c.match.held, c.asked.surprise)],
    ['missingMostSurprise', 'the word that is missing least often', (c) => heaviest(allOf(c) & ~c.match.held, c.asked.surprise)],
    [
      'missingNearbySurprise',
      'missing from the sentence, its neighbours and the title',
      (c) => weigh(allOf(c) & ~(c.match.held | c.inHeadings | (c.before?.held ?? 0)), c.asked.surprise),
    ],
    ['missingHereOnly', 'what is said next to the sentence need not be said in it', (c) => idfOf(c, c.inPassage & ~c.match.held)],
    [
      'missingInPassage',
      'what the whole passage lacks is another matter',
      (c) => idfOf(c, allOf(c) & ~c.inPassage & ~c.inHeadings),
    ],
    ['missingInArticle', 'what the whole article lacks speaks against it', (c) => idfOf(c, allOf(c) & ~c.inArticle)],
  ]),
  ...family('names', [
    [
      'namesHeld',
      'names that were asked about stand in the answer',
      (c) => share(bits(c.match.held & c.asked.names), bits(c.asked.names)),
    ],
    ['namesInPassage', 'or near it', (c) => share(bits((c.inPassage | c.inHeadings) & c.asked.names), bits(c.asked.names))],
    [
      'numbersHeld',
      'years and numbers asked about stand in the answer',
      (c) => share(bits(c.match.held & c.asked.numerals), bits(c.asked.numerals)),
    ],
    ['numbersInPassage', 'or near it', (c) => share(bits(c.inPassage & c.asked.numerals), bits(c.asked.numerals))],
  ]),
  ...family('order', [
    [
      'pairs',
      'words that stand together in the question stand together in the answer',
      (c) => share(c.match.pairs, c.asked.terms.length - 1),
    ],
    ['run', 'a stretch taken over word for word is no accident', (c) => c.match.run],
    ['runShare', 'the same for short questions', (c) => share(c.match.run, c.asked.sequence.length)],
    ['window', 'the words asked for stand near one another', (c) => share(c.match.window, bits(c.match.held))],
    ['firstAt', 'a sentence about the matter begins with it', (c) => Math.min(c.match.firstAt, 12)],
    ['windowShare', 'or all over the sentence', (c) => share(c.match.window, c.match.words)],
  ]),
  ...family('passage', [
    ['passageRank', 'the engine has judged the passage', (c) => Math.log1p(c.found.rank)],
    ['passageScore', 'a passage close to the best is as good', (c) => c.found.score],
    ['articleRank', 'the article that speaks of the matter', (c) => Math.log1p(c.around.article.rank)],
    ['articleShare', 'most of what was found stands in it', (c) => c.around.article.share],
    ['coveredByPassage', 'the passage as a whole speaks of what was asked', (c) => idfOf(c, c.inPassage | c.inHeadings)],
    ['coveredByPassageRarity', 'the same in small collections', (c) => rarityOf(c, c.inPassage | c.inHeadings)],
    ['coveredByHeadings', 'what stands in the title is seldom said again', (c) => idfOf(c, c.inHeadings)],
    ['coveredWithHeadings', 'sentence and title together', (c) => idfOf(c, c.inHeadings | c.match.held)],
    ['coveredByArticle', 'the article as a whole', (c) => idfOf(c, c.inArticle)],
  ]),
  ...family('neighbours', [
    [
      'coveredBefore',
      'the sentence before has named what this one calls "it"',
      (c) => (c.before ? coverage(c.asked, c.before) : -0.1),
    ],
    ['coveredAfter', 'the sentence after goes on about it', (c) => (c.after ? coverage(c.asked, c.after) : -0.1)],
    ['coveredWithBefore', 'both together', (c) => idfOf(c, c.match.held | (c.before?.held ?? 0))],
    ['coveredAround', 'all three together', (c) => idfOf(c, c.match.held | (c.before?.held ?? 0) | (c.after?.held ?? 0))],
    [
      'likelihoodBefore',
      'a better sentence just before this one is a rival',
      (c) => (c.before ? c.before.likelihood - c.match.likelihood : -9),
    ],
    ['likelihoodAfter', 'or just after', (c) => (c.after ? c.after.likelihood - c.match.likelihood : -9)],
  ]),
  ...family('shape', [
    ['words', 'short sentences seldom tell enough, long ones hold words by accident', (c) => c.match.words],
    ['newWords', 'an answer says something that the question did not', (c) => c.match.newWords],
    ['place', 'a passage opens with what it is about', (c) => c.at],
    ['placeFromEnd', 'and ends elsewhere', (c) => c.passage.sentences.length - c.at],
    ['ordinal', 'an article opens with what it is about', (c) => Math.min(c.passage.passage.ordinal, 20)],
    ['leans', 'a sentence that begins with "he" or "this" needs another', (c) => (c.match.sentence.leans ? 1 : 0)],
    [
      'isHeading',
      'titles and headings seldom answer',
      (c) => (/title|heading|credit/.test(c.match.sentence.sentence.kind) ? 1 : 0),
    ],
    ['newNames', 'who and where are answered by names', (c) => c.match.newNames],
    ['newNumbers', 'how many is answered by numbers', (c) => c.match.newNumbers],
    ['newYears', 'when is answered by years', (c) => c.match.newYears],
  ]),
  ...family('kind', [
    ['kind', 'what is evidence depends on what is asked for', (c) => kindNumber(c.asked.question.kind)],
    ['kindFits', 'figures answer when and how many, names who and where', kindFits],
    ['kindLikelihood', 'sentences that answer such questions speak so', (c) => c.match.kindLikelihood],
    ['kindLead', 'more than the other candidates do', (c) => lead(c.match.kindLikelihood, c.rivals.kind)],
  ]),
  ...family('translation', [
    ['likelihood', 'the question is likely to be asked of such a sentence', (c) => c.match.likelihood],
    ['leastLikely', 'its least likely word too', (c) => c.match.leastLikely],
    ['likelihoodLead', 'likelier than of any other sentence', (c) => lead(c.match.likelihood, c.rivals.likelihood)],
  ]),
  ...family('rivals', [
    ['bm25Lead', 'ahead of the best other sentence', (c) => share(lead(c.match.bm25, c.rivals.bm25), c.asked.idfSum)],
    ['coveredLead', 'covers more than the best other sentence', (c) => lead(coverage(c.asked, c.match), c.rivals.coverage)],
  ]),
  ...family('question', [
    ['terms', 'short questions leave more to chance', (c) => c.asked.terms.length],
    ['idfMean', 'common words tell little', (c) => share(c.asked.idfSum, c.asked.terms.length)],
    ['names', 'names in the question', (c) => bits(c.asked.names)],
    ['numbers', 'years and numbers in the question', (c) => bits(c.asked.numerals)],
  ]),
];

/** Features that rest on what was learned of English words. */
const ENGLISH = new Set(['coveredByRarity', 'missingRarest', 'coveredByPassageRarity', 'likelihoodBefore', 'likelihoodAfter']);

/** What can be told in any language. */
export const languageFree: readonly Feature[] = features.filter(
  ({ name, family }) =>
    name === 'kindFits' || !(family === 'kind' || family === 'translation' || ENGLISH.has(name) || name.endsWith('Surprise')),
);
