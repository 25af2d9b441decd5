/** What Discord refuses in a command: https://docs.discord.com/developers/interactions/application-commands */
import { ApplicationCommandType, ApplicationCommandOptionType as O } from 'discord-api-types/v10';
import { type Json, list } from './component-limits.ts';
import { FormProblems } from './refusal.ts';

type Path = readonly (string | number)[];
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const completable: readonly unknown[] = [O.String, O.Integer, O.Number];

/** Refuses (throws a Refusal) a command, or a list of commands when `commands` is an array. */
export function checkCommands(commands: Json | readonly Json[]): void {
  const problems = new FormProblems();
  if (!Array.isArray(commands)) checkCommand(commands as Json, [], problems);
  else {
    for (const [index, command] of commands.entries()) checkCommand(command, [index], problems);
    for (const [kind, most] of [
      [ApplicationCommandType.ChatInput, 100],
      [ApplicationCommandType.User, 15],
      [ApplicationCommandType.Message, 15],
    ] as const) {
      const names = commands.filter(({ type }) => (type ?? 1) === kind).map(({ name }) => name);
      if (names.length > most)
        problems.add([], 'APPLICATION_COMMAND_MAX_COMMANDS', `Maximum number of application commands reached (${most}).`);
      if (new Set(names).size < names.length)
        problems.add([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    }
  }
  problems.throwIfAny();
}

function checkCommand(command: Json, at: Path, problems: FormProblems): void {
  const slash = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  checkName(command, at, slash, problems);
  if (slash) {
    checkDescription(command, at, problems);
    checkOptions(command.options, [...at, 'options'], 0, problems);
    if (size(command) > 8000) problems.add(at, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
  } else if (command.description)
    problems.add(
      [...at, 'description'],
      'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
      'Context menu commands cannot have description',
    );
}

function checkName(named: Json, at: Path, slash: boolean, problems: FormProblems): void {
  const names: [Path, unknown][] = [
    [[...at, 'name'], named.name],
    ...Object.entries((named.name_localizations ?? {}) as Json).map(
      ([locale, name]) => [[...at, 'name_localizations', locale], name] as [Path, unknown],
    ),
  ];
  for (const [path, name] of names) {
    problems.length(path, name, 1, 32);
    if (slash && typeof name === 'string' && (!slashName.test(name) || name !== name.toLowerCase()))
      problems.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function checkDescription(described: Json, at: Path, problems: FormProblems): void {
  problems.length([...at, 'description'], described.description, 1, 100);
  for (const [locale, text] of Object.entries((described.description_localizations ?? {}) as Json))
    problems.length([...at, 'description_localizations', locale], text, 1, 100);
}

function checkOptions(value: unknown, at: Path, depth: number, problems: FormProblems): void {
  const options = list(value);
  if (options.length > 25) problems.add(at, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  if (new Set(options.map(({ name }) => name)).size < options.length)
    problems.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const path = [...at, index];
    checkName(option, path, true, problems);
    checkDescription(option, path, problems);
    const group = option.type === O.Subcommand || option.type === O.SubcommandGroup;
    if (group) {
      if (depth > (option.type === O.Subcommand ? 1 : 0))
        problems.add([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command nesting is too deep');
      checkOptions(option.options, [...path, 'options'], depth + 1, problems);
    } else {
      if (option.required && optionalSeen)
        problems.add(
          path,
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        );
      optionalSeen ||= !option.required;
    }
    const choices = list(option.choices);
    if (choices.length > 25) problems.add([...path, 'choices'], 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
    for (const [number, choice] of choices.entries()) {
      problems.length([...path, 'choices', number, 'name'], choice.name, 1, 100);
      if (typeof choice.value === 'string') problems.length([...path, 'choices', number, 'value'], choice.value, 0, 100);
    }
    if (option.autocomplete && (choices.length > 0 || !completable.includes(option.type)))
      problems.add(
        [...path, 'autocomplete'],
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
        'Autocomplete cannot be used with choices or with this type of option',
      );
  }
}

/** Characters of names, descriptions and values, of each field its longest localization. */
function size(thing: Json): number {
  const longest = (text: unknown, others: unknown) =>
    Math.max(...[text, ...Object.values((others ?? {}) as Json)].map((one) => (typeof one === 'string' ? one.length : 0)));
  const own = longest(thing.name, thing.name_localizations) + longest(thing.description, thing.description_localizations);
  const values = list(thing.choices).reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  return own + values + list(thing.options).reduce((sum, option) => sum + size(option), 0);
}
