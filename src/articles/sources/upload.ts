/** Uploaded files: read once, when they come. The same name is a new version of the same article. */
import { z } from 'zod';
import type { Article, Refusal } from '../article.ts';
import { isRefusal } from '../formats/format.ts';
import type { Reader } from '../formats/reader.ts';
import type { SourceKind } from './source.ts';
import { unzip } from './zip.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const uploadOptions = z.object({});

/** A refresh finds what was uploaded, as it was. */
export const upload: SourceKind<z.infer<typeof uploadOptions>> = {
  kind: 'upload',
  options: uploadOptions,
  read: async (_, { known }) => ({ kind: 'read', found: [...known.keys()].map((same) => ({ same })), refused: [], visits: [] }),
};

/** Most files in one upload, those inside archives counted. */
export const maxUploadedFiles = 500;

/** The articles in uploaded files; archives are opened one level deep. A file that cannot be used is refused by name, the others are read. */
export async function readUploads(
  files: readonly UploadedFile[],
  collection: string,
  reader: Reader,
): Promise<{ articles: Article[]; refused: Refusal[] }> {
  const refused: Refusal[] = [];
  const single: UploadedFile[] = [];
  for (const file of files) {
    if (!/\.zip$/i.test(file.name)) {
      single.push(file);
      continue;
    }
    const opened = await unzip(file.bytes);
    if ('reason' in opened) refused.push({ source: file.name, reason: opened.reason });
    else {
      single.push(...opened.files);
      refused.push(...opened.refused);
    }
  }
  const articles = new Map<string, Article>();
  for (const { name, bytes } of single.slice(0, maxUploadedFiles)) {
    const source = cleanName(name);
    const read = await reader.read('article', { source, bytes, collection });
    if ('reason' in read || isRefusal(read)) refused.push({ source, reason: read.reason });
    else articles.set(source, read);
  }
  if (single.length > maxUploadedFiles)
    refused.push({
      source: `${single.length - maxUploadedFiles} more files`,
      reason: `At most ${maxUploadedFiles} files are read at once.`,
    });
  return { articles: [...articles.values()], refused };
}

/** A name that is only a name: no folder above, no control characters, at most 200 characters. */
function cleanName(name: string): string {
  const parts = name.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return (
    parts
      .join('/')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .slice(-200) || 'file'
  );
}
