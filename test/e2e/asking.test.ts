import { describe, expect, test } from 'vitest';
import { withShelf } from './shelf.ts';

const shelf = withShelf();
const { someone } = shelf;
const question = 'Who built the harbour of Norvik?';

describe('a question asked with /ask', () => {
  test('is answered to everyone, quoted, and who does not answer is told so alone', async () => {
    const reply = await someone().slash('ask', { question });
    expect(reply.text).toContain(`-# ${question}\n### Greta Holm\n> The harbour of Norvik was built by **Greta Holm** in 1921.`);
    expect(reply.ephemeral).toBe(false);
    const closest = await someone().slash('ask', { question: 'how do I bake bread in a volcano' });
    expect(closest.text).toMatch(/No answer found|Nothing/);
    expect(closest.ephemeral).toBe(true);
  });

  test('is answered to the person alone when they wish so', async () => {
    const reply = await someone().slash('ask', { question, private: true });
    expect(reply.ephemeral).toBe(true);
    expect(reply.text).toContain('**Greta Holm**');
  });

  test('may look in one article, given by its completed id, its title or something near it', async () => {
    const anna = someone();
    const [choice] = await anna.complete('ask', 'article', 'harbor of norvk');
    expect(choice!.name).toBe('The harbour of Norvik');
    for (const article of [choice!.value, choice!.name, 'harbour norvik']) {
      expect((await anna.slash('ask', { question, article: String(article) })).text).toContain('**Greta Holm**');
    }
    const missing = await anna.slash('ask', { question, article: 'Zebras of the plain' });
    expect(missing.text).toContain('No article called "Zebras of the plain" here.');
    expect(missing.ephemeral).toBe(true);
  });

  test.each([
    ['hello', /^Hello!/],
    ['Thank you!', /^You are welcome\.$/],
    ['??', /^The question is empty/],
    ['what can I ask?', /answer questions about the articles here/],
  ])('"%s" gets one kind line without a citation', async (question, line) => {
    const reply = await someone().slash('ask', { question });
    expect(reply.text).toMatch(line);
    expect(reply.text).not.toContain('[1]');
    expect(reply.ephemeral).toBe(true);
  });

  test('is told in their language to who sees it alone, in the server’s to everyone', async () => {
    const vera = someone({ locale: 'ru' });
    const everyone = await vera.slash('спросить', { вопрос: question }).catch(() => vera.slash('ask', { question }));
    expect(everyone.text).toContain('The harbour of Norvik\n-# Norvik Gazette · May 2, 2024');
    expect((await vera.slash('ask', { question: 'how do I bake bread' })).text).toMatch(/Ответа нет|Нич/);
  });

  test('of 4,000 characters or of query syntax is borne', async () => {
    const anna = someone();
    for (const question of [
      'a b c d e f g '.repeat(285),
      'x'.repeat(4000),
      '"[(*~^AND OR NOT',
      'constructor __proto__',
      '👩‍👩‍👧 '.repeat(300),
    ]) {
      const reply = await anna.slash('ask', { question });
      expect(reply.failed, question.slice(0, 20)).toBe(false);
      expect(reply.text).not.toMatch(/went wrong/);
    }
  });
});

test('one person may not ask without end, and others are not held up by it', async () => {
  const eager = someone();
  const replies = await Promise.all(Array.from({ length: 60 }, () => eager.slash('ask', { question })));
  expect(replies.filter(({ text }) => text.includes('One at a time, please')).length).toBeGreaterThan(20);
  expect(replies.filter(({ text }) => text.includes('Greta Holm')).length).toBeGreaterThanOrEqual(10);
  expect(replies.every(({ failed }) => !failed)).toBe(true);
  expect((await someone().slash('ask', { question })).text).toContain('Greta Holm');
});
