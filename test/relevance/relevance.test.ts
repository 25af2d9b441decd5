import { expect, test } from 'vitest';
import { ask, judge, readCases } from './cases.ts';

for (const one of readCases()) {
  test(`${one.name}: “${one.question}”${one.previous ? ` after “${one.previous}”` : ''}`, async ({ skip }) => {
    const wrong = judge(await ask(one), one);
    if (one.known && wrong.length) skip(`known: ${one.known} (${wrong.join('; ')})`);
    expect(wrong).toEqual([]);
  });
}

test('no case is without its verdict', () => {
  const cases = readCases();
  const known = cases.filter(({ known }) => known);
  console.log(
    `relevance: ${cases.length} cases, ${known.length} marked as known to fail: ${known.map(({ name }) => name).join(', ')}`,
  );
  expect(cases.length).toBeGreaterThanOrEqual(55);
});
