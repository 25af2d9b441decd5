/** What Discord refuses in the body of a message: https://docs.discord.com/developers/resources/message#create-message */
import { MessageFlags } from 'discord-api-types/v10';
import { checkMessageComponents, type Json, list } from './component-limits.ts';
import { FormProblems, refusals } from './refusal.ts';

const embedText = (embed: Json) =>
  [
    embed.title,
    embed.description,
    (embed.footer as Json)?.text,
    (embed.author as Json)?.name,
    ...list(embed.fields).flatMap(({ name, value }) => [name, value]),
  ]
    .map((text) => (typeof text === 'string' ? text.length : 0))
    .reduce((sum, length) => sum + length, 0);

/** Refuses (throws a Refusal) what Discord would. `before`: the flags the message already has; `files`: how many are uploaded. */
export function checkMessage(body: Json, { before = 0, files = 0, editing = false } = {}): void {
  const problems = new FormProblems();
  const v2 = ((Number(body.flags ?? 0) | before) & MessageFlags.IsComponentsV2) !== 0;
  if (body.content !== undefined && body.content !== null) problems.length(['content'], body.content, 0, 2000);
  checkEmbeds(body.embeds, problems);
  if (v2) {
    for (const field of ['content', 'embeds', 'poll', 'sticker_ids', 'stickers'])
      if (body[field] && !(Array.isArray(body[field]) && body[field].length === 0))
        problems.add(
          [field],
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          'The MessageFlags.IS_COMPONENTS_V2 flag cannot be used with this field',
        );
  }
  if (body.components !== undefined && body.components !== null) checkMessageComponents(body.components, v2, problems);
  checkAllowedMentions(body.allowed_mentions, problems);
  problems.throwIfAny();
  const content = typeof body.content === 'string' && body.content.trim() !== '';
  const something =
    content || files > 0 || list(body.embeds).length > 0 || list(body.components).length > 0 || list(body.attachments).length > 0;
  if (!editing && !something) throw refusals.emptyMessage();
}

function checkEmbeds(embeds: unknown, problems: FormProblems): void {
  if (list(embeds).length > 10) problems.add(['embeds'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  for (const [index, embed] of list(embeds).entries()) {
    const at = ['embeds', index];
    problems.length([...at, 'title'], embed.title ?? '', 0, 256);
    problems.length([...at, 'description'], embed.description ?? '', 0, 4096);
    if (list(embed.fields).length > 25) problems.add([...at, 'fields'], 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
    for (const [number, field] of list(embed.fields).entries()) {
      problems.length([...at, 'fields', number, 'name'], field.name, 1, 256);
      problems.length([...at, 'fields', number, 'value'], field.value, 1, 1024);
    }
    problems.length([...at, 'footer', 'text'], (embed.footer as Json)?.text ?? '', 0, 2048);
  }
  if (list(embeds).reduce((sum, embed) => sum + embedText(embed), 0) > 6000)
    problems.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
}

function checkAllowedMentions(value: unknown, problems: FormProblems): void {
  if (value === undefined || value === null) return;
  const { parse, users, roles } = value as { parse?: unknown; users?: unknown; roles?: unknown };
  for (const kind of list(parse) as unknown[])
    if (kind !== 'users' && kind !== 'roles' && kind !== 'everyone')
      problems.add(['allowed_mentions', 'parse'], 'BASE_TYPE_CHOICES', "Value must be one of ('users', 'roles', 'everyone').");
  for (const [kind, ids] of Object.entries({ users, roles })) {
    if (list(ids).length > 100) problems.add(['allowed_mentions', kind], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    if (list(ids).length > 0 && (list(parse) as unknown[]).includes(kind))
      problems.add(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
}
