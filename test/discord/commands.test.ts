import { globSync, readFileSync } from 'node:fs';
import type { APIApplicationCommand, RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { buttons } from '../../src/discord/buttons.ts';
import { commands } from '../../src/discord/commands.ts';
import { modals } from '../../src/discord/modals.ts';
import { registerCommands, sameCommands } from '../../src/discord/register.ts';
import { languages } from '../../src/messages/messages.ts';

type Data = Record<string, unknown>;
const data = commands.map((command) => command.data);
const all = (one: Data): Data[] => [one, ...((one.options as Data[] | undefined) ?? []).flatMap(all)];
/** The longest localization of each field counts. */
const longest = (one: Data, field: string): number =>
  Math.max(
    ...[one[field], ...Object.values((one[`${field}_localizations`] as object | undefined) ?? {})].map(
      (text) => String(text ?? '').length,
    ),
  );

describe('what Discord is told of the commands', () => {
  test.each(data.map((one) => [one.name, one as unknown as Data] as const))(
    '%s keeps Discord’s bounds in every language',
    (_, command) => {
      for (const part of all(command)) {
        const names = [part.name, ...Object.values((part.name_localizations as object | undefined) ?? {})];
        const onMessage = part === command && command.type === 3;
        for (const name of names) expect(name).toMatch(onMessage ? /^.{1,32}$/ : /^[-_'\p{Ll}\p{N}]{1,32}$/u);
        if (!onMessage) expect(longest(part, 'description')).toBeGreaterThan(0);
        expect(longest(part, 'description')).toBeLessThanOrEqual(100);
        expect(Object.keys((part.name_localizations as object | undefined) ?? {})).toEqual(
          languages.slice(1).map(({ language }) => language),
        );
        const required = ((part.options as Data[] | undefined) ?? []).map((option) => option.required ?? false);
        expect(required).toEqual([...required].sort().reverse());
        expect(required.length).toBeLessThanOrEqual(25);
      }
      const size = all(command).reduce((sum, part) => sum + longest(part, 'name') + longest(part, 'description'), 0);
      expect(size).toBeLessThanOrEqual(8000);
    },
  );

  test('is what the words make clickable: whole paths of commands', () => {
    const paths = new Set(
      commands.flatMap(({ data: { name }, subcommands }) =>
        [...Object.keys(subcommands ?? { '': 0 })].map((sub) => `${name} ${sub}`.trim()),
      ),
    );
    const used = globSync('src/discord/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bcommand\('([^']+)'\)/g)].map((match) => match[1]!),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((path) => !paths.has(path))).toEqual([]);
  });

  test('names each command, button and modal once, and gives each subcommand its act', () => {
    const unique = (names: readonly string[]) => expect(new Set(names).size).toBe(names.length);
    unique(data.map(({ name }) => name));
    for (const { language } of languages.slice(1))
      unique(data.map((one) => String((one as unknown as { name_localizations: Data }).name_localizations[language])));
    unique(buttons.map(({ action }) => action));
    unique(modals.map(({ action }) => action));
    for (const { action } of [...buttons, ...modals]) expect(action).toMatch(/^[a-z-]{1,16}$/);
    for (const { data: one, act, subcommands } of commands) {
      const paths = (((one as unknown as Data).options as Data[] | undefined) ?? []).flatMap((option) =>
        option.type === 1
          ? [String(option.name)]
          : option.type === 2
            ? (option.options as Data[]).map((inner) => `${option.name} ${inner.name}`)
            : [],
      );
      expect(Object.keys(subcommands ?? {}).sort()).toEqual(paths.sort());
      expect(act === undefined).toBe(subcommands !== undefined);
    }
  });
});

describe('registration', () => {
  /** What Discord answers: ids, versions and its defaults filled in, fields in another order. */
  const stored = (bodies: readonly RESTPostAPIApplicationCommandsJSONBody[]): APIApplicationCommand[] =>
    bodies
      .map((body, at) => ({
        version: '1',
        default_permission: true,
        nsfw: false,
        ...structuredClone(body),
        id: String(at),
        application_id: '1',
        dm_permission: true,
        default_member_permissions: body.default_member_permissions ?? null,
        description: (body as { description?: string }).description ?? '',
      }))
      .reverse() as unknown as APIApplicationCommand[];

  const api = (has: APIApplicationCommand[]) => {
    const writes: unknown[] = [];
    return {
      writes,
      get: async () => has,
      put: async (_: string, { body }: { body?: unknown } = {}) => {
        writes.push(body);
        return stored(body as RESTPostAPIApplicationCommandsJSONBody[]);
      },
    };
  };

  test('writes nothing when Discord has the same, and knows the ids', async () => {
    const rest = api(stored(data));
    const { ids, written } = await registerCommands(rest, '1', data);
    expect(written).toBe(false);
    expect(rest.writes).toEqual([]);
    expect(ids.get('ask')).toBe('0');
  });

  test.each<[string, (command: Data) => void]>([
    ['a description', (command) => Object.assign(command, { description: 'other' })],
    ['a translation', (command) => Object.assign(command, { name_localizations: { ru: 'другое' } })],
    ['an option’s translation', (command) => Object.assign((command.options as Data[])[0]!, { description_localizations: {} })],
    ['where it may be used', (command) => Object.assign(command, { contexts: [0] })],
    ['who may use it', (command) => Object.assign(command, { default_member_permissions: '8' })],
    ['an option’s bounds', (command) => Object.assign((command.options as Data[])[0]!, { max_length: 7 })],
    ['an option more', (command) => (command.options as Data[]).push({ type: 3, name: 'x', description: 'x' })],
  ])('writes all when %s differs', async (_, change) => {
    const theirs = stored(data);
    change(theirs.find(({ name }) => name === 'ask') as unknown as Data);
    expect(sameCommands(data, theirs)).toBe(false);
    const rest = api(theirs);
    expect((await registerCommands(rest, '1', data)).written).toBe(true);
    expect(rest.writes).toEqual([data]);
  });

  test('writes when a command is missing or left over', () => {
    expect(sameCommands(data, stored(data.slice(1)))).toBe(false);
    expect(sameCommands(data.slice(1), stored(data))).toBe(false);
  });
});
