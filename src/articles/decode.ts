/** Bytes → text. What Footnote calls the decoded text of a file: UTF-8 (or UTF-16 with a byte order mark), the mark removed, nothing else changed. */

/** Decoded text, or one clear sentence on why the bytes are not text. */
export type Decoded = { readonly text: string } | { readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16le = new TextDecoder('utf-16le', { fatal: true });
const utf16be = new TextDecoder('utf-16be', { fatal: true });

/** Decodes a whole file. `TextDecoder` itself removes the byte order mark of its encoding; `fatal` refuses lone surrogates and broken sequences. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { reason: 'The file is empty.' };
  const [first, second] = bytes;
  const decoder = first === 0xff && second === 0xfe ? utf16le : first === 0xfe && second === 0xff ? utf16be : utf8;
  if (decoder === utf8 && bytes.includes(0))
    return { reason: 'The file is binary (it holds NUL bytes), not text. Save it as UTF-8 text.' };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { reason: `The file is not valid ${decoder.encoding.toUpperCase()} text. Save it as UTF-8.` };
  }
  if (text.includes('\0')) return { reason: 'The file is binary (it holds NUL characters), not text. Save it as UTF-8 text.' };
  // `\p{Cf}`: zero-width marks and direction controls alone are no text either.
  if (!/[^\s\p{Cf}]/u.test(text)) return { reason: 'The file holds nothing but white space.' };
  return { text };
}
