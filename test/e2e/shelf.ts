/** Articles written for the tests, in a folder of their own beside the sample. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
