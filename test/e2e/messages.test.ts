import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/sandbox/read-message.ts';
import { withShelf } from './shelf.ts';

const shelf = withShelf();
const { someone } = shelf;

const question = 'Who built the harbour of Norvik?';
const answered = (message: APIMessage) => expect(textOf(message)).toContain('**Greta Holm**');

describe('a mention', () => {
  test('is answered with a public reply, without the mention and without pinging anyone', async () => {
    const anna = someone();
    const { message, reply } = anna.say(`${anna.botMention} ${question}`);
    const answer = await reply();
    answered(answer);
    expect(answer.message_reference?.message_id).toBe(message.id);
    expect(textOf(answer)).not.toContain('-# Who built');
    expect(answer.mentions).toEqual([]);
  });

  test('with nothing else gets the help line', async () => {
    const anna = someone();
    expect(textOf(await anna.say(anna.botMention).reply())).toMatch(/^Ask me a question after the mention; <\/help:\d+>/);
  });

  test('that is not answered says so in public, without a citation', async () => {
    const anna = someone();
    const answer = await anna.say(`${anna.botMention} how do I bake qzxv bread?`).reply();
    expect(textOf(answer)).toMatch(/No answer found|Nothing/);
    expect(textOf(answer)).not.toContain('[1]');
  });

  test('in the answer’s reply is a follow-up', async () => {
    const anna = someone();
    const answer = await anna.say(`${anna.botMention} ${question}`).reply();
    const next = await anna.say('and when?', { replyTo: answer }).reply();
    expect(textOf(next)).toContain('1921');
  });

  test('keeps to its topic through follow-ups, thanks and words that lead nowhere', async () => {
    const anna = someone();
    let last = await anna.say(`${anna.botMention} ${question}`).reply();
    for (const [said, answered] of [
      ['and when?', '1921'],
      ['thanks!', 'You are welcome'],
      ['qzxv', 'Nothing about'],
      ['and by whom?', 'Greta Holm'],
    ] as const) {
      last = await anna.say(said, { replyTo: last }).reply();
      expect(textOf(last), said).toContain(answered);
    }
  });

  test('is asked without the people, channels and emoji that stand in it', async () => {
    const anna = someone();
    const said = `<@111111111111111111> ${anna.botMention} ${question} <:boat:222222222222222222> <#333333333333333333>`;
    answered(await anna.say(said).reply());
    const slash = await anna.slash('ask', { question: `<@&111111111111111111> ${question} <a:boat:222222222222222222>` });
    expect(slash.text).toContain(`-# ${question}\n### Greta Holm`);
  });

  test('that is a greeting, in whatever language, or asks who the bot is gets a kind line', async () => {
    const anna = someone();
    for (const hello of ['Hola', 'こんにちは', 'guten Tag!'])
      expect(textOf(await anna.say(`${anna.botMention} ${hello}`).reply())).toContain('Ask me about the articles here');
    expect(textOf(await anna.say(`${anna.botMention} are you a bot?`).reply())).toContain('I write nothing myself');
  });

  test('of everyone, of a role, or by a bot is not heard', async () => {
    const anna = someone();
    anna.say(`@everyone ${question}`);
    anna.say(question);
    const { message } = anna.say(`${anna.botMention} ${question}`);
    const answer = await shelf.bot.anna.in(anna.channel).say(`${anna.botMention} ${question}`).reply();
    answered(answer);
    const replies = anna.sees.filter(({ author, message_reference }) => author.bot && message_reference);
    expect(replies.filter((one) => one.message_reference?.message_id === message.id).length).toBeLessThanOrEqual(1);
  });
});

describe('a direct message', () => {
  test('is answered without Delete or Share, in the language it is written in', async () => {
    const anna = shelf.bot.discord.direct(someone());
    const answer = await anna.say(question).reply();
    answered(answer);
    expect(JSON.stringify(answer.components)).not.toMatch(/"Delete"|"Share"/);
    const russian = await shelf.bot.discord.direct(someone()).say('кто открыл музей часов').reply();
    expect(textOf(russian)).toContain('Музей часов');
    expect(JSON.stringify(russian.components)).toContain('В контексте');
  });

  test('changes in place when its buttons are pressed', async () => {
    const anna = shelf.bot.discord.direct(someone());
    const answer = await anna.say(question).reply();
    const context = await anna.press(answer, 'In context');
    expect(context.inPlace).toBe(true);
    expect(context.text).toContain('It holds forty boats.');
  });
});

test('a server speaks its own language in public', async () => {
  const guild = shelf.bot.discord.addGuild({ name: 'Читатели', locale: 'ru' });
  const anna = shelf.bot.discord.member(guild, 'Anna of another server');
  const answer = await anna.slash('ask', { question });
  expect(answer.text).toContain('абзац');
  expect(JSON.stringify(answer.message!.components)).toContain('В контексте');
});
