/** What nobody could answer: admins see it, without who asked; what was asked privately is not kept; what the shelf has learned leaves the list. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { componentsOf } from '../../src/sandbox/read-message.ts';
import { withShelf } from './shelf.ts';

const shelf = withShelf();
let boss: Actor;
let anna: Actor;
let count = 0;

beforeEach(() => {
  const guild = shelf.bot.discord.addGuild({ name: `Server ${++count}` });
  boss = shelf.bot.discord.member(guild, `Boss ${count}`, { admin: true });
  anna = shelf.bot.discord.member(guild, `Anna ${count}`);
});

const listed = async () => (await boss.slash('sources unanswered')).text;
const whale = 'How many whales did Zebulon Quist count?';

test('admins see what nobody could answer, how often it was asked, and not by whom', async () => {
  expect(await listed()).toBe('No question here was left without an answer.');
  await anna.slash('ask', { question: whale });
  await anna.say(`${anna.botMention} how many whales did zebulon quist count`).reply();
  await anna.slash('ask', { question: 'Who built the harbour of Norvik?' });
  await expect.poll(listed, { timeout: 30_000, interval: 1000 }).toContain('asked 2 times');
  const text = await listed();
  expect(text).toContain('### 1 question nobody could answer');
  expect(text.toLowerCase()).toContain('whales did zebulon quist count');
  expect(text).not.toContain('Norvik');
  expect(text).not.toContain('Anna');
  expect(text).not.toContain(anna.person.id);
});

test('what was asked privately is not kept, nor what another server asked', async () => {
  await anna.slash('ask', { question: whale, private: true });
  await shelf.bot.anna.slash('ask', { question: 'Who polished the moon of Vardo?' });
  await anna.slash('ask', { question: 'Where do the swans of Mirepoix sleep?' });
  await expect.poll(listed, { timeout: 30_000, interval: 1000 }).toContain('swans of Mirepoix');
  expect(await listed()).not.toContain('whales');
  expect(await listed()).not.toContain('Vardo');
});

test('a question that the shelf has learned to answer leaves the list', async () => {
  await anna.slash('ask', { question: whale });
  await expect.poll(listed, { timeout: 30_000, interval: 1000 }).toContain('whales');
  const bytes = Buffer.from('The whales of Norvik\n\nZebulon Quist counted forty-one whales off Norvik in the spring of 1902.\n');
  const preview = await boss.submit(await boss.slash('sources add upload'), {
    files: [{ name: 'whales.txt', type: 'text/plain', bytes }],
  });
  await preview.until(() => preview.text.includes('would be indexed'));
  await boss.press(preview.message!, 'Add');
  await preview.until(() => preview.text.includes('on the shelf'));
  expect(await listed()).toBe('Nothing is left: 1 question that nobody could answer would be answered now.');
});

test('an admin takes a question off the list, and keeps none at all where the server wants it so', async () => {
  await anna.slash('ask', { question: whale });
  await anna.slash('ask', { question: 'Where do the swans of Mirepoix sleep?' });
  await expect.poll(listed, { timeout: 30_000, interval: 1000 }).toContain('2 questions');
  const list = await boss.slash('sources unanswered');
  const select = componentsOf(list.message!).find(({ options }) => options)!;
  const [first] = select.options as { label: string; value: string }[];
  await boss.pick(list.message!, [first!.value]);
  expect(list.text).toContain('### 1 question');
  expect(list.text).not.toContain(first!.label);

  const settings = await boss.slash('settings');
  expect(settings.text).toContain('**Questions without an answer:** kept for 90 days, for admins');
  const change = componentsOf(settings.message!).find(({ custom_id }) => String(custom_id).includes('.keepQuestions.'))!;
  await boss.press(settings.message!, String(change.custom_id));
  await boss.pick(settings.message!, ['no']);
  expect(settings.text).toContain('**Questions without an answer:** not kept');
  await anna.slash('ask', { question: whale });
  expect(await listed()).toMatch(/^This server keeps no questions\. <\/settings:\d+> can change that\.$/);
});

test('who asked sees that it is kept, deletes it, and no file holds it readably', async () => {
  await anna.slash('ask', { question: whale });
  await expect
    .poll(async () => (await anna.slash('privacy show')).text, { timeout: 30_000, interval: 1500 })
    .toContain('1 question that nobody could answer');
  const files = readdirSync(shelf.bot.dataDir).filter((name) => name.startsWith('footnote.db'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files)
    expect(readFileSync(path.join(shelf.bot.dataDir, name)).toString('latin1')).not.toContain('Zebulon Quist count?');
  const sure = await anna.slash('privacy delete');
  await anna.press(sure.message!, 'Delete it');
  expect((await anna.slash('privacy show')).text).toContain('Nothing is kept about you.');
  expect(await listed()).toBe('No question here was left without an answer.');
});
