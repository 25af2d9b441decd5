/** A sentence among the others that might answer, and all that is known of it. */
import type { FoundPassage } from '../candidates.ts';
import type { Asked, TermMask } from './asked.ts';
import type { Match } from './match.ts';
import type { PassageProfile } from './profile.ts';

/** What the sentences of a passage share. */
export interface Surroundings {
  readonly found: FoundPassage;
  readonly asked: Asked;
  readonly passage: PassageProfile;
  /** Terms of the question that stand in the passage, and in its title or heading. */
  readonly inPassage: TermMask;
  readonly inHeadings: TermMask;
  readonly article: ArticleEvidence;
  readonly rivals: Rivals;
}

/** An article among those found. */
export interface ArticleEvidence {
  /** By its best passage, from 0. */
  readonly rank: number;
  /** Of the scores of all passages found. */
  readonly share: number;
  /** Terms of the question that stand in any of its passages. */
  readonly held: TermMask;
}

/** One sentence beside the question. */
export class Evidence {
  readonly around: Surroundings;
  readonly match: Match;
  /** Index of the sentence in its passage. */
  readonly at: number;
  readonly before: Match | undefined;
  readonly after: Match | undefined;

  constructor(around: Surroundings, match: Match, at: number, before: Match | undefined, after: Match | undefined) {
    this.around = around;
    this.match = match;
    this.at = at;
    this.before = before;
    this.after = after;
  }

  get found(): FoundPassage {
    return this.around.found;
  }
  get asked(): Asked {
    return this.around.asked;
  }
  get passage(): PassageProfile {
    return this.around.passage;
  }
  get inPassage(): TermMask {
    return this.around.inPassage;
  }
  get inHeadings(): TermMask {
    return this.around.inHeadings;
  }
  get inArticle(): TermMask {
    return this.around.article.held;
  }
  get rivals(): Rivals {
    return this.around.rivals;
  }
}

/** The best and the second best of all candidates, by each measure: two numbers each. */
export interface Rivals {
  readonly bm25: Float64Array;
  readonly likelihood: Float64Array;
  readonly coverage: Float64Array;
  readonly kind: Float64Array;
}
