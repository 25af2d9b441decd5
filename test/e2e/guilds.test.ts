/** Servers that the bot leaves and comes back to, and servers that it may not serve. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import type { Guild } from '../../src/sandbox/world-types.ts';
import { openStore } from '../../src/store/store.ts';
import { until } from '../fetch/server.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
let foreign: Guild;
let boss: Actor;
beforeAll(async () => {
  const env: Record<string, string> = {};
  bot = await startProgram({
    env,
    prepare(discord) {
      const home = discord.addGuild({ name: 'Home' });
      boss = discord.member(home, 'Boss', { admin: true });
      foreign = discord.addGuild({ name: 'Not invited' });
      const allowed = [...discord.world.guilds.values()].filter((guild) => guild !== foreign);
      env.ALLOWED_GUILDS = allowed.map(({ id }) => id).join(',');
    },
  });
});
afterAll(() => bot.stop());

test('a server that the operator does not allow is left, also when it invites the bot later', async () => {
  await until(() => !foreign.installed);
  expect(bot.output()).toContain('left a server that ALLOWED_GUILDS does not name');
  bot.discord.world.install(foreign);
  await until(() => !foreign.installed);
  expect([...bot.discord.world.guilds.values()].filter((guild) => guild !== foreign).every(({ installed }) => installed)).toBe(
    true,
  );
});

/** Whether the time of grace of a server runs, as it stands in the store. */
const leaving = async ({ id }: Guild) => {
  const store = await openStore({ dir: bot.dataDir, secret: 'only read', mode: 'read' });
  try {
    return (await store.guilds.leftBefore(Number.MAX_SAFE_INTEGER)).includes(id);
  } finally {
    await store.close();
  }
};

test('a server that throws the bot out and invites it again finds its shelf as it was, also over a restart', async () => {
  const home = [...bot.discord.world.guilds.values()].find(({ name }) => name === 'Home')!;
  const bytes = Buffer.from('The ferry of Lund\n\nThe ferry of Lund is steered by Karin Falk.\n');
  const preview = await boss.submit(await boss.slash('sources add upload'), {
    files: [{ name: 'ferry.txt', type: 'text/plain', bytes }],
  });
  await preview.until(() => preview.text.includes('would be indexed'));
  const added = await boss.press(preview.message!, 'Add');
  await added.until(() => added.text.includes('on the shelf'));
  const question = { question: 'Who steers the ferry of Lund?' };
  expect((await boss.slash('ask', question)).text).toContain('Karin Falk');
  bot.discord.world.setUnavailable(home, true);
  await bot.restart();
  bot.discord.world.setUnavailable(home, false);
  await expect
    .poll(async () => (await boss.slash('ask', question)).text, { timeout: 30_000, interval: 1500 })
    .toContain('Karin Falk');
  expect(await leaving(home), 'an outage is no leaving').toBe(false);
  bot.discord.world.uninstall(home);
  await expect.poll(() => leaving(home), { timeout: 30_000 }).toBe(true);
  const vera = bot.discord.member(home, 'Vera', { userInstall: true, admin: true });
  expect((await vera.slash('ask', question)).text, 'who installed the bot for themselves does not see the shelf').not.toContain(
    'Falk',
  );
  expect((await vera.slash('articles')).text).toContain('### 1 article here');
  await bot.restart();
  expect(await leaving(home)).toBe(true);
  bot.discord.world.install(home);
  await expect.poll(() => leaving(home), { timeout: 30_000 }).toBe(false);
  let text = '';
  await expect
    .poll(async () => (text = (await boss.slash('ask', question)).text), { timeout: 30_000, interval: 1500 })
    .toContain('Karin Falk');
  expect(text).toContain('The ferry of Lund');
});
