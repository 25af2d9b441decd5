import type { TextDecoder as Decoder } from 'node:util';
import { type Decoded, decodeText } from '../decode.ts';

/**
 * The text of an HTML file: by its byte order mark, the charset of its content type, or that of a meta in its first 1,024 bytes, in this order
 * (html.spec.whatwg.org, "determining the character encoding"); else UTF-8, or Windows-1252 where it is not valid UTF-8.
 */
export function decodeHtml(bytes: Uint8Array, contentType = ''): Decoded {
  const marked =
    (bytes[0] === 0xef && bytes[1] === 0xbb) ||
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff);
  const prolog = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const label =
    /charset\s*=\s*["']?([\w:.-]{2,40})/i.exec(contentType)?.[1] ??
    /<meta\s[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,40})/i.exec(prolog)?.[1] ??
    'utf-8';
  const plain = decodeText(bytes);
  if (marked || /^utf-?(8|16)/i.test(label)) {
    if ('text' in plain || marked || bytes.includes(0)) return plain;
  }
  if (bytes.length === 0 || bytes.includes(0)) return plain;
  return { text: decoderFor(label).decode(bytes) };
}

/** Never fatal: a page with a few broken letters is still a page. */
function decoderFor(label: string): Decoder {
  try {
    return new TextDecoder(/^utf-?(8|16)/i.test(label) ? 'windows-1252' : label);
  } catch {
    return new TextDecoder('utf-8');
  }
}
