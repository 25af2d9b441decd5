/** The sandbox keeps Discord's rules, as a real discord.js client meets them. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  Client,
  ComponentType,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  Partials,
  PermissionFlagsBits,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { answerJudge, openApiPath } from '../e2e/openapi.ts';

let discord: Sandbox;
let client: Client;
let anna: Actor;
let boss: Actor;
/** What the bot of the present test does with an interaction. */
let onInteraction: (interaction: Interaction) => Promise<unknown> = async () => {};
/** What the last handler threw, if it did. */
let thrown: unknown;

beforeAll(async () => {
  discord = await startSandbox({ deadlines: { firstResponseMs: 1500 } });
  const guild = discord.addGuild({ name: 'Readers', channels: ['general', 'quiet'] });
  anna = discord.member(guild, 'Anna', { locale: 'ru' });
  boss = discord.member(guild, 'Boss', { admin: true });
  client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
    allowedMentions: { parse: [] },
  });
  client.on(Events.InteractionCreate, async (interaction) => {
    thrown = undefined;
    await onInteraction(interaction).catch((error: unknown) => {
      thrown = error;
    });
  });
  client.on(Events.MessageCreate, async (message) => {
    if (!message.author.bot && (message.content.includes('hello') || message.mentions.has(client.user!)))
      await message.reply({ content: `heard: ${message.content}` });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  await client.application!.commands.set([
    {
      name: 'ask',
      description: 'Asks',
      options: [
        { type: ApplicationCommandOptionType.String, name: 'question', description: 'What', required: true, autocomplete: true },
      ],
    },
    { name: 'rule', description: 'Rules', defaultMemberPermissions: PermissionFlagsBits.ManageGuild },
    { name: 'Look up', type: ApplicationCommandType.Message },
  ]);
});

beforeEach(() => {
  onInteraction = async () => {};
});

afterAll(async () => {
  await client?.destroy();
  await discord?.close();
});

const code = (error: unknown) => (error instanceof DiscordAPIError ? error.code : error);

describe('interactions', () => {
  test('a slash command is answered, in the locale and with the permissions of the person', async () => {
    onInteraction = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(`${interaction.locale} ${interaction.options.getString('question')}`);
    };
    const outcome = await anna.slash('ask', { question: 'who?' });
    expect(outcome).toMatchObject({ text: 'ru who?', failed: false, deferred: false, ephemeral: false });
    expect(outcome.firstMs).toBeGreaterThan(0);
  });

  test('an ephemeral response is seen by the person who asked, and by nobody else', async () => {
    onInteraction = async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'a secret', flags: MessageFlags.Ephemeral });
    };
    const outcome = await anna.slash('ask', { question: 'who?' });
    const sees = (actor: Actor) => actor.sees.some(({ id }) => id === outcome.message!.id);
    expect([outcome.ephemeral, sees(anna), sees(boss)]).toEqual([true, true, false]);
  });

  test('who says nothing within the deadline did not respond, and is told 10062 afterwards', async () => {
    const late = Promise.withResolvers<unknown>();
    onInteraction = async (interaction) => {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      if (interaction.isChatInputCommand()) await interaction.reply('too late').then(late.resolve, late.resolve);
    };
    expect((await anna.slash('ask', { question: 'who?' })).failed).toBe(true);
    expect(code(await late.promise)).toBe(10062);
  });

  test('a second first response is refused with 40060', async () => {
    const both: unknown[] = [];
    onInteraction = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const body = { body: { type: 4, data: { content: 'one' } }, auth: false };
      for (const _ of [1, 2])
        both.push(await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, body).catch(code));
      await done.resolve();
    };
    const done = Promise.withResolvers<void>();
    await anna.slash('ask', { question: 'who?' });
    await done.promise;
    expect(both[1]).toBe(40060);
  });

  test('a deferred response thinks, then says it in place', async () => {
    onInteraction = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('thought');
    };
    expect(await anna.slash('ask', { question: 'who?' })).toMatchObject({ deferred: true, text: 'thought' });
  });

  test('autocompletion offers choices', async () => {
    onInteraction = async (interaction) => {
      if (interaction.isAutocomplete()) await interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'v' }]);
    };
    expect(await anna.complete('ask', 'question', 'ko')).toEqual([{ name: 'ko!', value: 'v' }]);
  });

  test('buttons, selects and modals lead from one message to the next', async () => {
    const row = { type: ComponentType.ActionRow as const };
    onInteraction = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({
          components: [
            {
              ...row,
              components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'More', custom_id: 'more' }],
            },
            {
              ...row,
              components: [{ type: ComponentType.StringSelect, custom_id: 'pick', options: [{ label: 'A', value: 'a' }] }],
            },
          ],
        });
      else if (interaction.isButton())
        await interaction.showModal({
          custom_id: 'form',
          title: 'Form',
          components: [
            { type: ComponentType.Label, label: 'Name', component: { type: ComponentType.TextInput, custom_id: 'name', style: 1 } },
          ],
        });
      else if (interaction.isStringSelectMenu())
        await interaction.update({ content: `picked ${interaction.values}`, components: [] });
      else if (interaction.isModalSubmit()) await interaction.reply(`called ${interaction.fields.getTextInputValue('name')}`);
    };
    const { message } = await anna.slash('ask', { question: 'who?' });
    const form = await anna.press(message!, 'More');
    expect(form.modal).toMatchObject({ title: 'Form' });
    expect((await anna.submit(form, { name: 'Bo' })).text).toBe('called Bo');
    expect(await anna.pick(message!, ['a'])).toMatchObject({ inPlace: true, text: 'picked a' });
  });

  test('a message command carries its message', async () => {
    onInteraction = async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(`found: ${interaction.targetMessage.content}`);
    };
    const { message } = anna.say('nothing to hear');
    expect((await anna.useOn('Look up', message)).text).toBe('found: nothing to hear');
  });

  test('a command for admins is not offered to a member', async () => {
    expect([anna.offered.includes('rule'), boss.offered.includes('rule')]).toEqual([false, true]);
    await expect(anna.slash('rule')).rejects.toThrow('/rule is not offered here');
  });

  test('more than 40 components, 4000 characters or a custom id twice are refused with the path of the fault', async () => {
    const replies = [
      Array.from({ length: 41 }, () => ({ type: ComponentType.TextDisplay, content: 'x' })),
      [1, 2].map(() => ({ type: ComponentType.TextDisplay, content: 'x'.repeat(2001) })),
      [
        {
          type: ComponentType.ActionRow,
          components: [1, 2].map(() => ({ type: ComponentType.Button, style: 2, label: 'x', custom_id: 'same' })),
        },
      ],
    ];
    for (const components of replies) {
      onInteraction = async (interaction) => {
        if (interaction.isChatInputCommand())
          await interaction.reply({ components: components as never, flags: MessageFlags.IsComponentsV2 });
      };
      await anna.slash('ask', { question: 'who?' });
      expect(code(thrown)).toBe(50035);
    }
    expect(JSON.stringify((thrown as DiscordAPIError).rawError)).toContain('COMPONENT_CUSTOM_ID_DUPLICATED');
  });
});

