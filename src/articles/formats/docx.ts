/** Word documents, by way of the HTML that mammoth makes of them. */
import mammoth from 'mammoth';
import type { Article, Refusal } from '../article.ts';
import { unzip } from '../sources/zip.ts';
import type { RawFile } from './format.ts';
import { articleFromHtml } from './html.ts';

/** A document is a zip archive; its parts are measured before mammoth unpacks them. */
const LIMITS = { files: 2_000, fileBytes: 30_000_000, bytes: 80_000_000, hidden: true };

const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

export async function parseDocxArticle(file: RawFile): Promise<Article | Refusal> {
  const { source, bytes } = file;
  const archive = await unzip(bytes, LIMITS);
  if ('reason' in archive || !archive.files.some(({ name }) => /^word\/document\d*\.xml$/.test(name))) {
    return { source, reason: 'The file is damaged, too large when unpacked, or no Word document (.docx).' };
  }
  let html: string;
  try {
    const converted = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap, externalFileAccess: false, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = converted.value;
  } catch {
    return { source, reason: 'The Word document is damaged and cannot be read.' };
  }
  return articleFromHtml(file, html);
}
