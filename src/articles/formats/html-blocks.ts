/** The content of an HTML page → text and blocks: paragraphs, list items, table rows, headings and code, each on lines of its own. */
import type { Block, Range } from '../article.ts';
import type { DomElement, DomNode } from './dom.ts';

interface Laid {
  readonly text: string;
  readonly blocks: readonly Block[];
}

const BREAKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul caption legend'.split(
    ' ',
  ),
);
const SKIPPED = new Set(['button', 'input', 'select', 'textarea', 'img', 'picture', 'rp', 'rt', 'head', 'title']);
/** A reference mark such as Wikipedia's "[12]", or the arrow that leads back from a note. */
const REFERENCE = /^\s*(?:\[[\p{L}\p{N} .]{1,12}\]|[↑↩^]\ufe0e?)\s*$/u;

/** Lays out `content` (nested no deeper than `html-page.ts` lets it be) below `title`. */
export function readBlocks(content: DomNode, title: string): Laid {
  const writer = createWriter();
  writer.block('title', title);
  const walk = (node: DomNode, kind: Block['kind']): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const name = child.nodeName.toLowerCase();
      if (name === '#text') writer.words(child.textContent ?? '');
      else if (name === 'br') writer.lineEnd();
      else if (/^h[1-6]$/.test(name)) {
        writer.flush(kind);
        writer.heading(child.textContent ?? '');
      } else if (name === 'pre') {
        writer.flush(kind);
        writer.code(child.textContent ?? '');
      } else if (name === 'table' && isDataTable(child as DomElement)) {
        writer.flush(kind);
        writeTable(child as DomElement, writer);
      } else if (child.nodeType !== 1 || SKIPPED.has(name) || (/^(?:sup|a)$/.test(name) && REFERENCE.test(child.textContent ?? '')))
        continue;
      else if (BREAKS.has(name)) {
        writer.flush(kind);
        const inner = /^(?:li|d[td])$/.test(name) ? 'item' : kind;
        walk(child, inner);
        writer.flush(inner);
      } else walk(child, kind);
    }
  };
  walk(content, 'paragraph');
  writer.flush('paragraph');
  return writer.laid();
}

type Writer = ReturnType<typeof createWriter>;

function createWriter() {
  const blocks: Block[] = [];
  let [text, open, heading] = ['', '', ''];
  const block = (kind: Block['kind'], words: string, header?: Range | 'self'): Range | undefined => {
    if (!/[\p{L}\p{N}]/u.test(words)) return undefined;
    // Items and rows stand on lines of their own, everything else in paragraphs.
    const close = (kind === 'item' || kind === 'row') && blocks.at(-1)?.kind === kind;
    text += text === '' ? '' : close ? '\n' : '\n\n';
    const range = { start: text.length, end: text.length + words.length };
    text += words;
    blocks.push({
      kind,
      heading: kind === 'title' ? '' : heading,
      ...range,
      ...(header && { header: header === 'self' ? range : header }),
    });
    return range;
  };
  return {
    block,
    words: (words: string) => {
      open += words.replace(/[ \t\r\n\f]+/g, ' ');
    },
    lineEnd: () => {
      open += '\n';
    },
    flush(kind: Block['kind']) {
      // Two line ends part paragraphs; one is a blank within a sentence, as in an address or a poem.
      for (const part of open.split(/\n\s*\n/)) block(kind, part.replace(/\s+/g, ' ').trim());
      open = '';
    },
    heading(words: string) {
      const line = words.replace(/\s+/g, ' ').trim();
      // A page repeats its title above the text.
      if (line === '' || (blocks.length === 1 && line === text)) return;
      heading = line.slice(0, 300);
      block('heading', line);
    },
    code: (words: string) =>
      block(
        'code',
        words
          .replace(/\r\n?/g, '\n')
          .replace(/^\s*\n/, '')
          .trimEnd(),
      ),
    laid: (): Laid => ({ text, blocks }),
  };
}

/** Tables within tables, and tables of a single column, only arrange a page. */
function isDataTable(table: DomElement): boolean {
  return table.querySelector('table') === null && table.querySelector('tr > :nth-child(2)') !== null;
}

/** Each row is a line, its cells parted by bars; a first row of header cells stands with each. */
function writeTable(table: DomElement, writer: Writer): void {
  const caption = table.querySelector('caption');
  if (caption) writer.block('paragraph', (caption.textContent ?? '').replace(/\s+/g, ' ').trim());
  let header: Range | undefined;
  for (const [at, row] of [...table.querySelectorAll('tr')].entries()) {
    const cells = [...row.children].filter(({ nodeName }) => /^t[hd]$/i.test(nodeName));
    const line = cells
      .map((cell) =>
        (cell.textContent ?? '')
          .replace(/\s+/g, ' ')
          .replace(/ ?\[\d{1,3}\]/g, '')
          .trim(),
      )
      .join(' | ');
    const heads = at === 0 && cells.length > 1 && cells.every(({ nodeName }) => /^th$/i.test(nodeName));
    const range = writer.block('row', line, heads ? 'self' : header);
    if (heads) header = range;
  }
}