describe('messages', () => {
  test('without the Message Content intent only mentions and direct messages can be read', async () => {
    anna.say('hello from nobody');
    const { reply } = anna.say(`${anna.botMention} good day`);
    expect((await reply()).content).toContain('good day');
    expect((await discord.direct(anna).say('hello in private').reply()).content).toBe('heard: hello in private');
    expect(anna.sees.filter(({ content }) => content === 'heard: hello from nobody')).toEqual([]);
  });

  test('nothing pings where allowed_mentions forbids it, and everybody where nothing forbids it', async () => {
    const everyone = await client.rest.post(`/channels/${anna.channel.id}/messages`, { body: { content: `<@${anna.person.id}>` } });
    const nobody = await client.rest.post(`/channels/${anna.channel.id}/messages`, {
      body: { content: `<@${anna.person.id}>`, allowed_mentions: { parse: [] } },
    });
    const pinged = [everyone, nobody].map((message) => anna.channel.messages.get((message as { id: string }).id)!.pings.users);
    expect(pinged).toEqual([[anna.person.id], []]);
  });

  test('where the bot may not write it is told 50013, and 50001 where it may not look', async () => {
    const channel = discord.channel(discord.world.guilds.get(anna.channel.guildId!)!, 'quiet');
    const post = () => client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } }).catch(code);
    discord.world.denyBot(channel, PermissionFlagsBits.SendMessages);
    expect(await post()).toBe(50013);
    discord.world.denyBot(channel, PermissionFlagsBits.ViewChannel);
    expect(await post()).toBe(50001);
    discord.world.denyBot(channel, 0n);
  });
});

describe('the gateway', () => {
  test('after a cut the client resumes, and what happened meanwhile is replayed', async () => {
    const { identifies, resumes } = discord.gateway;
    discord.gateway.drop();
    const { reply } = anna.say(`${anna.botMention} while you were away`);
    expect((await reply()).content).toContain('while you were away');
    expect([discord.gateway.identifies - identifies, discord.gateway.resumes - resumes]).toEqual([0, 1]);
  });
});

test.skipIf(!openApiPath)('what it answers fits Discord’s OpenAPI (DISCORD_OPENAPI names it)', async () => {
  const judge = answerJudge();
  const reads = [
    '/users/@me',
    '/applications/@me',
    '/gateway/bot',
    `/channels/${anna.channel.id}`,
    `/channels/${anna.channel.id}/messages`,
    `/guilds/${anna.channel.guildId}/members/${anna.person.id}`,
    `/guilds/${anna.channel.guildId}/roles`,
  ] as const;
  for (const path of reads) await client.rest.get(path);
  const answered = discord.log.entries.filter(({ kind, status }) => kind === 'request' && status === 200);
  expect(answered.length).toBeGreaterThan(reads.length);
  expect(answered.flatMap(({ name, answer }) => judge(name, answer) ?? [])).toEqual([]);
});
