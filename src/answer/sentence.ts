/** The words of a sentence, analyzed once and remembered: what spans and excerpts are read from. */
import type { Passage, Sentence } from '../articles/article.ts';
import { maskedSlice } from '../articles/marks.ts';
import { analyze, type Token } from '../search/analyzer.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { Recent } from './recent.ts';

export interface AnalyzedSentence {
  readonly passage: Passage;
  /** Place among the passage's sentences, from 0. */
  readonly index: number;
  readonly sentence: Sentence;
  /** The sentence, marks such as link targets blanked out. */
  readonly text: string;
  /** Every word with its term; offsets are into `text`. Read on first use. */
  readonly tokens: readonly Token[];
  /** Dates, numbers, names; offsets are into `text`. Read on first use. */
  mentions(): readonly Mention[];
  /** Terms of the article's title and of the heading above. */
  headings(): ReadonlySet<string>;
}

/** Longer sentences are read as far as this, in UTF-16 code units. */
const SENTENCE_LIMIT = 2_000;
/** Two generations of so many sentences stay analyzed; about 4 KB each, which the collector of garbage has to move. */
const REMEMBERED = 512;

const analyzed = new Recent<Sentence, AnalyzedSentence>(REMEMBERED);

function analyzeSentence(passage: Passage, index: number): AnalyzedSentence {
  const sentence = passage.sentences[index]!;
  const { start, end } = sentence;
  const text = maskedSlice(passage.article, { start, end: Math.min(end, start + SENTENCE_LIMIT) });
  let tokens: readonly Token[] | undefined;
  let found: readonly Mention[] | undefined;
  return {
    passage,
    index,
    sentence,
    text,
    get tokens() {
      tokens ??= analyze(text, passage.article.language);
      return tokens;
    },
    mentions: () => (found ??= mentionsIn(text)),
    headings: () => headingTerms(passage),
  };
}

const headings = new WeakMap<Passage, ReadonlySet<string>>();

/** Titles are bounded like sentences. */
function headingTerms(passage: Passage): ReadonlySet<string> {
  const known = headings.get(passage);
  if (known) return known;
  const { title, language } = passage.article;
  const terms = new Set([title, passage.heading].flatMap((text) => analyze(text.slice(0, 300), language).map(({ term }) => term)));
  headings.set(passage, terms);
  return terms;
}

/** A sentence of a passage, by its place there; the same object as long as it is among the lately used. */
export function analyzedSentence(passage: Passage, index: number): AnalyzedSentence {
  const key = passage.sentences[index]!;
  const known = analyzed.get(key);
  if (known) return known;
  const sentence = analyzeSentence(passage, index);
  analyzed.set(key, sentence);
  return sentence;
}
