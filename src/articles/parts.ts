/** Parts a paragraph into what it says, the credit and the page furniture that stand before or behind it. */
import type { Block, Range } from './article.ts';
import { creditAt } from './credit.ts';
import { isFurniture, leadingFurniture } from './furniture.ts';

/** How far back from a paragraph's end a trailing fragment is looked for. */
const TAIL = 260;
/** Several fragments may trail one another: "… relations. Source: Reuters. Share". */
const ROUNDS = 4;

export interface Parted {
  readonly blocks: readonly Block[];
  /** The one name that the article credits; undefined where it credits none, or several. */
  readonly publisher?: string;
}

/** Where the last fragment of the paragraph begins: behind the last sentence end that something follows. */
function lastFragment(text: string, { start, end }: Range): number {
  const from = Math.max(start, end - TAIL);
  let at = from === start ? start : -1;
  for (const { index, 0: match } of text.slice(from, end).matchAll(/[.!?…。！？»”")\]]\s+(?=\S)|[。！？](?=\S)/gu))
    at = from + index + match.length;
  return at;
}

const trimmed = (text: string, start: number, end: number): Range => {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
};

/** Parts the paragraphs and items among `blocks`; all other kinds are taken as they are. Blocks stay in order and keep their heading and page. */
export function partBlocks(text: string, blocks: readonly Block[]): Parted {
  const publishers = new Set<string>();
  const parted = blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' && block.kind !== 'item') return [block];
    const before: Block[] = [];
    const behind: Block[] = [];
    let { start, end } = block;
    const credit = creditAt(text, block);
    if (credit) {
      publishers.add(credit.publisher);
      before.push({ ...block, kind: 'credit', end: credit.end });
      start = trimmed(text, credit.end, end).start;
    }
    const furniture = leadingFurniture(text.slice(start, Math.min(end, start + TAIL)));
    if (furniture > 0) {
      before.push({ ...block, kind: 'furniture', start, end: start + furniture });
      start = trimmed(text, start + furniture, end).start;
    }
    for (let round = 0; round < ROUNDS && start < end; round += 1) {
      const from = lastFragment(text, { start, end });
      if (from < 0) break;
      const trailing = creditAt(text, { start: from, end });
      if (trailing?.end === end) publishers.add(trailing.publisher);
      else if (!isFurniture(text.slice(from, end))) break;
      behind.unshift({ ...block, kind: trailing?.end === end ? 'credit' : 'furniture', start: from, end });
      end = trimmed(text, start, from).end;
    }
    return start < end ? [...before, { ...block, start, end }, ...behind] : [...before, ...behind];
  });
  const [publisher] = publishers;
  return { blocks: parted, ...(publisher && publishers.size === 1 && { publisher }) };
}
