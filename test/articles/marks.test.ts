import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedSlice, maskMarks, visibleRanges, wordsIn } from '../../src/articles/marks.ts';

const marked = fc.string({ minLength: 1, maxLength: 60 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    marks: fc
      .uniqueArray(fc.nat({ max: text.length }), { maxLength: 8 })
      .map((cuts) => cuts.sort((a, b) => a - b))
      .map((cuts) =>
        cuts.flatMap((start, at) => (at % 2 === 0 && cuts[at + 1] !== undefined ? [{ start, end: cuts[at + 1]! }] : [])),
      ),
    from: fc.nat({ max: text.length }),
    to: fc.nat({ max: text.length }),
  }),
);

test('words without marks, and marks blanked out, agree with each other on any text', () => {
  fc.assert(
    fc.property(marked, ({ text, marks, from, to }) => {
      const range = { start: Math.min(from, to), end: Math.max(from, to) };
      const isMark = (at: number) => marks.some(({ start, end }) => at >= start && at < end);
      const units = Array.from({ length: range.end - range.start }, (_, i) => range.start + i);
      expect(wordsIn({ text, marks }, range)).toBe(
        units
          .filter((at) => !isMark(at))
          .map((at) => text[at])
          .join(''),
      );
      expect(maskedSlice({ text, marks }, range)).toBe(units.map((at) => (isMark(at) ? ' ' : text[at])).join(''));
      expect(maskedSlice({ text, marks }, range)).toBe(maskMarks(text, marks).slice(range.start, range.end));
      for (const { start, end } of visibleRanges({ marks }, range)) expect(start < end).toBe(true);
    }),
  );
});
