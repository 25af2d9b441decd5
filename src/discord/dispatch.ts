/** From Discord's events to the handlers: finds who is meant, checks the ids and the rights, and hands over to the boundary. */
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { App, GuildSettings } from '../app.ts';
import type { Log } from '../log.ts';
import { wordsFor } from '../messages/messages.ts';
import type { Downloader } from './attachments.ts';
import type { Asked, Boundary } from './boundary.ts';
import { buttons } from './buttons.ts';
import { optionIn } from './command-data.ts';
import { commands } from './commands.ts';
import type { CustomIds } from './custom-id.ts';
import type { Access, AnyAct, Command, Person, Press, Request } from './handler.ts';
import { type Answerable, changesInPlace, interactionExchange } from './interaction-exchange.ts';
import { createBuckets } from './limits.ts';
import { modals } from './modals.ts';
import { note, type Reply } from './reply.ts';
import { baseOf, fieldsOf, type Owners, optionsOf, personOf, pressedOf, scopeOf, targetOf } from './request.ts';
import { mayAnswerIn, notHere, rulesFor } from './server-rules.ts';
import type { Views } from './views.ts';

export interface Dispatch extends Owners {
  readonly app: App;
  readonly ids: CustomIds;
  readonly views: Views;
  readonly boundary: Boundary;
  readonly download: Downloader;
  readonly log: Log;
}

/** What is said to who may not do this; undefined where they may. */
const refused = (
  { access = 'everyone', anywhere = false }: { readonly access?: Access; readonly anywhere?: boolean } = {},
  { person, scope }: Pick<Request, 'person' | 'scope'>,
  rules: GuildSettings | undefined,
): Reply | undefined => {
  if (access === 'operator' && !person.operator) return note(({ words }) => words.trouble.operatorsOnly);
  if (access === 'admin' && !person.admin && !person.operator) return note(({ words }) => words.trouble.adminsOnly);
  if (rules && access === 'everyone' && !anywhere && !mayAnswerIn(rules, scope.channelId)) return notHere(rules);
  return undefined;
};

const stale = (): Reply => note(({ words }) => words.trouble.stale);

const parsed = (act: AnyAct, request: Request, data?: Command['data']): Request | Reply => {
  const input = act.input.safeParse(request.input);
  if (input.success) return { ...request, input: input.data };
  const name = String(input.error.issues[0]?.path[0] ?? '');
  return note(({ words }) => {
    const option = data && optionIn(data, name, words.language);
    return words.trouble.badInput(option?.name ?? name, option?.description);
  });
};

const commandOf = ({ commandName }: { readonly commandName: string }): Command | undefined =>
  commands.find(({ data }) => data.name === commandName);

const actOf = (
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction | AutocompleteInteraction,
): AnyAct | undefined => {
  const command = commandOf(interaction);
  if (interaction.isContextMenuCommand() || !command?.subcommands) return command?.act;
  const path = [interaction.options.getSubcommandGroup(false), interaction.options.getSubcommand(false)];
  return command.subcommands[path.filter(Boolean).join(' ')];
};

