/** Questions as people type them, and questions that have no answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesIn, perturbed } from '../../bench/data/unanswerable.ts';
import { randomFrom } from '../../bench/train/random.ts';
import { manners, sloppy } from '../../bench/train/sloppy.ts';
import { parseTextArticle } from '../../src/articles/formats/text.ts';

const words = fc.array(fc.stringMatching(/^[A-Za-z]{1,12}$/), { minLength: 1, maxLength: 12 });

test('however sloppily a question is typed, something of it is left', () => {
  fc.assert(
    fc.property(words, fc.constantFrom(...manners), fc.nat(), (question, manner, seed) => {
      const typed = sloppy(`${question.join(' ')}?`, manner, randomFrom(seed));
      expect(typed).toMatch(/[a-z]/);
      expect(typed).not.toContain('?');
    }),
  );
});

test('names inside a question and years are found, the word that begins it is not', () => {
  expect(namesIn('When did Agnes Tullo of Corran build the tower in 1868?')).toEqual(['Agnes Tullo of Corran', '1868']);
});

test('a perturbed question asks for a name of the same sort that its article lacks', async () => {
  const text = 'The tower\n\nAgnes Tullo built the tower in 1868.';
  const article = await parseTextArticle({ source: 'a.txt', bytes: Buffer.from(text), collection: 'test' });
  if ('reason' in article) throw new Error(article.reason);
  const question = { id: 'q', kind: 'answerable' as const, question: 'What did Agnes Tullo build?', sentences: [], answers: [] };
  const pool = ['1900', 'Agnes Tullo', 'tower', 'Bram Oster'];
  const [swapped] = perturbed([question], () => article, pool, randomFrom(3));
  expect(swapped).toMatchObject({ kind: 'perturbed', question: 'What did Bram Oster build?' });
});
