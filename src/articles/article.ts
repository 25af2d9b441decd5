/**
 * The words of the domain. All offsets in the house are UTF-16 code units into `Article.text`, half open: [start, end).
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What a stretch of an article is. `furniture` (share buttons, "Read also", tag lists) is never quoted; the title and the credit may be.
 */
export type BlockKind = 'title' | 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'credit' | 'furniture';

/** A stretch of an article as its format laid it out. Blocks are in order and do not overlap; only white space and markup lie between them. */
export interface Block extends Range {
  readonly kind: BlockKind;
  /** Text of the nearest heading above ('' where there is none). */
  readonly heading: string;
  /** For a table row: where the header row of its table stands, quoted with it. The header row itself names itself and is no sentence. */
  readonly header?: Range;
  /** Page number, from 1, where the format has pages. */
  readonly page?: number;
}

/** One article as it is indexed and quoted. */
export interface Article {
  /** Short and stable: derived from `collection` and `source` alone, so that it survives a reload. At most 12 characters of base64url. */
  readonly id: string;
  /** File path relative to its folder (with `/`), or the address it was read from. */
  readonly source: string;
  readonly title: string;
  /** For .txt and .md the decoded file itself (BOM removed, nothing else normalised); for other formats the extracted text. */
  readonly text: string;
  /** ISO 639-1 code of the language it is written in ('und' when it cannot be told). */
  readonly language: string;
  readonly blocks: readonly Block[];
  /** Markup inside the text that is no words (Markdown's `**`, link targets, images): in order, not overlapping. Quotes may be shown without it (`marks.ts`). */
  readonly marks?: readonly Range[];
  /** SHA-256 of the bytes it was read from, hex: an unchanged article is neither parsed nor indexed again. */
  readonly hash: string;
  /** Who published it, as the article credits it ("rbc.ru"). No address is ever built from it. */
  readonly publisher?: string;
  readonly author?: string;
  /** ISO date (2024-08-15) or date-time of publication. */
  readonly date?: string;
  /** The article's own http(s) address. */
  readonly url?: string;
  readonly tags?: readonly string[];
}

/** A paragraph or a few sentences: what the index returns. The passages of an article, put end to end, are its text. */
export interface Passage extends Range {
  /** `${article.id}:${ordinal}` */
  readonly id: string;
  readonly article: Article;
  readonly heading: string;
  /** From 1, counting passages that hold quotable text. 0 for a passage that holds none. */
  readonly ordinal: number;
  /** Number of passages of the article that hold quotable text. */
  readonly total: number;
  readonly page?: number | undefined;
  readonly sentences: readonly Sentence[];
}

/** One quotable sentence. Title and credit lines, list items and table rows are sentences too; furniture is not. */
export interface Sentence extends Range {
  readonly kind: Exclude<BlockKind, 'furniture'>;
  readonly header?: Range;
}

/** Why a file or page could not be used: `reason` is one clear sentence for people, in English, naming what is wrong. */
export interface Refusal {
  readonly source: string;
  readonly reason: string;
}
