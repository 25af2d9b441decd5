import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { visibleRanges } from '../../src/articles/marks.ts';
import { splitArticle } from '../../src/articles/split.ts';

const words = fc.constantFrom(
  ...'The otter swam. It ate! Émile Zoë Dr. Holm U.S. J. K. e.g. 3.5 1948.The “Quote.” «Он сказал.» <…> … ?! ... Korea.Our é. À 日本。 東京！ 한국어. नमस्ते। مرحبا؟ Source: Reuters. Share Tweet am 8. Mai [1] (c. 1900) 𝒳 👩‍👩‍👧 \u200b \u202e \u0301 -- —'.split(
    ' ',
  ),
);
const markup = fc.constantFrom(
  ...'# |## |- |1. |> |* |** |_ |` |```\n|[a](http://x.y "t") |![i](u) |[^1] |~~ |<b> |</b> |<!-- |--> |---\n|===\n|\\* |&amp; |    |\t|[ ] '.split(
    '|',
  ),
  '|a|b|\n|-|-|\n|1|2|\n',
);
const html = fc.constantFrom(
  ...'<p> </p> <div> </div> <ul><li> </li> <table><tr><td> <th> </table> <pre> </pre> <h2> </h2> <br> <b> <i> <a> <script> </script> <style> <!-- --> <blockquote> <svg> <select> <template> &lt; &#0; <title> <nav> </nav> <p'.split(
    ' ',
  ),
);
const breaks = fc.constantFrom('\n', '\n\n', '\r\n', '\r', '\u2028', '\u2029', '\f', ' \n \n', '\v');
const blank = fc.constant(' ');
const join = (...parts: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(words, words, blank, ...parts), { maxLength: 60 }).map((all) => all.join(''));
const noise = fc.string({ unit: 'binary', maxLength: 200 });

const documents: Record<string, fc.Arbitrary<string>> = {
  'a.txt': fc.oneof(join(breaks), noise),
  'a.md': fc.oneof(
    join(breaks, markup, markup),
    noise,
    noise.map((text) => `---\n${text}\n---\nText.`),
  ),
  'a.html': fc.oneof(join(breaks, html, html), noise),
};

const read = (source: string, bytes: Uint8Array) => parseArticle({ source, bytes, collection: 'shared' });
const encode = (text: string) => new TextEncoder().encode(text);

/** Everything the house relies on: places lie in the text, in order, one inside the other. */
function check(article: Article) {
  const { text, blocks, marks = [] } = article;
  for (const ranges of [blocks, marks]) {
    let at = 0;
    for (const { start, end } of ranges) {
      expect(at <= start && start < end && end <= text.length).toBe(true);
      at = end;
    }
  }
  const passages = splitArticle(article);
  expect(passages.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
  let at = 0;
  for (const passage of passages) {
    for (const sentence of passage.sentences) {
      expect(at <= sentence.start && passage.start <= sentence.start && sentence.end <= passage.end).toBe(true);
      const shown = visibleRanges(article, sentence).map(({ start, end }) => text.slice(start, end));
      expect(shown.join('').trim()).not.toBe('');
      for (const { kind, start, end } of blocks) {
        if (kind === 'furniture') expect(end <= sentence.start || start >= sentence.end).toBe(true);
      }
      at = sentence.end;
    }
  }
}

for (const [source, document] of Object.entries(documents)) {
  test(`any ${source} is refused with a reason, or read so that every place lies where it says`, async () => {
    await fc.assert(
      fc.asyncProperty(document, async (text) => {
        const article = await read(source, encode(text));
        if (isRefusal(article)) expect(article.reason).toMatch(/^[A-Z].*[.!]$/s);
        else check(article);
      }),
      { numRuns: 300 },
    );
  });

  test(`any bytes called ${source} are refused or read`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const article = await read(source, bytes);
        if (!isRefusal(article)) check(article);
      }),
      { numRuns: 200 },
    );
  });
}

const sentences = (article: Article) =>
  splitArticle(article).flatMap((passage) => passage.sentences.map(({ start, end }) => article.text.slice(start, end)));
const folded = (all: readonly string[]) => all.map((one) => one.normalize('NFC').replace(/\s+/g, ' '));

for (const source of ['a.txt', 'a.md']) {
  test(`byte order mark, CRLF, UTF-16 and decomposed letters change no sentence of any ${source}`, async () => {
    const lines = fc.constantFrom('\n', '\n\n', '\n\n\n');
    const document = (source === 'a.md' ? join(lines, markup) : join(lines)).map((text) =>
      text.replaceAll('\r', ' ').normalize('NFC'),
    );
    await fc.assert(
      fc.asyncProperty(document, async (text) => {
        const article = await read(source, encode(text));
        if (isRefusal(article)) return;
        const variants = [
          encode(`\uFEFF${text}`),
          encode(text.replaceAll('\n', '\r\n')),
          encode(text.normalize('NFD')),
          Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
        ];
        for (const bytes of variants) {
          const variant = await read(source, bytes);
          if (isRefusal(variant)) throw new Error(variant.reason);
          expect(folded(sentences(variant))).toEqual(folded(sentences(article)));
        }
      }),
      { numRuns: 300 },
    );
  });
}
