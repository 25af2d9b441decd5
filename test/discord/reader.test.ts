import { expect, test } from 'vitest';
import { texts } from '../../src/discord/layout.ts';
import { readerBody } from '../../src/discord/render/reader.ts';
import { articleOf, viewOf } from './excerpts.ts';

test('an article is read as it is laid out: items and rows line under line, blocks apart', async () => {
  const article = await articleOf(
    '# Otters\n\nThey eat:\n\n- crabs\n- fish\n\nHow many:\n\nYear \\| Otters\n1990 \\| 15\n2019 \\| 8',
    {},
    'otters.md',
  );
  const [, page] = texts(readerBody({ article, page: 0, back: [] }, {}, viewOf('private')).components);
  expect(page).toBe('They eat:\n\n- crabs\n- fish\n\nHow many:\n\nYear \\| Otters\n1990 \\| 15\n2019 \\| 8');
});
