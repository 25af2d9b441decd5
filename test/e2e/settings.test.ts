import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { componentsOf, textOf } from '../../src/sandbox/read-message.ts';
import { serve } from '../fetch/server.ts';
import { withShelf } from './shelf.ts';

const shelf = withShelf({ LOOPBACK_SOURCES: 'yes' });

const question = 'Who built the harbour of Norvik?';
let count = 0;
/** A server of its own for each test: settings stay. */
const server = (channels = ['general', 'questions']) => {
  const guild = shelf.bot.discord.addGuild({ name: `Server ${++count}`, channels });
  return {
    guild,
    boss: shelf.bot.discord.member(guild, `Boss ${count}`, { admin: true }),
    anna: shelf.bot.discord.member(guild, `Anna ${count}`),
    channel: (name: string) => shelf.bot.discord.channel(guild, name),
  };
};

/** Presses *Change* of one setting and returns the select that opened in its place. */
const open = async (boss: Actor, message: APIMessage, setting: string) => {
  const id = componentsOf(message).find(({ custom_id }) => String(custom_id).includes(`.${setting}.`))?.custom_id;
  return boss.press(message, String(id));
};
const change = async (boss: Actor, setting: string, values: readonly string[]) => {
  const settings = await boss.slash('settings');
  await open(boss, settings.message!, setting);
  await boss.pick(settings.message!, values);
  return settings;
};

describe('/settings', () => {
  test('are shown to admins alone, each with its value', async () => {
    const { boss, anna, guild } = server();
    expect(anna.offered).not.toContain('settings');
    const settings = await boss.slash('settings');
    expect(settings.ephemeral).toBe(true);
    expect(settings.text).toContain('**I answer in:** every channel');
    expect(settings.text).toContain('**How sure an answer must be:** Balanced');
    guild.commandOverrides.set('settings', new Map([[anna.person.id, true]]));
    expect((await anna.slash('settings')).text).toBe('This is for people who may manage the server.');
    await expect
      .poll(() => shelf.bot.output(), { message: 'the refusal is in the log', timeout: 30_000 })
      .toMatch(new RegExp(`"name":"settings","guild":"${guild.id}","person":"[\\w-]{8}".*refused`));
  });

  test('of the channels: outside them a command is refused in private and a mention is not heard', async () => {
    const { boss, anna, channel } = server();
    const settings = await change(boss, 'channels', [channel('questions').id]);
    expect(settings.text).toContain(`**I answer in:** <#${channel('questions').id}>`);
    const refused = await anna.slash('ask', { question });
    expect(refused.ephemeral).toBe(true);
    expect(refused.text).toBe(`I do not answer in this channel. Ask me in <#${channel('questions').id}>.`);
    anna.say(`${anna.botMention} ${question}`);
    const there = anna.in(channel('questions'));
    expect((await there.slash('ask', { question })).text).toContain('Greta Holm');
    expect(textOf(await there.say(`${anna.botMention} ${question}`).reply())).toContain('Greta Holm');
    expect(anna.sees.some(({ author, message_reference }) => author.bot && message_reference)).toBe(false);
    expect((await anna.slash('help')).text).toContain('### Footnote');
  });

  test('of who sees answers: private unless the asker says otherwise', async () => {
    const { boss, anna } = server();
    await change(boss, 'publicAnswers', ['no']);
    expect((await anna.slash('ask', { question })).ephemeral).toBe(true);
    expect((await anna.slash('ask', { question, private: false })).ephemeral).toBe(false);
  });

  test('of the language of public words', async () => {
    const { boss, anna } = server();
    await change(boss, 'language', ['ru']);
    const answer = await anna.slash('ask', { question });
    expect(JSON.stringify(answer.message!.components)).toContain('В контексте');
    expect((await anna.slash('articles')).text).toContain('articles here');
  });

  test('of the shared articles: switched off, only the server’s own answer', async () => {
    const { boss, anna } = server();
    await change(boss, 'sharedShelf', ['no']);
    expect((await anna.slash('ask', { question })).text).toContain('No articles here yet.');
    expect((await shelf.bot.discord.direct(anna).say(question).reply()).components).toBeDefined();
  });

  test('of the admin role: who has it may change settings too, and the way there in Discord is told', async () => {
    const { boss, anna, guild } = server();
    const role = shelf.bot.discord.world.addRole(guild, 'Librarians', 0n);
    const settings = await change(boss, 'adminRole', [role.id]);
    expect(settings.text).toMatch(
      new RegExp(`^<@&${role.id}> may now do what admins may\\. Discord also wants it allowed .*</sources list:\\d+>`),
    );
    guild.commandOverrides.set('settings', new Map([[anna.person.id, true]]));
    expect((await anna.slash('settings')).text).toContain('for people who may manage the server');
    guild.members.get(anna.person.id)!.roles.add(role.id);
    expect((await anna.slash('settings')).text).toContain('### Settings');
    guild.members.get(anna.person.id)!.roles.delete(role.id);
    expect((await anna.slash('settings')).text).toContain('for people who may manage the server');
  });

  test('of how sure an answer must be are compared by the server’s checks', async () => {
    const { boss } = server();
    const settings = await boss.slash('settings');
    await open(boss, settings.message!, 'sureness');
    const select = componentsOf(settings.message!).find(({ options }) => options)!;
    expect(
      (select.options as { label: string; description: string }[]).map(({ label, description }) => `${label}: ${description}`),
    ).toEqual(['Careful: keep checks to compare', 'Balanced: keep checks to compare', 'Eager: keep checks to compare']);
    await boss.pick(settings.message!, ['careful']);
    expect(settings.text).toContain('**How sure an answer must be:** Careful');
  });

  test('of how sure an answer must be say how many of the server’s checks each answers', async () => {
    const { boss, anna } = server();
    const answer = await boss.slash('ask', { question });
    expect((await boss.useOn('Keep as check', answer.message!)).text).toContain('Kept as a check');
    const settings = await boss.slash('settings');
    await open(boss, settings.message!, 'sureness');
    const select = componentsOf(settings.message!).find(({ options }) => options)!;
    const told = (select.options as { label: string; description: string }[]).map(
      ({ label, description }) => `${label}: ${description}`,
    );
    expect(told.slice(1)).toEqual(['Balanced: answers 1 of your 1 check', 'Eager: answers 1 of your 1 check']);
    expect(told[0]).toMatch(/^Careful: answers [01] of your 1 check$/);
    expect(anna.offered).not.toContain('Keep as check');
    expect(anna.offered).not.toContain('Add to shelf');
    expect(boss.offered).toEqual(expect.arrayContaining(['Keep as check', 'Add to shelf']));
  });

  test('of other names: a modal takes them, a line that cannot be used is named, and questions know them', async () => {
    const { boss, anna } = server();
    const settings = await boss.slash('settings');
    const opened = await open(boss, settings.message!, 'aliases');
    await boss.submit(opened, { aliases: 'Old Quaytown = Norvik' });
    expect(settings.text).toContain('**Other names:** 1 line');
    expect((await anna.slash('ask', { question: 'Who built the harbour of Old Quaytown?' })).text).toContain('Greta Holm');
    const wrong = await open(boss, settings.message!, 'aliases');
    const refused = await boss.submit(wrong, { aliases: 'only one name' });
    expect([refused.text, ...refused.followups.map(textOf)].join()).toContain('Nothing was changed. Line 1:');
  });
});

