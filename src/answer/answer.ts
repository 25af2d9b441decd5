/** What comes out when a question goes in. Offsets only: the words are sliced from the article at the very last moment. */
import type { Passage, Range } from '../articles/article.ts';
import type { Manner } from './manners.ts';

/** A quotable sentence (with its lead, where one is needed) of one passage. Offsets are into `passage.article.text`. */
export interface Excerpt extends Range {
  readonly passage: Passage;
  /** The sentence before, quoted with this one because it begins with "he", "this", … */
  readonly lead?: Range;
  /** The answering words; inside [start, end). */
  readonly answer?: Range;
  /** The question's terms as they stand in the sentence. */
  readonly terms: readonly Range[];
  readonly score: number;
  /** Other articles in which the very same sentence stands. */
  readonly alsoIn?: readonly Passage[];
  /** When the article's source was last read without trouble, where that is long ago; milliseconds since 1970. */
  readonly checkedAt?: number;
}

/**
 * The three honest states. `shown` says whether the answering words of the first excerpt are sure enough to be marked;
 * never true for `closest`. `excerpts` holds candidates best first; the first `quotes` of them are worth showing at once
 * (one when one suffices). `missing`: words of the question that the best excerpt's passage does not hold, as typed.
 * `asked`: the question as it reads alone, completed from the one before it where it leaned on that: what a further one leans on.
 * `suggestion`: an indexed spelling near a word that is nowhere. `manner`: nothing was asked; a greeting or thanks gets one kind line.
 */
export type Answer =
  | {
      readonly kind: 'answered' | 'closest';
      readonly confidence: number;
      readonly excerpts: readonly [Excerpt, ...Excerpt[]];
      readonly quotes: number;
      readonly shown: boolean;
      readonly missing: readonly string[];
      readonly asked?: string;
      /** The first `quotes` excerpts give different short answers; newest first. */
      readonly differ?: boolean;
    }
  | {
      readonly kind: 'nothing';
      readonly confidence: number;
      readonly missing: readonly string[];
      readonly suggestion?: string;
      readonly manner?: Manner;
    };
