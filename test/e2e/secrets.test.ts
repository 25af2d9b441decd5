/** Whatever goes wrong, no token and no key is told to anyone. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Harm } from '../../src/sandbox/faults.ts';
import { type Program, startProgram } from './program.ts';

const secretKey = 'canary-signing-key-0123456789-abcdefghij';
let bot: Program;

beforeAll(async () => {
  bot = await startProgram({ env: { LOG_LEVEL: 'trace', SECRET_KEY: secretKey } });
});
afterAll(() => bot.stop());

const status = (code: number, discordCode = 0): Harm => ({ kind: 'status', status: code, code: discordCode, message: 'refused' });
const harms: readonly (readonly [string, Harm])[] = [
  ['an interaction that is unknown', status(404, 10062)],
  ['an interaction answered already', status(400, 40060)],
  ['a missing permission', status(403, 50013)],
  ['a missing access', status(403, 50001)],
  ['a fault of the server', status(500)],
  ['a page instead of JSON', { kind: 'html', status: 502 }],
  ['a connection that breaks', { kind: 'reset' }],
  ['JSON that breaks off', { kind: 'cut off' }],
];

/** The tokens of interactions, as they stand in the addresses that the bot called. */
const interactionTokens = () => {
  const calls = bot.discord.log.entries.map(({ name }) => name);
  return [...new Set(calls.flatMap((name) => /\/(?:interactions|webhooks)\/\d+\/([^/?]+)/.exec(name)?.[1] ?? []))];
};

test('no token and no key stands in a log, a message or a file, whatever Discord answers', async () => {
  const { discord, anna } = bot;
  const lines = () => bot.output().split('\n').length;
  for (const [what, harm] of harms) {
    const [person, before] = [discord.member(bot.guild, what), lines()];
    // It lasts longer than the bot tries again, until the log speaks of it.
    discord.faults.order({ match: /callback|webhooks|POST \/channels/, harm, times: 1000 });
    person.begin.slash('ask', { question: 'who wrote the letter?' });
    person.say(`${anna.botMention} who wrote the letter?`);
    await expect.poll(lines, { timeout: 60_000, message: `the log speaks of ${what}` }).toBeGreaterThan(before);
    discord.faults.clear();
  }
  const answer = await anna.slash('ask', { question: 'who was the first president of South Korea?' });
  expect(answer.text).toContain('Lee Seung-man');

  const tokens = interactionTokens();
  expect(tokens.length).toBeGreaterThanOrEqual(harms.length);
  const files = readdirSync(bot.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places: Record<string, string> = {
    'the log': bot.output(),
    messages: JSON.stringify(anna.sees),
    ...Object.fromEntries(files.map(({ parentPath, name }) => [name, readFileSync(path.join(parentPath, name), 'latin1')])),
  };
  expect(lines()).toBeGreaterThan(harms.length);
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [discord.token, secretKey, ...tokens])
      expect(text.includes(secret), `${place} tells a secret`).toBe(false);
  }
});
