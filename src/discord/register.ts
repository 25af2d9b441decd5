/** Tells Discord of the commands: read what it has, compare, write only on a difference (200 creations a day and guild). */

import type { REST } from 'discord.js';
import { type APIApplicationCommand, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';

type Data = RESTPostAPIApplicationCommandsJSONBody | APIApplicationCommand;

/** What of a command or option Footnote decides; what Discord leaves out when it has its default is written out. */
const shape = (data: unknown): unknown => {
  const known = data as Record<string, unknown>;
  const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : null);
  const map = (value: unknown) => Object.entries((value as object | null) ?? {}).sort();
  const orNone = (value: unknown) => value ?? null;
  return {
    type: known.type ?? 1,
    name: known.name,
    description: known.description ?? '',
    names: map(known.name_localizations),
    descriptions: map(known.description_localizations),
    contexts: sorted(known.contexts),
    installs: sorted(known.integration_types),
    permissions: orNone(known.default_member_permissions),
    required: known.required ?? false,
    autocomplete: known.autocomplete ?? false,
    limits: [known.min_length, known.max_length, known.min_value, known.max_value].map(orNone),
    choices: ((known.choices as Record<string, unknown>[] | undefined) ?? []).map((choice) => [
      choice.name,
      choice.value,
      map(choice.name_localizations),
    ]),
    channels: sorted(known.channel_types),
    options: ((known.options as unknown[] | undefined) ?? []).map(shape),
  };
};

const listed = (commands: readonly Data[]): string =>
  JSON.stringify(commands.map((command) => JSON.stringify(shape(command))).sort());

/** Whether Discord's list says what ours says, localizations too. */
export const sameCommands = (
  ours: readonly RESTPostAPIApplicationCommandsJSONBody[],
  theirs: readonly APIApplicationCommand[],
): boolean => listed(ours) === listed(theirs);

/** Makes Discord's list ours. Resolves with the ids by name, and whether anything was written. Rejects as REST does. */
export const registerCommands = async (
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly written: boolean }> => {
  const route = Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const theirs = (await rest.get(route, { query })) as APIApplicationCommand[];
  const written = !sameCommands(commands, theirs);
  const now = written ? ((await rest.put(route, { body: commands })) as APIApplicationCommand[]) : theirs;
  return { ids: new Map(now.map(({ name, id }) => [name, id])), written };
};
