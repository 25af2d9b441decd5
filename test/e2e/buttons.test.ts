import { describe, expect, test } from 'vitest';
import { componentsOf } from '../../src/sandbox/read-message.ts';
import { labels, withShelf } from './shelf.ts';

const shelf = withShelf();
const { someone } = shelf;

const question = 'Who built the harbour of Norvik?';

describe('under a public answer', () => {
  test('stand In context and Delete, and a link that opens the article at the words', async () => {
    const answer = await someone().slash('ask', { question });
    expect(answer.text).toContain('> The harbour of Norvik was built by **Greta Holm** in 1921.');
    expect(labels(answer.message)).toEqual(expect.arrayContaining(['In context', 'Delete']));
    const link = componentsOf(answer.message!).find(({ url }) => url);
    expect(link).toMatchObject({ label: 'Open' });
    expect(link!.url).toMatch(/^https:\/\/norvik\.example\/harbour#:~:text=/);
    expect(answer.text).toContain('Norvik Gazette · May 2, 2024');
  });

  test('anyone may look at the context, alone, and the message stays as it is', async () => {
    const answer = await someone().slash('ask', { question });
    const before = JSON.stringify(answer.message!.components);
    const other = someone({ locale: 'ru' });
    const context = await other.press(answer.message!, 'In context');
    expect(context.ephemeral).toBe(true);
    expect(context.text).toContain('> The harbour of Norvik was built by Greta Holm in 1921.');
    expect(context.text).toContain('It holds forty boats.');
    expect(context.text).toContain('страница 1 из');
    expect(JSON.stringify(answer.message!.components)).toBe(before);
  });

  test('Next match opens another passage to the presser alone, until there is none', async () => {
    const answer = await someone().slash('ask', { question: 'When was the town of Elm founded?' });
    expect(labels(answer.message)).toContain('Next match');
    const reader = someone();
    let match = await reader.press(answer.message!, 'Next match');
    expect(match.ephemeral).toBe(true);
    expect(match.text).toMatch(/^> /m);
    const seen = [match.text];
    while (labels(match.message).includes('Next match')) {
      match = await reader.press(match.message!, 'Next match');
      expect(match.inPlace).toBe(true);
      expect(seen).not.toContain(match.text);
      seen.push(match.text);
    }
    expect(seen.length).toBeLessThan(5);
  });

  test('Delete is the asker’s and the moderators’', async () => {
    const asker = someone();
    const answer = await asker.slash('ask', { question });
    const other = await someone().press(answer.message!, 'Delete');
    expect(other.text).toBe('Only who asked, or who manages messages here, may delete this.');
    expect(other.ephemeral).toBe(true);
    expect(asker.sees.some(({ id }) => id === answer.message!.id)).toBe(true);
    await asker.press(answer.message!, 'Delete');
    expect(answer.message).toBeUndefined();
    const second = await asker.slash('ask', { question });
    await shelf.bot.boss.press(second.message!, 'Delete');
    expect(second.message).toBeUndefined();
  });
});

describe('under a private answer', () => {
  test('the context opens in place, and Back leads back', async () => {
    const asker = someone();
    const answer = await asker.slash('ask', { question, private: true });
    const context = await asker.press(answer.message!, 'In context');
    expect(context.inPlace).toBe(true);
    expect(answer.text).toContain('It holds forty boats.');
    await asker.press(answer.message!, 'Back');
    expect(answer.text).toContain(`-# ${question}`);
    expect(answer.text).toContain('built by **Greta Holm** in 1921');
  });

  test('Share shows everyone question and quote', async () => {
    const asker = someone({ locale: 'ru' });
    const answer = await asker.slash('ask', { question, private: true });
    const shared = await asker.press(answer.message!, 'Поделиться');
    expect(shared.ephemeral).toBe(false);
    expect(shared.inPlace).toBe(false);
    expect(shared.text).toContain(`-# ${question}\n### Greta Holm\n> The harbour of Norvik was built by **Greta Holm** in 1921.`);
    expect(labels(shared.message)).toEqual(expect.arrayContaining(['In context', 'Delete']));
    expect(someone().sees.some(({ id }) => id === shared.message!.id)).toBe(true);
  });

  test('closest passages are shared as what they are', async () => {
    const asker = someone();
    const answer = await asker.slash('ask', { question: 'Who painted the harbour of Norvik blue with a brush?' });
    if (!answer.text.includes('No answer found')) return expect(answer.text).toContain('Norvik');
    const shared = await asker.press(answer.message!, 'Share');
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain('**No answer found.**');
    expect(shared.text).not.toContain('[1]');
  });
});

describe('a button', () => {
  test('works after a restart of the bot', async () => {
    const asker = someone();
    const answer = await asker.slash('ask', { question });
    await shelf.bot.restart();
    expect((await asker.press(answer.message!, 'In context')).text).toContain('It holds forty boats.');
    await asker.press(answer.message!, 'Delete');
    expect(answer.message).toBeUndefined();
  });

  test('that is forged, or of another server, is refused kindly and in private', async () => {
    const asker = someone();
    const answer = await asker.slash('ask', { question });
    const buttons = componentsOf(answer.message!).filter(({ custom_id }) => custom_id);
    const id = String(buttons[0]!.custom_id);
    buttons[0]!.custom_id = `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`;
    const forged = await asker.press(answer.message!, String(buttons[0]!.custom_id));
    expect(forged.text).toBe('This button is too old, or not from here. Please ask again.');
    expect(forged.ephemeral).toBe(true);

    const others = shelf.bot.discord.addGuild({ name: 'Others' });
    const bo = shelf.bot.discord.member(others, 'Bo');
    const foreign = await bo.slash('ask', { question });
    componentsOf(foreign.message!).find(({ custom_id }) => custom_id)!.custom_id = id;
    expect((await bo.press(foreign.message!, id)).text).toContain('not from here');
  });
});
