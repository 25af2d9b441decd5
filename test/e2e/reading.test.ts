import { describe, expect, test } from 'vitest';
import { componentsOf } from '../../src/sandbox/read-message.ts';
import { labels, withShelf } from './shelf.ts';

const shelf = withShelf();
const { someone } = shelf;

describe('/search', () => {
  test('lists passages with their places, page by page, to the person alone', async () => {
    const anna = someone();
    const results = await anna.slash('search', { query: 'walkers crossed field' });
    expect(results.ephemeral).toBe(true);
    expect(results.text).toMatch(/^-# walkers crossed field\n> .*\n-# \[1\] The long walk/);
    expect(labels(results.message)).toEqual(['Later']);
    const first = results.text;
    const turned = await anna.press(results.message!, 'Later');
    expect(turned.inPlace).toBe(true);
    expect(results.text).toContain('[5] The long walk');
    expect(results.text).toMatch(/page 2 of \d+/);
    await anna.press(results.message!, 'Earlier');
    expect(results.text).toBe(first);
  });

  test('that finds nothing says so and offers the articles', async () => {
    const anna = someone();
    const nothing = await anna.slash('search', { query: 'qzxv' });
    expect(nothing.text).toContain('Nothing about "qzxv" in the 16 articles here.');
    await anna.press(nothing.message!, 'Browse articles');
    expect(nothing.text).toContain('### 16 articles here');
  });
});

describe('/ask and /search narrowed', () => {
  test('to a publisher, an author or days look nowhere else', async () => {
    const anna = someone();
    const question = 'Who built the harbour of Norvik?';
    const ask = async (options: Record<string, string>) => (await anna.slash('ask', { question, ...options })).text;
    expect(await ask({ source: 'Norvik Gazette', after: '2024', before: '2024-05-02' })).toContain('Greta Holm');
    expect(await ask({ source: 'rbc.ru' })).not.toContain('Greta Holm');
    expect(await ask({ after: '2024-05-03' })).not.toContain('Greta Holm');
    expect(await ask({ after: 'last week' })).toContain('I cannot use what was given for "after"');
  });

  test('complete sources and publishers', async () => {
    expect((await someone().complete('ask', 'source', 'norv')).map(({ value }) => value)).toEqual(['Norvik Gazette']);
    expect(await someone().complete('search', 'author', '')).toEqual([]);
  });

  test('say how a day is written when one cannot be read', async () => {
    const anna = someone({ locale: 'ru' });
    const refused = await anna.slash('ask', { question: 'Who built the harbour?', before: 'yesterday' });
    expect(refused.ephemeral).toBe(true);
    expect(refused.text).toMatch(/«до» \(.*2024-05-31\)/);
  });

  test('keep narrowing and order when a page is turned', async () => {
    const anna = someone();
    const results = await anna.slash('search', { query: 'town founded settlers', sort: 'newest', before: '2024-06' });
    expect(results.text).toContain('Nothing');
    const newest = await anna.slash('search', { query: 'Norvik founded settlers market', sort: 'newest' });
    expect(newest.text).toContain('[1] The harbour of Norvik');
    const first = newest.text;
    await anna.press(newest.message!, 'Later');
    expect(newest.text).toContain('[5] The town of');
    expect(newest.text).not.toContain('Norvik\n');
    await anna.press(newest.message!, 'Earlier');
    expect(newest.text).toBe(first);
  });
});

describe('/articles and /article', () => {
  test('show what is here, ten a page, and open one by choosing it', async () => {
    const anna = someone();
    const list = await anna.slash('articles');
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain('### 16 articles here');
    expect(list.text).toContain('**The harbour of Norvik** · Norvik Gazette · May 2, 2024');
    const select = componentsOf(list.message!).find(({ options }) => options)!;
    const chosen = (select.options as { label: string; value: string }[]).find(({ label }) => label === 'The long walk')!;
    const article = await anna.pick(list.message!, [chosen.value]);
    expect(article.ephemeral).toBe(true);
    expect(article.text).toContain('### The long walk');
    await anna.press(list.message!, 'Later');
    expect(list.text).toContain('page 2 of 2');
  });

  test('read an article from its first page to its last, without a word lost', async () => {
    const anna = someone();
    const [choice] = await anna.complete('article', 'title', 'log wal');
    expect(choice!.name).toBe('The long walk');
    const reading = await anna.slash('article', { title: String(choice!.value) });
    expect(reading.ephemeral).toBe(true);
    let all = reading.text;
    while (labels(reading.message).includes('Later')) {
      await anna.press(reading.message!, 'Later');
      all += reading.text;
    }
    for (let day = 1; day <= 60; day++) expect(all).toContain(`On day ${day} the walkers crossed field number ${day} and rested`);
  });

  test('take a title that is only near one, and offer those close to it', async () => {
    const anna = someone();
    expect((await anna.slash('article', { title: 'the harbor of norvk' })).text).toMatch(/### The harbour of Norvik|Close to it/);
    expect((await anna.slash('article', { title: 'Quantum zebra' })).text).toBe('No article called "Quantum zebra" here.');
  });

  test('complete titles also for towns that begin alike, at most 25', async () => {
    const choices = await someone().complete('article', 'title', 'the town of');
    expect(choices.length).toBeGreaterThan(9);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
    expect(choices.every(({ name }) => name.length <= 100)).toBe(true);
  });

  test('neutralise what an article writes', async () => {
    const anna = someone();
    const reading = await anna.slash('article', { title: 'The long walk' });
    while (labels(reading.message).includes('Later')) await anna.press(reading.message!, 'Later');
    expect(reading.text).toContain(
      'stood \\@everyone, \\*\\*a bold bear\\*\\*, a \\[door\\](https\\://norvik.example/door) and \\<@123456789012345678>.',
    );
  });
});

describe('/help', () => {
  test('says what is here and from when, and its questions are answered when pressed', async () => {
    const anna = someone();
    const help = await anna.slash('help');
    expect(help.ephemeral).toBe(true);
    expect(help.text).toContain('**16 articles**');
    expect(help.text).toMatch(/<\/ask:\d+> asks/);
    for (const label of labels(help.message)) {
      const answer = await anna.press(help.message!, String(label));
      expect(answer.text).toContain('[1]');
      expect(answer.ephemeral).toBe(true);
    }
  });

  test('speaks Russian to who does', async () => {
    expect((await someone({ locale: 'ru' }).slash('help')).text).toContain('Отвечаю на вопросы о статьях');
  });
});

describe('Find in articles', () => {
  test('looks up a short message whole, in private, and Share points at the message', async () => {
    const anna = someone();
    const { message } = anna.say('Who built the harbour of Norvik?');
    const found = await someone().useOn('Find in articles', message);
    expect(found.ephemeral).toBe(true);
    expect(found.text).toContain('**Greta Holm**');
    expect(found.text).toContain(`https://discord.com/channels/${shelf.bot.guild.id}/${anna.channel.id}/${message.id}`);
  });

  test('takes the question out of a long message and shows what it looked for', async () => {
    const anna = someone();
    const { message } = anna.say(
      `${'We talked about the weather and the sea for a long while yesterday. '.repeat(6)}Who built the harbour of Norvik? ${'Nobody knew. '.repeat(5)}`,
    );
    const found = await anna.useOn('Find in articles', message);
    expect(found.text).toContain('-# Who built the harbour of Norvik?');
    const shared = await anna.press(found.message!, 'Share');
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain(message.id);
  });

  test('looks for the rarest words of a long message that asks nothing', async () => {
    const anna = someone();
    const { message } = anna.say(
      `${'It was a long and lovely evening by the water with all of you. '.repeat(5)}Greta Holm and her lighthouse!`,
    );
    const found = await anna.useOn('Find in articles', message);
    expect(found.text).toMatch(/^-# .*Greta Holm.*lighthouse/);
    expect(found.text).toContain('harbour of Norvik');
  });

  test('says when a message has no words', async () => {
    const anna = someone();
    const { message } = anna.say('👍');
    expect((await anna.useOn('Find in articles', message)).text).toBe('There are no words in that message to look for.');
  });
});
