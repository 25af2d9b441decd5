/**
 * The process that is killed: `node child.ts WHAT DIR [ORIGIN]`. Each step is told on standard output before or after it is done.
 * - `reload`: reads the folder of articles anew at each line, as the bot does.
 * - `rows`: writes settings, questions, feedback and checks without end.
 * - `acts`: the whole app; each line is what an admin does, or `look`.
 * - `open`: opens the store, as a start does, and holds it.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createFetcher } from '../../src/articles/fetch/fetch.ts';
import { createReader } from '../../src/articles/formats/reader.ts';
import { createLibrary } from '../../src/library/library.ts';
import { createShelves } from '../../src/library/shelves.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openAdmin } from './admin.ts';

const [, , what, dir = '', origin = ''] = process.argv;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const lines = () => createInterface({ input: process.stdin });

if (what === 'open') say('begin');
const store = await openStore({ dir, secret: 'for tests' });

/** Tells when the first content is written and when the generation is. */
function telling({ shelves, ...rest }: Store): Store {
  return {
    ...rest,
    shelves: {
      ...shelves,
      async stage(collection, contents) {
        say('writing');
        return shelves.stage(collection, contents);
      },
      async commit(collection, change) {
        say('writing');
        const generation = await shelves.commit(collection, change);
        say('committed');
        return generation;
      },
    },
  };
}

async function reload(): Promise<void> {
  const indexer = createIndexer();
  const library = createLibrary({ buildIndex: indexer.build, now: Date.now });
  const shelves = createShelves({
    store: telling(store),
    library,
    fetcher: createFetcher(),
    reader: createReader(),
    now: Date.now,
  });
  await shelves.setFolder('shared', path.join(dir, 'articles'));
  await shelves.open('shared');
  say('ready');
  lines().on('line', async () => {
    say('begin');
    const report = await shelves.reload('shared');
    say(report === 'busy' ? 'busy' : `done ${report.generation}`);
  });
}

async function rows(): Promise<void> {
  say('ready');
  for (let at = 1; ; at += 1) {
    await store.guilds.saveSettings('1', String(at));
    await store.people.logQuestion({ guild: '1', userId: '42', at, question: `question ${at}`, state: 'nothing' });
    await store.people.saveFeedback({ guild: '1', userId: '42', at, verdict: 'right' });
    say(`done ${at}`);
  }
}

async function acts(): Promise<void> {
  const admin = await openAdmin(telling(store), dir, origin);
  say('ready');
  lines().on('line', async (line) => {
    say('begin');
    try {
      say(`done ${JSON.stringify(await admin(JSON.parse(line)))}`);
    } catch (error) {
      say(`failed ${(error as Error).message}`);
    }
  });
}

if (what === 'reload') await reload();
else if (what === 'rows') await rows();
else if (what === 'acts') await acts();
else {
  say('ready');
  lines().on('line', () => undefined);
}
