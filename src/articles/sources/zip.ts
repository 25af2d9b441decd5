/** The files of a zip archive, bounded in number and in decoded bytes; names are checked, links and folders are left out. */
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Refusal } from '../article.ts';
import type { UploadedFile } from './upload.ts';

export interface ZipLimits {
  readonly files: number;
  /** Decoded bytes of one file. */
  readonly fileBytes: number;
  /** Decoded bytes of all files together. */
  readonly bytes: number;
  /** Also files whose names begin with a dot, which are the system's own as a rule. */
  readonly hidden?: boolean;
}

export const zipLimits: ZipLimits = { files: 500, fileBytes: 10_000_000, bytes: 50_000_000 };

type Unzipped = { readonly files: readonly UploadedFile[]; readonly refused: readonly Refusal[] };

/** Never throws on any bytes. yauzl itself refuses names that are absolute or lead out, and bytes that differ from the announced size. */
export async function unzip(bytes: Uint8Array, limits: ZipLimits = zipLimits): Promise<Unzipped | { readonly reason: string }> {
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    return await readEntries(archive, limits);
  } catch (error) {
    if (error instanceof TooMuch) return { reason: error.message };
    return { reason: 'The archive is damaged, or holds a file name that leads out of it.' };
  }
}

class TooMuch extends Error {}

async function readEntries(archive: ZipFile, limits: ZipLimits): Promise<Unzipped> {
  const files: UploadedFile[] = [];
  const refused: Refusal[] = [];
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    if (limits.hidden ? entry.fileName.endsWith('/') : isFolderOrSystemFile(entry)) continue;
    const source = entry.fileName;
    if (isLink(entry)) refused.push({ source, reason: 'It is a link, not a file.' });
    else if (entry.isEncrypted()) refused.push({ source, reason: 'It is encrypted.' });
    else if (/\.zip$/i.test(source)) refused.push({ source, reason: 'An archive inside an archive is not opened.' });
    else if (entry.uncompressedSize > limits.fileBytes)
      refused.push({ source, reason: `It is longer than ${limits.fileBytes / 1_000_000} MB.` });
    else {
      if (files.length === limits.files) throw new TooMuch(`The archive holds more than ${limits.files} files.`);
      total += entry.uncompressedSize;
      if (total > limits.bytes)
        throw new TooMuch(`The files in the archive are longer than ${limits.bytes / 1_000_000} MB together.`);
      files.push({ name: source, bytes: await buffer(await archive.openReadStreamPromise(entry)) });
    }
  }
  return { files, refused };
}

const isFolderOrSystemFile = ({ fileName }: Entry) => /\/$|(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/.test(fileName);

/** The file type in the upper half of the external attributes, as Unix archives have it (APPNOTE 4.4.15; S_IFLNK). */
const isLink = ({ externalFileAttributes }: Entry) => ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