test('news of the sources are told once in the channel that admins chose', async () => {
  const { boss, channel } = server(['general', 'news']);
  let broken = false;
  const web = await serve((_, response) => {
    if (broken) response.writeHead(500).end();
    else
      response.setHeader('content-type', 'text/plain').end('The well of Ostby\n\nThe well of Ostby was dug by Per Lund in 1790.\n');
  });
  const said = () => boss.in(channel('news')).sees.map(textOf);
  try {
    await change(boss, 'notices', [channel('news').id]);
    const preview = await boss.slash('sources add page', { address: `${web.origin}/well.txt` });
    await preview.until(() => preview.text.includes('would be indexed'));
    await boss.press(preview.message!, 'Add');
    await preview.until(() => preview.text.includes('on the shelf'));
    broken = true;
    await boss.slash('sources reload');
    await expect.poll(said, { timeout: 30_000 }).toEqual([expect.stringContaining('**The well of Ostby** cannot be read:')]);
    broken = false;
    await boss.slash('sources reload');
    await boss.slash('sources list');
    expect(said().length).toBe(1);
  } finally {
    await web.close();
  }
});

describe('/privacy', () => {
  test('says what is kept, and deletes it after asking once', async () => {
    const { boss, anna } = server();
    expect((await anna.slash('privacy show')).text).toContain('Nothing is kept about you.');
    await change(boss, 'publicAnswers', ['no']);
    expect((await boss.slash('privacy show')).text).toContain('1 act of yours as an admin');
    const sure = await boss.slash('privacy delete');
    await boss.press(sure.message!, 'Delete it');
    expect(sure.text).toBe('What was kept about you is deleted.');
    expect((await boss.slash('privacy show')).text).toContain('Nothing is kept about you.');
  });
});
