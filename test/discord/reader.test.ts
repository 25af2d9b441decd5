import { expect, test } from 'vitest';
import { texts } from '../../src/discord/layout.ts';
import { pageWith, readerBody } from '../../src/discord/render/reader.ts';
import { articleOf, excerptOf, viewOf } from './excerpts.ts';

test('an article is read as it is laid out: items and rows line under line, blocks apart', async () => {
  const article = await articleOf(
    '# Otters\n\nThey eat:\n\n- crabs\n- fish\n\nHow many:\n\n| Year | Otters |\n|------|--------|\n| 1990 | 15     |\n| 2019 | 8      |\n',
    {},
    'otters.md',
  );
  const [, page] = texts(readerBody({ article, page: 0, back: [] }, {}, viewOf('private')).components);
  expect(page).toBe('They eat:\n\n- crabs\n- fish\n\nHow many:\n\nYear \\| Otters\n1990 \\| 15\n2019 \\| 8');
});

test('a quote opens on its own page, also where it begins with a mark', async () => {
  const filler = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} says nothing at all about animals.`).join('\n\n');
  const text = `# Otters\n\n${filler}\n\n**Otters** sleep on the water.\n\n| Year | Otters |\n|---|---|\n| 2019 | eight  |\n`;
  const article = await articleOf(text, {}, 'otters.md');
  for (const words of ['sleep on the water', 'eight']) {
    const quote = excerptOf(article, words);
    const page = pageWith(article, quote);
    const [, shown] = texts(readerBody({ article, page, quote, back: [] }, {}, viewOf('private')).components);
    expect(shown).toContain(words);
  }
});
