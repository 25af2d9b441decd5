/** PDF: the text of its pages, laid out in paragraphs again, without headers and footers. */
import { extractTextItems, getDocumentProxy } from 'unpdf';
import type { Article, Block, Refusal } from '../article.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import { partBlocks } from '../parts.ts';
import type { RawFile } from './format.ts';
import { layOut } from './pdf-layout.ts';
import { titleFromName } from './text.ts';

const BYTES_LIMIT = 20_000_000;
const PAGES_LIMIT = 2_000;
/** Less than this (UTF-16 code units) is what a scanner's program adds, not the text of its pages. */
const LITTLE_TEXT = 20;

/** `Article.text` is the extracted text, paragraphs parted by blank lines; each block knows its page. */
export async function parsePdfArticle({ source, bytes, collection }: RawFile): Promise<Article | Refusal> {
  if (bytes.length > BYTES_LIMIT)
    return { source, reason: `The PDF is ${bytes.length} bytes long; at most ${BYTES_LIMIT} are read.` };
  const read = await readPages(bytes);
  if ('reason' in read) return { source, reason: read.reason };
  const { text, blocks, title: largest } = layOut(read.pages);
  if (blocks.reduce((sum, { start, end }) => sum + end - start, 0) < LITTLE_TEXT) {
    return { source, reason: 'The PDF holds no text; its pages are pictures. Run text recognition (OCR) over it first.' };
  }
  return {
    id: articleId(collection, source),
    source,
    title: named(read.info.Title) ?? largest ?? titleFromName(source),
    text,
    language: detectLanguage(text),
    ...partBlocks(text, blocks as Block[]),
    hash: contentHash(bytes),
    ...(named(read.info.Author) && { author: named(read.info.Author)! }),
  };
}

type Pages = Awaited<ReturnType<typeof extractTextItems>>['items'];

async function readPages(
  bytes: Uint8Array,
): Promise<{ pages: Pages; info: Record<string, unknown> } | { readonly reason: string }> {
  try {
    // A copy: pdf.js takes the bytes for itself.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
    try {
      if (pdf.numPages > PAGES_LIMIT) return { reason: `The PDF has ${pdf.numPages} pages; at most ${PAGES_LIMIT} are read.` };
      const { info } = await pdf.getMetadata();
      const { items } = await extractTextItems(pdf);
      return { pages: items, info: info as Record<string, unknown> };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      return { reason: 'The PDF is protected by a password. Save it without one.' };
    return { reason: 'The PDF is damaged, or no PDF.' };
  }
}

/** What a program wrote into the file as title or author, unless it is no name: a file name, "untitled", "Microsoft Word - …". */
function named(value: unknown): string | undefined {
  const name =
    typeof value === 'string'
      ? value
          .replace(/[\s\0]+/g, ' ')
          .trim()
          .slice(0, 300)
      : '';
  return name.length > 2 && !/^(?:untitled|microsoft word|unknown|admin|user|owner)|\.(?:docx?|pdf|tex|dvi|indd|odt)$/i.test(name)
    ? name
    : undefined;
}
