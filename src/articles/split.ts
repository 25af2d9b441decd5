/** Article → passages → sentences, all as offsets into the article's text. */
import type { Article, Block, Passage, Range, Sentence } from './article.ts';
import { foldedLength } from './folded-length.ts';
import { isOnNextLine, isParted } from './gaps.ts';
import { maskMarks, withAdjacentMarks } from './marks.ts';
import { SENTENCE_LIMIT, splitLines, splitSentences } from './sentences.ts';

/**
 * Raise it whenever the same article would fall into other passages or sentences: where they stand is kept on disk, and found anew for another
 * version. A test holds it to what it names.
 */
export const SPLITTING_VERSION = 1;

/** A paragraph longer than this (UTF-16 code units) is parted at sentence ends into passages of about the same size; lists and tables likewise. */
const PASSAGE_LIMIT = 1_500;

/** Lines without a blank line between them (UTF-16 code units in all) that are one passage. */
const LINES_TOGETHER = 500;

/** Blocks that stand together in one passage. */
interface Group {
  readonly start: number;
  readonly heading: string;
  readonly page?: number;
  readonly sentences: Sentence[];
}

/** A list item no longer than this is one sentence, whatever stops stand in it. */
const ITEM_LIMIT = 300;

/** The quotable sentences of one block; `words` is the text with its marks masked. A row, a title and a heading are quoted whole; furniture never. */
function sentencesOf({ marks = [], language }: Article, words: string, block: Block, around: Range): Sentence[] {
  const { kind, header, start, end } = block;
  if (kind === 'furniture' || header?.start === start) return [];
  const limit = kind === 'item' ? ITEM_LIMIT : SENTENCE_LIMIT;
  const whole = kind !== 'paragraph' && kind !== 'code' && foldedLength(words.slice(start, end)) <= limit;
  const ranges = whole ? [{ start, end }] : kind === 'code' ? splitLines(words, block) : splitSentences(words, block, language);
  let from = around.start;
  return ranges.map((range, at) => {
    const widened = withAdjacentMarks(marks, range, { start: from, end: ranges[at + 1]?.start ?? around.end });
    from = widened.end;
    return { ...widened, kind, ...(header && { header }) };
  });
}

/**
 * Whether a passage begins with this block. Lists, tables and code stay with what leads them in, a paragraph with its heading, a credit with
 * what it ends; lines that no blank line parts stay together as long as they are a few sentences.
 */
function begins({ text, blocks }: Article, at: number, start: number): boolean {
  const block = blocks[at]!;
  const [before, after] = [blocks[at - 1], blocks[at + 1]];
  if (before && !isOnNextLine(text, before, block)) return false;
  if (block.kind === 'credit') return after !== undefined && !isOnNextLine(text, block, after);
  if (block.kind !== 'paragraph' && block.kind !== 'heading' && block.kind !== 'title') return false;
  if (before?.kind === 'heading' || before?.kind === 'title') return false;
  return !(before?.kind === 'paragraph' && !isParted(text, before, block) && block.end - start <= LINES_TOGETHER);
}

/** How long a passage may become while it takes in `block`: long paragraphs fall into parts of equal size. */
function room({ start, end }: Block): number {
  const parts = Math.ceil((end - start) / PASSAGE_LIMIT);
  return parts > 1 ? (end - start) / parts + PASSAGE_LIMIT / 10 : PASSAGE_LIMIT;
}

/**
 * The passages of an article, in order; put end to end they are its text. A passage is a paragraph (with the title or heading that
 * leads it in), or a few sentences of a long one, or a list or table as far as it fits the limit. Each sentence lies in its passage.
 */
export function splitArticle(article: Article): Passage[] {
  const groups: Group[] = [];
  const words = maskMarks(article.text, article.marks);
  let fresh = true;
  for (const [at, block] of article.blocks.entries()) {
    fresh ||= begins(article, at, groups.at(-1)?.start ?? 0);
    const around = { start: groups.at(-1)?.sentences.at(-1)?.end ?? 0, end: article.blocks[at + 1]?.start ?? words.length };
    for (const sentence of sentencesOf(article, words, block, around)) {
      const group = groups.at(-1);
      if (!group || fresh || sentence.end - group.start > room(block) || group.page !== block.page) {
        const { heading, page } = block;
        groups.push({ start: group ? sentence.start : 0, heading, ...(page && { page }), sentences: [sentence] });
      } else group.sentences.push(sentence);
      fresh = false;
    }
  }
  if (groups.length === 0) {
    const whole = { start: 0, end: article.text.length, heading: '', sentences: [] };
    return [{ ...whole, id: `${article.id}:0`, article, ordinal: 0, total: 0 }];
  }
  return groups.map((group, at) => ({
    ...group,
    id: `${article.id}:${at + 1}`,
    article,
    end: groups[at + 1]?.start ?? article.text.length,
    ordinal: at + 1,
    total: groups.length,
  }));
}