export const createDispatch = ({ app, ids, views, boundary, log, download, ...owners }: Dispatch) => {
  const completions = createBuckets({ capacity: 20, perSecond: 10 });

  /** `refused`, and the log has it where somebody tried what is for others: under their keyed hash, not their id. */
  const refusedOnRecord = (name: string, ...[what, request, rules]: Parameters<typeof refused>): Reply | undefined => {
    const reply = refused(what, request, rules);
    if (reply && (what?.access ?? 'everyone') !== 'everyone')
      log.info({ name, guild: request.scope.guildId ?? '', person: ids.asker(request.person.id) }, 'refused to who may not');
    return reply;
  };

  const exchangeOf = (interaction: Answerable, person: Person, rules: GuildSettings | undefined) =>
    interactionExchange(
      interaction,
      {
        userId: person.id,
        guildId: interaction.guildId ?? '',
        locale: interaction.locale,
        guildLocale: rules?.language ?? interaction.guildLocale ?? undefined,
      },
      person.writes,
      views,
    );

  const handle = (
    interaction: Answerable,
    person: Person,
    rules: GuildSettings | undefined,
    asked: Omit<Asked, 'userId' | 'guildId'>,
  ): Promise<void> =>
    boundary.handle(exchangeOf(interaction, person, rules), { ...asked, userId: person.id, guildId: interaction.guildId ?? '' });

  const act = async (interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction): Promise<void> => {
    const rules = await rulesFor(scopeOf(interaction), app, log);
    const found = actOf(interaction);
    const request: Request = {
      ...baseOf(interaction, owners, rules),
      download,
      input: optionsOf(interaction.isChatInputCommand() ? interaction.options.data : []),
      ...(interaction.isMessageContextMenuCommand() && { target: targetOf(interaction) }),
    };
    const ready = found ? parsed(found, request, commandOf(interaction)?.data) : stale();
    return handle(interaction, request.person, rules, {
      name: interaction.commandName,
      cost: 2,
      instant: found?.instant ?? false,
      waits: found && 'person' in ready ? (found.waits?.(ready) ?? 'private') : 'private',
      run: async () =>
        refusedOnRecord(interaction.commandName, found, request, rules) ?? ('person' in ready ? found!.run(ready, app) : ready),
    });
  };

  const press = async (interaction: MessageComponentInteraction): Promise<void> => {
    const rules = await rulesFor(scopeOf(interaction), app, log);
    const id = ids.read(interaction.customId, interaction.guildId ?? '');
    const button = id && buttons.find(({ action }) => action === id.action);
    const { person, ...base } = baseOf(interaction, owners, rules);
    const pressed = (): Press => ({
      ...base,
      download,
      person,
      ...pressedOf(interaction),
      fields: id!.fields,
      asker: ids.asker(person.id) === id!.asker,
      inPlace: changesInPlace(interaction),
      stopWork: boundary.works.stop,
    });
    return handle(interaction, person, rules, {
      name: `button ${button?.action ?? 'unknown'}`,
      cost: 1,
      instant: button?.instant ?? false,
      waits: 'private',
      run: async () =>
        button ? (refusedOnRecord(button.action, button, { person, ...base }, rules) ?? button.run(pressed(), app)) : stale(),
    });
  };

  const submit = async (interaction: ModalSubmitInteraction): Promise<void> => {
    const rules = await rulesFor(scopeOf(interaction), app, log);
    const id = ids.read(interaction.customId, interaction.guildId ?? '');
    const modal = id && modals.find(({ action }) => action === id.action);
    const request: Request = { ...baseOf(interaction, owners, rules), download, input: fieldsOf(interaction) };
    const ready = modal ? parsed(modal, request) : stale();
    return handle(interaction, request.person, rules, {
      name: `modal ${modal?.action ?? 'unknown'}`,
      cost: 2,
      waits: 'private',
      run: async () =>
        refusedOnRecord(modal?.action ?? 'unknown', modal, request, rules) ??
        ('person' in ready ? modal!.run({ ...(ready as Request<never>), fields: id!.fields }, app) : ready),
    });
  };

  /** Completions cannot be deferred and are not worth an error: what is too much or fails offers nothing. */
  const complete = async (interaction: AutocompleteInteraction): Promise<void> => {
    const focused = interaction.options.getFocused(true);
    const found = actOf(interaction);
    try {
      const scope = scopeOf(interaction);
      const rules = await rulesFor(scope, app, log);
      const person = personOf(interaction, owners, rules?.adminRole);
      const allowed = completions.take(person.id) === 0 && !refused(found, { person, scope }, rules);
      const typed = {
        option: focused.name,
        value: String(focused.value).slice(0, 100),
        scope,
        person,
        words: wordsFor(interaction.locale),
      };
      const choices = allowed ? ((await found?.complete?.(typed, app)) ?? []) : [];
      await interaction.respond(choices.slice(0, 25).map(({ name, value }) => ({ name: name.slice(0, 100), value })));
    } catch (error) {
      log.info({ name: interaction.commandName, err: error }, 'could not complete an option');
    }
  };

  return async (interaction: Interaction): Promise<void> => {
    if (interaction.isAutocomplete()) return complete(interaction);
    if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) return act(interaction);
    if (interaction.isMessageComponent()) return press(interaction);
    if (interaction.isModalSubmit()) return submit(interaction);
  };
};
