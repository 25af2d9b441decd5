import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';

let bot: Program;
beforeAll(async () => {
  bot = await startProgram();
});
afterAll(() => bot.stop());

/** A new member each time: one person may not ask without end. */
let count = 0;
const someone = () => bot.discord.member(bot.guild, `Member ${++count}`);

describe('a question about the sample, asked with /ask', () => {
  test.each([
    ['who wrote the letter', 'This is stated in the congratulatory letter of', 'Vladimir Putin'],
    ['when was Liberation Day', 'celebrated annually', 'August 15'],
    ['who was the first president of South Korea', 'elected first President', 'Lee Seung-man'],
    ['how long did the occupation last', 'Japanese occupation', '35 years'],
    ['which countries liberated Korea', 'liberated Korea from', 'USSR and the United States'],
    ['when were Korean governments established', 'governments were established', 'August 15, 1948'],
    ['who published the letter', 'congratulatory letter', 'CCA'],
    ['where is it celebrated', 'celebrated annually', 'South and North Korea'],
    ['who wrot the leter', 'This is stated in the congratulatory letter of', 'Vladimir Putin'],
    ['when were korean goverments establishd', 'governments were established', 'August 15, 1948'],
  ])('%s', async (question, sentence, answer) => {
    const reply = await someone().slash('ask', { question });
    expect(reply.text).toContain(sentence);
    expect(reply.text).toMatch(new RegExp(`\\*\\*[^*]*${answer}[^*]*\\*\\*`));
    expect(reply.text).toContain('### ');
    expect(reply.text).toContain('[1] Putin congratulated Kim Jong-un');
    expect(reply.text).toContain('rbc.ru');
    expect(reply.ephemeral).toBe(false);
  });

  test.each([
    'who won the 2022 World Cup',
    'what is the capital of France',
    'how old is Putin',
    'how do I bake bread',
    'asdkjh qwe zxc',
  ])('that it does not answer, "%s", gets no citation, and the person alone sees so', async (question) => {
    const reply = await someone().slash('ask', { question });
    expect(reply.text).toMatch(/No answer found|Nothing (about|found)/);
    expect(reply.text.replace('**No answer found.**', '')).not.toMatch(/\[1\]|\*\*|### /);
    expect(reply.ephemeral).toBe(true);
  });
});
