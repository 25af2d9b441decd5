/** Markdown: the text is the file itself; blocks and marks say what in it is a heading, an item, a table row, code, and what is no words at all. */
import type { Article, Block, Range, Refusal } from '../article.ts';
import { decodeText } from '../decode.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import { maskMarks } from '../marks.ts';
import { partBlocks } from '../parts.ts';
import type { RawFile } from './format.ts';
import { readFrontMatter } from './front-matter.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { titleFromName, tooManyLines } from './text.ts';
import { layOutText } from './text-layout.ts';

/** A longer file (UTF-16 code units) is read as plain text: a tree of it would not fit. */
const TREE_LIMIT = 2_000_000;

/** What the body of a Markdown file is made of; offsets are into `text`. */
export interface MarkdownBody {
  readonly blocks: readonly Block[];
  readonly marks: readonly Range[];
}

/** `Article.text` is the decoded file itself, front matter and marks included; quotes are slices of it. */
export function parseMarkdownArticle({ source, bytes, collection }: RawFile): Article | Refusal {
  const decoded = decodeText(bytes);
  if ('reason' in decoded) return { source, reason: decoded.reason };
  const { text } = decoded;
  const front = readFrontMatter(text);
  if ('reason' in front) return { source, reason: front.reason };
  const reason = tooManyLines(text);
  if (reason) return { source, reason };
  const { values, end } = front;
  const body: MarkdownBody = (text.length <= TREE_LIMIT ? readMarkdown(text, end) : undefined) ?? {
    blocks: layOutText(text, end).blocks,
    marks: [],
  };
  const words = maskMarks(text, body.marks);
  const { blocks, publisher } = partBlocks(words, body.blocks);
  if (blocks.length === 0) return { source, reason: 'The file holds no text to quote.' };
  const title = blocks.find(({ kind }) => kind === 'title');
  const credit = values.publisher ?? values.source ?? publisher;
  const sample = blocks.slice(0, 20).map((block) => words.slice(block.start, block.end));
  return {
    id: articleId(collection, source),
    source,
    title: values.title ?? (title ? plain(words, title) : titleFromName(source)),
    text,
    language: values.language ?? detectLanguage(sample.join('\n')),
    blocks,
    ...(body.marks.length > 0 && { marks: body.marks }),
    hash: contentHash(bytes),
    ...(credit && { publisher: credit }),
    ...(values.author && { author: values.author }),
    ...(values.date && { date: values.date }),
    ...(values.url && { url: values.url }),
    ...(values.tags?.length && { tags: values.tags }),
  };
}

const plain = (words: string, { start, end }: Range) => words.slice(start, end).replace(/\s+/g, ' ').trim();
