/** Where a question's words stand in a sentence: the facts that all evidence is drawn from. */
import { namesOwner, OWNS } from '../author.ts';
import { placesHeld } from '../other-names.ts';
import { type Asked, bits, type TermMask } from './asked.ts';
import { CAPITAL, FIRST, idsOf, NUMBER, type SentenceProfile, STOP, YEAR } from './profile.ts';
import { SHAPES } from './pseudo-words.ts';

/** One sentence beside the question. */
export interface Match {
  readonly sentence: SentenceProfile;
  readonly held: TermMask;
  /** Terms that are not held, but another word that begins like them. */
  readonly akin: TermMask;
  /** Words in the sentence, and those of them that are not stop words. */
  readonly words: number;
  readonly content: number;
  /** idf-weighted term frequency, bounded, as BM25 has it. */
  readonly bm25: number;
  /** Neighbouring terms of the question that stand near one another here, of all such pairs. */
  readonly pairs: number;
  /** Longest run of the question's words, stop words included, that stands here word for word. */
  readonly run: number;
  /** Words from the first matching one to the last, in the narrowest stretch that holds all of `held`; 0 without a match. */
  readonly window: number;
  /** Index of the first matching word; −1 without a match. */
  readonly firstAt: number;
  /** Capitalised words, numbers and years that the question does not hold. */
  readonly newNames: number;
  readonly newNumbers: number;
  readonly newYears: number;
  readonly newWords: number;
  /** Mean log likelihood of the question's terms, weighted by rarity; the least likely one's; and that of the kind asked for. */
  readonly likelihood: number;
  readonly leastLikely: number;
  readonly kindLikelihood: number;
}

const scratch = {
  positions: new Int16Array(512),
  numbers: new Int16Array(512),
  held: new Float32Array(64),
  fresh: new Float32Array(64),
  previous: new Int16Array(64),
  current: new Int16Array(64),
  counts: new Uint8Array(64),
};
/** A sentence longer than this many words is compared by its beginning. */
const WORD_LIMIT = 512;

export function matchSentence(asked: Asked, sentence: SentenceProfile): Match {
  const { ids, traits, from } = sentence;
  const { translations, prepared, places, prefixes } = asked;
  const { vocabulary, prefixes: prefixOf } = asked.words;
  const termCount = asked.terms.length;
  const sequenceLength = asked.sequence.length;
  const words = Math.min(sentence.to - from, WORD_LIMIT);
  const { positions, numbers: matched, held, fresh, counts } = scratch;
  held.fill(0, 0, prepared.count);
  fresh.fill(0, 0, prepared.count);
  counts.fill(0, 0, termCount);
  scratch.previous.fill(0);
  let mask = 0;
  let akin = 0;
  let hits = 0;
  let run = 0;
  let newNames = 0;
  let newNumbers = 0;
  let newYears = 0;
  let newWords = 0;
  let content = 0;
  let last = -99;
  let pairs = 0;
  let running = false;
  for (let i = 0; i < words; i++) {
    const trait = traits[from + i]!;
    const id = ids[from + i]!;
    const number = places.get(id, -1);
    const isContent = (trait & STOP) === 0;
    if (number >= 0) run = Math.max(run, extendRuns(asked.sequence, number));
    else if (running) scratch.previous.fill(0, 0, sequenceLength + 1);
    running = number >= 0;
    if (number >= 0 && number < termCount) {
      if (hits > 0 && i - last <= 4) {
        const before = matched[hits - 1]!;
        if (number === before + 1) pairs += i - last <= 2 ? 1 : 0.7;
        else if (number === before - 1) pairs += 0.5;
      }
      positions[hits] = last = i;
      matched[hits++] = number;
      if (counts[number]! < 255) counts[number]!++;
      mask |= 1 << number;
    } else if (isContent) {
      newWords++;
      if (prefixOf[id]) akin |= prefixes.get(prefixOf[id]!, 0);
      if (trait & CAPITAL) newNames++;
      if (trait & NUMBER) newNumbers++;
      if (trait & YEAR) newYears++;
      if (trait & FIRST && number < 0) newNames += 0.3;
    }
    if (isContent) {
      if (vocabulary[id]) translations.accumulate(vocabulary[id]!, number >= 0 ? held : fresh);
      content++;
    }
  }
  for (const place of impliedBy(asked, sentence)) {
    counts[place] ||= 1;
    mask |= 1 << place;
  }
  for (const shape of shapesOf(newNames, newNumbers, newYears)) translations.accumulate(translations.numberOf(shape), fresh);
  let bm25 = 0;
  let likelihood = 0;
  let leastLikely = 0;
  let weights = 0;
  const length = 0.6 + (0.4 * words) / 25;
  for (let i = 0; i < termCount; i++) {
    if (counts[i]) bm25 += (asked.idf[i]! * 2.2 * counts[i]!) / (counts[i]! + 1.2 * length);
    const log = translations.logLikelihood(prepared.numbers[i]!, counts[i]!, held[i]! + fresh[i]!, content + 4);
    const gain = log - prepared.backgroundLogs[i]!;
    likelihood += gain * asked.idf[i]!;
    weights += asked.idf[i]!;
    if (i === 0 || gain < leastLikely) leastLikely = gain;
  }
  let kindLikelihood = 0;
  for (let i = termCount; i < prepared.count; i++) {
    if (!prepared.numbers[i]) continue;
    kindLikelihood += Math.log((fresh[i]! + 0.02) / (newWords + 2)) - prepared.backgroundLogs[i]!;
  }
  return {
    sentence,
    held: mask,
    akin: akin & ~mask,
    words,
    content,
    bm25,
    pairs,
    run,
    window: narrowest(positions, matched, hits, bits(mask)),
    firstAt: hits > 0 ? positions[0]! : -1,
    newNames,
    newNumbers,
    newYears,
    newWords,
    likelihood: weights ? likelihood / weights : 0,
    leastLikely,
    kindLikelihood,
  };
}

