/** Article → passages → sentences, all as offsets into the article's text. */
import type { Article, Block, Passage, Sentence } from './article.ts';
import { splitSentences } from './sentences.ts';

/** A paragraph longer than this (UTF-16 code units) is parted at a sentence's end. */
const PASSAGE_LIMIT = 1_200;

/** Blocks that stand together in one passage. */
interface Group {
  readonly start: number;
  readonly heading: string;
  readonly page?: number;
  readonly sentences: Sentence[];
}

/** The quotable sentences of one block. A row, a title and a heading are quoted whole; furniture never. */
function sentencesOf(article: Article, block: Block): Sentence[] {
  const { kind, header } = block;
  if (kind === 'furniture') return [];
  if (kind === 'paragraph' || kind === 'item') {
    return splitSentences(article.text, block, article.language).map((range) => ({ ...range, kind }));
  }
  return [{ start: block.start, end: block.end, kind, ...(header && { header }) }];
}

const begins = (kind: Block['kind']) => kind === 'paragraph' || kind === 'heading' || kind === 'title';
const introduces = (kind: Sentence['kind'] | undefined) => kind === 'heading' || kind === 'title';

/**
 * The passages of an article, in order; put end to end they are its text. A passage is a paragraph (with the title or heading that
 * leads it in), or a few sentences of a long one, or a list or table as far as it fits the limit. Each sentence lies in its passage.
 */
export function splitArticle(article: Article): Passage[] {
  const groups: Group[] = [];
  for (const block of article.blocks) {
    for (const sentence of sentencesOf(article, block)) {
      const group = groups.at(-1);
      const first = sentence.start === block.start;
      const full = group && sentence.end - group.start > PASSAGE_LIMIT;
      const parted = group && first && begins(block.kind) && !introduces(group.sentences.at(-1)?.kind);
      if (!group || full || parted || group.page !== block.page) {
        const { heading, page } = block;
        groups.push({ start: groups.length ? sentence.start : 0, heading, ...(page && { page }), sentences: [sentence] });
      } else group.sentences.push(sentence);
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
