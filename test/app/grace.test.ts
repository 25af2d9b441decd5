import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGuilds, type Guilds } from '../../src/app/guilds.ts';
import { createKeeper, type Keeper } from '../../src/app/keeper.ts';
import { createLibrary } from '../../src/library/library.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const day = 86_400_000;
const guildId = '123456789012345678';
const actor = { guildId, userId: '223456789012345678' };
let dir: string;
let time: number;
let store: Store;
let keeper: Keeper;
let guilds: Guilds;

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-grace-'));
  time = Date.parse('2026-03-01T12:00:00Z');
  store = await openStore({ dir, secret: 'for tests' });
  const now = () => time;
  const indexer = createIndexer();
  keeper = createKeeper(createLibrary({ buildIndex: indexer.build, now }), { store, graceDays: 7 }, now);
  guilds = createGuilds({
    store,
    shelves: keeper.shelves,
    onNews: keeper.onNews,
    now,
    onError: (error) => expect.unreachable(String(error)),
    ask: async () => ({ kind: 'nothing', confidence: 0, missing: [] }),
  });
  const files = [{ name: 'a.txt', bytes: Buffer.from('Canary title\n\nThe canary text stands here.') }];
  const preview = await guilds.preview(guildId, { kind: 'upload', name: 'Canary source', options: {}, schedule: 'never', files });
  if (typeof preview === 'string') throw new Error(preview);
  await guilds.add(actor, preview.draftId);
  await guilds.saveSettings(actor, { aliases: 'canary alias = a' });
});
afterEach(async () => {
  await keeper.close();
  rmSync(dir, { recursive: true, force: true });
});
const scan = () =>
  readdirSync(dir)
    .map((name) => readFileSync(path.join(dir, name)).toString('latin1'))
    .join('');

test('the shelf of a server that the bot left is kept for the time of grace, and is there when the bot comes back', async () => {
  await guilds.left(guildId);
  time += 6 * day;
  await guilds.present([]);
  await keeper.tend();
  await guilds.joined(guildId);
  time += 30 * day;
  await keeper.tend();
  expect(await guilds.sources(guildId)).toMatchObject([{ name: 'Canary source', articles: 1 }]);
  expect((await guilds.settings(guildId)).aliases).toBe('canary alias = a');
});

test('after the time of grace nothing of it is left, and a scan of the files finds no word', async () => {
  for (const word of ['Canary title', 'canary text', 'Canary source', 'canary alias', guildId]) expect(scan()).toContain(word);
  await guilds.left(guildId);
  time += 5 * day;
  // Found missing again at a later start: the first day away counts.
  await guilds.present([]);
  time += 3 * day;
  await keeper.tend();
  expect(await guilds.sources(guildId)).toEqual([]);
  expect(await keeper.shelves.open(`guild:${guildId}`)).toBeUndefined();
  for (const word of ['Canary title', 'canary text', 'Canary source', 'canary alias', guildId]) expect(scan()).not.toContain(word);
});
