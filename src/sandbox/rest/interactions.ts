/** Responses to interactions: https://docs.discord.com/developers/interactions/receiving-and-responding */
import {
  InteractionType,
  MessageFlags,
  MessageType,
  ApplicationCommandOptionType as O,
  InteractionResponseType as R,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10';
import { checkModal, type Json, list } from '../component-limits.ts';
import type { Core } from '../core.ts';
import type { Exchange } from '../exchange.ts';
import { checkMessage } from '../message-limits.ts';
import { FormProblems, Refusal, refusals } from '../refusal.ts';
import type { StoredMessage } from '../world-types.ts';
import { Answer, type Call, noContent, objectBody, type Route } from './route.ts';

const invalid = (message = 'Invalid Form Body') => new Refusal(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, message);

/** Follow-ups allowed to a person who only installed the application for themselves. */
const followupsOfUserInstall = 5;

function first(call: Call, core: Core): unknown {
  const exchange = core.exchanges.get(call.params.token!);
  if (!exchange || exchange.interaction.id !== call.params.interaction) throw refusals.unknownInteraction();
  const { type, data } = objectBody(call) as { type?: R; data?: Json };
  if (typeof type !== 'number') throw invalid();
  exchange.openForFirst(type);
  const body = data ?? {};
  switch (type) {
    case R.ChannelMessageWithSource:
      exchange.ephemeral = isEphemeral(body);
      exchange.original = post(core, exchange, body, call);
      break;
    case R.DeferredChannelMessageWithSource:
      exchange.ephemeral = isEphemeral(body);
      exchange.original = post(core, exchange, { flags: body.flags }, call, true);
      break;
    case R.DeferredMessageUpdate:
    case R.UpdateMessage:
      if (!exchange.source) throw invalid('Interaction has no message to update');
      exchange.original = exchange.source;
      exchange.ephemeral = exchange.source.visibleTo !== undefined;
      if (type === R.UpdateMessage) core.messages.edit(exchange.channel, exchange.source, body, call.uploads);
      break;
    case R.ApplicationCommandAutocompleteResult:
      exchange.choices = checkChoices(body);
      break;
    case R.Modal: {
      if (exchange.interaction.type === InteractionType.ModalSubmit) throw invalid('A modal cannot follow a modal');
      const problems = new FormProblems();
      checkModal(body, problems);
      problems.throwIfAny();
      exchange.modal = body;
      break;
    }
    default:
      throw invalid();
  }
  exchange.answered(type);
  if (call.query.get('with_response') !== 'true') return noContent;
  const { id, type: kind } = exchange.interaction;
  const message = exchange.original?.message;
  return {
    interaction: {
      id,
      type: kind,
      response_message_id: message?.id,
      response_message_loading: type === R.DeferredChannelMessageWithSource,
      response_message_ephemeral: exchange.ephemeral,
    },
    resource: { type, ...(message && (type === R.ChannelMessageWithSource || type === R.UpdateMessage) && { message }) },
  };
}

const isEphemeral = (body: Json) => (Number(body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

function checkChoices(body: Json): readonly Json[] {
  const problems = new FormProblems();
  const choices = list(body.choices);
  if (choices.length > 25) problems.add(['data', 'choices'], 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  for (const [index, { name, value }] of choices.entries()) {
    problems.length(['data', 'choices', index, 'name'], name, 1, 100);
    if (typeof value === 'string') problems.length(['data', 'choices', index, 'value'], value, 1, 100);
  }
  problems.throwIfAny();
  return choices;
}

/** The command's name with its subcommands. */
function nameOf(data: Json | undefined): string | undefined {
  if (typeof data?.name !== 'string') return undefined;
  const below = list(data.options).find(({ type }) => type === O.Subcommand || type === O.SubcommandGroup);
  return below ? `${data.name} ${nameOf(below)}` : data.name;
}

/** Who did what, as it stands on the messages that come of it. */
function metadataOf(core: Core, { interaction, person, source, trigger }: Exchange): Json {
  const target = (interaction.data as { target_id?: string } | undefined)?.target_id;
  return {
    id: interaction.id,
    type: interaction.type,
    user: core.world.user(person),
    authorizing_integration_owners: interaction.authorizing_integration_owners,
    ...(target && { target_message_id: target }),
    ...(trigger
      ? { triggering_interaction_metadata: metadataOf(core, trigger) }
      : source && { interacted_message_id: source.message.id }),
  };
}

/** Posts a response or follow-up. `thinking`: the empty message of a deferral. */
function post(core: Core, exchange: Exchange, body: Json, call: Call, thinking = false): StoredMessage {
  const { interaction, person, channel, source, ephemeral } = exchange;
  const named = nameOf(interaction.data as Json | undefined);
  const target = (interaction.data as { target_id?: string } | undefined)?.target_id;
  const extra: Json = {
    type:
      interaction.type === InteractionType.ApplicationCommand
        ? target
          ? MessageType.ContextMenuCommand
          : MessageType.ChatInputCommand
        : MessageType.Reply,
    webhook_id: core.world.applicationId,
    interaction_metadata: metadataOf(core, exchange),
    ...(named && { interaction: { id: interaction.id, type: interaction.type, name: named, user: core.world.user(person) } }),
    ...(source &&
      !ephemeral && {
        message_reference: { type: 0, message_id: source.message.id, channel_id: channel.id },
        referenced_message: source.message,
      }),
    ...(thinking && { flags: MessageFlags.Loading | (ephemeral ? MessageFlags.Ephemeral : 0) }),
  };
  const draft = { body, uploads: thinking ? [] : call.uploads, extra, ...(ephemeral && { visibleTo: person.id }) };
  return core.messages.post(channel, core.world.bot, draft, !thinking);
}

function byToken({ params }: Call, core: Core): Exchange {
  if (params.application !== core.world.applicationId) throw refusals.unknownWebhook();
  const exchange = core.exchanges.get(params.token!);
  if (!exchange) throw refusals.unknownWebhook();
  exchange.openForMore();
  return exchange;
}

/** A message of the exchange: the original, or a follow-up by its id. */
function messageOf(exchange: Exchange, id: string): StoredMessage {
  const stored =
    id === '@original' ? exchange.original : [exchange.original, ...exchange.followups].find((one) => one?.message.id === id);
  if (!stored || !exchange.channel.messages.has(stored.message.id)) throw refusals.unknownMessage();
  return stored;
}

function edit(call: Call, core: Core, exchange: Exchange, stored: StoredMessage): unknown {
  const loading = ((stored.message.flags ?? 0) & MessageFlags.Loading) !== 0;
  core.messages.edit(exchange.channel, stored, objectBody(call), call.uploads, loading);
  exchange.edits++;
  exchange.changed();
  return stored.message;
}

function followUp(call: Call, core: Core): unknown {
  const exchange = byToken(call, core);
  const { original } = exchange;
  // Documented: directly after a deferral this edits the waiting message, and its own ephemeral flag is ignored.
  if (original && ((original.message.flags ?? 0) & MessageFlags.Loading) !== 0) return edit(call, core, exchange, original);
  const body = objectBody(call);
  checkMessage(body, { files: call.uploads.length });
  const onlyUser = !('0' in exchange.interaction.authorizing_integration_owners);
  if (onlyUser && exchange.followups.length >= followupsOfUserInstall) throw refusals.tooManyFollowups();
  const before = exchange.ephemeral;
  exchange.ephemeral = isEphemeral(body);
  const stored = post(core, exchange, body, call);
  exchange.ephemeral = before;
  exchange.followups.push(stored);
  exchange.changed();
  return stored.message;
}

const messagePath = '/webhooks/:application/:token/messages/:message';

export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, run: first },
  { method: 'POST', path: '/webhooks/:application/:token', open: true, run: followUp },
  {
    method: 'GET',
    path: messagePath,
    open: true,
    run: (call, core) => messageOf(byToken(call, core), call.params.message!).message,
  },
  {
    method: 'PATCH',
    path: messagePath,
    open: true,
    run: (call, core) => {
      const exchange = byToken(call, core);
      return edit(call, core, exchange, messageOf(exchange, call.params.message!));
    },
  },
  {
    method: 'DELETE',
    path: messagePath,
    open: true,
    run: (call, core) => {
      const exchange = byToken(call, core);
      const stored = messageOf(exchange, call.params.message!);
      core.messages.remove(exchange.channel, stored);
      if (stored === exchange.original) exchange.deleted = true;
      exchange.changed();
      return new Answer(204);
    },
  },
];