const NOTHING: readonly number[] = [];

/** Places of the question's terms that the sentence holds in other words. */
function impliedBy(asked: Asked, sentence: SentenceProfile): readonly number[] {
  const { otherNames, authored } = asked;
  if (otherNames.length === 0 && !authored) return NOTHING;
  const ids = idsOf(sentence);
  return [...placesHeld(ids, otherNames), ...(authored && ownerNamed(asked, authored.works, sentence, ids) ? [authored.verb] : [])];
}

function ownerNamed({ words }: Asked, works: readonly number[], { traits, from }: SentenceProfile, ids: Int32Array): boolean {
  const isOwning = (id: number) => OWNS.has(words.termOf(id));
  const isCapital = (word: number) => (traits[from + word]! & (CAPITAL | STOP)) === CAPITAL;
  return works.some((work) => namesOwner(ids, work, isOwning, isCapital));
}

export function shapesOf(names: number, numbers: number, years: number): string[] {
  const shapes: string[] = [];
  if (names >= 1) shapes.push(SHAPES.name);
  if (numbers > years) shapes.push(SHAPES.number);
  if (years > 0) shapes.push(SHAPES.year);
  if (shapes.length === 0) shapes.push(SHAPES.none);
  return shapes;
}

/** One row of the longest common substring's table: runs of the question that end at the present word. */
function extendRuns(sequence: Int16Array, number: number): number {
  const { previous, current } = scratch;
  let best = 0;
  for (let j = 1; j <= sequence.length; j++) {
    const length = sequence[j - 1] === number ? previous[j - 1]! + 1 : 0;
    current[j] = length;
    if (length > best) best = length;
  }
  scratch.previous = current;
  scratch.current = previous;
  return best;
}

/** The fewest words that hold `wanted` different terms. */
function narrowest(positions: Int16Array, matched: Int16Array, hits: number, wanted: number): number {
  if (hits === 0) return 0;
  const { counts } = scratch;
  counts.fill(0, 0, 32);
  let different = 0;
  let best = Infinity;
  let low = 0;
  for (let high = 0; high < hits; high++) {
    if (counts[matched[high]!]!++ === 0) different++;
    while (different === wanted) {
      best = Math.min(best, positions[high]! - positions[low]! + 1);
      if (--counts[matched[low]!]! === 0) different--;
      low++;
    }
  }
  return best;
}
