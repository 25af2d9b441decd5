import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';

async function examplesOf(files: Record<string, string>, limit = 5): Promise<readonly string[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'footnote-examples-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(dir, name), text);
  const app = await createApp({ articlesDir: dir });
  const examples = await app.examples({}, limit);
  for (const question of examples) expect((await app.ask({ question, scope: {} })).kind).toBe('answered');
  return examples;
}

test('the sample offers questions that it answers', async () => {
  const app = await createApp({ articlesDir: 'seeds' });
  const examples = await app.examples({}, 3);
  expect(examples).toContain('When were independent Korean governments established?');
  for (const question of examples) expect((await app.ask({ question, scope: {} })).kind).toBe('answered');
});

test('questions are made of sentences that say who, when and what', async () => {
  const examples = await examplesOf({
    'kiln.txt': 'The kiln\n\nThe kiln was built by Agnes Moor. It was closed in 1931. Nobody remembers the fire of the spring.',
    'quarry.txt': 'The quarry\n\nThe quarry was opened in the summer of 1875. This is a place of slate.',
    'slate.txt': 'Slate\n\nSlate is a stone that splits into thin plates.',
  });
  expect([...examples].sort()).toEqual(['What is Slate?', 'When was the quarry opened?', 'Who built the kiln?']);
});

test('nobody is offered a question about a clause, a pronoun or “every”', async () => {
  const examples = await examplesOf({
    'a.txt':
      'Kilns\n\nEvery kiln is a danger to its village. Whoever has the key is the master of the kiln. A kiln that is cold is a home for bats.',
    'b.txt':
      'Slate\n\nNobody at the quarry is a friend of dust. The quarry — like the kiln — has long been cold. The key is the keeper’s alone.',
    'c.txt': 'Lime\n\nLime is a powder that burns the eyes.',
  });
  expect(examples).toEqual(['What is Lime?']);
});

test('Russian articles offer Russian questions', async () => {
  const text =
    'Маяк на мысу\n\nСтарый маяк был построен в 1887 году. Смотритель жил при нём с семьёй и держал коз. Он зажигал огонь каждый вечер.';
  expect(await examplesOf({ 'a.txt': text })).toEqual(['Когда был построен старый маяк?']);
});

test('no more than asked for, and none where no sentence lends itself', async () => {
  const kilns = Array.from({ length: 5 }, (_, at) => [
    `${at}.txt`,
    `Kiln ${at}\n\nKiln number ${at} was built in ${1900 + at} at the river.`,
  ]);
  expect(await examplesOf(Object.fromEntries(kilns), 2)).toHaveLength(2);
  expect(await examplesOf({ 'a.txt': 'Hush\n\nNobody came. They all went home early, and it rained.' })).toEqual([]);
});
