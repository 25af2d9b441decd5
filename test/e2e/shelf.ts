/** Articles written for the tests, in a folder of their own beside the sample, and a program that answers from them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { componentsOf } from '../../src/sandbox/read-message.ts';
import type { MemberOptions } from '../../src/sandbox/sandbox.ts';
import { type Program, startProgram } from './program.ts';

const towns = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper', 'Kelp', 'Laurel'];

const files: Record<string, string> = {
  'harbour.md': `---
title: The harbour of Norvik
url: https://norvik.example/harbour
date: 2024-05-02
source: Norvik Gazette
---
# The harbour of Norvik

The harbour of Norvik was built by Greta Holm in 1921. It holds forty boats.

The lighthouse keeper counts the boats each evening. @everyone may visit **the quay** with a [ticket](https://norvik.example/ticket).

## Rules

Do not moor at the north quay after dark, whatever the weather, however calm the water, and even if a harbour guard waves you in, because the stones there were laid loosely in the last century and shift under the keel whenever the tide turns, as the crew of the ferry learned twice in one winter and wrote down for everyone in the great book of the harbour office.
`,
  'museum.txt': `Музей часов\n\nМузей часов открыла Анна Белова в 1987 году. В музее хранится триста часов.\n`,
  'long.txt': `The long walk\n\n${Array.from({ length: 60 }, (_, day) => `On day ${day + 1} the walkers crossed field number ${day + 1} and rested by stream number ${day + 1} until the evening bell rang.`).join('\n\n')}\n\nAt the end stood @everyone, **a bold bear**, a [door](https://norvik.example/door) and <@123456789012345678>.\n`,
  ...Object.fromEntries(
    towns.map((town, at) => [
      `towns/${town.toLowerCase()}.txt`,
      `The town of ${town}\n\nThe town of ${town} was founded in ${1800 + at} by settlers. Its market sells pears on Mondays.\n`,
    ]),
  ),
};

/** A folder with the sample, a harbour in Markdown with an address, a Russian museum, a long walk and twelve towns. */
export const makeShelf = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'footnote-shelf-'));
  cpSync('seeds', folder, { recursive: true });
  mkdirSync(path.join(folder, 'towns'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
};

export interface Shelved {
  /** There once the tests of the file run. */
  readonly bot: Program;
  /** A new member of its guild each time: one person may not ask without end. */
  someone(options?: MemberOptions): Actor;
}

/** Starts the program on this shelf before the tests of a file, and stops it behind them. */
export const withShelf = (env: Readonly<Record<string, string>> = {}): Shelved => {
  const folder = makeShelf();
  let bot: Program | undefined;
  let members = 0;
  const started = (): Program => {
    if (!bot) throw new Error('the program starts before the first test');
    return bot;
  };
  beforeAll(async () => {
    bot = await startProgram({ env: { ARTICLES_DIR: folder, ...env } });
  });
  afterAll(async () => {
    await bot?.stop();
    rmSync(folder, { recursive: true });
  });
  return {
    get bot() {
      return started();
    },
    someone: (options = {}) => started().discord.member(started().guild, `Member ${++members}`, options),
  };
};

/** What stands on the buttons of a message, links left out. */
export const labels = (message: APIMessage | undefined): string[] =>
  componentsOf(message!).flatMap(({ label, url }) => (label && !url ? [String(label)] : []));
