/**
 * Where the passages and sentences of one article begin and end, as a few bytes, so that an article need not be split again:
 *
 *   number of passages · of each: length, heading, page (0: none), number of sentences · of each sentence: gap to the one before, length,
 *   kind and whether it has a header · of a header: how far before the sentence it begins, its length
 *
 * An article in which nothing can be quoted has no passages here, but its length. All numbers are varints; lengths are UTF-16 code units.
 */
import type { Passage, Sentence } from '../articles/article.ts';
import { type VarintReader, VarintWriter } from '../search/varint.ts';

/** Raise with every change of the bytes. */
export const LAYOUT_VERSION = 1;

/** What of a passage stands in its layout. */
export type PlacedPassage = Pick<Passage, 'start' | 'end' | 'heading' | 'page' | 'sentences'>;

/** Only ever added to at the end: the bytes hold places in this list. */
const kinds = ['title', 'heading', 'paragraph', 'item', 'row', 'code', 'credit'] as const satisfies readonly Sentence['kind'][];

/** Small numbers of either sign as small numbers: 0, −1, 1, −2 … become 0, 1, 2, 3 …. */
const folded = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);
const unfolded = (value: number) => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

/** The bytes, and the headings that they name by their place. `passages`: as `splitArticle` gives them. */
export function layOut(passages: readonly Passage[]): { readonly bytes: Uint8Array; readonly headings: readonly string[] } {
  const writer = new VarintWriter(passages.length * 32);
  const quotable = passages.filter(({ ordinal }) => ordinal > 0);
  const headings = [...new Set(quotable.map(({ heading }) => heading))];
  writer.write(quotable.length);
  if (quotable.length === 0) writer.write(passages[0]?.end ?? 0);
  let end = 0;
  for (const passage of quotable) {
    writer.write(passage.end - passage.start);
    writer.write(headings.indexOf(passage.heading));
    writer.write(passage.page ?? 0);
    writer.write(passage.sentences.length);
    for (const { start, end: stop, kind, header } of passage.sentences) {
      writer.write(folded(start - end));
      writer.write(stop - start);
      writer.write(2 * kinds.indexOf(kind) + (header ? 1 : 0));
      if (header) {
        writer.write(folded(start - header.start));
        writer.write(header.end - header.start);
      }
      end = stop;
    }
  }
  return { bytes: writer.bytes().slice(), headings };
}

/** The passages that `layOut` wrote, read from where `reader` stands. */
export function placePassages(reader: VarintReader, headings: readonly string[]): PlacedPassage[] {
  const count = reader.read();
  if (count === 0) return [{ start: 0, end: reader.read(), heading: '', sentences: [] }];
  const passages: PlacedPassage[] = [];
  let [at, last] = [0, 0];
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const start = at;
    at += reader.read();
    const heading = headings[reader.read()] ?? '';
    const page = reader.read();
    const sentences = Array.from({ length: reader.read() }, () => {
      const sentence = readSentence(reader, last);
      last = sentence.end;
      return sentence;
    });
    passages.push({ start, end: at, heading, sentences, ...(page > 0 && { page }) });
  }
  return passages;
}

function readSentence(reader: VarintReader, last: number): Sentence {
  const start = last + unfolded(reader.read());
  const end = start + reader.read();
  const mark = reader.read();
  const kind = kinds[mark >>> 1] ?? 'paragraph';
  if (mark % 2 === 0) return { start, end, kind };
  const from = start - unfolded(reader.read());
  return { start, end, kind, header: { start: from, end: from + reader.read() } };
}
