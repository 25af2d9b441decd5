/** The blocks and marks of a Markdown body, by Lezer's parser: exact offsets, and quick on any structure. */
import type { SyntaxNodeRef, Tree } from '@lezer/common';
import { GFM, type MarkdownConfig, parser } from '@lezer/markdown';
import type { Block, Range } from '../article.ts';
import { maskMarks } from '../marks.ts';
import { withUnixLineEnds } from './line-ends.ts';
import type { MarkdownBody } from './markdown.ts';
import { rowMarks } from './markdown-tables.ts';

const inline = [
  'Escape',
  'Entity',
  'InlineCode',
  'HTMLTag',
  'Emphasis',
  'HardBreak',
  'Link',
  'Image',
  'LinkEnd',
  'Autolink',
  'Strikethrough',
];
const full = parser.configure(GFM);
const blocksOnly = parser.configure([GFM, { remove: inline } satisfies MarkdownConfig]);

/**
 * Pairing emphasis and brackets takes the square of their number within one paragraph (measured: 20,000 take 0.8 s), looking for a hard
 * break the square of the blanks. Beyond this sum of squares the inline marks of a file are left as they stand.
 */
const PAIRING_LIMIT = 20_000_000;
const DELIMITERS = /[*_[\]~`<!]/g;
const BLANKS = / {2,}/g;

const PROSE = new Set(['Paragraph', 'Task']);
const INLINE_MARKS = new Set([
  'EmphasisMark',
  'StrikethroughMark',
  'CodeMark',
  'HTMLTag',
  'Comment',
  'ProcessingInstruction',
  'Image',
  'QuoteMark',
  'TaskMarker',
]);

/** Whether the inline marks of this file can be paired within the limit. */
function isPairable(text: string, tree: Tree): boolean {
  let cost = 0;
  tree.iterate({
    enter({ name, from, to }) {
      if (!PROSE.has(name) && name !== 'TableCell' && !/Heading/.test(name)) return;
      const leaf = text.slice(from, to);
      cost += (leaf.match(DELIMITERS)?.length ?? 0) ** 2;
      for (const [blanks] of leaf.matchAll(BLANKS)) cost += blanks.length ** 2;
    },
  });
  return cost <= PAIRING_LIMIT;
}

/** The marks that a node is, or holds: "[words](target)" has two, the bracket before and all that is behind the words. */
function marksOf(node: SyntaxNodeRef, text: string): Range[] {
  const { name, from, to } = node;
  if (name === 'TableHeader' || name === 'TableRow') return rowMarks(node.node, text);
  if (INLINE_MARKS.has(name)) return [{ start: from, end: to }];
  if (name === 'Escape' || (name === 'HardBreak' && text[from] === '\\')) return [{ start: from, end: from + 1 }];
  if (name === 'LinkMark' && node.node.parent?.name === 'Autolink') return [{ start: from, end: to }];
  if (name !== 'Link') return [];
  if (text.startsWith('[^', from)) return [{ start: from, end: to }];
  const closing = node.node.getChildren('LinkMark')[1];
  const target = node.node.getChild('URL') ?? node.node.getChild('LinkLabel');
  return closing && target
    ? [
        { start: from, end: from + 1 },
        { start: closing.from, end: to },
      ]
    : [];
}

/** Lines of a file, and levels of quotations and lists within quotations and lists on one line and in sum, that a tree is made of. */
const LINES_LIMIT = 50_000;
const DEPTH_LIMIT = 60;
const DEPTHS_LIMIT = 200_000;

/** Whether the file is laid out like something written by hand; what is not would take long to parse. */
function isOrdinary(text: string): boolean {
  let [lines, depths] = [0, 0];
  for (const { 0: prefix } of text.matchAll(/^[ \t>]*(?:[-*+][ \t>]+)*/gm)) {
    const depth = prefix.length / 2 + (prefix.match(/[>*+-]/g)?.length ?? 0);
    lines += 1;
    depths += depth;
    if (depth > DEPTH_LIMIT || depths > DEPTHS_LIMIT || lines > LINES_LIMIT) return false;
  }
  return true;
}

/** Reads the body of a Markdown file that begins at `from`; undefined where it is not laid out like one and is better read as plain text. */
export function readMarkdown(text: string, from: number): MarkdownBody | undefined {
  const { text: source, original } = withUnixLineEnds(text.slice(from));
  if (!isOrdinary(source)) return undefined;
  const outline = blocksOnly.parse(source);
  const tree = isPairable(source, outline) ? full.parse(source) : outline;
  const marks: Range[] = [];
  tree.iterate({
    enter(node) {
      if (/^(?:FencedCode|CodeBlock|HTMLBlock|CommentBlock|LinkReference)$/.test(node.name)) return false;
      marks.push(...marksOf(node, source));
      return node.name !== 'Image';
    },
  });
  marks.sort((a, b) => a.start - b.start);
  const blocks = blocksOf(tree, maskMarks(source, marks));
  const place = <R extends Range>(range: R): R => ({
    ...range,
    start: from + original(range.start),
    end: from + original(range.end),
  });
  return {
    blocks: blocks.map((block) => ({ ...place(block), ...(block.header && { header: place(block.header) }) })),
    marks: marks.map(place),
  };
}

function blocksOf(tree: Tree, words: string): Block[] {
  const blocks: Block[] = [];
  let [heading, items] = ['', 0];
  let header: Range | undefined;
  /** Adds the range without the blanks around its words, and returns it; nothing where it has no words. */
  const add = (kind: Block['kind'], from: number, to: number, more: Partial<Block> = {}) => {
    const visible = words.slice(from, to);
    const start = from + visible.length - visible.trimStart().length;
    const end = from + visible.trimEnd().length;
    if (start >= end || !/[\p{L}\p{N}]/u.test(visible)) return undefined;
    blocks.push({ kind, heading, start, end, ...more });
    return { start, end };
  };
  tree.iterate({
    enter({ name, from, to, node }) {
      if (name === 'ListItem') items += 1;
      else if (PROSE.has(name)) add(items > 0 ? 'item' : 'paragraph', from, to);
      else if (/Heading(\d)$/.test(name)) {
        const [first, last] = [node.getChildren('HeaderMark')[0], node.getChildren('HeaderMark').at(-1)];
        const range = { from: first?.from === from ? first.to : from, to: last && last.from > from ? last.from : to };
        heading = words.slice(range.from, range.to).replace(/\s+/g, ' ').trim();
        const title = blocks.length === 0;
        add(title ? 'title' : 'heading', range.from, range.to, title ? { heading: '' } : {});
        if (title) heading = '';
      } else if (name === 'TableHeader') {
        // A table may leave its head empty.
        header = add('row', from, to);
        if (header) blocks.push({ ...blocks.pop()!, header });
      } else if (name === 'TableRow') add('row', from, to, header ? { header } : {});
      else if (name === 'FencedCode' || name === 'CodeBlock') {
        const code = node.getChildren('CodeText');
        if (code.length > 0) add('code', code[0]!.from, code.at(-1)!.to);
        return false;
      }
      return !PROSE.has(name) && !/Heading|HTMLBlock|CommentBlock|LinkReference/.test(name);
    },
    leave({ name }) {
      if (name === 'ListItem') items -= 1;
    },
  });
  return blocks;
}
