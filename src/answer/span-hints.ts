/** What learned translations hint at in a sentence: words that stand for words of the question ("death" for "died"), and what kind of thing each word is. */
import { analyze } from '../search/analyzer.ts';
import { kindWords } from './evidence/pseudo-words.ts';
import type { Translations } from './evidence/translation.ts';
import type { SpanReading } from './span-reading.ts';

/** What is asked for, from the general to the particular: the kind, the question word, the noun it leans on. */
export const ASKED_FOR = 3;

export interface SpanHints {
  /** 1 where a word is met, less where it stands for one that the sentence lacks, 0 elsewhere. */
  readonly met: Float32Array;
  /** How likely each word makes any word of the question. */
  readonly translates: Float32Array;
  /** `ASKED_FOR` numbers a word: how likely it is what is asked for. */
  readonly kinds: Float32Array;
  /** The most likely word's. */
  readonly likeliest: Float32Array;
  /** Whether the question names what it asks for by a noun. */
  readonly focused: boolean;
  /** 0 for a word that stands everywhere in the language, 1 for one never met. */
  readonly rarity: Float32Array;
}

/** Less likely translations stand for nothing; likelier ones than a fifth are as good as the word. */
const LEAST = 0.01;
const FULL = 5;

export function hintsOf({ question, sentence, language, count, roles, facts }: SpanReading, translations: Translations): SpanHints {
  const asked = question.termsIn(language).map(({ term }) => term);
  const focus = question.focus === undefined ? undefined : analyze(question.focus, language)[0]?.term;
  const kinds = kindWords(question, focus);
  const { count: width } = translations.prepare(asked, kinds);
  const made = new Float32Array(count * width);
  const rarity = new Float32Array(count);
  const held = new Set<string>();
  for (let t = 0; t < count; t++) {
    const { term } = sentence.tokens[t]!;
    held.add(term);
    const number = translations.numberOf(term);
    rarity[t] = translations.rarityOf(number);
    if (number && !facts.stop[t]) translations.accumulate(number, made.subarray(t * width, (t + 1) * width));
  }
  const met = Float32Array.from(roles, (role) => (role ? 1 : 0));
  for (const [i, term] of asked.entries()) {
    if (held.has(term)) continue;
    let best = -1;
    let most = LEAST;
    for (let t = 0; t < count; t++) {
      const likely = made[t * width + i]!;
      if (roles[t] || likely <= most) continue;
      most = likely;
      best = t;
    }
    if (best >= 0) met[best] = Math.max(met[best]!, Math.min(1, FULL * most));
  }
  const translates = new Float32Array(count);
  const ofKinds = new Float32Array(count * ASKED_FOR);
  const likeliest = new Float32Array(ASKED_FOR);
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < asked.length; i++) translates[t]! += made[t * width + i]!;
    for (let k = 0; k < kinds.length; k++) {
      const likely = made[t * width + asked.length + k]!;
      ofKinds[t * ASKED_FOR + k] = likely;
      if (likely > likeliest[k]!) likeliest[k] = likely;
    }
  }
  return { met, translates, kinds: ofKinds, likeliest, focused: focus !== undefined, rarity };
}
